// SPDX-License-Identifier: GPL-2.0-or-later
// Compact bytes for what the index stores: unsigned numbers as varints (7 bits a byte, least first,
// as in LEB128), signed ones zigzag, texts with their length before them. Reading checks every
// bound: damaged bytes give a reader that has failed, never a wild read.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace tote::index::store {

/// Appends to a string that it owns.
class ByteWriter {
 public:
  void put_number(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7)
      bytes_ += static_cast<char>(number | 0x80);
    bytes_ += static_cast<char>(number);
  }

  void put_signed(std::int64_t number) {
    put_number((static_cast<std::uint64_t>(number) << 1) ^
               static_cast<std::uint64_t>(number >> 63));
  }

  void put_fixed(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8)
      bytes_ += static_cast<char>(number >> shift);
  }

  void put_text(std::string_view text) {
    put_number(text.size());
    bytes_ += text;
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what ByteWriter wrote. After a failure everything reads as 0 and empty.
class ByteReader {
 public:
  /// Borrows `bytes`.
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool has_failed() const { return has_failed_; }

  [[nodiscard]] bool is_at_end() const { return bytes_.empty(); }

  [[nodiscard]] std::uint64_t number() {
    // Most numbers are small.
    if (bytes_.empty() || (bytes_.front() & 0x80) != 0)
      return long_number();
    const auto number = static_cast<std::uint64_t>(bytes_.front());
    bytes_.remove_prefix(1);
    return number;
  }

  [[nodiscard]] std::int64_t signed_number();

  [[nodiscard]] std::uint64_t fixed() {
    if (bytes_.size() < 8) {
      fail();
      return 0;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
      number |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * i);
    bytes_.remove_prefix(8);
    return number;
  }

  /// Borrowed from the bytes read.
  [[nodiscard]] std::string_view text();

  /// A number that fits 32 bits; fails otherwise.
  [[nodiscard]] std::uint32_t number32() {
    const std::uint64_t number = this->number();
    if (number <= std::numeric_limits<std::uint32_t>::max())
      return static_cast<std::uint32_t>(number);
    fail();
    return 0;
  }

  /// A count of items that take at least one byte each: fails if that many cannot follow.
  [[nodiscard]] std::size_t count();
  /// Reads no further: the bytes do not make sense.
  void fail();

 private:
  [[nodiscard]] std::uint64_t long_number();

  std::string_view bytes_;
  bool has_failed_ = false;
};

}  // namespace tote::index::store
