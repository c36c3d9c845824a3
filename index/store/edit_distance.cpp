// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tote::index::store {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// What a character sets in a letter_set.
struct LetterBits {
  std::uint64_t once = 0;   ///< where it is
  std::uint64_t again = 0;  ///< where it is a second time
};

/// A bit for each letter from a to z that is there, one for each that is there twice, and twelve
/// that all other characters share.
constexpr LetterBits bits_of(char32_t letter) {
  constexpr std::uint32_t latin = 26;
  constexpr std::uint32_t others = 64 - 2 * latin;
  if (letter < U'a' || letter > U'z') {
    const std::uint64_t shared = std::uint64_t{1} << (2 * latin + letter % others);
    return {shared, shared};
  }
  const std::uint64_t once = std::uint64_t{1} << (letter - U'a');
  return {once, once << latin};
}

constexpr std::array<LetterBits, 128> ascii_bits = [] {
  std::array<LetterBits, 128> bits;
  for (char32_t letter = 0; letter < bits.size(); ++letter)
    bits[letter] = bits_of(letter);
  return bits;
}();

/// A row of the table of distances: short ones need no memory of their own.
class Row {
 public:
  Row(std::size_t size, std::uint32_t value) {
    if (size > few_.size())
      many_.resize(size);
    cells_ = std::span(size > few_.size() ? many_.data() : few_.data(), size);
    std::fill(cells_.begin(), cells_.end(), value);
  }

  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  [[nodiscard]] std::span<std::uint32_t> cells() const { return cells_; }

 private:
  std::array<std::uint32_t, 64> few_;
  std::vector<std::uint32_t> many_;
  std::span<std::uint32_t> cells_;
};

template <class Char>
std::uint32_t distance(std::basic_string_view<Char> a, std::basic_string_view<Char> b,
                       std::uint32_t limit) {
  if (a.size() > b.size())
    std::swap(a, b);
  if (b.size() - a.size() > limit)
    return limit + 1;
  const std::uint32_t far = limit + 1;
  const Row rows[] = {{b.size() + 1, far}, {b.size() + 1, far}, {b.size() + 1, far}};
  std::span<std::uint32_t> before = rows[0].cells();
  std::span<std::uint32_t> above = rows[1].cells();
  std::span<std::uint32_t> row = rows[2].cells();
  std::iota(above.begin(), above.begin() + std::min<std::ptrdiff_t>(far + 1, std::ssize(above)),
            0u);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t last = std::min(b.size(), i + limit);
    row[first - 1] = first == 1 ? static_cast<std::uint32_t>(i) : far;
    std::uint32_t best = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const std::uint32_t gap = std::min(row[j - 1], j < i + limit ? above[j] : far) + 1;
      row[j] = std::min(above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), gap);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best > limit)
      return far;
    std::swap(before, above);
    std::swap(above, row);
  }
  return std::min(above[b.size()], far);
}

}  // namespace

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0u) == 0x80u) {
      if (!points.empty())
        points.back() = points.back() << 6 | (byte & 0x3fu);
    } else {
      points += byte < 0x80   ? char32_t{byte}
                : byte < 0xe0 ? char32_t{byte & 0x1fu}
                : byte < 0xf0 ? char32_t{byte & 0x0fu}
                              : char32_t{byte & 0x07u};
    }
  }
  return points;
}

std::uint32_t tolerance(std::size_t letters) {
  if (letters < 4)
    return 0;
  if (letters < 8)
    return 1;
  return letters < 14 ? 2 : 3;
}

void add_letter(std::uint64_t& letters, char32_t letter) {
  const LetterBits bits = letter < ascii_bits.size() ? ascii_bits[letter] : bits_of(letter);
  letters |= (letters & bits.once) == 0 ? bits.once : bits.again;
}

std::uint64_t letter_set(std::string_view text) {
  std::uint64_t letters = 0;
  if (is_ascii(text))
    for (const char c : text)
      add_letter(letters, static_cast<unsigned char>(c));
  else
    for (const char32_t letter : code_points(text))
      add_letter(letters, letter);
  return letters;
}

std::uint32_t edit_distance(std::u32string_view a, std::u32string_view b, std::uint32_t limit) {
  return distance(a, b, limit);
}

std::uint32_t edit_distance(std::string_view a, std::string_view b, std::uint32_t limit) {
  if (is_ascii(a) && is_ascii(b))
    return distance(a, b, limit);
  return edit_distance(std::u32string_view(code_points(a)), std::u32string_view(code_points(b)),
                       limit);
}

}  // namespace tote::index::store
