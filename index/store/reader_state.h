// SPDX-License-Identifier: GPL-2.0-or-later
// What a Reader holds: the database, and what it has already decoded or read. Private to
// index/store.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "index/store/name_list.h"
#include "index/store/name_table.h"
#include "index/store/reader.h"

namespace tote::index::store {

/// Records in two generations: what was asked for lately is in the younger one; when that is full,
/// the older one is dropped. So a record lives for at least `generation_size` further ones.
class RecordCache {
 public:
  static constexpr std::size_t generation_size = 256;

  /// The record if it is here, or nullptr.
  [[nodiscard]] const NoteRecord* find(NoteId note);
  const NoteRecord& insert(NoteRecord record);
  void clear();

 private:
  using Generation = std::unordered_map<NoteId, std::unique_ptr<const NoteRecord>>;
  void make_room();

  Generation young_;
  Generation old_;
};

struct Reader::State {
  std::filesystem::path vault;
  Xapian::Database database;
  RecordCache records;
  std::optional<Vocabulary> vocabulary;
  std::optional<NameList> names;

  /// By term: whether note i is under it, read for all notes when a few were asked about.
  struct Membership {
    std::uint32_t asked = 0;
    std::vector<bool> notes;
  };

  std::unordered_map<std::string, Membership> members;
  std::optional<std::vector<std::optional<notes::Date>>> dates;  ///< by note
  std::unordered_map<std::string, std::vector<NoteId>> links;    ///< resolved: see resolve_link
  std::unordered_map<std::string, std::vector<Statement>> statements;  ///< all, by relation
  std::unordered_map<std::string, std::vector<std::string>> remembered;
  std::deque<std::pair<NoteId, std::string>> sources;  ///< files read lately, the newest first

  /// All names, read when first asked for.
  [[nodiscard]] const NameTable& name_table();
  /// Forgets all that was read but the vocabulary.
  void clear();
  /// Whether a note is under a term.
  [[nodiscard]] bool is_under(NoteId note, const std::string& term);
  [[nodiscard]] bool is_of_type(NoteId note, std::string_view type);
  /// The notes under a term, ascending.
  [[nodiscard]] std::vector<NoteId> postings(const std::string& term) const;
  /// The notes under any of the terms, ascending.
  [[nodiscard]] std::vector<NoteId> postings_of_any(const std::vector<std::string>& terms) const;

 private:
  std::optional<NameTable> name_table_;
};

/// Every name of a note as written: title, aliases, file name.
[[nodiscard]] std::vector<std::string> names_of(const NoteRecord& record);

/// The distinct notes::name_keys of names_of.
[[nodiscard]] std::vector<std::string> keys_of(const NoteRecord& record);

}  // namespace tote::index::store
