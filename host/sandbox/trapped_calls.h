// SPDX-License-Identifier: GPL-2.0-or-later
// System calls that the filter leaves to this process: they trap (SIGSYS), and the handler gives
// the result in the kernel's place. It is as fenced in as the plugins are, so whatever a plugin
// does to it, it gains nothing: the filter lets the handler make no call that a plugin may not
// make.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tote::host::sandbox {

/// Whether it is noted which calls are refused. A plugin gets the same answers either way; to note
/// them costs a signal for each, and for each file that is opened.
enum class Refusals { silent, noted };

/// By this the filter knows a call that the handler makes again as it was made: it is the sixth
/// argument, which none of these calls has.
inline constexpr std::uint64_t made_again = 0x746F'7465'2E33'9E0C;

/// Installs the handler. Requires: nothing traps yet.
void answer_trapped_calls();

/// The numbers of the calls that were refused since this was last asked, each once. What trapped
/// and was not refused is not among them, nor is what the C library asks for by habit. Empty where
/// refusals are silent.
[[nodiscard]] std::vector<std::uint32_t> take_refused_calls();

/// A system call's name: "socket".
[[nodiscard]] std::string name_of_call(std::uint32_t number);

}  // namespace tote::host::sandbox
