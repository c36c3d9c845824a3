// SPDX-License-Identifier: GPL-2.0-or-later
// A program with threads may open a journal in each of them, also of the same vault: what the
// journals share is not written to. ThreadSanitizer sees to it that this is so.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

constexpr int books = 60;

/// A vault with an index.
class SmallJournal {
 public:
  SmallJournal() {
    vault_.write(".tote/config.toml", "");
    vault_.write("people/Ann.md",
                 "---\ntype: person\n---\nI met Ann. She recommended [[Book 7]].\n");
    for (int number = 0; number < books; ++number)
      write_book(number, "first");
    auto journal = open();
    const auto report = journal.refresh();
    EXPECT_TRUE(report) << to_string(report.error());
  }

  void write_book(int number, std::string_view word) const {
    vault_.write(fmt::format("books/Book {}.md", number),
                 fmt::format("---\ntype: book\nisbn: 0-441-17271-7\n---\n{} word{} of [[Book {}]] "
                             "and Book 3.\n",
                             word, number, number + 1));
  }

  [[nodiscard]] Journal open() const {
    JournalOptions options;
    options.vault = vault_.path();
    options.index_directory = cache_.path() / "index";
    options.plugin_path = {TOTE_BUILT_PLUGINS};
    options.plugins_in_process = true;
    options.today = notes::Date{2026, 11, 22};
    auto journal = Journal::open(std::move(options));
    EXPECT_TRUE(journal) << to_string(journal.error());
    return *std::move(journal);
  }

  /// Asks for all that a face asks for.
  void ask_everything() const {
    const auto journal = open();
    index::AskOptions options;
    options.today = journal.today();
    options.wants_snippets = true;
    for (const char* line : {"who recommended Book 7", "what did Ann recommend", "word7", "wrod7",
                             "\"first word8\"", "type:book -word3", "wor*"}) {
      const auto answer = journal.ask(line, options);
      EXPECT_TRUE(answer) << to_string(answer.error());
    }
    const auto found = journal.search("word7", options);
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_EQ(found->items.size(), 1U);
    for (const char* typed : {"w", "wo", "word7", "book"})
      EXPECT_TRUE(journal.search_as_you_type(typed, options));
    const auto note = journal.find_note("Book 7");
    ASSERT_TRUE(note) << to_string(note.error());
    EXPECT_TRUE(journal.details(note->id));
    EXPECT_TRUE(journal.edges(std::nullopt));
    EXPECT_TRUE(journal.names("bo", 10));
    const auto text = journal.read_note(note->path);
    ASSERT_TRUE(text);
    EXPECT_TRUE(journal.suggest_links(*text, index::Occurrences::first));
    EXPECT_TRUE(journal.status());
  }

 private:
  TempFolder vault_;
  TempFolder cache_;
};

TEST(Threads, AskWhileOneUpdates) {
  const SmallJournal shared;
  constexpr int rounds = 4;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> readers;
  for (int number = 0; number < 3; ++number)
    readers.emplace_back([&] {
      do
        shared.ask_everything();
      while (!is_over);
    });
  auto journal = shared.open();
  for (int round = 0; round < rounds; ++round) {
    for (int number = 20; number < 30; ++number)
      shared.write_book(number, fmt::format("round{}", round));
    const auto report = journal.refresh({}, round == 2 ? Compare::nothing : Compare::times);
    EXPECT_TRUE(report) << to_string(report.error());
  }
  is_over = true;
  for (auto& reader : readers)
    reader.join();
}

TEST(Threads, UpdateVaultsOfTheirOwn) {
  std::vector<std::thread> writers;
  for (int number = 0; number < 3; ++number)
    writers.emplace_back([] {
      const SmallJournal own;
      own.write_book(1, "second");
      EXPECT_TRUE(own.open().refresh());
      own.ask_everything();
    });
  for (auto& writer : writers)
    writer.join();
}

}  // namespace
}  // namespace tote::host
