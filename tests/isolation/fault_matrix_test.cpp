// SPDX-License-Identifier: GPL-2.0-or-later
// Every way to go wrong at every place where code of a plugin runs. Whatever it is, the journal is
// indexed, the other plugin's share is whole, no note is touched, and the user is told who it was.
#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/sandbox/sanitizers.h"
#include "tests/isolation/faulty_journal.h"

namespace tote::isolation {
namespace {

using testing::HasSubstr;

struct Case {
  std::string place;
  std::string fault;

  friend void PrintTo(const Case& each, std::ostream* out) {
    *out << each.place << ' ' << each.fault;
  }

  /// Whether the plugin goes wrong on one note only, and is itself on the others.
  [[nodiscard]] bool is_about_a_note() const { return place == "extract" || place == "field"; }
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

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const char* place :
       {"constructor", "entry", "create", "get_interface", "field", "extract", "destroy"}) {
    for (const char* fault : {"segv", "abort", "exit", "loop", "hog", "stack", "files", "garbage",
                              "oversized", "thread", "throw", "input"}) {
      const Case each{place, fault};
      // Nothing is lent to be read but in calls about a note; at the end nothing can be opened, and
      // nobody is there to open anything after it.
      const bool is_possible = fault == std::string("input")   ? each.is_about_a_note()
                               : fault == std::string("files") ? each.place != "destroy"
                                                               : true;
      if (is_possible)
        all.push_back(each);
    }
  }
  return all;
}

class FaultMatrix : public testing::TestWithParam<Case> {};

TEST_P(FaultMatrix, CostsOnlyWhatThePluginWouldHaveSaid) {
  const auto& each = GetParam();
  if (each.fault == "hog" && host::sandbox::is_sanitized())
    GTEST_SKIP() << "there is no limit on memory under sanitizers";
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

  auto without = faulty.open_without_code();
  ASSERT_TRUE(without.refresh());
  // An interface that fails leaves the other one's findings about the note; of the plugin as a
  // whole nothing is known to be right once it took the process down.
  const bool is_orderly = each.fault == "throw" || each.fault == "files";
  if (each.place == "destroy") {
    EXPECT_THAT(indexed(journal, "middle"), HasSubstr("mood: content"));
  } else if (each.is_about_a_note() && is_orderly) {
    EXPECT_EQ(indexed(journal, "middle").find("mood: content") != std::string::npos,
              each.place == "field");
  } else {
    EXPECT_EQ(indexed(journal, "middle"), indexed(without, "middle"));
  }
  EXPECT_THAT(indexed(journal, "middle"), HasSubstr("calm: always"));
  const bool is_usable = each.is_about_a_note() || each.place == "destroy";
  for (const char* name : {"first", "last"}) {
    if (is_usable) {
      EXPECT_THAT(indexed(journal, name), HasSubstr("mood: content"));
      EXPECT_THAT(indexed(journal, name), HasSubstr("flavour: canonical"));
    } else {
      EXPECT_EQ(indexed(journal, name), indexed(without, name));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, FaultMatrix, testing::ValuesIn(cases()), [](const auto& parameter) {
  return parameter.param.place + "_" + parameter.param.fault;
});

}  // namespace
}  // namespace tote::isolation
