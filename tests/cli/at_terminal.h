// SPDX-License-Identifier: GPL-2.0-or-later
// A person at a terminal: commands run in a pseudo-terminal and are typed at.
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::cli {

/// A vault in which two people are called Andrew, gone with the object.
class TwoAndrews {
 public:
  TwoAndrews();

  [[nodiscard]] std::filesystem::path vault() const { return folder_.path() / "vault"; }

  [[nodiscard]] std::filesystem::path home() const { return folder_.path() / "home"; }

  void write(const std::string& path, const std::string& text) const;
  /// "" if there is no such file.
  [[nodiscard]] std::string read(const std::string& path) const;

 private:
  host::TempFolder folder_;
};

/// Skips where the system has no pseudo-terminals.
class AtTerminal : public testing::Test {
 protected:
  void SetUp() override;
};

/// What the terminal shows when `command` runs at it and `typed` is typed. Ctrl-C is pressed when
/// it has shown `interrupted_at`.
std::string at_terminal(const TwoAndrews& world, const std::string& command,
                        const std::string& typed, const std::string& interrupted_at = "");

}  // namespace tote::cli
