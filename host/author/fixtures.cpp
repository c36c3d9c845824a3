// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/fixtures.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

#include "host/author/scratch_folder.h"
#include "host/journal.h"
#include "host/paths.h"
#include "host/write_file.h"
#include "host/writing/log.h"

namespace tote::host::author {
namespace fs = std::filesystem;

namespace {

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string day(const std::optional<notes::Date>& date) {
  return date ? "  " + notes::to_string(*date) : "";
}

/// What the notes of a journal say in the words of one plugin, as text.
class Statements {
 public:
  Statements(const Journal& journal, const Manifest& plugin) : journal_(journal), plugin_(plugin) {
    for (const auto& field : plugin.vocabulary.fields)
      fields_.insert(field.id);
    for (const auto& relation : plugin.vocabulary.relations)
      relations_.insert(relation.id);
  }

  [[nodiscard]] Result<std::string> text_of(const std::string& path, const index::Facts& facts,
                                            const std::vector<index::PlacedDiagnostic>& findings) {
    TOTE_TRY(const auto card, journal_.find_note(path));
    TOTE_TRY(const auto details, journal_.details(card.id));
    lines_.clear();
    for (const auto& field : details.fields)
      if (fields_.count(field.field) != 0)
        lines_.emplace_back(field.line, fmt::format("{} = {}", field.field, field.text));
    for (const auto& edge : details.edges)
      if (edge.note.path == path && relations_.count(edge.relation) != 0)
        lines_.emplace_back(
            edge.line, fmt::format("{}{}({}, {}){}", edge.polarity < 0 ? "not " : "", edge.relation,
                                   edge.from_text, edge.to_text, day(edge.date)));
    for (const auto& term : facts.terms)
      lines_.emplace_back(0, "term " + term);
    for (const auto& finding : findings)
      if (finding.place.path == path && is_ours(finding.diagnostic.code))
        lines_.emplace_back(finding.place.line, fmt::format("{}: {}", finding.diagnostic.code,
                                                            finding.diagnostic.message));
    std::stable_sort(lines_.begin(), lines_.end());
    std::string text;
    for (const auto& [line, said] : lines_)
      text += line == 0 ? fmt::format("       {}\n", said) : fmt::format("{:>5}  {}\n", line, said);
    return text.empty() ? text : path + '\n' + text + '\n';
  }

  /// Of the plugin, or about it.
  [[nodiscard]] bool is_ours(const std::string& code) const {
    return code.rfind(plugin_.id + '.', 0) == 0 || code.rfind("plugin-", 0) == 0;
  }

 private:
  const Journal& journal_;
  const Manifest& plugin_;
  std::set<std::string> fields_;
  std::set<std::string> relations_;
  std::vector<std::pair<std::uint32_t, std::string>> lines_;
};

std::string text_of(const index::Answer& answer) {
  std::string text;
  if (answer.kind != index::Answer::Kind::question)
    text += "  as a search:\n";
  if (answer.is_none)
    return text + fmt::format("  no record: {}\n", answer.message);
  for (std::uint32_t i = 0; i < answer.items.size(); ++i) {
    const auto& item = answer.items[i];
    text +=
        fmt::format("  {}\n", item.note ? fmt::format("{}  {}", item.note->title, item.note->path)
                                        : item.value);
    for (const auto& evidence : answer.evidence)
      if (evidence.answer == i)
        text += fmt::format("      {}:{}  {}{}\n", evidence.note.path, evidence.line, evidence.text,
                            day(evidence.date));
  }
  return text.empty() || answer.items.empty() ? text + "  nothing found\n" : text;
}

/// What a command would write, as a diff, or why it would not.
std::string proposed(const Journal& journal, std::string_view line) {
  std::istringstream stream{std::string(line)};
  const std::vector<std::string> words{std::istream_iterator<std::string>(stream), {}};
  const auto request = read_log_request(journal, words, journal.today());
  const auto proposal = request ? propose_log(journal, *request) : tl::unexpected(request.error());
  if (!proposal)
    return fmt::format("  refused: {}\n", to_string(proposal.error()));
  std::string text;
  for (const auto& remark : proposal->remarks)
    text += fmt::format("  remark: {}\n", remark);
  const auto diff = journal.preview(proposal->changes);
  if (!diff)
    return text + fmt::format("  refused: {}\n", to_string(diff.error()));
  std::istringstream lines{*diff};
  for (std::string each; std::getline(lines, each);)
    text += fmt::format("  {}\n", each);
  return diff->empty() ? text + "  nothing to write\n" : text;
}

/// The questions and commands with what comes of them anew; comments and what stands before the
/// first of them stay.
Result<std::string> answered(const Journal& journal, const std::string& asked, FixtureRun& run) {
  std::string text;
  std::string_view rest = asked;
  bool is_answer = false;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    // What is indented below a question is its answer.
    if (is_answer && line.starts_with("  "))
      continue;
    const bool is_question = line.starts_with("? ");
    const bool is_command = line.starts_with("! ");
    is_answer = is_question || is_command;
    text.append(line).push_back('\n');
    if (is_command) {
      ++run.commands;
      text += proposed(journal, line.substr(2));
    }
    if (!is_question)
      continue;
    ++run.questions;
    index::AskOptions options;
    options.today = journal.today();
    TOTE_TRY(const auto answer, journal.ask(line.substr(2), options));
    text += text_of(answer);
  }
  return text;
}

}  // namespace

FixtureTexts read_fixtures(const fs::path& fixtures) {
  return {read_text(fixtures / "expected.txt"), read_text(fixtures / "questions.txt")};
}

Result<void> write_fixtures(const fs::path& fixtures, const FixtureTexts& texts) {
  for (const auto& [name, text] :
       {std::pair<const char*, const std::string&>{"expected.txt", texts.expected},
        {"questions.txt", texts.questions}}) {
    const auto file = fixtures / name;
    if (read_text(file) != text)
      TOTE_CHECK(write_file(file, text));
  }
  return {};
}

Result<FixtureRun> run_fixtures(const PluginTree& plugin, const FixtureOptions& wanted) {
  std::error_code error;
  if (!fs::is_directory(wanted.notes, error))
    return fail(ErrorCode::not_found, fmt::format("there are no notes to test with: put some in {}",
                                                  wanted.notes.string()));
  const ScratchFolder scratch;
  // The search path names folders of plugins: one that holds this plugin and no neighbour of it.
  fs::create_directories(scratch.path() / "plugins", error);
  fs::create_directory_symlink(plugin.folder, scratch.path() / "plugins" / "tested", error);
  if (error)
    return fail(ErrorCode::io, fmt::format("cannot make a temporary folder: {}", error.message()));
  JournalOptions options;
  options.vault = wanted.notes;
  options.index_directory =
      wanted.index_directory.empty() ? scratch.path() / "index" : wanted.index_directory;
  options.state_directory = scratch.path() / "state";
  options.plugin_path = {scratch.path() / "plugins", bundled_plugin_folder()};
  options.worker_program = wanted.program;
  options.today = wanted.today;
  TOTE_TRY(auto journal, Journal::open(std::move(options)));
  FixtureRun run;
  TOTE_TRY(const auto report, journal.refresh());
  run.problems = report.problems;
  run.indexed = report.indexed;
  const auto& known = journal.plugins().plugins();
  const auto self = std::find_if(known.begin(), known.end(), [&](const Manifest& each) {
    return each.id == plugin.manifest.id;
  });
  if (self == known.end())
    return run;
  TOTE_TRY(const auto status, journal.status());
  TOTE_TRY(const auto scan, journal.scan());
  std::vector<std::string> paths;
  // A file that cannot be read is no note.
  for (const auto& file : scan.files)
    if (journal.find_note(file.path))
      paths.push_back(file.path);
  TOTE_TRY(const auto facts, journal.plugin_facts(self->id, paths));
  run.notes = paths.size();
  Statements statements(journal, *self);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    TOTE_TRY(const auto text, statements.text_of(paths[i], facts[i], status.diagnostics));
    run.found.expected += text;
  }
  for (const auto& finding : status.diagnostics)
    if (finding.diagnostic.severity == notes::Diagnostic::Severity::error &&
        statements.is_ours(finding.diagnostic.code))
      run.errors.push_back(finding);
  TOTE_TRY(run.found.questions, answered(journal, wanted.questions, run));
  return run;
}

}  // namespace tote::host::author
