// SPDX-License-Identifier: GPL-2.0-or-later
// One end of the socket between host and worker: whole frames in, whole frames out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "host/worker/messages.h"

namespace tote::host::worker {

/// A message as received.
struct Frame {
  MessageKind kind = MessageKind::setup;
  std::string payload;
};

/// Sends and receives frames on a stream socket that it owns. One thread.
class Channel {
 public:
  explicit Channel(int socket) : socket_(socket) {}

  Channel(Channel&& other) noexcept;
  Channel& operator=(Channel&& other) noexcept;
  ~Channel();

  [[nodiscard]] int socket() const { return socket_; }

  /// Blocks until the frame is written; false if the other end is gone.
  [[nodiscard]] bool send(MessageKind kind, std::string_view payload);
  /// Writes what fits without blocking and keeps the rest for flush(). What cannot be written
  /// because the other end is gone is dropped: the end of the stream tells of that.
  void post(MessageKind kind, std::string_view payload);
  void flush();

  /// Whether a posted frame waits for flush().
  [[nodiscard]] bool has_unsent() const { return !unsent_.empty(); }

  /// Blocks for the next frame; nullopt at the end of the stream or on bytes that are no frame.
  [[nodiscard]] std::optional<Frame> receive();
  /// Reads what is there without blocking; false when the stream has ended or is malformed. Frames
  /// that are complete then come from next_buffered.
  [[nodiscard]] bool read_available();

  /// Whether bytes came that are no frame: nothing more is read then.
  [[nodiscard]] bool is_malformed() const { return is_malformed_; }

  /// The next complete frame that was read, or nullopt.
  [[nodiscard]] std::optional<Frame> next_buffered();

 private:
  [[nodiscard]] bool read_some(int flags);

  int socket_ = -1;
  std::string buffer_;
  std::string unsent_;
  std::size_t consumed_ = 0;
  bool is_malformed_ = false;
};

}  // namespace tote::host::worker
