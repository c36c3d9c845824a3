// SPDX-License-Identifier: GPL-2.0-or-later
// Kernels and containers that lack a measure, made by a seccomp filter around tote: plugins still
// run, and `tote doctor` claims nothing that is not so.
#include <cerrno>
#include <seccomp.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/isolation/faulty_journal.h"

namespace tote::isolation {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr int landlock_create_ruleset = 444;

/// What a kernel without these calls makes of `tote doctor` on the journal.
std::string doctor_without(const FaultyJournal& journal, const std::vector<int>& calls) {
  int ends[2];
  EXPECT_EQ(::pipe(ends), 0);
  const auto child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    const auto cache = journal.vault() / ".cache";
    ::setenv("XDG_CACHE_HOME", cache.c_str(), 1);
    ::setenv("TOTE_PLUGIN_PATH", journal.plugins().c_str(), 1);
    const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ALLOW);
    for (const int call : calls)
      ::seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0);
    if (::seccomp_load(filter) == 0)
      ::execl(TOTE_PROGRAM, TOTE_PROGRAM, "--vault", journal.vault().c_str(), "doctor", nullptr);
    ::_exit(126);
  }
  ::close(ends[1]);
  std::string output;
  char chunk[4096];
  for (ssize_t count = 0; (count = ::read(ends[0], chunk, sizeof chunk)) > 0;)
    output.append(chunk, static_cast<std::size_t>(count));
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return output;
}

TEST(Degraded, WithoutLandlockTheOtherMeasuresHold) {
  const FaultyJournal journal("nowhere", "fine");
  const auto said = doctor_without(journal, {landlock_create_ruleset});
  EXPECT_THAT(said,
              HasSubstr("note  isolation, files: NOT enforced: this kernel offers no Landlock"));
  EXPECT_THAT(said, HasSubstr("ok    isolation, system calls: seccomp"));
  EXPECT_THAT(said, Not(HasSubstr("Landlock ABI")));
  EXPECT_THAT(said, HasSubstr("ok    plugin test.faulty 1.2.3"));
}

TEST(Degraded, WithoutSeccompTheOtherMeasuresHold) {
  const FaultyJournal journal("nowhere", "fine");
  const auto said = doctor_without(journal, {SCMP_SYS(seccomp), SCMP_SYS(prctl)});
  EXPECT_THAT(said, HasSubstr("note  isolation, system calls: NOT enforced"));
  EXPECT_THAT(said, HasSubstr("ok    plugin test.faulty 1.2.3"));
}

TEST(Degraded, SaysNothingOfTheKindWhereEverythingIsEnforced) {
  const FaultyJournal journal("nowhere", "fine");
  const auto said = doctor_without(journal, {});
  if (said.find("Landlock ABI") == std::string::npos)
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks Landlock";
  EXPECT_THAT(said, HasSubstr("ok    isolation, files: Landlock ABI"));
  EXPECT_THAT(said, HasSubstr("ok    isolation, system calls: seccomp"));
  EXPECT_THAT(said, Not(HasSubstr("isolation, files: NOT enforced")));
}

}  // namespace
}  // namespace tote::isolation
