// SPDX-License-Identifier: GPL-2.0-or-later
// One line, typed in a hurry, that becomes part of the journal: names become links, and what it
// states is shown before it is written.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/journal.h"
#include "notes/date.h"

namespace tote::host {

/// A statement that was read from the line.
struct Understood {
  std::string from;      ///< as written; "me" for the owner
  std::string relation;  ///< id
  std::string to;
  std::optional<notes::Date> date;  ///< when it held; none: on some other day ("once")
  bool is_denied = false;
};

/// A name in the line that no note has.
struct UnknownName {
  std::string name;
  std::string type;     ///< that the statement suggests for it
  std::string similar;  ///< the title of the note that a slip in the name might mean; "": none
};

/// How a line was read.
struct CapturedLine {
  std::string text;
  std::vector<Understood> statements;
  std::vector<UnknownName> unknown;
  std::vector<std::string> ambiguous;  ///< "Andrew may be Andrew Mocete or Andrew Pell"
};

/// Reads a line as a sentence of today's journal. Errors: as Journal::suggest_links.
[[nodiscard]] Result<CapturedLine> read_line(const Journal& journal, const std::string& text);

/// Where the line goes.
enum class CaptureTarget {
  journal,  ///< to the end of today's note, with links
  fields    ///< into the fields of the notes that it is about
};

/// The change, with a new note for each of `created`. Errors: invalid_input (nothing that a field
/// could hold was read, or it is about a note that is not there).
[[nodiscard]] Result<Proposal> propose_capture(const Journal& journal, const CapturedLine& line,
                                               const std::vector<UnknownName>& created,
                                               CaptureTarget target);

}  // namespace tote::host
