// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/watch/watch_socket.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace tote::host::watch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* socket_name = "watch";
constexpr const char* lock_name = "watch.lock";
constexpr std::string_view greeting = "tote-watch/1 ";
constexpr char yes = 'y';

/// A watcher that builds the whole index takes longer, but then looking oneself is no worse.
constexpr std::chrono::seconds patience{20};
constexpr std::chrono::milliseconds pause{100};

/// A file descriptor that closes itself.
class File {
 public:
  explicit File(int number) : number_(number) {}

  File(const File&) = delete;
  File& operator=(const File&) = delete;

  ~File() {
    if (number_ >= 0)
      ::close(number_);
  }

  [[nodiscard]] int number() const { return number_; }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }

  [[nodiscard]] int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

int unix_socket() {
  return ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/// The socket's address by way of its open folder: a path of any length must fit into 108 bytes.
sockaddr_un address_in(int folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto path = fmt::format("/proc/self/fd/{}/{}", folder, socket_name);
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  return address;
}

template <class Call>
[[nodiscard]] bool with_address(const std::filesystem::path& directory, Call call) {
  const File folder(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  const auto address = address_in(folder.number());
  return folder.is_open() && call(reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// Waits until the socket can be read; false after `time`.
bool wait_for(int socket, std::chrono::milliseconds time) {
  pollfd watched{socket, POLLIN, 0};
  return ::poll(&watched, 1, static_cast<int>(time.count())) > 0;
}

tl::unexpected<Error> system_failure(const char* what, const std::filesystem::path& path) {
  return fail(ErrorCode::io, fmt::format("{}: {}", what, std::generic_category().message(errno)),
              SourcePlace{path.string()});
}

}  // namespace

bool is_up_to_date(const std::filesystem::path& index_directory, std::string_view identity,
                   const std::function<bool()>& keeps_waiting) {
  const File socket(unix_socket());
  const auto connects = [&](const sockaddr* address, socklen_t size) {
    return ::connect(socket.number(), address, size);
  };
  if (!socket.is_open() || !with_address(index_directory, connects))
    return false;
  const auto question = fmt::format("{}{}\n", greeting, identity);
  if (::send(socket.number(), question.data(), question.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(question.size()))
    return false;
  const auto end = Clock::now() + patience;
  while (Clock::now() < end && keeps_waiting()) {
    if (!wait_for(socket.number(), pause))
      continue;
    char answer = 0;
    return ::recv(socket.number(), &answer, 1, MSG_DONTWAIT) == 1 && answer == yes;
  }
  return false;
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), identity_(std::move(other.identity_)) {}

Client::~Client() {
  if (socket_ >= 0)
    ::close(socket_);
}

void Client::say_yes() const {
  // Who has gone away meanwhile needs no answer.
  (void)!::send(socket_, &yes, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

Result<Server> Server::open(const std::filesystem::path& index_directory) {
  std::error_code error;
  std::filesystem::create_directories(index_directory, error);
  const auto lock_path = index_directory / lock_name;
  File lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!lock.is_open())
    return system_failure("cannot open the lock of the watch", lock_path);
  if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::conflict, "another tote watches this vault already");
  const auto path = index_directory / socket_name;
  std::filesystem::remove(path, error);  // Of a watch that could not clear up.
  File socket(unix_socket());
  const auto binds = [&](const sockaddr* address, socklen_t size) {
    return ::bind(socket.number(), address, size);
  };
  constexpr int waiting = 64;
  if (!socket.is_open() || !with_address(index_directory, binds) ||
      ::listen(socket.number(), waiting) != 0 || ::fcntl(socket.number(), F_SETFL, O_NONBLOCK) != 0)
    return system_failure("cannot make the socket of the watch", path);
  return Server(path, lock.release(), socket.release());
}

Server::Server(Server&& other) noexcept
    : path_(std::move(other.path_)),
      lock_(std::exchange(other.lock_, -1)),
      socket_(std::exchange(other.socket_, -1)) {}

Server::~Server() {
  if (socket_ < 0)
    return;
  ::close(socket_);
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  ::close(lock_);
}

std::optional<Client> Server::accept() const {
  File socket(::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC));
  // A question is sent in one piece, at once.
  if (!socket.is_open() || !wait_for(socket.number(), pause))
    return std::nullopt;
  char bytes[512];
  const ssize_t size = ::recv(socket.number(), bytes, sizeof bytes, MSG_DONTWAIT);
  std::string_view question(bytes, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!question.starts_with(greeting) || !question.ends_with('\n'))
    return std::nullopt;
  question.remove_prefix(greeting.size());
  question.remove_suffix(1);
  return std::optional<Client>(std::in_place, socket.release(), std::string(question));
}

}  // namespace tote::host::watch
