// SPDX-License-Identifier: GPL-2.0-or-later
// Positions in a note. Everything in tote counts bytes into the file exactly as it is on disk.
#pragma once

#include <cstdint>
#include <string_view>

namespace tote::notes {

/// Half-open range of bytes into Note::source, BOM and CRLF included.
struct ByteSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] std::uint32_t size() const { return end - begin; }

  [[nodiscard]] bool empty() const { return begin == end; }

  [[nodiscard]] bool contains(std::uint32_t offset) const {
    return begin <= offset && offset < end;
  }

  /// The bytes of the span. Requires: end <= source.size().
  [[nodiscard]] std::string_view in(std::string_view source) const {
    return source.substr(begin, size());
  }

  friend bool operator==(const ByteSpan&, const ByteSpan&) = default;
};

}  // namespace tote::notes
