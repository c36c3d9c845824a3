// SPDX-License-Identifier: GPL-2.0-or-later
// What tote remembers of plugins that failed: once is enough, a change is a new chance, and five
// notes are too many.
#include "host/worker/quarantine.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <sys/wait.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/isolation/faulty_journal.h"

namespace tote::isolation {
namespace {

using host::Manifest;
using host::worker::describe_gaps;
using host::worker::Incident;
using host::worker::note_hash;
using host::worker::Quarantine;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Manifest plugin_with(const std::string& library) {
  Manifest plugin;
  plugin.id = "test.faulty";
  plugin.version = "1.2.3";
  plugin.library_hash = library;
  return plugin;
}

Incident incident_on(const std::string& note) {
  return {"test.faulty", "1.2.3", "one", note + ".md", note_hash(note), "crashed (SIGSEGV)"};
}

TEST(Quarantine, HoldsAPairAcrossRuns) {
  const host::TempFolder folder;
  const auto file = folder.path() / "failures.json";
  ASSERT_TRUE(Quarantine(file).add(incident_on("a")));
  const Quarantine later(file);
  ASSERT_NE(later.find(plugin_with("one"), note_hash("a")), nullptr);
  EXPECT_EQ(later.find(plugin_with("one"), note_hash("a"))->cause, "crashed (SIGSEGV)");
  EXPECT_EQ(later.find(plugin_with("one"), note_hash("b")), nullptr);
  EXPECT_EQ(later.find(plugin_with("two"), note_hash("a")), nullptr);
}

TEST(Quarantine, ForgetsANoteThatHasChanged) {
  Quarantine quarantine;
  ASSERT_TRUE(quarantine.add(incident_on("a")));
  ASSERT_TRUE(quarantine.forget("a.md", note_hash("a")));
  EXPECT_NE(quarantine.find(plugin_with("one"), note_hash("a")), nullptr);
  ASSERT_TRUE(quarantine.forget("a.md", note_hash("another content")));
  EXPECT_EQ(quarantine.find(plugin_with("one"), note_hash("a")), nullptr);
}

TEST(Quarantine, SwitchesAPluginOffAfterFiveNotes) {
  Quarantine quarantine;
  for (const char* note : {"a", "b", "c", "d"})
    ASSERT_TRUE(quarantine.add(incident_on(note)));
  ASSERT_TRUE(quarantine.add(incident_on("d")));
  EXPECT_EQ(quarantine.why_disabled(plugin_with("one")), "");
  EXPECT_THAT(describe_gaps(quarantine, {plugin_with("one")}),
              ElementsAre(HasSubstr("failed on 4 notes")));
  ASSERT_TRUE(quarantine.add(incident_on("e")));
  EXPECT_EQ(quarantine.why_disabled(plugin_with("one")), "it failed on 5 notes");
  EXPECT_THAT(describe_gaps(quarantine, {plugin_with("one")}),
              ElementsAre(HasSubstr("test.faulty 1.2.3 is switched off")));
  EXPECT_EQ(quarantine.why_disabled(plugin_with("two")), "");
  EXPECT_THAT(describe_gaps(quarantine, {plugin_with("two")}), IsEmpty());
}

TEST(Quarantine, IsEmptyWhereTheFileIsDamaged) {
  const host::TempFolder folder;
  for (const char* text : {"", "{", "[]", R"({"format":1,"incidents":7})", R"({"format":2})",
                           R"({"format":1,"incidents":[7,{"plugin":3}]})"}) {
    folder.write("failures.json", text);
    EXPECT_EQ(Quarantine(folder.path() / "failures.json").find(plugin_with("one"), note_hash("a")),
              nullptr);
  }
}

TEST(QuarantinedJournal, TriesAPluginOnceOnANoteUntilTheNoteChanges) {
  const FaultyJournal faulty("extract", "abort");
  faulty.write_note("calm", "calm");
  faulty.write_note("stormy", "trigger");
  {
    auto journal = faulty.open();
    EXPECT_THAT(complaints(journal, *journal.refresh()), HasSubstr("tote replay test.faulty"));
  }
  {
    // Nothing changed: nothing runs, and still the answers are known to be partial.
    auto journal = faulty.open();
    const auto report = journal.refresh();
    EXPECT_EQ(report->indexed, 0U);
    EXPECT_THAT(report->problems, IsEmpty());
    EXPECT_THAT(report->gaps, ElementsAre(HasSubstr("test.faulty 1.2.3 failed on 1 note")));
  }
  {
    // The same content in another note is not tried again either.
    faulty.write_note("twin", "trigger");
    std::filesystem::copy_file(faulty.vault() / "moods/stormy.md",
                               faulty.vault() / "moods/copy.md");
    auto journal = faulty.open();
    const auto report = journal.refresh();
    EXPECT_THAT(report->problems, ElementsAre(HasSubstr("moods/twin.md")));
    EXPECT_THAT(indexed(journal, "copy"), Not(HasSubstr("mood: content")));
    std::filesystem::remove(faulty.vault() / "moods/copy.md");
    std::filesystem::remove(faulty.vault() / "moods/twin.md");
  }
  faulty.write_note("stormy", "calm again");
  auto journal = faulty.open();
  const auto report = journal.refresh();
  EXPECT_THAT(report->gaps, IsEmpty());
  EXPECT_THAT(indexed(journal, "stormy"), HasSubstr("mood: content"));
}

TEST(QuarantinedJournal, DoesNotTryAgainWhatIsOnlyTouched) {
  const FaultyJournal faulty("extract", "abort");
  faulty.write_note("stormy", "trigger");
  ASSERT_TRUE(faulty.open().refresh());
  const auto note = faulty.vault() / "moods/stormy.md";
  std::filesystem::last_write_time(note,
                                   std::filesystem::last_write_time(note) + std::chrono::hours(1));
  const auto report = faulty.open().refresh();
  EXPECT_EQ(report->indexed, 0U);
  EXPECT_THAT(report->gaps, ElementsAre(HasSubstr("failed on 1 note,")));
}

TEST(QuarantinedJournal, KnowsEachNoteOfTheSameContent) {
  const FaultyJournal faulty("extract", "abort");
  faulty.write_note("stormy", "trigger");
  ASSERT_TRUE(faulty.open().refresh());
  std::filesystem::copy_file(faulty.vault() / "moods/stormy.md", faulty.vault() / "moods/copy.md");
  EXPECT_THAT(faulty.open().refresh()->gaps, ElementsAre(HasSubstr("failed on 2 notes")));
  faulty.write_note("stormy", "calm");
  EXPECT_THAT(faulty.open().refresh()->gaps, ElementsAre(HasSubstr("failed on 1 note,")));
}

TEST(QuarantinedJournal, TriesAPluginAgainWhenItIsReplaced) {
  const FaultyJournal faulty("extract", "abort");
  faulty.write_note("stormy", "trigger");
  ASSERT_TRUE(faulty.open().refresh());
  faulty.replace_library();
  const auto report = faulty.open().refresh();
  EXPECT_THAT(report->problems, ElementsAre(HasSubstr("crashed (SIGABRT")));
}

TEST(QuarantinedJournal, SwitchesAPluginOffThatKeepsFailing) {
  const FaultyJournal faulty("extract", "exit");
  for (const char* name : {"one", "two", "three", "four", "five", "six", "seven"})
    faulty.write_note(name, "trigger");
  faulty.write_note("zzz", "calm");
  auto journal = faulty.open();
  const auto report = journal.refresh();
  EXPECT_EQ(report->indexed, 8U);
  EXPECT_THAT(report->gaps, ElementsAre(HasSubstr("is switched off, since it failed on 5 notes")));
  EXPECT_THAT(indexed(journal, "zzz"), HasSubstr("calm: always"));
  // It stays off when a note changes, and comes back with a new index.
  faulty.write_note("zzz", "calm still");
  auto later = faulty.open();
  ASSERT_TRUE(later.refresh());
  EXPECT_THAT(indexed(later, "zzz"), Not(HasSubstr("mood: content")));
  for (const char* name : {"one", "two", "three", "four", "five", "six", "seven"})
    faulty.write_note(name, "calm");
  auto anew = faulty.open();
  EXPECT_THAT(anew.refresh({}, host::Compare::nothing)->gaps, IsEmpty());
  EXPECT_THAT(indexed(anew, "zzz"), HasSubstr("mood: content"));
}

/// What the program says and how it ends.
std::string run(const std::string& command) {
  std::string output;
  std::array<char, 4096> chunk{};
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  while (const auto count = std::fread(chunk.data(), 1, chunk.size(), pipe))
    output.append(chunk.data(), count);
  const int status = ::pclose(pipe);
  return output + "[exit " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1) + "]";
}

TEST(QuarantinedJournal, PrintsACommandThatShowsTheFailureAgain) {
  const FaultyJournal faulty("extract", "abort");
  faulty.write_note("calm", "calm");
  faulty.write_note("stormy", "trigger");
  const auto tote = "env TOTE_PLUGIN_PATH='" + faulty.plugins().string() + "' XDG_CACHE_HOME='" +
                    faulty.vault().string() + "/.cache' '" + TOTE_PROGRAM + "' --vault '" +
                    faulty.vault().string() + "' ";
  const auto listed = run(tote + "list mood");
  EXPECT_THAT(listed, HasSubstr("tote replay test.faulty 'moods/stormy.md'"));
  EXPECT_THAT(listed, HasSubstr("the index is partial: plugin test.faulty 1.2.3 failed on 1 note"));
  EXPECT_THAT(listed, HasSubstr("[exit 3]"));
  EXPECT_THAT(run(tote + "status"), HasSubstr("moods/stormy.md: plugin test.faulty 1.2.3 crashed"));
  EXPECT_THAT(run(tote + "status --format json 2>/dev/null"),
              HasSubstr(R"("plugin_failures":[{"plugin":"test.faulty","plugin_version":"1.2.3",)"
                        R"("notes":[{"file":"moods/stormy.md","cause":"crashed (SIGABRT) in )"
                        R"(tote.extract/1"}]}])"));
  const auto failed = run(tote + "replay test.faulty 'moods/stormy.md'");
  EXPECT_THAT(failed, HasSubstr("plugin test.faulty 1.2.3 crashed (SIGABRT) in tote.extract/1"));
  EXPECT_THAT(failed, HasSubstr("[exit 2]"));
  const auto fine = run(tote + "replay test.faulty moods/calm.md");
  EXPECT_THAT(fine, HasSubstr("mood: content"));
  EXPECT_THAT(fine, HasSubstr("flavour: canonical"));
  EXPECT_THAT(fine, HasSubstr("[exit 0]"));
  EXPECT_EQ(run(tote + "replay --in-process test.faulty moods/calm.md"), fine);
  // In this process the plugin takes tote down with it: that is what a debugger wants to see.
  EXPECT_THAT(run("exec " + tote + "replay --in-process test.faulty moods/stormy.md"),
              Not(HasSubstr("[exit 2]")));
}

}  // namespace
}  // namespace tote::isolation
