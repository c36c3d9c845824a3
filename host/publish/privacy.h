// SPDX-License-Identifier: GPL-2.0-or-later
// What may leave the journal. All rules are here and all of them fail closed: what no rule lets
// through stays. Nothing else in this room decides about privacy; it asks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/publish/publish_config.h"
#include "notes/note.h"

namespace tote::host::publish {

/// Whether a note says that it is for everybody, and what says so.
struct Publicity {
  bool is_public = false;
  std::string reason;      ///< for people: "status: draft", "publish: true"
  std::uint32_t line = 0;  ///< of the field that decides; 0: there is none
};

/// A note is public if its front matter says `publish: true` (or `public: true`); a post also if it
/// says `status: published`. A `false`, any value that is neither, and front matter that could not
/// be read keep it private. A post needs an explicit `tote post publish` besides.
[[nodiscard]] Publicity publicity_of(const notes::Note& note);

/// Whether a field of a public note of this type may be shown. Names are canonical.
[[nodiscard]] bool may_show(const PublishConfig& config, std::string_view type,
                            std::string_view field);

/// http or https, with a host, and nothing that has no place in a URL (RFC 3986): what a page may
/// load or link to as somebody's address.
[[nodiscard]] bool is_web_address(std::string_view url);

/// What a text may link to: a web address, or `mailto:`.
[[nodiscard]] bool may_link_to(std::string_view url);

}  // namespace tote::host::publish
