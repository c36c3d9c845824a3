// SPDX-License-Identifier: GPL-2.0-or-later
// What host and worker say to each other when a site is published: after Setup and Ready the host
// sends one site, the worker answers with the plugin's share of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/publish/plugin_view.h"

namespace tote::host::worker {

[[nodiscard]] std::string encode(const publish::ViewedSite& site);
[[nodiscard]] std::string encode(const publish::PluginShare& share);

// Each reads one payload; nullopt if it is malformed in any way.
[[nodiscard]] std::optional<publish::ViewedSite> decode_site(std::string_view payload);
[[nodiscard]] std::optional<publish::PluginShare> decode_share(std::string_view payload);

}  // namespace tote::host::worker
