// SPDX-License-Identifier: GPL-2.0-or-later
// A meaning in words for people ("person ← recommended-by — [[Ravenmarked]]") and as a filter line
// that gives the same set when it is searched for.
#pragma once

#include <optional>
#include <string>

#include "index/question/meaning.h"

namespace tote::index::question {

/// How the question was understood.
[[nodiscard]] std::string render_reading(const Question& question);

/// The set as a filter line; nullopt if the search line has no words for it.
[[nodiscard]] std::optional<std::string> render_filter(const Set& set);

/// The relation and what its ends are: "recommended-by(from=Tigana,to=?)", as the examples of a
/// vocabulary are written.
[[nodiscard]] std::string render_roles(const Question& question);

}  // namespace tote::index::question
