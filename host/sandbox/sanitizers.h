// SPDX-License-Identifier: GPL-2.0-or-later
// Sanitizers watch the process from within, and need a little more than the sandbox leaves.
#pragma once

namespace tote::host::sandbox {

/// Whether this build runs under AddressSanitizer.
constexpr bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__)
  return true;
#elif defined(__has_feature)
  return __has_feature(address_sanitizer);
#else
  return false;
#endif
}

}  // namespace tote::host::sandbox
