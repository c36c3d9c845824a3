// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/bytes.h"

namespace tote::index::store {

void ByteReader::fail() {
  has_failed_ = true;
  bytes_ = {};
}

std::uint64_t ByteReader::long_number() {
  std::uint64_t number = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (bytes_.empty())
      break;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    const std::uint64_t bits = byte & 0x7fu;
    if (shift == 63 && bits > 1)
      break;
    number |= bits << shift;
    if ((byte & 0x80u) == 0)
      return number;
  }
  fail();
  return 0;
}

std::int64_t ByteReader::signed_number() {
  const std::uint64_t zigzag = number();
  return static_cast<std::int64_t>(zigzag >> 1) ^ -static_cast<std::int64_t>(zigzag & 1);
}

std::string_view ByteReader::text() {
  const std::uint64_t size = number();
  if (size > bytes_.size()) {
    fail();
    return {};
  }
  const std::string_view text = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return text;
}

std::size_t ByteReader::count() {
  const std::uint64_t number = this->number();
  if (number <= bytes_.size())
    return static_cast<std::size_t>(number);
  fail();
  return 0;
}

}  // namespace tote::index::store
