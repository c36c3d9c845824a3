// SPDX-License-Identifier: GPL-2.0-or-later
// Questions in English over the notes' edges and fields: a closed grammar of the host, with the
// vocabulary of plugins.
#pragma once

#include <optional>
#include <string_view>

#include "index/answer.h"
#include "index/index.h"

namespace tote::index::question {

/// The answer if the whole line reads as a question, with every content word consumed; nullopt if
/// it is to be searched for. With AskOptions::wants_explanation `explanation` receives how the line
/// was read, in both cases; `declined`, if given, why a line that asks something has no answer.
/// Throws Xapian's exceptions.
[[nodiscard]] std::optional<Answer> answer(const store::Reader& reader, std::string_view line,
                                           const AskOptions& options, std::string* explanation,
                                           std::string* declined = nullptr);

}  // namespace tote::index::question
