// SPDX-License-Identifier: MIT
#include "durations.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace podcasts {
namespace {

constexpr std::int64_t seconds_a_minute = 60;
constexpr std::int64_t seconds_an_hour = 3600;
constexpr std::int64_t longest_seconds = 7 * 24 * seconds_an_hour;

struct Unit {
  std::string_view name;
  std::int64_t seconds;
};

constexpr std::array<Unit, 12> units = {{
    {"h", seconds_an_hour},
    {"hr", seconds_an_hour},
    {"hrs", seconds_an_hour},
    {"hour", seconds_an_hour},
    {"hours", seconds_an_hour},
    {"m", seconds_a_minute},
    {"min", seconds_a_minute},
    {"mins", seconds_a_minute},
    {"minute", seconds_a_minute},
    {"minutes", seconds_a_minute},
    {"s", 1},
    {"sec", 1},
}};

/// Takes the text apart from the front.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

  void skip_spaces() {
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == ','))
      rest_.remove_prefix(1);
  }

  [[nodiscard]] bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted)
      return false;
    rest_.remove_prefix(1);
    return true;
  }

  [[nodiscard]] std::optional<std::int64_t> take_number() {
    std::optional<std::int64_t> number;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      number = number.value_or(0) * 10 + (rest_.front() - '0');
      if (*number > longest_seconds)
        return std::nullopt;
      rest_.remove_prefix(1);
    }
    return number;
  }

  /// The seconds of the unit that stands here.
  [[nodiscard]] std::optional<std::int64_t> take_unit() {
    std::size_t size = 0;
    while (size < rest_.size() && rest_[size] >= 'a' && rest_[size] <= 'z')
      ++size;
    const auto word = rest_.substr(0, size);
    rest_.remove_prefix(size);
    for (const auto& unit : units)
      if (unit.name == word)
        return unit.seconds;
    return std::nullopt;
  }

 private:
  std::string_view rest_;
};

/// "1:20:30" or "52:10", after the first number.
std::optional<std::int64_t> read_clock(Reader& reader, std::int64_t first) {
  std::int64_t total = first;
  int parts = 1;
  do {
    const auto part = reader.take_number();
    if (!part || *part >= seconds_a_minute || ++parts > 3)
      return std::nullopt;
    total = total * seconds_a_minute + *part;
  } while (reader.take(':'));
  return total;
}

/// "1h 20m", after the first number.
std::optional<std::int64_t> read_units(Reader& reader, std::int64_t first) {
  std::int64_t total = 0;
  std::optional<std::int64_t> number = first;
  while (number) {
    reader.skip_spaces();
    const auto seconds = reader.take_unit();
    if (!seconds)
      return std::nullopt;
    total += *number * *seconds;
    if (total > longest_seconds)
      return std::nullopt;
    reader.skip_spaces();
    number = reader.take_number();
  }
  return total;
}

}  // namespace

std::optional<int> read_minutes(std::string_view text) {
  Reader reader(text);
  reader.skip_spaces();
  const auto first = reader.take_number();
  if (!first)
    return std::nullopt;
  auto seconds = std::optional<std::int64_t>(*first * seconds_a_minute);
  if (reader.take(':'))
    seconds = read_clock(reader, *first);
  else if (!reader.is_at_end())
    seconds = read_units(reader, *first);
  if (!seconds || !reader.is_at_end() || *seconds <= 0 || *seconds > longest_seconds)
    return std::nullopt;
  return static_cast<int>((*seconds + seconds_a_minute - 1) / seconds_a_minute);
}

}  // namespace podcasts
