// SPDX-License-Identifier: GPL-2.0-or-later
// A change to the user's files as data: what is to stand where, and what stood there when it was
// thought out. Nothing here touches a disk; editor.h applies it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/result.h"
#include "notes/span.h"

namespace tote::notes {

struct Note;

/// What tells whether a file is still the same: XXH3, 128 bits. No protection against forgery.
struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend bool operator==(const ContentHash&, const ContentHash&) = default;
};

[[nodiscard]] ContentHash hash_of(std::string_view bytes);

/// `text` in place of the bytes of `span`; an empty span inserts.
struct Replacement {
  ByteSpan span;
  std::string text;

  friend bool operator==(const Replacement&, const Replacement&) = default;
};

/// What happens to one file. A file is named once in a change set.
struct FileChange {
  std::string path;  ///< relative to the vault, as it is now (of a new file: will be)
  std::optional<ContentHash> base;  ///< of the bytes that the change was made for; none: a new file
  std::vector<Replacement> replacements;  ///< in any order; they must not overlap
  std::string new_path;                   ///< where the file moves; empty: it stays
  bool is_removal = false;
};

/// Changes that happen together or not at all.
struct ChangeSet {
  std::string summary;  ///< one line for people: "rename Tigana to Tigana (novel)"
  std::vector<FileChange> files;
};

/// A file that is not there yet.
[[nodiscard]] FileChange new_file(std::string path, std::string text);
/// Replacements in a note as it was read.
[[nodiscard]] FileChange rewrite(const Note& note, std::vector<Replacement> replacements);

/// The text with the replacements made. Errors: internal if they overlap or leave the text.
[[nodiscard]] Result<std::string> replaced(std::string_view text,
                                           std::vector<Replacement> replacements);

/// The stretch in which two texts differ, as one replacement in `before`.
[[nodiscard]] Replacement difference(std::string_view before, std::string_view after);

/// A replacement that knows what it replaced, and so can be taken back.
struct Splice {
  std::size_t offset = 0;  ///< in the text before
  std::string before;
  std::string after;

  friend bool operator==(const Splice&, const Splice&) = default;
};

/// The replacements as splices of `text`, in order; those that change nothing are left out.
/// Errors: as replaced.
[[nodiscard]] Result<std::vector<Splice>> splices_of(std::string_view text,
                                                     std::vector<Replacement> replacements);
/// Makes the splices. Requires: they fit the text, which the caller knows from its hash.
[[nodiscard]] std::string splice(std::string_view text, const std::vector<Splice>& splices);
/// The splices that lead back.
[[nodiscard]] std::vector<Splice> inverse(const std::vector<Splice>& splices);

}  // namespace tote::notes
