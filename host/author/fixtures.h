// SPDX-License-Identifier: GPL-2.0-or-later
// `tote plugin test`: a plugin's notes and questions as plain files, and what is expected of them.
//
//   fixtures/notes/          a small journal
//   fixtures/expected.txt    what its notes say in the words of the plugin
//   fixtures/questions.txt   lines that begin with "? ", and the answers below them; lines that
//                            begin with "! ", what is typed after `tote log`, and below them what
//                            would be written
//
// The journal is read with the plugin and with those that come with tote, and no other; its index
// is made in a temporary folder; today is fixed. So the answers are the same for everyone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/author/plugin_tree.h"
#include "index/index.h"
#include "notes/date.h"
#include "notes/result.h"

namespace tote::host::author {

/// What "today" is in fixtures, unless told otherwise.
inline constexpr notes::Date fixture_today{2026, 1, 1};

/// The golden files as they are or as they ought to be.
struct FixtureTexts {
  std::string expected;
  std::string questions;
};

struct FixtureOptions {
  std::filesystem::path notes;  ///< the journal to read
  std::string questions;        ///< as in questions.txt; its answers are ignored
  notes::Date today = fixture_today;
  std::filesystem::path index_directory;  ///< to go on with; empty: a temporary one
  std::filesystem::path program;          ///< the `tote` whose workers to use; default: this one
};

struct FixtureRun {
  FixtureTexts found;
  std::uint64_t notes = 0;
  std::uint64_t indexed = 0;  ///< notes that were read again, since they or the plugin changed
  std::uint64_t questions = 0;
  std::uint64_t commands = 0;
  std::vector<std::string> problems;  ///< the plugin cannot be used, or failed on a note
  std::vector<index::PlacedDiagnostic>
      errors;  ///< in notes: those that it finds, or that befell it
};

/// Reads both golden files; one that is missing is empty.
[[nodiscard]] FixtureTexts read_fixtures(const std::filesystem::path& fixtures);
/// Writes both, where they differ from what is there. Errors: io.
[[nodiscard]] Result<void> write_fixtures(const std::filesystem::path& fixtures,
                                          const FixtureTexts& texts);
/// Reads the notes and asks the questions with the plugin as it is built. Errors: not_found if
/// there are no notes; as Journal::open and Journal::refresh.
[[nodiscard]] Result<FixtureRun> run_fixtures(const PluginTree& plugin,
                                              const FixtureOptions& wanted);

}  // namespace tote::host::author
