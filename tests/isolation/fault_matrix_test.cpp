// SPDX-License-Identifier: GPL-2.0-or-later
// Every way to go wrong at every place where code of a plugin runs. Whatever it is, the journal is
// indexed and published, the other plugin's share is whole, no note is touched, and the user is
// told who it was. What the plugin did not say is missing as if it had no code, to the last byte.
#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/sandbox/sanitizers.h"
#include "host/writing/log.h"
#include "tests/isolation/faulty_journal.h"

namespace tote::isolation {
namespace {

using testing::HasSubstr;
using Plugin = FaultyJournal::Plugin;

struct Case {
  std::string place;
  std::string fault;

  friend void PrintTo(const Case& each, std::ostream* out) {
    *out << each.place << ' ' << each.fault;
  }

  /// Whether the plugin goes wrong in calls for which it is lent something, and loads well.
  [[nodiscard]] bool is_about_a_note() const {
    return place == "extract" || place == "field" || place == "command" || place == "render" ||
           place == "export";
  }

  /// Whether the call goes wrong in an orderly way, so that the process and what other calls said
  /// remain.
  [[nodiscard]] bool is_orderly() const {
    return fault == "throw" || fault == "files" || fault == "dawdle";
  }
};

/// The words that name the cause.
std::string cause_of(const Case& each) {
  const bool is_sanitized = host::sandbox::is_sanitized();
  if (each.fault == "segv" || each.fault == "stack")
    return is_sanitized ? "crashed (" : "crashed (SIGSEGV";
  if (each.fault == "abort")
    return "crashed (SIGABRT";
  if (each.fault == "exit")
    return "crashed (exit 3";
  if (each.fault == "loop")
    return "took too long";
  if (each.fault == "dawdle")
    return "took too long, and stopped when it was told to";
  if (each.fault == "garbage" || each.fault == "oversized")
    return "answered with what no plugin can say";
  if (each.fault == "thread")
    return "left a thread running";
  if (each.fault == "input")
    return "wrote to the";
  if (each.fault == "files")
    return each.is_about_a_note() ? "without a reason" : "kept too many files open";
  if (each.fault == "throw" && each.place != "constructor")
    return "threw an exception";
  return "crashed (";
}

std::vector<Case> cases(const std::vector<std::string>& places) {
  std::vector<Case> all;
  for (const auto& place : places) {
    for (const char* fault : {"segv", "abort", "exit", "loop", "dawdle", "hog", "stack", "files",
                              "garbage", "oversized", "thread", "throw", "input"}) {
      const Case each{place, fault};
      // Nothing is lent to be read but in calls about a note, and there alone can one be told to
      // stop; at the end nothing can be opened, and nobody is there to open anything after it.
      const bool needs_a_note = fault == std::string("input") || fault == std::string("dawdle");
      const bool is_possible = needs_a_note                    ? each.is_about_a_note()
                               : fault == std::string("files") ? place != "destroy"
                                                               : true;
      // There is no limit on memory under sanitizers.
      if (is_possible && !(fault == std::string("hog") && host::sandbox::is_sanitized()))
        all.push_back(each);
    }
  }
  return all;
}

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return test.param.place + "_" + test.param.fault;
}

class FaultMatrix : public testing::TestWithParam<Case> {};

TEST_P(FaultMatrix, CostsOnlyWhatThePluginWouldHaveSaid) {
  const auto& each = GetParam();
  const FaultyJournal faulty(each.place, each.fault);
  for (const char* name : {"first", "last"})
    faulty.write_note(name, "calm");
  faulty.write_note("middle", "trigger");
  const auto before = faulty.note_text("middle");

  auto journal = faulty.open();
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->indexed, 3U);
  EXPECT_EQ(faulty.note_text("middle"), before);

  const auto said = complaints(journal, *report);
  EXPECT_THAT(said, HasSubstr("plugin test.faulty 1.2.3"));
  EXPECT_THAT(said, HasSubstr(cause_of(each)));
  EXPECT_THAT(said, testing::Not(HasSubstr("test.steady")));
  if (each.is_about_a_note()) {
    EXPECT_THAT(said, HasSubstr("moods/middle.md"));
  }

  const auto found = faulty.indexed(Plugin::faulty);
  const auto sound = faulty.indexed(Plugin::sound);
  const auto without = faulty.indexed(Plugin::no_code);
  EXPECT_THAT(found.at("moods/middle.md"), HasSubstr("always")) << "the other plugin's share";
  if (each.place == "destroy") {
    EXPECT_EQ(found, sound);
  } else if (!each.is_about_a_note()) {
    EXPECT_EQ(found, without);
  } else {
    for (const char* path : {"moods/first.md", "moods/last.md"})
      EXPECT_EQ(found.at(path), sound.at(path));
    // An interface that fails leaves the other one's findings about the note; of the plugin as a
    // whole nothing is known to be right once it took the process down.
    if (!each.is_orderly()) {
      EXPECT_EQ(found.at("moods/middle.md"), without.at("moods/middle.md"));
    } else {
      EXPECT_EQ(indexed(journal, "middle").find("mood: content") != std::string::npos,
                each.place == "field");
      EXPECT_EQ(indexed(journal, "middle").find("flavour: canonical") != std::string::npos,
                each.place == "extract");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, FaultMatrix,
                         testing::ValuesIn(cases({"constructor", "entry", "create", "get_interface",
                                                  "field", "extract", "destroy"})),
                         name_of);

class FaultMatrixOfCommands : public testing::TestWithParam<Case> {};

TEST_P(FaultMatrixOfCommands, RefusesTheCommandAndNothingElse) {
  const auto& each = GetParam();
  const FaultyJournal faulty(each.place, each.fault);
  faulty.write_note("first", "calm");
  faulty.write_note("middle", "trigger");
  const auto before = faulty.note_text("middle");
  const auto felt = [](const host::Journal& journal, const char* note) {
    return host::propose_log(journal, {"felt", {note, "merry"}, {}, journal.today()});
  };

  auto sound = faulty.open(Plugin::sound);
  ASSERT_TRUE(sound.refresh());
  const auto answered = felt(sound, "the trigger");
  ASSERT_TRUE(answered) << to_string(answered.error());
  EXPECT_THAT(sound.preview(answered->changes).value(),
              testing::AllOf(HasSubstr("+mood: merry"), HasSubstr("+It was asked.")));

  auto journal = faulty.open();
  ASSERT_TRUE(journal.refresh());
  const auto refused = felt(journal, "the trigger");
  ASSERT_FALSE(refused);
  const auto said = to_string(refused.error());
  EXPECT_THAT(said, HasSubstr("moods/middle.md: plugin test.faulty 1.2.3"));
  EXPECT_THAT(said, HasSubstr(cause_of(each)));
  EXPECT_THAT(said, HasSubstr("nothing was written"));
  EXPECT_EQ(faulty.note_text("middle"), before);
  if (each.is_about_a_note()) {
    const auto other = felt(journal, "the calm");
    EXPECT_TRUE(other) << to_string(other.error());
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, FaultMatrixOfCommands,
                         testing::ValuesIn(cases({"constructor", "entry", "create", "get_interface",
                                                  "command"})),
                         name_of);

class FaultMatrixOfPublishing : public testing::TestWithParam<Case> {};

TEST_P(FaultMatrixOfPublishing, CostsOnlyWhatThePluginWouldHaveAdded) {
  const auto& each = GetParam();
  const FaultyJournal faulty(each.place, each.fault);
  faulty.write_post("first", "calm");
  faulty.write_post("middle", "trigger");
  const auto found = faulty.publish(Plugin::faulty);
  const auto sound = faulty.publish(Plugin::sound);
  const auto without = faulty.publish(Plugin::no_code);
  EXPECT_EQ(sound.problems, "");
  ASSERT_NE(sound.files, without.files) << "the plugin adds something";
  ASSERT_EQ(without.files.count("steady.txt"), 1U) << "and so does the other one";

  EXPECT_THAT(found.problems, HasSubstr("plugin test.faulty 1.2.3 added less to the site"));
  EXPECT_THAT(found.problems, HasSubstr(cause_of(each)));
  EXPECT_THAT(found.problems, testing::Not(HasSubstr("test.steady")));
  if (each.place != "render") {
    EXPECT_THAT(found.problems, testing::Not(HasSubstr("on the page")));
  } else {
    EXPECT_THAT(found.problems, HasSubstr("on the page notes/the-trigger"));
  }
  const bool is_orderly = each.is_orderly() || each.fault == "input";
  if (!each.is_about_a_note() || !is_orderly) {
    EXPECT_EQ(found.files, without.files);
  } else if (each.place == "export") {
    auto expected = sound.files;
    expected.erase("faulty.txt");
    EXPECT_EQ(found.files, expected);
  } else {
    const char* page = "notes/the-trigger.html";
    EXPECT_EQ(found.files.at(page), without.files.at(page));
    EXPECT_EQ(found.files.at("notes/the-calm.html"), sound.files.at("notes/the-calm.html"));
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, FaultMatrixOfPublishing,
                         testing::ValuesIn(cases({"constructor", "entry", "create", "get_interface",
                                                  "render", "export"})),
                         name_of);

}  // namespace
}  // namespace tote::isolation
