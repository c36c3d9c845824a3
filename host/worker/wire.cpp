// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/wire.h"

#include <bit>

namespace tote::host::worker {

void WireWriter::real(double value) {
  number(std::bit_cast<std::uint64_t>(value));
}

void WireWriter::text(std::string_view value) {
  number(static_cast<std::uint32_t>(value.size()));
  bytes_.append(value);
}

double WireReader::real() {
  return std::bit_cast<double>(number<std::uint64_t>());
}

std::string WireReader::text() {
  const auto size = number<std::uint32_t>();
  if (size > rest_.size()) {
    give_up();
    return {};
  }
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

std::uint32_t WireReader::count(std::size_t item_bytes) {
  const auto value = number<std::uint32_t>();
  if (value > rest_.size() / item_bytes)
    return static_cast<std::uint32_t>(give_up());
  return value;
}

std::uint64_t WireReader::give_up() {
  ok_ = false;
  rest_ = {};
  return 0;
}

}  // namespace tote::host::worker
