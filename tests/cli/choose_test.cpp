// SPDX-License-Identifier: GPL-2.0-or-later
// A person at a terminal is asked which note a name means; a program is not.
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::cli {
namespace {

namespace fs = std::filesystem;

/// A vault with two Andrews, gone with the object.
class TwoAndrews {
 public:
  TwoAndrews() {
    std::string pattern = (fs::temp_directory_path() / "tote-choose-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    fs::create_directories(vault() / ".tote");
    note("people/Andrew Mocete.md", "type: person\n");
    note("people/Andrew Pell.md", "type: person\n");
    note("books/Tigana.md", "type: book\nrecommended-by: \"[[Andrew Mocete]]\"\n");
    note("books/Dune.md", "type: book\nrecommended-by: \"[[Andrew Pell]]\"\n");
  }

  TwoAndrews(const TwoAndrews&) = delete;
  TwoAndrews& operator=(const TwoAndrews&) = delete;

  ~TwoAndrews() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] fs::path vault() const { return folder_ / "vault"; }

  [[nodiscard]] fs::path home() const { return folder_ / "home"; }

 private:
  void note(const std::string& path, const std::string& fields) const {
    fs::create_directories((vault() / path).parent_path());
    fs::create_directories(home());
    std::ofstream(vault() / path) << "---\n" << fields << "---\n";
  }

  fs::path folder_;
};

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

class Choose : public testing::Test {
 protected:
  void SetUp() override {
    const int terminal = open_terminal();
    if (terminal < 0)
      GTEST_SKIP() << "this system has no pseudo-terminals (is /dev/pts mounted?)";
    ::close(terminal);
  }
};

/// What the terminal shows when `command` runs at it and `typed` is typed.
std::string at_terminal(const TwoAndrews& world, const std::string& command,
                        const std::string& typed) {
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
  char buffer[4096];
  for (::ssize_t count = 0; (count = ::read(terminal, buffer, sizeof buffer)) != 0;) {
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      break;  // EIO: the other end is closed
    shown.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(terminal);
  ::waitpid(child, nullptr, 0);
  return shown;
}

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(Choose, AsksWhichNoteANameMeans) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "2\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("'Andrew' may be:"), HasSubstr("1  Andrew Mocete"),
                           HasSubstr("2  Andrew Pell"), HasSubstr("Dune")));
  EXPECT_THAT(shown, AllOf(Not(HasSubstr("Tigana")), Not(HasSubstr("more than one is meant"))));
}

TEST_F(Choose, AsksAgainForWhatIsNotOnTheList) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "7\nyes\n1\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("Tigana"), Not(HasSubstr("Dune"))));
}

TEST_F(Choose, AnswersForAllOnAnEmptyLine) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("Tigana"), HasSubstr("Dune"),
                           HasSubstr("more than one is meant: Andrew Mocete, Andrew Pell")));
}

TEST_F(Choose, AsksNobodyWhereAProgramListens) {
  const TwoAndrews world;
  for (const char* command :
       {"tote what did Andrew recommend </dev/null", "tote what did Andrew recommend | cat",
        "tote --format json ask what did Andrew recommend"})
    EXPECT_THAT(at_terminal(world, command, "2\n"),
                AllOf(Not(HasSubstr("Which one?")), HasSubstr("Tigana"), HasSubstr("Dune")))
        << command;
}

}  // namespace
}  // namespace tote::cli
