// SPDX-License-Identifier: GPL-2.0-or-later
// A search that is answered as a question is a search hijacked. Every run of one to six words that
// stands in the sample journal is typed as a line; those that are read as questions are in
// expected.txt, each with the reason why that is right.
//
// TOTE_HIJACK_VAULT=FOLDER types the text of another journal, and prints what is read as a question
// there.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "index/question/question.h"
#include "notes/note.h"
#include "notes/text.h"
#include "tests/index/temp_vault.h"
#include "tests/plugins/declared.h"

namespace tote {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_run = 6;
constexpr double most_hijacked = 0.001;

/// The words of a note as they stand, sentence by sentence: what one may copy into a search.
void add_runs(const notes::Note& note, std::set<std::string>& lines) {
  for (const notes::Block& block : note.blocks) {
    std::vector<std::string> words;
    for (std::uint32_t i = 0; i < block.inline_count; ++i) {
      const notes::Inline& piece = note.inlines[block.first_inline + i];
      const bool is_link = piece.kind == notes::Inline::Kind::link;
      if (!is_link && piece.kind != notes::Inline::Kind::text)
        continue;
      const notes::ByteSpan span = is_link ? note.links[piece.ref].label_span : piece.span;
      const std::string_view text = span.in(note.source);
      for (const notes::Word& word : notes::split_words(text))
        words.emplace_back(word.span.in(text));
    }
    for (std::size_t begin = 0; begin < words.size(); ++begin) {
      std::string line;
      for (std::size_t n = 0; n < longest_run && begin + n < words.size(); ++n) {
        line += (n == 0 ? "" : " ") + words[begin + n];
        lines.insert(line);
      }
    }
  }
}

/// The lines of a journal that are read as questions, and how many were typed.
struct Sweep {
  std::set<std::string> hijacked;
  std::size_t typed = 0;
};

Sweep sweep(const fs::path& journal) {
  std::vector<std::string> folders = plugins::own_plugins;
  folders.emplace_back("sdk/examples/lending");
  index::TempVault vault(plugins::declared_vocabulary(folders));
  std::set<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(journal)) {
    if (entry.path().extension() != ".md")
      continue;
    const std::string path = entry.path().lexically_relative(journal).string();
    const std::string text = plugins::read_file(entry.path());
    vault.note(path, text);
    add_runs(notes::read_note(path, text), lines);
  }
  vault.index();
  index::AskOptions options;
  options.today = {2026, 11, 22};
  Sweep result;
  for (const std::string& line : lines) {
    ++result.typed;
    if (index::question::answer(vault.reader(), line, options, nullptr))
      result.hijacked.insert(line);
  }
  return result;
}

/// Line → why it is a question: `line — reason`, `#` begins a comment.
std::map<std::string, std::string> expected() {
  std::istringstream file(
      plugins::read_file(fs::path(TOTE_SOURCE_DIR) / "tests/hijack/expected.txt"));
  std::map<std::string, std::string> lines;
  constexpr std::string_view dash = " — ";
  for (std::string line; std::getline(file, line);)
    if (const std::size_t at = line.find(dash); !line.starts_with('#') && at != std::string::npos)
      lines.emplace(line.substr(0, at), line.substr(at + dash.size()));
  return lines;
}

TEST(Hijack, LeavesTheTextOfTheSampleJournalToTheSearch) {
  const Sweep found = sweep(fs::path(TOTE_SOURCE_DIR) / "notes/sample-journal");
  const auto known = expected();
  EXPECT_GT(found.typed, 1000U);
  for (const std::string& line : found.hijacked)
    EXPECT_TRUE(known.contains(line)) << line;
  for (const auto& [line, reason] : known)
    EXPECT_TRUE(found.hijacked.contains(line)) << line << " is no question any more";
  EXPECT_LT(static_cast<double>(found.hijacked.size()),
            most_hijacked * static_cast<double>(found.typed));
  std::cout << found.hijacked.size() << " of " << found.typed << " lines are questions\n";
}

TEST(Hijack, LeavesTheTextOfAnotherJournalToTheSearch) {
  const char* journal = std::getenv("TOTE_HIJACK_VAULT");  // NOLINT(concurrency-mt-unsafe)
  if (journal == nullptr)
    GTEST_SKIP() << "TOTE_HIJACK_VAULT names no other journal";
  const Sweep found = sweep(journal);
  for (const std::string& line : found.hijacked)
    std::cout << line << '\n';
  std::cout << found.hijacked.size() << " of " << found.typed << " lines are questions\n";
  const double most = std::max(2.0, most_hijacked * static_cast<double>(found.typed));
  EXPECT_LE(static_cast<double>(found.hijacked.size()), most);
}

}  // namespace
}  // namespace tote
