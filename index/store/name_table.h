// SPDX-License-Identifier: GPL-2.0-or-later
// Who owns which name, for all names of the vault at once: for finding what many edges mean without
// asking the postings of each. Private to index/store.
#pragma once

#include <cstdint>
#include <vector>

#include "index/answer.h"

namespace Xapian {
class Database;
}

namespace tote::index::store {

class NameTable {
 public:
  /// Reads the names of all notes. Linear. Throws Xapian's exceptions.
  explicit NameTable(const Xapian::Database& database);

  /// A note whose file has a name, and the hash of its folder (see edge_values.h).
  struct Owner {
    NoteId note = 0;
    std::uint32_t folder = 0;
  };

  /// Puts the notes whose file has the name with this hash into `owners`, in no order.
  void files(std::uint64_t name, std::vector<Owner>& owners) const;
  /// The same for titles and aliases; those that are their file's name too are not among them.
  void titles(std::uint64_t name, std::vector<Owner>& owners) const;
  /// The hash of the note's folder.
  [[nodiscard]] std::uint32_t folder_of(NoteId note) const;

 private:
  struct Entry {
    std::uint64_t name = 0;
    Owner owner;  ///< note 0: free
  };

  /// A hash table with room for `count` entries; names may be in it several times.
  class Table {
   public:
    explicit Table(std::size_t count);
    void add(const Entry& entry);
    void find(std::uint64_t name, std::vector<Owner>& owners) const;

   private:
    std::vector<Entry> entries_;
  };

  std::vector<std::uint32_t> folders_;  ///< by note
  Table files_;
  Table titles_;
};

}  // namespace tote::index::store
