// SPDX-License-Identifier: GPL-2.0-or-later
// Sites to try a plugin with, of its own types of page: such as people publish, and such as say
// what nobody should.
#pragma once

#include <string>
#include <vector>

#include "host/manifest.h"
#include "host/publish/plugin_view.h"

namespace tote::host::author::check {

struct SampleSite {
  std::string name;  ///< "a site without an address"
  publish::ViewedSite site;
  std::vector<std::string> pages;  ///< the names of its pages: "a post that says a script"
};

[[nodiscard]] std::vector<SampleSite> plain_sites(const Manifest& plugin);
[[nodiscard]] std::vector<SampleSite> hostile_sites(const Manifest& plugin);
/// The element or attribute of a file in XML that was the text of a hostile site, or "".
[[nodiscard]] std::string planted_in(const publish::ViewedFile& file);

}  // namespace tote::host::author::check
