// SPDX-License-Identifier: GPL-2.0-or-later
// Links for names that are none yet.
#pragma once

#include <string>
#include <vector>

#include "host/journal.h"

namespace tote::host {

/// A name in a text and the note that it is to lead to.
struct ChosenLink {
  index::Suggestion suggestion;
  std::size_t target = 0;  ///< into its targets
};

/// The wikilink for a name, which keeps the name as its text.
[[nodiscard]] std::string link_for(const ChosenLink& chosen);

/// The text with links for what was chosen.
[[nodiscard]] Result<std::string> linked_text(const notes::Note& note,
                                              const std::vector<ChosenLink>& chosen);

/// The same as a change to the note, with the names in `never` written down as never to be
/// suggested again. Errors: io.
[[nodiscard]] Result<Proposal> propose_links(const Journal& journal, const notes::Note& note,
                                             const std::vector<ChosenLink>& chosen,
                                             const std::vector<std::string>& never);

/// A place that names a note: by a link, or by its name alone.
struct Mention {
  index::NoteCard note;  ///< that it stands in
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< 1-based, bytes
  notes::ByteSpan span;
  std::string text;  ///< the line, trimmed
  bool is_link = false;
  index::Confidence confidence = index::Confidence::high;  ///< of a name alone
};

/// Every place of the vault that names the note, in order of path and position. Errors: io.
[[nodiscard]] Result<std::vector<Mention>> find_mentions(const Journal& journal,
                                                         const index::NoteCard& note);

}  // namespace tote::host
