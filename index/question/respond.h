// SPDX-License-Identifier: GPL-2.0-or-later
// From a question that is understood to its Answer: evaluated, ordered, with its evidence.
#pragma once

#include "index/answer.h"
#include "index/index.h"
#include "index/question/meaning.h"
#include "index/store/reader.h"

namespace tote::index::question {

/// Evaluates a question. Requires: nothing in it is unknown. Throws Xapian's exceptions.
[[nodiscard]] Answer respond(const store::Reader& reader, const Question& question,
                             const AskOptions& options);

/// The answer to a well-formed question about a name that no note has.
[[nodiscard]] Answer respond_unknown(const store::Reader& reader, const Question& question,
                                     const Set& unknown);

/// The answer to a question that leans on an earlier one ("what did he write").
[[nodiscard]] Answer decline(const store::Reader& reader, const Question& question,
                             const Set& reference);

/// The answer to a name alone that leans on an earlier question ("what about Tigana").
[[nodiscard]] Answer decline_follow_up(const std::string& name);

/// The first set anywhere in the question that no note has the name of, or nullptr.
[[nodiscard]] const Set* find_unknown(const Question& question);
/// The first "he", "it" anywhere in the question, or nullptr.
[[nodiscard]] const Set* find_reference(const Question& question);

}  // namespace tote::index::question
