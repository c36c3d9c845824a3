// SPDX-License-Identifier: GPL-2.0-or-later
// The posts of a site as feeds: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org).
#pragma once

#include <string>

#include <tote/plugin.hpp>

namespace tote::posts {

/// Requires: the site's address is known; an entry without it would have no identity.
[[nodiscard]] std::string atom_feed(const public_site& site);
[[nodiscard]] std::string json_feed(const public_site& site);

}  // namespace tote::posts
