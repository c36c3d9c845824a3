// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/memory_peak.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <malloc.h>
#include <string_view>
#include <unistd.h>

namespace tote::host::author::check {
namespace {

/// From now on the peak is what is held now (proc(5): clear_refs). False if the kernel cannot.
bool forget_peak() {
  const int file = ::open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
  if (file < 0)
    return false;
  const bool is_done = ::write(file, "5", 1) == 1;
  ::close(file);
  return is_done;
}

/// In bytes; 0 if it cannot be read. Allocates nothing.
std::uint64_t peak() {
  constexpr std::string_view name = "VmHWM:";
  constexpr std::uint64_t unit = 1024;
  std::array<char, 4096> buffer{};
  const int file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return 0;
  const auto size = ::read(file, buffer.data(), buffer.size());
  ::close(file);
  const std::string_view text(buffer.data(), size < 0 ? 0 : static_cast<std::size_t>(size));
  const auto line = text.find(name);
  if (line == std::string_view::npos)
    return 0;
  const auto digits = text.find_first_not_of(" \t", line + name.size());
  std::uint64_t value = 0;
  if (digits != std::string_view::npos)
    (void)std::from_chars(text.data() + digits, text.data() + text.size(), value);
  return value * unit;
}

}  // namespace

MemoryPeak::MemoryPeak() {
  (void)::malloc_trim(0);
  is_watched_ = forget_peak();
  before_ = peak();
}

std::uint64_t MemoryPeak::bytes() const {
  const auto now = peak();
  return is_watched_ ? now - std::min(before_, now) : 0;
}

}  // namespace tote::host::author::check
