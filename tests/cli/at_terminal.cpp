// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/at_terminal.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tote::cli {
namespace {

namespace fs = std::filesystem;

/// The near end of a new pseudo-terminal; -1 where there is none to be had.
int open_terminal() {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  if (terminal < 0)
    return -1;
  if (::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0 && ::ptsname(terminal) != nullptr &&
      ::access(::ptsname(terminal), F_OK) == 0)
    return terminal;
  ::close(terminal);
  return -1;
}

}  // namespace

TwoAndrews::TwoAndrews() {
  fs::create_directories(vault() / ".tote");
  fs::create_directories(home());
  write("people/Andrew Mocete.md", "---\ntype: person\n---\n");
  write("people/Andrew Pell.md", "---\ntype: person\n---\n");
  write("books/Tigana.md", "---\ntype: book\nrecommended-by: \"[[Andrew Mocete]]\"\n---\n");
  write("books/Dune.md", "---\ntype: book\nrecommended-by: \"[[Andrew Pell]]\"\n---\n");
}

void TwoAndrews::write(const std::string& path, const std::string& text) const {
  folder_.write("vault/" + path, text);
}

std::string TwoAndrews::read(const std::string& path) const {
  return folder_.read("vault/" + path);
}

void AtTerminal::SetUp() {
  const int terminal = open_terminal();
  if (terminal < 0)
    GTEST_SKIP() << "this system has no pseudo-terminals (is /dev/pts mounted?)";
  ::close(terminal);
}

std::string at_terminal(const TwoAndrews& world, const std::string& command,
                        const std::string& typed, const std::string& interrupted_at) {
  const int terminal = open_terminal();
  const std::string name = ::ptsname(terminal);
  const std::string script = "cd '" + world.vault().string() + "' && " + command;
  const std::string home = "HOME=" + world.home().string();
  const ::pid_t child = ::fork();
  if (child == 0) {
    ::setsid();
    const int end = ::open(name.c_str(), O_RDWR);
    for (const int stream : {0, 1, 2})
      ::dup2(end, stream);
    ::execl("/usr/bin/env", "env", "-i", home.c_str(), "PATH=" TOTE_BIN ":/usr/bin:/bin", "TZ=UTC",
            "LANG=C.UTF-8", "TERM=dumb", "PAGER=cat", "TOTE_PLUGIN_PATH=", "bash", "-c",
            script.c_str(), nullptr);
    ::_exit(127);
  }
  // Typed ahead: the terminal keeps it until it is read.
  if (::write(terminal, typed.data(), typed.size()) != static_cast<::ssize_t>(typed.size()))
    return "not typed";
  std::string shown;
  bool is_interrupted = false;
  char buffer[4096];
  for (::ssize_t count = 0; (count = ::read(terminal, buffer, sizeof buffer)) != 0;) {
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      break;  // EIO: the other end is closed
    shown.append(buffer, static_cast<std::size_t>(count));
    if (!interrupted_at.empty() && !is_interrupted &&
        shown.find(interrupted_at) != std::string::npos)
      is_interrupted = ::write(terminal, "\3", 1) == 1;
  }
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  return shown;
}

}  // namespace tote::cli
