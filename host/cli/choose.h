// SPDX-License-Identifier: GPL-2.0-or-later
// Asks a person at a terminal which of several notes a name means.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "host/cli/command.h"
#include "host/journal.h"

namespace tote::cli {

/// Whether there is somebody to ask: text at a terminal, typed at a terminal.
[[nodiscard]] bool can_ask(const Context& context);
/// The same for questions that go to standard error, so that the output may go elsewhere.
[[nodiscard]] bool can_ask_aside();

/// The number typed, if it is one from 1 to `most`.
[[nodiscard]] std::optional<std::size_t> read_number(const std::string& line, std::size_t most);

/// Shows a numbered list for each name of the answer that means several notes, and reads the
/// choice from standard input. Empty if all are wanted: an empty line, or the end of input.
[[nodiscard]] std::map<std::string, index::NoteId> ask_which(const Context& context,
                                                             const index::Answer& answer);

}  // namespace tote::cli
