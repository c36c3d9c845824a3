// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/tote_process.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tote::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int exit_nothing_found = 1;

/// The exit code of a process that ended, or -1.
int wait_for(pid_t process) {
  int status = 0;
  if (process < 0 || ::waitpid(process, &status, 0) != process || !WIFEXITED(status))
    return -1;
  return WEXITSTATUS(status);
}

tl::unexpected<Error> failed(const std::string& what) {
  return fail(ErrorCode::unavailable, what);
}

}  // namespace

Result<ToteProcess> ToteProcess::open(const std::filesystem::path& program,
                                      const std::filesystem::path& vault,
                                      const std::optional<std::filesystem::path>& index,
                                      const std::filesystem::path& folder) {
  ::setenv("XDG_DATA_HOME", folder.c_str(), 1);
  std::vector<std::string> words = {program.string(), "--vault", vault.string(), "--today",
                                    "2024-11-22"};
  if (index)
    words.insert(words.end(), {"--index", index->string()});
  ToteProcess process(std::move(words));
  process.watch_ = process.start({"watch"});
  // It answers the first question when it has looked at the whole vault.
  constexpr std::chrono::milliseconds head_start{500};
  std::this_thread::sleep_for(head_start);
  TOTE_TRY([[maybe_unused]] const auto first, process.run("search", "xyzzyplugh"));
  if (::waitpid(process.watch_, nullptr, WNOHANG) != 0)
    return failed("tote watch does not run");
  return process;
}

ToteProcess::ToteProcess(ToteProcess&& other) noexcept
    : words_(std::move(other.words_)), watch_(std::exchange(other.watch_, -1)) {}

ToteProcess::~ToteProcess() {
  if (watch_ < 0)
    return;
  ::kill(watch_, SIGINT);
  (void)wait_for(watch_);
}

Result<std::chrono::duration<double, std::milli>> ToteProcess::run(const std::string& command,
                                                                   const std::string& line) const {
  const auto begun = Clock::now();
  const int code = wait_for(start({command, line}));
  const auto ended = Clock::now();
  if (code != 0 && code != exit_nothing_found)
    return failed("tote " + command + " " + line + " failed");
  return ended - begun;
}

pid_t ToteProcess::start(const std::vector<std::string>& words) const {
  std::vector<char*> arguments;
  for (const auto* some : {&words_, &words})
    for (const std::string& word : *some)
      arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t process = -1;
  const int error =
      ::posix_spawn(&process, arguments.front(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

}  // namespace tote::bench
