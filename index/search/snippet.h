// SPDX-License-Identifier: GPL-2.0-or-later
// The stretch of a note that shows best why it was found, with the hits marked.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"

namespace tote::index::search {

/// How long a snippet beside a result is.
inline constexpr std::size_t snippet_bytes = 160;

/// What counts as a hit of one part of a search. All texts are folded (notes::fold).
struct HitPattern {
  enum class Kind {
    forms,   ///< a word that is one of `texts`
    prefix,  ///< a word that begins with one of `texts`
    phrase,  ///< words that follow each other; a CJK run may be part of a longer one
  };
  Kind kind = Kind::forms;
  std::vector<std::string> texts;
};

/// A snippet of the note `source` of at most about `max_bytes`: where the most patterns meet, from
/// the beginning of the sentence if that is near. Text of the front matter is quoted only if
/// nothing else is a hit; without any hit it is the note's opening, without marks. One line. Linear
/// in the note; any thread.
[[nodiscard]] Snippet make_snippet(std::string_view source, const std::vector<HitPattern>& patterns,
                                   std::size_t max_bytes);

}  // namespace tote::index::search
