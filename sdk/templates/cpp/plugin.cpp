// SPDX-License-Identifier: MIT
// What plugin.json cannot say of a @noun@: lengths in words, and the number of words in its
// paragraphs.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tote/plugin.hpp>

namespace {

constexpr int most_minutes = 100'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The minutes in "2h 43m", "163m" or "163"; nothing if it is none of these.
std::optional<int> read_minutes(std::string_view text) {
  int total = 0;
  std::optional<int> number;
  for (const char c : text) {
    if (is_digit(c)) {
      number = number.value_or(0) * 10 + (c - '0');
    } else if ((c == 'h' || c == 'm') && number) {
      total += c == 'h' ? *number * 60 : *number;
      number.reset();
    } else if (!is_space(c)) {
      return std::nullopt;
    }
    if (total > most_minutes || number > most_minutes)
      return std::nullopt;
  }
  if (text.empty() || (total == 0 && !number))
    return std::nullopt;
  return total + number.value_or(0);
}

std::int64_t count_words(std::string_view text) {
  std::int64_t words = 0;
  bool is_within = false;
  for (const char c : text) {
    if (!is_space(c) && !is_within)
      ++words;
    is_within = !is_space(c);
  }
  return words;
}

struct Plugin {
  /// Called for each value of the fields that plugin.json marks `normalised`.
  tote::normalised field(const tote::field_value& value) const {
    if (const auto minutes = read_minutes(value.text))
      return tote::normalised::to(std::to_string(*minutes), *minutes);
    return tote::normalised::unreadable("length-unreadable",
                                        "not a length; write `2h 43m`, or minutes: `163`");
  }

  /// Called for each note of our type.
  void extract(const tote::note& note, tote::doc& doc) const {
    std::int64_t words = 0;
    for (const auto& block : note.blocks())
      if (block.kind == TOTE_BLOCK_PARAGRAPH)
        words += count_words(note.text(block.span));
    if (words > 0)
      doc.integer("words", words, note.raw().body);
  }
};

}  // namespace

TOTE_PLUGIN(Plugin)
