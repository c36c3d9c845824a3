// SPDX-License-Identifier: GPL-2.0-or-later
// From the public view of a journal to the files of a site, for each kind of site. Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "host/publish/publish_config.h"
#include "host/publish/site.h"

namespace tote::host::publish {

[[nodiscard]] AddressStyle address_style(Target target);

/// The files of a site, media and plugins' files included.
[[nodiscard]] std::vector<PublicFile> files_of(const PublicSite& site, Target target);

/// A whole site of its own: pages, lists, a theme.
[[nodiscard]] std::vector<PublicFile> html_files(const PublicSite& site);
/// Content for a site that Hugo or Jekyll builds: front matter and text, media.
[[nodiscard]] std::vector<PublicFile> hugo_files(const PublicSite& site);
[[nodiscard]] std::vector<PublicFile> jekyll_files(const PublicSite& site);

/// The style sheet of html_files.
[[nodiscard]] std::string_view theme_css();

}  // namespace tote::host::publish
