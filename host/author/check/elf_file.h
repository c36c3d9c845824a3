// SPDX-License-Identifier: GPL-2.0-or-later
// What an ELF shared library says of itself, read without loading it. Formats: System V ABI,
// "Object Files", and its GNU extensions. The file is not to be trusted: every offset is checked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "notes/result.h"

namespace tote::host::author::check {

struct ElfFile {
  std::vector<std::string> exports;   ///< names in .dynsym that others may bind to, sorted
  std::vector<std::string> unique;    ///< those of them that are STB_GNU_UNIQUE
  std::vector<std::string> imports;   ///< undefined names
  std::vector<std::string> needed;    ///< libraries
  std::vector<std::string> run_path;  ///< DT_RUNPATH or DT_RPATH, taken apart at colons
  bool has_text_relocations = false;
  bool has_executable_stack = false;  ///< no PT_GNU_STACK counts as one
  bool has_build_id = false;
};

/// Whether the file says that it is ELF, of whatever kind.
[[nodiscard]] bool is_elf_file(const std::filesystem::path& file);

/// Reads a little-endian ELF64 library. Errors: invalid_input for what is none, or is cut off.
[[nodiscard]] Result<ElfFile> read_elf(const std::filesystem::path& file);

}  // namespace tote::host::author::check
