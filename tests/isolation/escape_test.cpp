// SPDX-License-Identifier: GPL-2.0-or-later
// Every attempt of the escaping plugin twice: in a worker, where it must be refused, and in a child
// of this test without a sandbox, where it must succeed, so that a refusal means something.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <netinet/in.h>
#include <set>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin_registry.h"
#include "host/worker/trial.h"
#include "host/worker/worker_pool.h"
#include "tests/host/temp_folder.h"
#include "tests/isolation/fixtures/attempts.h"

namespace tote::isolation {
namespace {

namespace fs = std::filesystem;
using host::sandbox::Measure;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

int listen_at(int family, const sockaddr* address, socklen_t size) {
  const int socket = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::bind(socket, address, size), 0) << std::strerror(errno);
  EXPECT_EQ(::listen(socket, 8), 0);
  return socket;
}

/// A port on 127.0.0.1 with a socket of this type bound to it.
int bind_port(int type) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const int socket = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  if (type == SOCK_STREAM) {
    EXPECT_EQ(::listen(socket, 8), 0);
  }
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

void listen_at_unix(const std::string& name, bool is_abstract) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + (is_abstract ? 1 : 0), name.data(), name.size());
  listen_at(AF_UNIX, reinterpret_cast<sockaddr*>(&address),
            static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + 1));
}

/// The plugin in a folder of its own, and beside it what it is not to reach.
class EscapeTest : public testing::Test {
 protected:
  void SetUp() override { prepare("escape"); }

  void prepare(const std::string& name) {
    const auto folder = temporary_.path() / "plugins" / name;
    fs::create_directories(folder);
    fs::copy_file(TOTE_ESCAPE_LIBRARY, folder / (name + ".so"));
    temporary_.write("plugins/" + name + "/plugin.json",
                     R"({"id":"test.escape","name":"Escape","version":"1.0.0",
                         "abi":{"major":1,"minor":0},"library":")" +
                         name + R"(.so","provides":["tote.extract/1"],
                         "types":[{"id":"escape"}],
                         "fields":[{"id":"outcome","on":["escape"],"kind":"text"}]})");
    temporary_.write("vault/secret.md", "secret");
    temporary_.write("elsewhere.txt", "inherited");
    outside_.folder = (temporary_.path() / "vault").string();
    outside_.secret = (temporary_.path() / "vault/secret.md").string();
    outside_.host = ::getpid();
    outside_.tcp_port = bind_port(SOCK_STREAM);
    outside_.udp_port = bind_port(SOCK_DGRAM);
    outside_.unix_socket = (temporary_.path() / "socket").string();
    outside_.abstract_socket = outside_.unix_socket;
    outside_.canary = reinterpret_cast<std::uintptr_t>(&canary_);
    listen_at_unix(outside_.unix_socket, false);
    listen_at_unix(outside_.abstract_socket, true);
    outside_.write((folder / "surroundings.txt").string());
    // What a careless host leaves open and in its environment.
    ASSERT_GE(::open((temporary_.path() / "elsewhere.txt").c_str(), O_RDONLY), 0);
    ::setenv("TOTE_TEST_SECRET", "password", 1);
    registry_ = host::PluginRegistry::discover({temporary_.path() / "plugins"});
    ASSERT_EQ(registry_.plugins().size(), 1U);
  }

  [[nodiscard]] static std::string note_about(const std::string& attempt) {
    return "---\ntype: escape\ntitle: " + attempt + "\n---\n";
  }

  /// What the plugin says in a worker; how the worker ended if it says nothing.
  [[nodiscard]] std::string in_worker(const std::string& attempt, bool notes_refusals = false) {
    host::worker::TrialOptions options;
    options.program = TOTE_PROGRAM;
    options.notes_refusals = notes_refusals;
    auto trial = host::worker::try_alone(registry_.plugins().front(), registry_.vocabulary(),
                                         {{"escape.md", note_about(attempt)}}, options);
    measures_ = trial.measures;
    refusals_ = trial.refusals;
    if (trial.fault)
      return "refused: " + host::worker::to_string(*trial.fault);
    EXPECT_EQ(trial.load_error, "");
    const auto& values = trial.facts.front().values;
    return values.empty() ? "nothing said" : values.front().text;
  }

  /// What it says in an unprotected child of this process.
  [[nodiscard]] std::string without_sandbox(const std::string& attempt) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
      host::worker::PoolOptions options;
      options.is_in_process = true;
      host::worker::WorkerPool pool(registry_.plugins(), registry_.vocabulary(), options);
      pool.submit(1, "escape.md", note_about(attempt));
      const auto outcome = pool.wait();
      const auto text = outcome && !outcome->facts.values.empty()
                            ? outcome->facts.values.front().text
                            : std::string("nothing said");
      (void)!::write(ends[1], text.data(), text.size());
      ::_exit(7);
    }
    ::close(ends[1]);
    std::string said(256, '\0');
    const auto count = ::read(ends[0], said.data(), said.size());
    ::close(ends[0]);
    said.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    int status = 0;
    ::waitpid(child, &status, 0);
    // A child that has become another program ends well and says nothing.
    return said.empty() && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? "succeeded" : said;
  }

  /// Everything in the vault's place, and what is in the secret.
  [[nodiscard]] std::string vault_as_it_is() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(outside_.folder))
      names.insert(entry.path().filename().string());
    std::string text;
    for (const auto& name : names)
      text += name + ' ';
    return text + temporary_.read("vault/secret.md");
  }

  /// Whether this kernel lets the worker enforce what an attempt runs against. Where not, the test
  /// says so instead of claiming anything.
  [[nodiscard]] bool is_enforced(const std::string& what) const {
    return std::any_of(measures_.begin(), measures_.end(), [&](const Measure& measure) {
      return measure.what == what && measure.is_enforced;
    });
  }

  host::TempFolder temporary_;
  Surroundings outside_;
  volatile int canary_ = 42;
  host::PluginRegistry registry_;
  std::vector<Measure> measures_;
  std::vector<host::worker::Refusal> refusals_;
};

class Escapes : public EscapeTest, public testing::WithParamInterface<Attempt> {};

TEST_P(Escapes, AreRefused) {
  const auto& attempt = GetParam();
  const auto outcome = in_worker(attempt.name);
  if (!is_enforced("files") || !is_enforced("system calls"))
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks Landlock or seccomp";
  EXPECT_THAT(outcome, StartsWith("refused"));
  EXPECT_EQ(vault_as_it_is(), "secret.md secret");
  EXPECT_EQ(canary_, 42);
  if (attempt.otherwise == Otherwise::succeeds) {
    EXPECT_EQ(without_sandbox(attempt.name), "succeeded") << "so the refusal above proves nothing";
  }
}

TEST_P(Escapes, AreRefusedInTheSameWayWhereItIsNoted) {
  const auto& attempt = GetParam();
  const auto outcome = in_worker(attempt.name);
  if (!is_enforced("files") || !is_enforced("system calls"))
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks Landlock or seccomp";
  EXPECT_THAT(refusals_, IsEmpty());
  EXPECT_EQ(in_worker(attempt.name, true), outcome);
  EXPECT_EQ(vault_as_it_is(), "secret.md secret");
  if (outcome == "refused: EPERM") {
    EXPECT_THAT(refusals_, Not(IsEmpty()));
  }
}

INSTANTIATE_TEST_SUITE_P(Attempts, Escapes, testing::ValuesIn(attempts()),
                         [](const auto& parameter) { return parameter.param.name; });

TEST_F(EscapeTest, LeavesAPluginWhatItNeeds) {
  EXPECT_EQ(in_worker("read_own_folder_while_loading"), "succeeded");
  EXPECT_EQ(in_worker("use_a_thread"), "succeeded");
}

TEST_F(EscapeTest, OpensNothingOnceThePluginsAreLoaded) {
  EXPECT_EQ(without_sandbox("read_own_folder_later"), "succeeded");
  const auto outcome = in_worker("read_own_folder_later");
  if (!is_enforced("system calls"))
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks seccomp";
  EXPECT_EQ(outcome, "refused");
}

TEST_F(EscapeTest, SaysWhichMeasuresAreInForce) {
  (void)in_worker("use_a_thread");
  std::set<std::string> names;
  for (const auto& measure : measures_) {
    names.insert(measure.what);
    EXPECT_NE(measure.detail, "");
  }
  EXPECT_THAT(names, testing::IsSupersetOf({"limits", "privileges", "files", "system calls"}));
}

class EarlyEscapeTest : public EscapeTest {
 protected:
  void SetUp() override { prepare("early"); }
};

TEST_F(EarlyEscapeTest, StaticConstructorsAreFencedInAsWell) {
  const auto outcome = in_worker("everything_early");
  if (!is_enforced("files") || !is_enforced("system calls"))
    GTEST_SKIP() << "this kernel, or the container that this runs in, lacks Landlock or seccomp";
  EXPECT_EQ(outcome, "successes: ");
  EXPECT_EQ(vault_as_it_is(), "secret.md secret");
}

}  // namespace
}  // namespace tote::isolation
