// SPDX-License-Identifier: GPL-2.0-or-later
// Each check finds the fault that it is for, and no other check mistakes it for its own.
#include "host/author/check/check.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <linux/seccomp.h>
#include <set>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "host/author/check/memory_peak.h"
#include "host/author/check/render_report.h"
#include "tests/host/author/check_reports.h"
#include "tests/host/temp_folder.h"

namespace tote::host::author::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Truly;

struct Faulty {
  const char* fault;
  const char* check;
  const char* finding;
};

class CheckOfAFault : public testing::TestWithParam<Faulty> {};

void expect_found(const Faulty& faulty) {
  const auto report =
      run_checks(std::filesystem::path(TOTE_CHECKED_PLUGINS) / faulty.fault, quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre(faulty.check)) << findings(*report);
  EXPECT_THAT(findings(*report), HasSubstr(faulty.finding));
  EXPECT_EQ(report->level(), find_check(faulty.check)->level - 1);
}

TEST_P(CheckOfAFault, FindsItAndNothingElse) {
  expect_found(GetParam());
}

const auto faults = testing::Values(
    Faulty{"EXPORTS", "library.exports", "helper_of_ours"},
    Faulty{"HARDENED", "library.hardened", "build id"},
    Faulty{"NEEDS", "library.needs", "/opt/elsewhere"},
    Faulty{"INDEPENDENT", "library.independent", "libcmark"},
    Faulty{"NOW", "load.now", "nobody_has_this"}, Faulty{"VERSION", "load.as-declared", "9.9.9"},
    Faulty{"QUICK", "load.quick", "ms"}, Faulty{"CLEAN", "load.clean", "signal handler"},
    Faulty{"LEAK", "load.lifecycle", "bytes behind"},
    Faulty{"PREFIX", "load.unknown-interface", "tote.extract/10"},
    Faulty{"BARE", "hosts.bare", "SIGSEGV"}, Faulty{"OLD", "hosts.old", "beyond the end"},
    Faulty{"FUTURE", "hosts.future", "became"},
    Faulty{"SETTINGS", "settings.robust", "without a diagnostic"},
    Faulty{"SILENT", "notes.failures-explained", "without a diagnostic"},
    Faulty{"DECLARED", "notes.declared", "nonsense"},
    Faulty{"SPANS", "notes.spans", "the place of size"},
    Faulty{"INPUTS", "notes.inputs", "wrote to"}, Faulty{"KEEPS", "notes.inputs", "after the call"},
    Faulty{"HOSTILE", "notes.hostile", "SIGABRT"},
    Faulty{"THREADS", "notes.threads", "outlived the call"},
    Faulty{"DETERMINISTIC", "notes.deterministic", "became"},
    Faulty{"ENVIRONMENT", "notes.environment", "TZ"},
    Faulty{"REFUSAL", "notes.sink-failure", "refuse from use 1"},
    Faulty{"MEMORY", "notes.out-of-memory", "memory that ends at allocation 1: SIGSEGV"},
    Faulty{"COMMAND_SILENT", "notes.failures-explained", "without a diagnostic"},
    Faulty{"COMMAND_FIELD", "commands.answers",
           "weighed grams=12 scale=Something of it on 2024-05-12 about specimen.md: it wrote "
           "'weight' of a specimen"},
    Faulty{"COMMAND_TWICE", "notes.deterministic", "weighed grams=12"},
    Faulty{"COMMAND_INPUT", "notes.inputs", "about specimen.md: it wrote to"},
    Faulty{"COMMAND_DATE", "commands.answers", "on 2024-05 about specimen.md: SIGABRT"},
    Faulty{"COMMAND_BARE", "hosts.bare", "it does not fail where there is no service"},
    Faulty{"COMMAND_OLD", "hosts.old", "beyond the end"},
    Faulty{"COMMAND_FUTURE", "hosts.future", "became"},
    Faulty{"COMMAND_REFUSAL", "notes.sink-failure", "refuse from use 1 on: SIGABRT"},
    Faulty{"COMMAND_MEMORY", "notes.out-of-memory", "memory that ends at allocation 1: SIGSEGV"},
    Faulty{"COMMAND_SANDBOX", "sandbox.allowed", "crashed (SIGABRT) in tote.command/1"},
    Faulty{"RENDER", "publish.render", "a specimen that says a script: it opened an element 'em'"},
    Faulty{"RENDER_FAILS", "publish.render",
           "a specimen that says many words: it failed: a fault on purpose"},
    Faulty{"RENDER_SILENT", "notes.failures-explained", "says many words: it failed (-1) without"},
    Faulty{"RENDER_INPUT", "notes.inputs", "a specimen that says many words: it wrote to"},
    Faulty{"RENDER_KEEPS", "notes.inputs", "after the call"},
    Faulty{"RENDER_BARE", "hosts.bare", "specimen 1 of a site: SIGSEGV"},
    Faulty{"RENDER_OLD", "hosts.old", "specimen 1 of a site: it read beyond the end"},
    Faulty{"RENDER_FUTURE", "hosts.future", "specimen 1 of a site: \"<em>\" became \"nothing\""},
    Faulty{"RENDER_REFUSAL", "notes.sink-failure", "refuse from use 1 on: SIGABRT"},
    Faulty{"RENDER_MEMORY", "notes.out-of-memory", "memory that ends at allocation 1: SIGSEGV"},
    Faulty{"RENDER_SANDBOX", "sandbox.allowed", "a site: it crashed (SIGABRT) in tote.render/1"},
    Faulty{"EXPORT", "publish.export", "has a 'script' that was a page's text"},
    Faulty{"EXPORT_TWICE", "notes.deterministic", "\"<odd/>\" became \"<even/>\""},
    Faulty{"EXPORT_ENVIRONMENT", "notes.environment", "TZ"},
    Faulty{"EXPORT_INPUT", "notes.inputs", "a site: it wrote to"},
    Faulty{"EXPORT_BARE", "hosts.bare", "a site: it does not fail where there is no service"},
    Faulty{"EXPORT_OLD", "hosts.old", "a site: it read beyond the end"},
    Faulty{"EXPORT_FUTURE", "hosts.future", "a site: \"<now/>\" became \"<later/>\""},
    Faulty{"EXPORT_REFUSAL", "notes.sink-failure", "refuse from use 1 on: SIGABRT"},
    Faulty{"EXPORT_MEMORY", "notes.out-of-memory", "memory that ends at allocation 1: SIGSEGV"},
    Faulty{"EXPORT_SANDBOX", "sandbox.allowed", "a site: it crashed (SIGABRT) in tote.export/1"},
    Faulty{"CANCEL", "notes.cancel", "went on"}, Faulty{"BUDGET", "notes.budget", "ms are allowed"},
    Faulty{"BUDGET_PACE", "notes.budget", "calls one in 100 took 2"},
    Faulty{"BUDGET_STATEMENTS", "notes.budget", "statements, where"},
    Faulty{"RENDER_BUDGET", "notes.budget", "says many words (100151 bytes): it gave"},
    Faulty{"FUZZ", "notes.fuzz", "seed 1"}, Faulty{"SANDBOX", "sandbox.allowed", "crashed"});

INSTANTIATE_TEST_SUITE_P(Each, CheckOfAFault, faults,
                         [](const auto& test) { return std::string(test.param.fault); });

/// What the sandbox refuses, and the plugin calmly does without.
class CheckOfAFaultInTheSandbox : public testing::TestWithParam<Faulty> {};

TEST_P(CheckOfAFaultInTheSandbox, FindsItAndNothingElse) {
  std::uint32_t action = SECCOMP_RET_TRAP;
  if (::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0U, &action) != 0)
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks seccomp";
  expect_found(GetParam());
}

const auto denied_calls = testing::Values(
    Faulty{"DENIED_SOCKET", "sandbox.allowed",
           ": it called socket in tote.extract/1, which the sandbox refuses"},
    Faulty{"DENIED_FILE", "sandbox.allowed", ": it called openat in tote.extract/1"},
    Faulty{"DENIED_THREAD", "sandbox.allowed", ": it called socket in tote.extract/1"},
    Faulty{"DENIED_DESTROY", "sandbox.allowed", ": it called socket in destroy"},
    Faulty{"COMMAND_DENIED", "sandbox.allowed",
           " about specimen.md: it called openat in tote.command/1"},
    Faulty{"RENDER_DENIED", "sandbox.allowed", "a site: it called socket in tote.render/1"},
    Faulty{"EXPORT_DENIED", "sandbox.allowed", "a site: it called socket in tote.export/1"});

INSTANTIATE_TEST_SUITE_P(Each, CheckOfAFaultInTheSandbox, denied_calls,
                         [](const auto& test) { return std::string(test.param.fault); });

/// What only Landlock refuses: while a plugin is loaded it may open files.
class CheckOfAnOpenedFile : public testing::TestWithParam<Faulty> {};

TEST_P(CheckOfAnOpenedFile, FindsItAndNothingElse) {
  constexpr long create_ruleset = 444;  // on every architecture
  constexpr unsigned ask_for_version = 1;
  if (::syscall(create_ruleset, nullptr, 0UL, ask_for_version) < 1)
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks Landlock";
  expect_found(GetParam());
}

const auto opened_files =
    testing::Values(Faulty{"DENIED_CONSTRUCTOR", "sandbox.allowed",
                           ": it called openat while its library was loaded"},
                    Faulty{"DENIED_CREATE", "sandbox.allowed", ": it called openat in create"});

INSTANTIATE_TEST_SUITE_P(Each, CheckOfAnOpenedFile, opened_files,
                         [](const auto& test) { return std::string(test.param.fault); });

TEST(CheckOfAFaultOfMemory, FindsItAndNothingElse) {
  if (!MemoryPeak().is_watched())
    GTEST_SKIP()
        << "this kernel, or the container that this runs in, does not tell peaks of memory";
  expect_found({"BUDGET_MEMORY", "notes.budget", "KiB of memory"});
}

// What stays with the process is told of for itself, refused by the sandbox or not.
TEST(CheckOfAFaultOfUmask, FindsWhatLoadingChanged) {
  const auto report =
      run_checks(std::filesystem::path(TOTE_CHECKED_PLUGINS) / "UMASK", quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), Contains("load.clean")) << findings(*report);
  EXPECT_THAT(findings(*report), HasSubstr("load.clean: it changed the umask"));
}

TEST(Checks, AreEachTriedOnAFaultOrAManifest) {
  // These have tests of their own, below and in previous_version_test.cpp.
  std::set<std::string> known = {"manifest.valid", "manifest.consistent", "notes.sanitized",
                                 "previous.loads"};
  for (const auto* each : {&faults}) {
    testing::internal::ParamGenerator<Faulty> generator = *each;
    for (const auto& faulty : generator)
      known.insert(faulty.check);
  }
  for (const auto& check : check_specs())
    EXPECT_EQ(known.count(std::string(check.id)), 1U) << check.id;
}

TEST(Checks, HaveNothingAgainstASoundPlugin) {
  const auto report =
      run_checks(std::filesystem::path(TOTE_CHECKED_PLUGINS) / "NONE", quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), IsEmpty()) << findings(*report);
  EXPECT_EQ(report->count(Outcome::not_tried), 2U)
      << "without sources nothing can be built, and there was no version before";
  EXPECT_EQ(report->level(), highest_level);
}

class OurPlugin : public testing::TestWithParam<const char*> {};

TEST_P(OurPlugin, ReachesTheHighestLevel) {
  CheckOptions options;
  options.program = TOTE_PROGRAM;
  options.large_note_bytes = 1u << 20;
  options.fuzz_cases = 60;
  const auto report = run_checks(std::filesystem::path(TOTE_BUILT_PLUGINS) / GetParam(), options);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->level(), highest_level) << findings(*report);
  EXPECT_EQ(report->count(Outcome::passed) + report->count(Outcome::not_tried),
            check_specs().size())
      << findings(*report);
  for (const auto& result : report->results) {
    const auto id = result.check->id;
    const bool may_be_left_out = id == "notes.sanitized" || id == "previous.loads" ||
                                 id.starts_with("publish.") || id.starts_with("commands.");
    EXPECT_TRUE(result.outcome == Outcome::passed || may_be_left_out) << id;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, OurPlugin, testing::Values("contacts", "books", "posts", "links"),
                         [](const auto& test) { return std::string(test.param); });

/// A library's file, away from its plugin.json.
class CheckOfALibrary : public testing::Test {
 protected:
  CheckOfALibrary() {
    const auto from = std::filesystem::path(TOTE_CHECKED_PLUGINS) / "EXPORTS";
    for (const auto& entry : std::filesystem::directory_iterator(from))
      if (entry.path().extension() == ".so")
        library = folder.path() / entry.path().filename();
    std::filesystem::copy_file(from / library.filename(), library);
    manifest = from / "plugin.json";
  }

  TempFolder folder;
  std::filesystem::path library;
  std::filesystem::path manifest;
};

TEST_F(CheckOfALibrary, LooksAtItsFileOnlyWhereThereIsNoManifest) {
  const auto report = run_checks(library, quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_TRUE(report->lacks_manifest);
  EXPECT_EQ(report->plugin, library.filename().string());
  EXPECT_THAT(failed(*report), ElementsAre("library.exports"));
  EXPECT_EQ(report->count(Outcome::not_tried), check_specs().size() - 4);
  EXPECT_EQ(report->level(), 0);
}

TEST_F(CheckOfALibrary, ReachesNoLevelWithoutAManifest) {
  const auto sound = std::filesystem::path(TOTE_CHECKED_PLUGINS) / "NONE" / library.filename();
  std::filesystem::copy_file(sound, library, std::filesystem::copy_options::overwrite_existing);
  const auto report = run_checks(library, quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), IsEmpty()) << findings(*report);
  EXPECT_EQ(report->level(), 0);
}

TEST_F(CheckOfALibrary, FindsAStackThatCanBeExecuted) {
  const auto open_stack =
      std::filesystem::path(TOTE_CHECKED_PLUGINS) / "STACK" / library.filename();
  std::filesystem::copy_file(open_stack, library,
                             std::filesystem::copy_options::overwrite_existing);
  const auto report = run_checks(library, quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre("library.hardened"));
  EXPECT_THAT(findings(*report), HasSubstr("stack"));
}

TEST_F(CheckOfALibrary, MakesAllThatTheManifestBesideItAsksFor) {
  std::filesystem::copy_file(manifest, folder.path() / "plugin.json");
  const auto of_file = run_checks(library, quick_options());
  ASSERT_TRUE(of_file) << to_string(of_file.error());
  const auto of_folder = run_checks(folder.path(), quick_options());
  ASSERT_TRUE(of_folder) << to_string(of_folder.error());
  EXPECT_FALSE(of_file->lacks_manifest);
  EXPECT_EQ(of_file->plugin, of_folder->plugin);
  EXPECT_EQ(of_file->count(Outcome::not_tried), of_folder->count(Outcome::not_tried));
  EXPECT_THAT(failed(*of_file), ElementsAre("library.exports"));
}

TEST_F(CheckOfALibrary, RefusesOneThatTheManifestBesideItDoesNotName) {
  std::filesystem::copy_file(manifest, folder.path() / "plugin.json");
  const auto other = folder.path() / "other.so";
  std::filesystem::copy_file(library, other);
  const auto report = run_checks(other, quick_options());
  ASSERT_FALSE(report);
  EXPECT_THAT(to_string(report.error()), HasSubstr("is not the library"));
}

/// A plugin that is data alone.
class CheckOfAManifest : public testing::Test {
 protected:
  [[nodiscard]] Result<CheckReport> check(const std::string& manifest) const {
    folder.write("plugin.json", manifest);
    return run_checks(folder.path(), quick_options());
  }

  TempFolder folder;
};

TEST_F(CheckOfAManifest, LeavesOutWhatNeedsALibrary) {
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0", "license": "MIT"})");
  ASSERT_TRUE(report);
  EXPECT_THAT(failed(*report), IsEmpty());
  EXPECT_EQ(report->count(Outcome::passed), 2U);
  EXPECT_EQ(report->level(), highest_level);
}

TEST_F(CheckOfAManifest, WantsALicence) {
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0"})");
  ASSERT_TRUE(report);
  EXPECT_THAT(failed(*report), ElementsAre("manifest.valid"));
}

TEST_F(CheckOfAManifest, WantsDeclarationsThatFitEachOther) {
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0", "license": "MIT",
                                "fields": [{"id": "depth", "on": ["lake"]}]})");
  ASSERT_TRUE(report);
  EXPECT_THAT(failed(*report), ElementsAre("manifest.consistent"));
  EXPECT_THAT(findings(*report), HasSubstr("'lake', which nobody declares"));
}

TEST_F(CheckOfAManifest, WantsNothingThatAnotherPluginHas) {
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0", "license": "MIT",
                                "fields": [{"id": "isbn", "on": ["book"]}]})");
  ASSERT_TRUE(report);
  EXPECT_THAT(failed(*report), ElementsAre("manifest.consistent"));
}

TEST_F(CheckOfAManifest, AcceptsAWaiverWithAReason) {
  folder.write("waivers.json", R"({"manifest.valid": "never published"})");
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0"})");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->count(Outcome::waived), 1U);
  EXPECT_THAT(findings(*report), HasSubstr("never published"));
  EXPECT_EQ(report->level(), highest_level);
}

TEST_F(CheckOfAManifest, RefusesAWaiverWithoutAReasonOrACheck) {
  const auto* manifest = R"({"id": "a.b", "name": "B", "version": "1.0.0"})";
  folder.write("waivers.json", R"({"manifest.valid": ""})");
  EXPECT_THAT(check(manifest).error().message, HasSubstr("needs a reason"));
  folder.write("waivers.json", R"({"manifest.vlaid": "x"})");
  EXPECT_THAT(check(manifest).error().message, HasSubstr("no check 'manifest.vlaid'"));
}

TEST_F(CheckOfAManifest, IsShownAsJsonAndJunit) {
  const auto report = check(R"({"id": "a.b", "name": "B", "version": "1.0.0"})");
  ASSERT_TRUE(report);
  const auto json = nlohmann::json::parse(to_json(*report));
  EXPECT_EQ(json["plugin"], "a.b");
  EXPECT_EQ(json["level"], 0);
  EXPECT_EQ(json["checks"].size(), check_specs().size());
  EXPECT_EQ(json["checks"][0]["outcome"], "failed");
  const auto junit = to_junit(*report);
  EXPECT_THAT(junit, HasSubstr("failures=\"1\""));
  EXPECT_THAT(junit, HasSubstr("<failure message=\"/license: is missing"));
}

#if !defined(__SANITIZE_ADDRESS__)  // one runtime of it in a process is all there can be
struct Compiler {
  const char* c;
  const char* cpp;
};

/// Where `cc` and `c++` are this compiler.
class Sanitizers : public testing::TestWithParam<Compiler> {
 protected:
  void SetUp() override {
    const auto& compiler = GetParam();
    if (std::system(fmt::format("command -v {} {} >/dev/null", compiler.c, compiler.cpp).c_str()))
      GTEST_SKIP() << "there is no " << compiler.c;
    folder.write("bin/cc", fmt::format("#!/bin/sh\nexec {} \"$@\"\n", compiler.c));
    folder.write("bin/c++", fmt::format("#!/bin/sh\nexec {} \"$@\"\n", compiler.cpp));
    for (const char* name : {"bin/cc", "bin/c++"})
      std::filesystem::permissions(folder.path() / name, std::filesystem::perms::owner_all);
    const auto path = (folder.path() / "bin").string() + ':' + std::getenv("PATH");
    ::setenv("PATH", path.c_str(), 1);
    if (compiler.c == std::string_view("clang") &&
        std::system("echo 'int main(void) { return 0; }' | "
                    "cc -fsanitize=address -shared-libsan -x c -o /dev/null - 2>/dev/null"))
      GTEST_SKIP() << "clang has no AddressSanitizer for libraries here";
    std::filesystem::copy(TOTE_SDK_EXAMPLES "/garden", folder.path() / "garden",
                          std::filesystem::copy_options::recursive);
  }

  [[nodiscard]] Result<CheckReport> check_with_them() const {
    auto options = quick_options();
    options.sanitizes = true;
    return run_checks(folder.path() / "garden", options);
  }

  TempFolder folder;
};

TEST_P(Sanitizers, HaveNothingAgainstASoundPlugin) {
  const auto report = check_with_them();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->level(), highest_level) << findings(*report);
  EXPECT_THAT(report->results, Contains(Truly([](const CheckResult& result) {
                return result.check->id == "notes.sanitized" && result.outcome == Outcome::passed;
              })));
}

TEST_P(Sanitizers, FindAMistakeThatDoesNoHarmOtherwise) {
  auto code = folder.read("garden/garden.c");
  const std::string begin = "  int is_in_log = 0;\n";
  code.replace(code.find(begin), begin.size(),
               begin + "  volatile int most = 2147483647;\n  most = most + 1;\n");
  folder.write("garden/garden.c", code);
  const auto without = run_checks(folder.path() / "garden", quick_options());
  ASSERT_TRUE(without) << to_string(without.error());
  EXPECT_THAT(failed(*without), IsEmpty()) << findings(*without);
  EXPECT_EQ(without->count(Outcome::left_out), 1U);
  EXPECT_EQ(without->level(), highest_level - 1) << "which it has not been asked to show";

  const auto report = check_with_them();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->count(Outcome::left_out), 0U);
  EXPECT_THAT(failed(*report), ElementsAre("notes.sanitized")) << findings(*report);
  EXPECT_THAT(findings(*report), HasSubstr("garden.c"));
}

INSTANTIATE_TEST_SUITE_P(Of, Sanitizers,
                         testing::Values(Compiler{"gcc", "g++"}, Compiler{"clang", "clang++"}),
                         [](const auto& test) { return std::string(test.param.c); });
#endif

TEST(Reproduction, RunsTheOneNoteOfTheSeed) {
  auto options = quick_options();
  options.is_reproduction = true;
  options.seed = 7;
  const auto report = run_checks(std::filesystem::path(TOTE_CHECKED_PLUGINS) / "FUZZ", options);
  ASSERT_TRUE(report);
  EXPECT_THAT(failed(*report), ElementsAre("notes.fuzz"));
  EXPECT_THAT(findings(*report), HasSubstr("seed 7"));
}

}  // namespace
}  // namespace tote::host::author::check
