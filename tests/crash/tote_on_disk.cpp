// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/tote_on_disk.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <linux/capability.h>
#include <sstream>
#include <sys/prctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "tests/index/database_dump.h"

namespace tote::crash {
namespace {

namespace fs = std::filesystem;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (auto& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The lines in which two texts first differ.
std::string first_difference(const std::string& one, const std::string& other) {
  std::istringstream lines(one);
  std::istringstream other_lines(other);
  std::string line;
  std::string other_line;
  while (std::getline(lines, line) && std::getline(other_lines, other_line))
    if (line != other_line)
      return fmt::format("<{}> in the first, <{}> in the second", line, other_line);
  return "one is longer";
}

}  // namespace

std::vector<std::string> differences(const Dump& one, const Dump& other) {
  std::vector<std::string> found;
  for (const auto& [path, text] : one)
    if (const auto same = other.find(path); same == other.end())
      found.push_back(path + " is only in the first");
    else if (same->second != text)
      found.push_back(path + ": " + first_difference(text, same->second));
  for (const auto& [path, text] : other)
    if (one.find(path) == one.end())
      found.push_back(path + " is only in the second");
  return found;
}

int effort(const char* variable, int usual) {
  const char* wanted = std::getenv(variable);
  return wanted != nullptr ? std::max(1, std::atoi(wanted)) : usual;
}

ToteOnDisk::ToteOnDisk() {
  // Children that a run leaves when it is killed come to this process, which can wait for them.
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  write(".tote/config.toml", "");
}

void ToteOnDisk::write(std::string_view name, std::string_view text) const {
  const auto file = vault_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

std::string ToteOnDisk::name_of(int number) {
  return fmt::format("notes/{:04}.md", number);
}

void ToteOnDisk::write_note(int number, std::string_view word) const {
  write(name_of(number), fmt::format("---\ntype: book\ntitle: Book {0}\nisbn: 0-441-17271-7\n---\n"
                                     "{1} word{0} of [[Book {2}]].\n",
                                     number, word, number + 1));
}

void ToteOnDisk::write_notes(int count, std::string_view word) const {
  for (int number = 0; number < count; ++number)
    write_note(number, word);
}

ToteOnDisk::Run ToteOnDisk::start(const std::vector<std::string>& words, Fate fate) const {
  return start_on(index_, words, fate);
}

ToteOnDisk::Run ToteOnDisk::start_on(const fs::path& index, const std::vector<std::string>& words,
                                     Fate fate) const {
  Run run;
  // A name that no process has: there may be several that start runs.
  std::string name = (cache_.path() / "run-XXXXXX").string();
  run.files = ::mkdtemp(name.data());
  std::ofstream(run.files / "count", std::ios::binary)
      << std::string(2 * sizeof(std::uint64_t), '\0');
  // The list of libraries to preload is parted by spaces, and may not quote one in a path.
  const auto stopper = run.files / "stopper.so";
  fs::create_symlink(TOTE_STOPPER, stopper);
  std::vector<std::string> environment = {
      "TOTE_STOPPER_COUNT=" + (run.files / "count").string(),
      fmt::format("TOTE_STOPPER_AT={}", fate.stop_at),
      fmt::format("TOTE_STOPPER_CLOCK={}", fate.clock_ahead.count()),
      std::string("TOTE_STOPPER_MODE=") + (fate.is_disk_full ? "full" : "kill"),
      "LD_PRELOAD=" + stopper.string(), std::string("TOTE_PLUGIN_PATH=") + TOTE_BUILT_PLUGINS,
      "HOME=" + cache_.path().string(),
      // The stopper comes before the sanitizer's library, which does not mind.
      "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"};
  std::vector<std::string> command = {TOTE_PROGRAM, "--vault", vault_.string(), "--index",
                                      index.string()};
  command.insert(command.end(), words.begin(), words.end());
  const auto arguments = pointers(command);
  const auto variables = pointers(environment);
  const auto out = (run.files / "out").string();
  const auto error = (run.files / "error").string();
  run.pid = ::fork();
  if (run.pid != 0) {
    ::setpgid(run.pid, run.pid);  // Whoever comes first: it may be killed at once.
    return run;
  }
  ::setpgid(0, 0);
  if (fate.is_like_user)
    for (const int right : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER})
      ::prctl(PR_CAPBSET_DROP, right);
  constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
  ::dup2(::open(out.c_str(), flags, 0600), STDOUT_FILENO);
  ::dup2(::open(error.c_str(), flags, 0600), STDERR_FILENO);
  ::execve(TOTE_PROGRAM, arguments.data(), variables.data());
  ::_exit(127);
}

Ending ToteOnDisk::wait(const Run& run) {
  Ending ending;
  ::waitpid(run.pid, &ending.status, 0);
  // Whoever is still dying holds the lock of the index.
  while (::waitpid(-run.pid, nullptr, 0) > 0 || errno == EINTR) {
  }
  std::ifstream count(run.files / "count", std::ios::binary);
  count.read(reinterpret_cast<char*>(&ending.calls), sizeof ending.calls);
  count.read(reinterpret_cast<char*>(&ending.calls_before_merge), sizeof ending.calls_before_merge);
  ending.out = text_of(run.files / "out");
  ending.error = text_of(run.files / "error");
  fs::remove_all(run.files);
  return ending;
}

Ending ToteOnDisk::run(const std::vector<std::string>& words, Fate fate) const {
  return wait(start(words, fate));
}

Dump ToteOnDisk::fresh() const {
  const auto other = cache_.path() / "fresh";
  fs::remove_all(other);
  const auto ending = wait(start_on(other, {"status"}, {}));
  EXPECT_EQ(ending.code(), 0) << ending.error;
  return index::dump_by_path(other);
}

Dump ToteOnDisk::indexed() const {
  return index::dump_by_path(index_);
}

std::set<std::string> ToteOnDisk::names_in_index() const {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(index_))
    names.insert(entry.path().filename().string());
  return names;
}

}  // namespace tote::crash
