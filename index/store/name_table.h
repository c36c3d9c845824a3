// SPDX-License-Identifier: GPL-2.0-or-later
// Who owns which name, for many names at once: for finding what many edges mean without asking the
// postings of each. Private to index/store.
#pragma once

#include <cstdint>
#include <vector>

#include "index/answer.h"

namespace Xapian {
class Database;
}

namespace tote::index::store {

/// Names, by their hashes, that someone will ask for. Now and then it takes another for one of
/// them.
class WantedNames {
 public:
  void add(std::uint64_t name) { bits_[name % bit_count] = true; }

  [[nodiscard]] bool may_hold(std::uint64_t name) const { return bits_[name % bit_count]; }

 private:
  // As many as stay in the processor's nearer memory; a power of two, which divides fast.
  static constexpr std::size_t bit_count = std::size_t{1} << 20;
  std::vector<bool> bits_ = std::vector<bool>(bit_count);
};

/// The names of all notes, hashed, in the order of the notes.
struct AllNames {
  /// Linear. Throws Xapian's exceptions.
  explicit AllNames(const Xapian::Database& database);

  /// A note whose file has a name, and the hash of its folder (see edge_values.h).
  struct Owner {
    NoteId note = 0;
    std::uint32_t folder = 0;
  };

  struct Entry {
    std::uint64_t name = 0;
    Owner owner;
  };

  std::vector<std::uint32_t> folders;  ///< by note
  std::vector<Entry> files;
  std::vector<Entry> titles;  ///< and aliases; not those that are their file's name too
};

class NameTable {
 public:
  using Owner = AllNames::Owner;

  /// Requires: `names` outlives it. Linear.
  NameTable(const AllNames& names, const WantedNames& wanted);

  /// Puts the notes whose file has the name with this hash into `owners`, in no order. Requires of
  /// these two: the name was wanted.
  void files(std::uint64_t name, std::vector<Owner>& owners) const;
  /// The same for titles and aliases; those that are their file's name too are not among them.
  void titles(std::uint64_t name, std::vector<Owner>& owners) const;
  /// The hash of the note's folder.
  [[nodiscard]] std::uint32_t folder_of(NoteId note) const;

 private:
  /// A hash table of the wanted names; each may be in it several times.
  class Table {
   public:
    Table(const std::vector<AllNames::Entry>& names, const WantedNames& wanted);
    void find(std::uint64_t name, std::vector<Owner>& owners) const;

   private:
    std::vector<AllNames::Entry> entries_;  ///< free where the note is 0
  };

  const std::vector<std::uint32_t>& folders_;
  Table files_;
  Table titles_;
};

}  // namespace tote::index::store
