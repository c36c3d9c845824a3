// SPDX-License-Identifier: GPL-2.0-or-later
// Names that stand in a sentence without brackets: runs of capitalised words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/sentence.h"

namespace tote::index::extract {

/// The end that a name in prose stands for: as written, then without "Dr" or "Aunt" before it and,
/// if it opens a sentence, without the article that may only be capitalised for that.
[[nodiscard]] EdgeEnd name_in_text(const std::string& name, bool opens_sentence);

/// Joins runs of capitalised words, with initials and particles ("Ursula K. Le Guin", "Ana María",
/// "The Left Hand of Darkness"), into one entity each. A single word that is common English ("It",
/// "Grace") is never a name, nor is a word that is only capitalised because it opens the sentence
/// and is of a closed class or a verb.
void join_names(std::vector<Unit>& units, std::string_view source, const VerbLexicon& verbs);

}  // namespace tote::index::extract
