// SPDX-License-Identifier: GPL-2.0-or-later
// Names in a note's prose that are not links yet: the longest match of the words of a sentence with
// the names that notes have, judged by how likely the words mean just that.
#pragma once

#include <vector>

#include "index/store/reader.h"
#include "index/suggestion.h"
#include "notes/note.h"

namespace tote::index::suggest {

/// In order of position. The note need not be indexed. Code, links, tags and fields are not looked
/// at; the note itself and what the words of `never` may mean are not suggested. Time: some index
/// probes for each word.
[[nodiscard]] std::vector<Suggestion> suggest_links(const store::Reader& reader,
                                                    const notes::Note& note,
                                                    Occurrences occurrences,
                                                    const NeverSuggested& never);

}  // namespace tote::index::suggest
