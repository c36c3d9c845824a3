// SPDX-License-Identifier: GPL-2.0-or-later
// What is encoded to bytes and decoded from them.
#pragma once

#include <string_view>

#include "tests/fuzz/fuzz.h"

namespace tote::fuzz {

/// Bytes that can be decoded are encoded again, and must then come back as they went.
template <class Decode, class Encode>
void require_round_trip(std::string_view bytes, Decode decode, Encode encode) {
  const auto value = decode(bytes);
  if (!value)
    return;
  const auto again = encode(*value);
  const auto back = decode(again);
  require(back && encode(*back) == again, "what was written reads as it was written");
}

}  // namespace tote::fuzz
