// SPDX-License-Identifier: GPL-2.0-or-later
// What `tote post check` tells: what the public page will hold, and what it will not.
#pragma once

#include <string>
#include <string_view>

#include "notes/result.h"

namespace tote::host::publish {

/// One thing that a note names or holds, and what the public gets to see of it.
struct Finding {
  enum class What { person, book, note, image, embed, link, field, comment, html, contact };
  enum class Outcome {
    linked,   ///< becomes a link
    shown,    ///< is on the page
    text,     ///< the words stay, without a link
    blocked,  ///< does not leave
    warning   ///< leaves, and may not be meant to
  };
  What what = What::note;
  Outcome outcome = Outcome::text;
  std::string name;     ///< as written
  std::string becomes;  ///< an address; empty if nothing
  std::string reason;   ///< for people
  SourcePlace place;
};

[[nodiscard]] std::string_view to_string(Finding::What what);
[[nodiscard]] std::string_view to_string(Finding::Outcome outcome);

}  // namespace tote::host::publish
