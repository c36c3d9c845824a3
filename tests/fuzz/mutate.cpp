// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tote::fuzz {
namespace {

using Random = std::mt19937_64;

/// A number below `bound`, or 0 where there is none.
std::size_t below(std::size_t bound, Random& random) {
  return bound == 0 ? 0 : random() % bound;
}

/// A stretch of a text, short more often than long.
std::pair<std::size_t, std::size_t> stretch(const std::string& text, Random& random) {
  const auto begin = below(text.size() + 1, random);
  const auto longest =
      std::min<std::size_t>(text.size() - begin, std::size_t{1} << below(12, random));
  return {begin, below(longest + 1, random)};
}

/// Bytes on which readers of numbers and of text go wrong.
constexpr std::array<unsigned char, 12> odd_bytes = {0x00, 0x01, 0x7f, 0x80, 0xff, 0xc3,
                                                     0xe2, 0xf0, '\n', '"',  '[',  '-'};

void change_once(std::string& text, const std::vector<std::string>& inputs, Random& random) {
  const auto [begin, size] = stretch(text, random);
  switch (below(7, random)) {
    case 0:  // a bit
      if (begin < text.size())
        text[begin] = static_cast<char>(text[begin] ^ (1 << below(8, random)));
      break;
    case 1:  // a byte
      if (begin < text.size())
        text[begin] = static_cast<char>(odd_bytes[below(odd_bytes.size(), random)]);
      break;
    case 2:
      text.erase(begin, size);
      break;
    case 3:  // said several times over
      for (auto times = 1 + below(4, random); times > 0; --times)
        text.insert(begin, text.substr(begin, size));
      break;
    case 4:  // moved
      text.insert(below(text.size() + 1, random), text.substr(begin, size));
      break;
    case 5: {  // a piece of another input
      const auto& other = inputs[below(inputs.size(), random)];
      const auto [from, length] = stretch(other, random);
      text.replace(begin, size, other.substr(from, length));
      break;
    }
    default:
      text.insert(begin, 1 + below(4, random), static_cast<char>(random()));
      break;
  }
}

}  // namespace

std::string mutate(const std::vector<std::string>& inputs, std::size_t max_bytes, Random& random) {
  std::string text = inputs[below(inputs.size(), random)];
  for (auto changes = 1 + below(8, random); changes > 0; --changes)
    change_once(text, inputs, random);
  if (text.size() > max_bytes)
    text.resize(max_bytes);
  return text;
}

}  // namespace tote::fuzz
