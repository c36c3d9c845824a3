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

/// Makes a letter_set character by character: a bit for each letter from a to z that is there, one
/// for each that is there twice, and twelve that all other characters share.
class LetterSet {
 public:
  void add(char32_t letter) {
    const std::uint64_t bit = bit_of(letter);
    again_ |= once_ & bit;
    once_ |= bit;
  }

  [[nodiscard]] std::uint64_t bits() const { return once_ | (again_ & all_latin) << latin; }

 private:
  static constexpr std::uint32_t latin = 26;
  static constexpr std::uint64_t all_latin = (std::uint64_t{1} << latin) - 1;

  static constexpr std::uint64_t bit_of(char32_t letter) {
    if (letter >= U'a' && letter <= U'z')
      return std::uint64_t{1} << (letter - U'a');
    return std::uint64_t{1} << (2 * latin + letter % (64 - 2 * latin));
  }

  std::uint64_t once_ = 0;
  std::uint64_t again_ = 0;  ///< those of once_ that came again
};

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

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::uint32_t tolerance(std::size_t letters) {
  if (letters < 4)
    return 0;
  if (letters < 8)
    return 1;
  return letters < 14 ? 2 : 3;
}

std::uint64_t letter_set(std::string_view text) {
  LetterSet letters;
  if (is_ascii(text))
    for (const char c : text)
      letters.add(static_cast<unsigned char>(c));
  else
    for (const char32_t letter : code_points(text))
      letters.add(letter);
  return letters.bits();
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
