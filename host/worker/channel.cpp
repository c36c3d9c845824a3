// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/channel.h"

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "host/worker/wire.h"

namespace tote::host::worker {
namespace {

constexpr std::uint32_t frame_magic = 0x45544F54;  // "TOTE", little-endian
constexpr std::size_t header_bytes = 12;
constexpr std::size_t chunk_bytes = 64 * 1024;

std::string frame_of(MessageKind kind, std::string_view payload) {
  WireWriter header;
  header.number(frame_magic);
  header.number(static_cast<std::uint32_t>(kind));
  header.number(static_cast<std::uint32_t>(payload.size()));
  std::string frame = header.take();
  frame.append(payload);
  return frame;
}

}  // namespace

Channel::Channel(Channel&& other) noexcept {
  *this = std::move(other);
}

Channel& Channel::operator=(Channel&& other) noexcept {
  std::swap(socket_, other.socket_);
  buffer_ = std::move(other.buffer_);
  unsent_ = std::move(other.unsent_);
  consumed_ = other.consumed_;
  is_malformed_ = other.is_malformed_;
  return *this;
}

Channel::~Channel() {
  if (socket_ >= 0)
    ::close(socket_);
}

bool Channel::send(MessageKind kind, std::string_view payload) {
  const std::string frame = frame_of(kind, payload);
  std::string_view rest = frame;
  while (!rest.empty()) {
    const auto written = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return false;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void Channel::post(MessageKind kind, std::string_view payload) {
  unsent_ += frame_of(kind, payload);
  flush();
}

void Channel::flush() {
  std::string_view rest = unsent_;
  while (!rest.empty()) {
    const auto written = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      break;
    if (written <= 0)
      rest = {};
    else
      rest.remove_prefix(static_cast<std::size_t>(written));
  }
  unsent_.erase(0, unsent_.size() - rest.size());
}

bool Channel::read_some(int flags) {
  char chunk[chunk_bytes];
  if (consumed_ > sizeof chunk) {
    buffer_.erase(0, consumed_);
    consumed_ = 0;
  }
  for (;;) {
    const auto count = ::recv(socket_, chunk, sizeof chunk, flags);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
      return true;
    if (count <= 0)
      return false;
    buffer_.append(chunk, static_cast<std::size_t>(count));
    return true;
  }
}

std::optional<Frame> Channel::receive() {
  for (;;) {
    if (auto frame = next_buffered())
      return frame;
    if (is_malformed_ || !read_some(0))
      return std::nullopt;
  }
}

bool Channel::read_available() {
  for (;;) {
    const auto had = buffer_.size() - consumed_;
    if (is_malformed_ || !read_some(MSG_DONTWAIT))
      return false;
    const auto has = buffer_.size() - consumed_;
    // Whole chunks mean that more waits; a flood that no frame comes out of is cut off.
    if (has - had < chunk_bytes || has > header_bytes + max_payload_bytes)
      return true;
  }
}

std::optional<Frame> Channel::next_buffered() {
  const std::string_view rest = std::string_view(buffer_).substr(consumed_);
  if (is_malformed_ || rest.size() < header_bytes)
    return std::nullopt;
  WireReader header(rest.substr(0, header_bytes));
  const auto magic = header.number<std::uint32_t>();
  const auto kind = header.number<std::uint32_t>();
  const auto size = header.number<std::uint32_t>();
  if (magic != frame_magic || size > max_payload_bytes) {
    is_malformed_ = true;
    return std::nullopt;
  }
  if (rest.size() < header_bytes + size)
    return std::nullopt;
  Frame frame{static_cast<MessageKind>(kind), std::string(rest.substr(header_bytes, size))};
  consumed_ += header_bytes + size;
  if (consumed_ == buffer_.size()) {
    buffer_.clear();
    consumed_ = 0;
  }
  return frame;
}

}  // namespace tote::host::worker
