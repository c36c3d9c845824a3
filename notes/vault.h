// SPDX-License-Identifier: GPL-2.0-or-later
// The vault: the folder that holds the notes. Finds the files; reads them; never writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/result.h"

namespace tote::notes {

/// Files larger than this are not notes.
inline constexpr std::uint64_t max_note_bytes = 16u << 20;

/// A Markdown file of the vault and what tells whether it changed.
struct VaultFile {
  std::string path;  ///< relative to the vault, `/` between folders
  std::int64_t mtime_ns = 0;
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
};

/// A file or folder that was left out, and why, in words for the user.
struct Skipped {
  enum class Reason : std::uint8_t {
    ignored,
    hidden,
    link_outside,
    link_loop,
    unreadable,
    too_large,
    binary
  };
  std::string path;
  Reason reason;
};

[[nodiscard]] std::string_view to_string(Skipped::Reason reason);

struct ScanOptions {
  std::vector<std::string>
      ignore;  ///< gitignore-style patterns: `drafts/`, `*.tmp.md`, `/top`, `!keep.md`, `**/x`
};

/// All notes (`.md`, `.markdown`) of a vault, sorted by path, and what was left out (folders once,
/// not file by file).
struct ScanResult {
  std::vector<VaultFile> files;
  std::vector<Skipped> skipped;
};

/// Walks a vault. Fails only if the root itself cannot be read. Hidden folders and files, `.tote`
/// included, are left out silently (not reported). Does not open files: `binary` is found by
/// read_file.
[[nodiscard]] Result<ScanResult> scan_vault(const std::filesystem::path& root,
                                            const ScanOptions& options = {});

/// Whether a file is named as notes are: `.md` or `.markdown`, in any case.
[[nodiscard]] bool is_note_name(std::string_view name);

/// The file at `path` as a scan would find it; nullopt if it would not: gone, ignored, too large,
/// not to be read. For files that are no symbolic links, in folders that are scanned. Errors: io.
[[nodiscard]] Result<std::optional<VaultFile>> look_up(const std::filesystem::path& root,
                                                       const std::string& path,
                                                       const ScanOptions& options);

/// The bytes of one note. Errors: not_found, io (unreadable), invalid_input (too large; binary: a
/// NUL byte in the first 8 KiB).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& root,
                                            std::string_view path);

}  // namespace tote::notes
