// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/journal.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/edit/record_store.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class JournalTest : public testing::Test {
 protected:
  [[nodiscard]] Journal open() {
    JournalOptions options;
    options.vault = vault_.path();
    options.index_directory = cache_.path() / "index";
    options.state_directory = cache_.path() / "state";
    options.plugin_path = {TOTE_BUILT_PLUGINS};
    options.worker_program = TOTE_PROGRAM;
    options.today = notes::Date{2026, 11, 22};
    auto journal = Journal::open(std::move(options));
    EXPECT_TRUE(journal) << to_string(journal.error());
    return *std::move(journal);
  }

  [[nodiscard]] static index::AskOptions asked_today(const Journal& journal) {
    index::AskOptions options;
    options.today = journal.today();
    return options;
  }

  [[nodiscard]] static std::vector<std::string> titles(const index::Answer& answer) {
    std::vector<std::string> found;
    for (const auto& item : answer.items)
      found.push_back(item.note ? item.note->title : item.value);
    return found;
  }

  void write_story() const {
    vault_.write(
        "books/ravenmarked.md",
        "---\ntype: book\ntitle: Ravenmarked\nauthor: \"[[Amy Rose Davis]]\"\n---\n\nA raven.\n");
    vault_.write("people/andrew-mocete.md", "---\ntype: person\ntitle: Andrew Mocete\n---\n");
    vault_.write("journal/2011-07-03.md", "[[Andrew Mocete]] recommended [[Ravenmarked]].\n");
  }

  TempFolder vault_;
  TempFolder cache_;
};

TEST_F(JournalTest, AnswersTheHeadline) {
  write_story();
  auto journal = open();
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->indexed, 3U);
  EXPECT_THAT(report->problems, IsEmpty());
  const auto answer = journal.ask("who recommended Ravenmarked", asked_today(journal));
  ASSERT_TRUE(answer) << to_string(answer.error());
  EXPECT_THAT(titles(*answer), testing::ElementsAre("Andrew Mocete"));
  ASSERT_THAT(answer->evidence, SizeIs(1));
  EXPECT_EQ(answer->evidence[0].note.path, "journal/2011-07-03.md");
  EXPECT_EQ(answer->evidence[0].line, 1U);
}

TEST_F(JournalTest, RefreshReadsOnlyWhatChanged) {
  write_story();
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  EXPECT_EQ(journal.refresh()->indexed, 0U);
  vault_.write("people/ana-lima.md", "---\ntype: person\ntitle: Ana Lima\n---\n");
  std::filesystem::remove(vault_.path() / "journal" / "2011-07-03.md");
  const auto report = journal.refresh();
  ASSERT_TRUE(report);
  EXPECT_EQ(report->indexed, 1U);
  EXPECT_EQ(report->removed, 1U);
  EXPECT_THAT(journal.search("recommended", asked_today(journal))->items, IsEmpty());
  EXPECT_TRUE(journal.find_note("ana lima"));
}

TEST_F(JournalTest, StopsInPartWhenAsked) {
  write_story();
  auto journal = open();
  const auto report = journal.refresh([](const Progress& progress) { return progress.done < 1; });
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->was_cancelled);
  const auto rest = journal.refresh();
  ASSERT_TRUE(rest);
  EXPECT_EQ(report->indexed + rest->indexed, 3U);
}

TEST_F(JournalTest, NormalisesFieldsThroughPlugins) {
  vault_.write("books/dune.md", "---\ntype: book\ntitle: Dune\nisbn: 0-441-17271-7\n---\n");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  const auto card = journal.find_note("Dune");
  ASSERT_TRUE(card);
  const auto details = journal.details(card->id);
  ASSERT_TRUE(details);
  const auto isbn =
      std::find_if(details->fields.begin(), details->fields.end(),
                   [](const index::ShownField& field) { return field.field == "isbn"; });
  ASSERT_NE(isbn, details->fields.end());
  EXPECT_EQ(isbn->text, "9780441172719");
}

TEST_F(JournalTest, KeepsAValueThatAPluginCannotRead) {
  vault_.write("books/dune.md",
               "---\ntype: book\ntitle: Dune\nisbn: [0-441-17271-7, 12345]\n---\n");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  const auto details = journal.details(journal.find_note("Dune")->id);
  ASSERT_TRUE(details);
  std::vector<std::string> values;
  for (const auto& field : details->fields)
    if (field.field == "isbn")
      values.push_back(field.text);
  EXPECT_THAT(values, testing::ElementsAre("9780441172719", "12345"));
  EXPECT_THAT(journal.status()->diagnostics, SizeIs(1));
}

TEST_F(JournalTest, WritesNoByteOfTheVault) {
  write_story();
  const auto before = vault_.read("journal/2011-07-03.md");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  EXPECT_EQ(vault_.read("journal/2011-07-03.md"), before);
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(vault_.path()))
    names.push_back(entry.path().filename());
  EXPECT_THAT(names, testing::UnorderedElementsAre("books", "people", "journal"));
}

TEST_F(JournalTest, ReportsAFileThatIsNoNote) {
  vault_.write("binary.md", std::string("a\0b", 3));
  auto journal = open();
  const auto report = journal.refresh();
  ASSERT_TRUE(report);
  EXPECT_THAT(report->problems, Contains(HasSubstr("binary.md")));
  EXPECT_THAT(journal.status()->diagnostics, SizeIs(1));
  EXPECT_EQ(journal.refresh()->indexed, 0U);
}

TEST_F(JournalTest, CreatesANoteOnceOnly) {
  auto journal = open();
  const auto proposal = journal.propose_note("books", "Tigana");
  ASSERT_TRUE(proposal) << to_string(proposal.error());
  EXPECT_EQ(proposal->path, "books/Tigana.md");
  ASSERT_TRUE(journal.write(proposal->changes));
  EXPECT_EQ(journal.write(proposal->changes).error().code, ErrorCode::conflict);
  EXPECT_THAT(journal.propose_note("bok", "Tigana").error().message, HasSubstr("the types are"));
}

TEST_F(JournalTest, FinishesAWriteThatWasBrokenOff) {
  vault_.write("a.md", "one");
  const auto state = cache_.path() / "state";
  {
    const auto files = notes::disk();
    const notes::RecordStore records(state, *files);
    const auto lock = records.lock();
    ASSERT_TRUE(lock);
    notes::Record record;
    record.number = 1;
    record.summary = "write one";
    record.changes.push_back(
        {"a.md", "", notes::hash_of("one"), notes::hash_of("1"), {{0, "one", "1"}}, 0644});
    ASSERT_TRUE(records.prepare(record));
    ASSERT_TRUE(records.commit());
  }
  auto journal = open();
  EXPECT_EQ(vault_.read("a.md"), "1");
  EXPECT_THAT(journal.recovery(), HasSubstr("write one"));
  EXPECT_THAT(open().recovery(), IsEmpty());
  ASSERT_TRUE(journal.undo());
  EXPECT_EQ(vault_.read("a.md"), "one");
}

TEST_F(JournalTest, InitMakesAVaultOnce) {
  ::setenv("XDG_STATE_HOME", cache_.path().c_str(), 1);
  ASSERT_TRUE(Journal::init(vault_.path()));
  EXPECT_EQ(Journal::init(vault_.path()).error().code, ErrorCode::conflict);
  ::unsetenv("XDG_STATE_HOME");
}

TEST_F(JournalTest, BuildsTheIndexAnewWhenPluginsChange) {
  write_story();
  ASSERT_TRUE(open().refresh());
  vault_.write(".tote/config.toml", "[plugins]\ndisabled = [\"tote.links\"]\n");
  auto journal = open();
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->indexed, 3U);
  EXPECT_THAT(report->rebuild_reason, testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace tote::host
