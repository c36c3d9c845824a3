// SPDX-License-Identifier: GPL-2.0-or-later
// The one JSON that every face gives. docs/output-format.md is its description;
// `json_version` its version.
#pragma once

#include <string>
#include <vector>

#include "host/journal.h"
#include "host/writing/check.h"
#include "host/writing/suggest.h"

namespace tote::host {

/// Grows when a member changes its meaning or goes; new members do not count.
inline constexpr int json_version = 1;

/// One object, without a newline.
[[nodiscard]] std::string to_json(const index::Answer& answer);
/// One line a result: the items of the answer, each an object.
[[nodiscard]] std::vector<std::string> to_json_lines(const index::Answer& answer);
[[nodiscard]] std::string to_json(const index::NoteDetails& details);
[[nodiscard]] std::string to_json(const index::Backlink& backlink);
[[nodiscard]] std::string to_json(const index::ShownEdge& edge);
[[nodiscard]] std::string to_json(const Status& status);
[[nodiscard]] std::string to_json(const Manifest& plugin);
/// What is or would be changed; `diff` is left out if it is empty.
[[nodiscard]] std::string to_json(const Proposal& proposal, const std::string& diff);
[[nodiscard]] std::string to_json(const notes::Operation& operation);
/// A name in `note` that could be a link.
[[nodiscard]] std::string to_json(const notes::Note& note, const index::Suggestion& suggestion);
[[nodiscard]] std::string to_json(const Mention& mention);
[[nodiscard]] std::string to_json(const CheckFinding& finding);
// Of publishing; in json_publish.cpp.
[[nodiscard]] std::string to_json(const std::vector<publish::PostState>& posts);
[[nodiscard]] std::string to_json(const publish::PostCheck& check);
[[nodiscard]] std::string to_json(const publish::PublishReport& report);
[[nodiscard]] std::string to_json(const publish::UnpublishReport& report);

}  // namespace tote::host
