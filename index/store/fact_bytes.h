// SPDX-License-Identifier: GPL-2.0-or-later
// Dates, spans and enumerations as compact bytes: what records and values have in common. Private
// to index/store.
#pragma once

#include <cstdint>
#include <optional>

#include "index/store/bytes.h"
#include "notes/date.h"
#include "notes/note.h"

namespace tote::index::store {

inline void put_span(ByteWriter& out, notes::ByteSpan span) {
  out.put_number(span.begin);
  out.put_number(span.size());
}

[[nodiscard]] inline notes::ByteSpan read_span(ByteReader& in) {
  notes::ByteSpan span;
  span.begin = in.number32();
  const std::uint64_t end = std::uint64_t{span.begin} + in.number32();
  if (end > UINT32_MAX)
    in.fail();
  span.end = in.has_failed() ? span.begin : static_cast<std::uint32_t>(end);
  return span;
}

/// No date is 0, a date one more than its year, month and day side by side.
inline void put_date(ByteWriter& out, const std::optional<notes::Date>& date) {
  if (!date)
    return out.put_number(0);
  out.put_number(
      1 + (((static_cast<std::uint64_t>(static_cast<std::uint16_t>(date->year)) << 8 | date->month)
            << 8) |
           date->day));
}

[[nodiscard]] inline std::optional<notes::Date> read_date(ByteReader& in) {
  const std::uint64_t packed = in.number();
  if (packed == 0)
    return std::nullopt;
  const std::uint64_t bits = packed - 1;
  if (bits >> 32 != 0) {
    in.fail();
    return std::nullopt;
  }
  return notes::Date{static_cast<std::int16_t>(bits >> 16), static_cast<std::uint8_t>(bits >> 8),
                     static_cast<std::uint8_t>(bits)};
}

/// An enumeration whose greatest value is `last`; fails above it.
template <class Enum>
[[nodiscard]] Enum to_enum(ByteReader& in, std::uint64_t number, Enum last) {
  if (number > static_cast<std::uint64_t>(last)) {
    in.fail();
    return last;
  }
  return static_cast<Enum>(number);
}

}  // namespace tote::index::store
