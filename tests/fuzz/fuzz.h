// SPDX-License-Identifier: GPL-2.0-or-later
// What a fuzz target is: a reader of bytes that may be anything, and inputs to start from. A
// program is a target and one of two drivers: seeded_driver.cpp, which every compiler builds and
// every test run takes a few seconds of, or libFuzzer, which follows the branches and is left
// running for hours (`./dev fuzz`).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tote::fuzz {

/// Reads the input, and aborts through require() where a promise is broken. Defined by each target;
/// one thread.
void read(std::string_view input);

/// Inputs that mean something, to be changed. Defined by each target.
[[nodiscard]] std::vector<std::string> seeds();

/// Aborts with `promise` on standard error if it does not hold.
void require(bool holds, std::string_view promise);

/// A file, whole. Aborts if it cannot be read.
[[nodiscard]] std::string text_of(const std::filesystem::path& file);
/// The files of a folder of tests/, whole and in order of name. Aborts if there is none.
[[nodiscard]] std::vector<std::string> files_of(const std::filesystem::path& folder);
/// The lines of a file of tests/, the empty ones left out. Aborts if there is none.
[[nodiscard]] std::vector<std::string> lines_of(const std::filesystem::path& file);

}  // namespace tote::fuzz
