// SPDX-License-Identifier: GPL-2.0-or-later
// A value is the size of a code in bytes, a salt, and the codes in their order, low byte first.
#include "index/store/word_order.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>

#include "index/store/edge_values.h"

namespace tote::index::store {
namespace {

// Stand between words, in place of codes. On disk.
constexpr std::uint64_t block_end = 0;
constexpr std::uint64_t run_end = 1;
constexpr std::uint64_t first_code = 2;

constexpr std::size_t header_bytes = 2;
constexpr std::uint64_t salts = 256;

std::uint64_t hash_of(std::string_view word) {
  return std::max(key_hash(word), first_code);
}

/// The code of a word. On disk: never change.
template <class Code>
Code code_of(std::uint64_t hash, std::uint64_t salt) {
  if (hash < first_code || sizeof(Code) == sizeof hash)
    return static_cast<Code>(hash);
  constexpr std::uint64_t step = 0x9e3779b97f4a7c15;
  constexpr std::uint64_t factor = 0xd1342543de82ef95;
  const std::uint64_t mixed = ((hash ^ salt * step) * factor) >> 32;
  return static_cast<Code>(first_code +
                           (mixed * (std::numeric_limits<Code>::max() - first_code) >> 32));
}

/// The codes of a value, where they are.
template <class Code>
class Codes {
 public:
  explicit Codes(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] std::size_t size() const { return bytes_.size() / sizeof(Code); }

  [[nodiscard]] Code operator[](std::size_t at) const {
    Code code;
    std::memcpy(&code, bytes_.data() + at * sizeof code, sizeof code);
    return code;
  }

  /// The place of a code from `at` on; `end` if it is not there.
  [[nodiscard]] std::size_t find(Code wanted, std::size_t at, std::size_t end) const {
    // Many at a time without a branch, which the compiler makes one comparison of.
    constexpr std::size_t many = 32;
    for (; at + many <= end; at += many) {
      bool is_here = false;
      for (std::size_t i = 0; i < many; ++i)
        is_here |= (*this)[at + i] == wanted;
      if (is_here)
        break;
    }
    while (at < end && (*this)[at] != wanted)
      ++at;
    return at < end ? at : end;
  }

 private:
  std::string_view bytes_;
};

/// Codes of the words, or nullopt if two different ones have the same. `seen` is room to work in.
template <class Code>
std::optional<std::vector<Code>> distinct_codes(const std::vector<std::uint64_t>& words,
                                                std::uint64_t salt,
                                                std::vector<std::uint64_t>& seen) {
  seen.assign(std::bit_ceil(2 * words.size()), 0);
  std::vector<Code> codes;
  codes.reserve(words.size());
  for (const std::uint64_t hash : words) {
    const Code code = code_of<Code>(hash, salt);
    codes.push_back(code);
    if (hash < first_code)
      continue;
    std::size_t place = code % seen.size();
    while (seen[place] != 0 && code_of<Code>(seen[place], salt) != code)
      place = (place + 1) % seen.size();
    if (seen[place] != 0 && seen[place] != hash)
      return std::nullopt;
    seen[place] = hash;
  }
  return codes;
}

/// The value with codes of this size; empty if no salt tells all words apart.
template <class Code>
std::string encode_as(const std::vector<std::uint64_t>& words) {
  static_assert(std::endian::native == std::endian::little);
  std::vector<std::uint64_t> seen;
  for (std::uint64_t salt = 0; salt < salts; ++salt) {
    const auto codes = distinct_codes<Code>(words, salt, seen);
    if (!codes)
      continue;
    std::string value = {static_cast<char>(sizeof(Code)), static_cast<char>(salt)};
    return value.append(reinterpret_cast<const char*>(codes->data()), codes->size() * sizeof(Code));
  }
  return {};
}

}  // namespace

void WordOrder::add(std::string_view word) {
  words_.push_back(hash_of(word));
}

void WordOrder::end_run() {
  words_.push_back(run_end);
}

void WordOrder::end_block() {
  // A note whose title has no words begins with an empty block.
  if (words_.empty() || words_.back() != block_end)
    words_.push_back(block_end);
}

std::string WordOrder::encode() const {
  std::vector<std::uint64_t> words = words_;
  while (!words.empty() && words.back() < first_code)
    words.pop_back();
  if (words.empty())
    return {};
  // More words than these hardly ever find codes of two bytes.
  constexpr std::size_t many_words = 4'000;
  std::string value;
  if (words.size() < many_words)
    value = encode_as<std::uint16_t>(words);
  if (value.empty())
    value = encode_as<std::uint32_t>(words);
  return value.empty() ? encode_as<std::uint64_t>(words) : value;
}

Phrase::Phrase(const std::vector<std::string>& words, PhraseOf what, PhraseIn where)
    : what_(what), where_(where) {
  hashes_.reserve(words.size());
  for (const std::string& word : words)
    hashes_.push_back(hash_of(word));
}

bool Phrase::is_in(std::string_view value) const {
  if (value.size() < header_bytes || hashes_.empty())
    return false;
  const auto salt = static_cast<unsigned char>(value[1]);
  const std::string_view codes = value.substr(header_bytes);
  switch (value[0]) {
    case sizeof(std::uint16_t):
      return is_among<std::uint16_t>(codes, salt);
    case sizeof(std::uint32_t):
      return is_among<std::uint32_t>(codes, salt);
    case sizeof(std::uint64_t):
      return is_among<std::uint64_t>(codes, salt);
    default:
      return false;
  }
}

template <class Code>
bool Phrase::is_among(std::string_view bytes, std::uint64_t salt) const {
  const Codes<Code> codes(bytes);
  const Code first = code_of<Code>(hashes_.front(), salt);
  const std::size_t end =
      where_ == PhraseIn::title ? codes.find(block_end, 0, codes.size()) : codes.size();
  for (std::size_t at = codes.find(first, 0, end); at != end; at = codes.find(first, at + 1, end)) {
    std::size_t found = 1;
    for (std::size_t next = at + 1; found < hashes_.size() && next < end; ++next) {
      if (codes[next] == run_end && what_ == PhraseOf::words)
        continue;
      if (codes[next] != code_of<Code>(hashes_[found], salt))
        break;
      ++found;
    }
    if (found == hashes_.size())
      return true;
  }
  return false;
}

}  // namespace tote::index::store
