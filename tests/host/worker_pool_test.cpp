// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_pool.h"

#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin_registry.h"
#include "tests/host/temp_folder.h"

namespace tote::host::worker {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class WorkerPoolTest : public testing::Test {
 protected:
  [[nodiscard]] static PoolOptions options() {
    PoolOptions options;
    options.program = TOTE_PROGRAM;
    options.deadline = std::chrono::milliseconds(1500);
    return options;
  }

  /// The facts of one note of type mood with this title.
  index::Facts extract(WorkerPool& pool, const std::string& title) {
    pool.submit(1, "moods/" + title + ".md", "---\ntype: mood\ntitle: " + title + "\n---\nBody.\n");
    auto outcome = pool.wait();
    EXPECT_TRUE(outcome);
    return outcome ? std::move(outcome->facts) : index::Facts{};
  }

  [[nodiscard]] static std::vector<std::string> fields(const index::Facts& facts) {
    std::vector<std::string> names;
    for (const auto& value : facts.values)
      names.push_back(value.field);
    return names;
  }

  [[nodiscard]] static std::string messages(const index::Facts& facts) {
    std::string all;
    for (const auto& diagnostic : facts.diagnostics)
      all += diagnostic.code + ": " + diagnostic.message + '\n';
    return all;
  }

  PluginRegistry registry_ = PluginRegistry::discover({TOTE_TEST_PLUGINS});
};

TEST_F(WorkerPoolTest, GathersWhatPluginsExtract) {
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options());
  const auto facts = extract(pool, "fine");
  EXPECT_THAT(fields(facts), ElementsAre("mood", "calm"));
  EXPECT_THAT(facts.diagnostics, IsEmpty());
  EXPECT_EQ(facts.values[0].text, "content");
  EXPECT_GT(facts.values[0].line, 0U);
}

TEST_F(WorkerPoolTest, WantsOnlyTypesThatPluginsDeclareOrHaveFieldsOn) {
  const WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options());
  EXPECT_TRUE(pool.wants("mood"));
  EXPECT_FALSE(pool.wants("note"));
}

TEST_F(WorkerPoolTest, PassesDiagnosticsOnWithThePluginsName) {
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options());
  EXPECT_THAT(messages(extract(pool, "diagnose")), HasSubstr("test.faulty.moody: cheer up"));
}

struct Fault {
  const char* title;
  const char* message;
};

class WorkerPoolSurvives : public WorkerPoolTest, public testing::WithParamInterface<Fault> {};

TEST_P(WorkerPoolSurvives, AndKeepsTheOtherPluginsShare) {
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options());
  const auto facts = extract(pool, GetParam().title);
  EXPECT_THAT(fields(facts), ElementsAre("calm"));
  EXPECT_THAT(messages(facts), HasSubstr(GetParam().message));
  EXPECT_THAT(messages(facts), HasSubstr("test.faulty"));
  EXPECT_THAT(fields(extract(pool, "fine")), ElementsAre("mood", "calm"));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, WorkerPoolSurvives,
    testing::Values(Fault{"crash", "crashed (SIGABRT)"}, Fault{"hang", "took too long"},
                    Fault{"leave", "crashed (exit 3)"}, Fault{"fail", "without a reason"},
                    Fault{"undeclared", "does not declare"}, Fault{"outside", "span outside"},
                    Fault{"garbage", "not UTF-8"}),
    [](const auto& parameter) { return std::string(parameter.param.title); });

TEST_F(WorkerPoolTest, LeavesAPluginOutAfterRepeatedFaults) {
  auto wanted = options();
  wanted.faults_until_disabled = 2;
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), wanted);
  (void)extract(pool, "crash");
  (void)extract(pool, "leave");
  EXPECT_THAT(pool.problems(), Contains(HasSubstr("plugin test.faulty 1.0.0 crashed (SIGABRT)")));
  EXPECT_THAT(
      pool.gaps(),
      ElementsAre(HasSubstr("test.faulty 1.0.0 is switched off, since it failed on 2 notes")));
  EXPECT_THAT(fields(extract(pool, "fine")), ElementsAre("calm"));
}

// Left out only for now, what it has to say would be missing from the index, and nobody would know.
TEST_F(WorkerPoolTest, RemembersWhatDoesNotLoadBesideTheOthers) {
  const TempFolder folder;
  auto wanted = options();
  wanted.quarantine = folder.path() / "quarantine";
  const auto registry = PluginRegistry::discover({TOTE_UNFRIENDLY_PLUGINS});
  ASSERT_THAT(registry.plugins(), SizeIs(2));
  WorkerPool first(registry.plugins(), registry.vocabulary(), wanted);
  EXPECT_THAT(fields(extract(first, "fine")), ElementsAre("envious"));
  const auto why = HasSubstr("while its library was loaded beside the other plugins");
  EXPECT_THAT(first.problems(), ElementsAre(AllOf(HasSubstr("plugin test.jealous 1.0.0"), why)));
  const WorkerPool later(registry.plugins(), registry.vocabulary(), wanted);
  EXPECT_THAT(later.gaps(),
              ElementsAre(AllOf(HasSubstr("test.jealous 1.0.0 is switched off"), why)));
}

TEST_F(WorkerPoolTest, KeepsManyNotesApart) {
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options());
  std::map<std::uint64_t, std::size_t> values;
  for (std::uint64_t id = 1; id <= 60; ++id) {
    const auto title = id % 20 == 0 ? "crash" : "fine";
    pool.submit(id, "moods/note.md", std::string("---\ntype: mood\ntitle: ") + title + "\n---\n");
    while (auto outcome = pool.ready())
      values[outcome->id] = outcome->facts.values.size();
  }
  while (auto outcome = pool.wait())
    values[outcome->id] = outcome->facts.values.size();
  ASSERT_THAT(values, SizeIs(60));
  for (const auto& [id, count] : values)
    EXPECT_EQ(count, id % 20 == 0 ? 1U : 2U) << id;
}

TEST_F(WorkerPoolTest, IndexesOnWhenNoWorkerStarts) {
  auto wanted = options();
  wanted.program = "/nonexistent/tote";
  WorkerPool pool(registry_.plugins(), registry_.vocabulary(), wanted);
  EXPECT_THAT(messages(extract(pool, "fine")), HasSubstr("cannot start the plugin worker"));
}

TEST_F(WorkerPoolTest, SaysWhyALibraryDoesNotLoad) {
  const TempFolder folder;
  folder.write(
      "broken/plugin.json",
      R"({"id":"test.broken","name":"Broken","version":"1.0.0","abi":{"major":1,"minor":0},"library":"broken.so",
                   "provides":["tote.extract/1"],"types":[{"id":"odd","nouns":[["odd","odds"]]}]})");
  folder.write("broken/broken.so", "this is no library");
  const auto registry = PluginRegistry::discover({folder.path()});
  ASSERT_THAT(registry.plugins(), SizeIs(1));
  WorkerPool pool(registry.plugins(), registry.vocabulary(), options());
  pool.submit(1, "odd.md", "---\ntype: odd\n---\n");
  ASSERT_TRUE(pool.wait());
  EXPECT_THAT(pool.problems(),
              ElementsAre(AllOf(HasSubstr("test.broken 1.0.0 is left out"), HasSubstr("broken.so"),
                                Not(HasSubstr("Bad file descriptor")))));
  EXPECT_FALSE(pool.wants("odd"));
}

}  // namespace
}  // namespace tote::host::worker
