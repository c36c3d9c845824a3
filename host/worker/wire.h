// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers and strings on the socket between host and worker: little-endian, strings with a 32-bit
// length. Reading checks every bound and never throws: after the first bad read everything reads as
// zero and `ok` is false.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace tote::host::worker {

class WireWriter {
 public:
  template <class Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number>);
    auto bits = static_cast<std::make_unsigned_t<Number>>(value);
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      bytes_.push_back(static_cast<char>(bits & 0xff));
      bits = static_cast<decltype(bits)>(static_cast<std::uint64_t>(bits) >> 8);
    }
  }

  void real(double value);
  void text(std::string_view value);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class WireReader {
 public:
  /// Borrows `bytes`.
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  template <class Number>
  [[nodiscard]] Number number() {
    static_assert(std::is_integral_v<Number>);
    if (rest_.size() < sizeof(Number))
      return static_cast<Number>(give_up());
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
    rest_.remove_prefix(sizeof(Number));
    return static_cast<Number>(bits);
  }

  [[nodiscard]] double real();
  [[nodiscard]] std::string text();
  /// A count of items that each take at least `item_bytes`: larger counts than the rest can hold
  /// are refused, so that nobody reserves memory on a damaged length.
  [[nodiscard]] std::uint32_t count(std::size_t item_bytes);

  [[nodiscard]] bool ok() const { return ok_; }

  /// Whether everything was read, and nothing was wrong.
  [[nodiscard]] bool is_complete() const { return ok_ && rest_.empty(); }

 private:
  std::uint64_t give_up();

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace tote::host::worker
