// SPDX-License-Identifier: GPL-2.0-or-later
// What a Reader holds: the database, and what it has already decoded or read. Private to
// index/store.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
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

/// Statements by the notes at one of their ends.
class EndIndex {
 public:
  EndIndex(std::span<const Statement> statements, End end);

  /// Where those stand that have the note at the end, in order.
  [[nodiscard]] std::span<const Statements::Place> at(NoteId note) const;

 private:
  std::vector<std::uint32_t> begins_;  ///< by note: its first in places_; one more at the end
  std::vector<Statements::Place> places_;
};

/// All statements of a relation.
struct WholeRelation {
  bool is_read = false;
  std::vector<Statement> statements;
  std::vector<Statements::Place> of_me;  ///< those with the owner at an end
  std::optional<EndIndex> by_end[2];     ///< by End::from and End::to; made when first asked for
  std::size_t records_read = 0;          ///< decoded to do without reading it
};

struct Reader::State {
  std::filesystem::path vault;
  Xapian::Database database;
  RecordCache records;
  std::optional<Vocabulary> vocabulary;
  std::optional<NameList> names;
  std::optional<AllNames> hashed_names;

  /// By term: whether note i is under it, read for all notes when a few were asked about.
  struct Membership {
    std::uint32_t asked = 0;
    std::vector<bool> notes;
  };

  std::unordered_map<std::string, Membership> members;
  std::vector<std::pair<std::string, Membership*>> members_of_types;  ///< into members, by type
  std::optional<std::vector<std::optional<notes::Date>>> dates;       ///< by note
  std::unordered_map<std::string, std::vector<NoteId>> links;  ///< resolved: see resolve_link
  std::map<std::string, WholeRelation, std::less<>> relations;
  std::set<std::vector<NoteId>> note_lists;  ///< StatementEnd::others
  std::unordered_map<std::string, std::vector<std::string>> remembered;
  std::deque<std::pair<NoteId, std::string>> sources;  ///< files read lately, the newest first

  /// Forgets all that was read but the vocabulary.
  void clear();
  /// Whether a note is under a term.
  [[nodiscard]] bool is_under(NoteId note, const std::string& term);
  [[nodiscard]] bool is_under(NoteId note, const std::string& term, Membership& membership);
  /// By note, whether it is under any of the terms.
  [[nodiscard]] std::vector<bool> members_of_any(const std::vector<std::string>& terms) const;
  [[nodiscard]] StatementEnd statement_end(const EdgeEnd& written, const ResolvedEnd& resolved);
  /// The list but for its first, as StatementEnd::others has it.
  [[nodiscard]] const std::vector<NoteId>* rest_of(const std::vector<NoteId>& notes);
  [[nodiscard]] bool is_of_type(NoteId note, std::string_view type);
  /// The notes under a term, ascending.
  [[nodiscard]] std::vector<NoteId> postings(const std::string& term) const;
  /// The notes under any of the terms, ascending.
  [[nodiscard]] std::vector<NoteId> postings_of_any(const std::vector<std::string>& terms) const;
};

/// Every name of a note as written: title, aliases, file name.
[[nodiscard]] std::vector<std::string> names_of(const NoteRecord& record);

/// The distinct notes::name_keys of names_of.
[[nodiscard]] std::vector<std::string> keys_of(const NoteRecord& record);

}  // namespace tote::index::store
