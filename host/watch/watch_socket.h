// SPDX-License-Identifier: GPL-2.0-or-later
// How a command asks `tote watch` whether the index is up to date: a socket in the index's own
// folder, one line there, one line back. The watcher answers when it has taken in all that was done
// to the vault before the question. Whatever goes wrong, the answer is no, and the command looks
// for itself.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "notes/result.h"

namespace tote::host::watch {

/// Asks the watcher of an index, if there is one, to bring it up to date. `identity` says what the
/// index is made with: one that is watched for other plugins or settings is not up to date.
/// `keeps_waiting` is asked now and then. True: the last commit holds everything done to the vault
/// before the call.
[[nodiscard]] bool is_up_to_date(const std::filesystem::path& index_directory,
                                 std::string_view identity,
                                 const std::function<bool()>& keeps_waiting);

/// A command that waits for its answer.
class Client {
 public:
  Client(int socket, std::string identity) : socket_(socket), identity_(std::move(identity)) {}

  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  /// Without an answer it is no.
  ~Client();

  [[nodiscard]] const std::string& identity() const { return identity_; }

  void say_yes() const;

 private:
  int socket_;
  std::string identity_;
};

/// The watcher's end; there is one an index.
class Server {
 public:
  /// Errors: conflict (the index is watched already), io.
  [[nodiscard]] static Result<Server> open(const std::filesystem::path& index_directory);
  Server(Server&& other) noexcept;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  /// Readable when someone asks.
  [[nodiscard]] int descriptor() const { return socket_; }

  /// The next who asks; nullopt if nobody does, or not in this language.
  [[nodiscard]] std::optional<Client> accept() const;

 private:
  Server(std::filesystem::path path, int lock, int socket)
      : path_(std::move(path)), lock_(lock), socket_(socket) {}

  std::filesystem::path path_;
  int lock_ = -1;
  int socket_ = -1;
};

}  // namespace tote::host::watch
