// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/lost_statements.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "host/author/check/lost_declarations.h"
#include "host/author/fixtures.h"

namespace tote::host::author::check {
namespace {

/// A line of expected.txt below a note's path, without the line's number.
struct Statement {
  enum class Kind { field, relation, other };
  std::string path;
  Kind kind = Kind::other;
  std::string name;  ///< of the field or relation
  std::string text;  ///< all of it: "serves = 12", "not read(Dune, me)  2024-05-12"

  friend bool operator<(const Statement& one, const Statement& other) {
    return std::tie(one.path, one.text) < std::tie(other.path, other.text);
  }
};

constexpr std::string_view denial = "not ";

Statement read_statement(std::string path, std::string_view text) {
  Statement statement{std::move(path), Statement::Kind::other, {}, std::string(text)};
  if (text.starts_with(denial))
    text.remove_prefix(denial.size());
  const auto end =
      std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), text.size());
  statement.name = text.substr(0, end);
  if (text.substr(end).starts_with(" = "))
    statement.kind = Statement::Kind::field;
  else if (text.substr(end).starts_with('('))
    statement.kind = Statement::Kind::relation;
  return statement;
}

/// "    3  serves = 12" without the number and the spaces.
std::string_view without_number(std::string_view line) {
  constexpr std::string_view gap = "  ";
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const auto behind = line.substr(std::min(line.find_first_not_of("0123456789"), line.size()));
  return behind.starts_with(gap) ? behind.substr(gap.size()) : line;
}

/// Reads an expected.txt: paths, below each what its note says, and empty lines between them.
std::set<Statement> read_statements(std::string_view expected) {
  std::set<Statement> statements;
  std::string path;
  while (!expected.empty()) {
    const auto end = std::min(expected.find('\n'), expected.size());
    auto line = expected.substr(0, end);
    expected.remove_prefix(std::min(end + 1, expected.size()));
    if (line.empty()) {
      path.clear();
    } else if (path.empty()) {
      path = line;
    } else {
      statements.insert(read_statement(path, without_number(line)));
    }
  }
  return statements;
}

/// What both versions make of the same notes.
class Comparison {
 public:
  Comparison(const PluginTree& plugin, const PreviousVersion& before)
      : plugin_(plugin), before_(before) {}

  [[nodiscard]] std::vector<std::string> run(const std::filesystem::path& program) {
    FixtureOptions options;
    options.notes = before_.folder / "fixtures" / "notes";
    options.program = program;
    std::error_code error;
    if (!std::filesystem::is_directory(options.notes, error))
      return {};
    const auto read = run_fixtures(plugin_, options);
    if (!read) {
      lost(to_string(read.error()));
      return std::move(lost_);
    }
    for (const auto& problem : read->problems)
      lost(problem);
    // Without it, nobody knows what was expected.
    const auto golden = read_fixtures(before_.folder / "fixtures").expected;
    if (!golden.empty())
      compare(read_statements(golden), read_statements(read->found.expected), read->errors);
    return std::move(lost_);
  }

 private:
  void lost(std::string_view what) {
    lost_.push_back(fmt::format("in the notes of {}: {}", before_.manifest.version, what));
  }

  /// What this version calls the field or relation; "" if it has none, which its declarations
  /// tell.
  [[nodiscard]] std::string name_now(const Statement& statement) const {
    const auto id = [](const auto* declared) {
      return declared == nullptr ? std::string() : declared->id;
    };
    const auto& words = plugin_.manifest.vocabulary;
    if (statement.kind == Statement::Kind::field)
      return id(words.field(statement.name));
    const auto* before = before_.manifest.vocabulary.relation(statement.name);
    return before == nullptr ? std::string() : id(successor_of(*before, words));
  }

  void compare(const std::set<Statement>& before, const std::set<Statement>& now,
               const std::vector<index::PlacedDiagnostic>& errors) {
    for (const auto& statement : before) {
      if (statement.kind == Statement::Kind::other)
        continue;
      const auto name = name_now(statement);
      if (name.empty())
        continue;
      auto wanted = statement;
      wanted.name = name;
      wanted.text.replace(wanted.text.starts_with(denial) ? denial.size() : 0,
                          statement.name.size(), name);
      if (now.count(wanted) == 0)
        lost(fmt::format("{} no longer says {}{}", statement.path, wanted.text,
                         said_instead(wanted, before, now)));
    }
    for (const auto& error : errors) {
      const auto& found = error.diagnostic;
      const bool is_expected =
          std::any_of(before.begin(), before.end(), [&](const Statement& statement) {
            return statement.path == error.place.path &&
                   statement.text.starts_with(found.code + ':');
          });
      if (!is_expected)
        lost(fmt::format("{}: {} ({})", to_string(error.place), found.message, found.code));
    }
  }

  /// What the note says of the same field or relation now and did not say before.
  [[nodiscard]] static std::string said_instead(const Statement& wanted,
                                                const std::set<Statement>& before,
                                                const std::set<Statement>& now) {
    for (const auto& statement : now)
      if (statement.path == wanted.path && statement.kind == wanted.kind &&
          statement.name == wanted.name && before.count(statement) == 0)
        return ", but " + statement.text;
    return {};
  }

  const PluginTree& plugin_;
  const PreviousVersion& before_;
  std::vector<std::string> lost_;
};

}  // namespace

std::vector<std::string> lost_statements(const PluginTree& plugin, const PreviousVersion& before,
                                         const std::filesystem::path& program) {
  return Comparison(plugin, before).run(program);
}

}  // namespace tote::host::author::check
