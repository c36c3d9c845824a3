// SPDX-License-Identifier: GPL-2.0-or-later
// Calls of tote.render/1 and tote.export/1 in the worker: shows a plugin the public view, and takes
// what it gives through the services that these calls grant.
#pragma once

#include <cstdint>
#include <functional>

#include <tote/plugin.h>

#include "host/publish/plugin_view.h"
#include "host/worker/messages.h"
#include "host/worker/patience.h"

namespace tote::host::worker {

/// An instance and its functions for publishing; null where it provides none.
struct PublishingPlugin {
  void* self = nullptr;
  const tote_render_v1_t* render = nullptr;
  const tote_export_v1_t* exports = nullptr;
};

/// What is done around each call into the plugin; may be left out.
struct PublishHooks {
  std::function<void(Stage stage, std::uint32_t page)> before;
  std::function<void()> after;
};

/// Has the plugin render each page, and export the site. Whatever it does wrong becomes the share's
/// problem; what it gave in that call is dropped.
[[nodiscard]] publish::PluginShare publish_with(const PublishingPlugin& plugin,
                                                const publish::ViewedSite& site,
                                                const Patience& patience,
                                                const PublishHooks& hooks = {});

}  // namespace tote::host::worker
