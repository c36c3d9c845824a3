// SPDX-License-Identifier: GPL-2.0-or-later
// The text of a leaf block as one string, with `\n` between its lines, and the way back to the
// source: inline markup goes over lines, quote marks and indentation do not belong to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

class LeafText {
 public:
  /// Joins the pieces, which are in order. A single piece is not copied: `source` must outlive the
  /// text.
  LeafText(std::string_view source, const ByteSpan* pieces, std::size_t count);
  LeafText(const LeafText&) = delete;
  LeafText& operator=(const LeafText&) = delete;

  [[nodiscard]] std::string_view view() const { return view_; }

  /// The source offset of a byte of the text. O(log lines).
  [[nodiscard]] std::uint32_t to_source(std::size_t offset) const;

  /// The source span from the first to the last byte of a stretch of the text.
  [[nodiscard]] ByteSpan to_source(ByteSpan span) const;

  /// The text offset of the first byte at or behind a source offset.
  [[nodiscard]] std::uint32_t from_source(std::uint32_t offset) const;

 private:
  struct Line {
    std::uint32_t begin;   ///< in the text
    std::uint32_t source;  ///< in the source
  };

  std::string joined_;
  std::string_view view_;
  std::vector<Line> lines_;
};

}  // namespace tote::notes
