// SPDX-License-Identifier: GPL-2.0-or-later
// The index as the rest of this room sees it: notes by name, type and term, their facts, their text
// on disk. Private to index/. Functions here throw Xapian's exceptions; the public functions of
// Index catch them in one guard (store/guard.h).
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/facts.h"
#include "index/store/statement.h"
#include "index/vocabulary.h"
#include "notes/names.h"
#include "notes/result.h"

namespace Xapian {
class Database;
}

namespace tote::index::store {

/// A link or embed as the index keeps it.
struct LinkRecord {
  std::string target;
  std::uint32_t line = 0;
  notes::ByteSpan span;
};

/// The document data of one note, decoded.
struct NoteRecord {
  NoteCard card;
  std::vector<std::string> aliases;
  std::vector<std::string> tags;
  std::vector<FieldValue> values;
  std::vector<Edge> edges;  ///< stated by this note
  std::vector<LinkRecord> links;
  std::vector<notes::Diagnostic> diagnostics;
  std::vector<SourcePlace> diagnostic_places;  ///< one for each diagnostic
};

/// An edge and the note that states it.
struct StatedEdge {
  NoteId note = 0;
  Edge edge;
  std::uint32_t index = 0;  ///< among the record's edges; of a link, further on by its place
};

/// What an end of an edge means now.
struct ResolvedEnd {
  bool is_me = false;
  std::vector<NoteId> notes;  ///< several: ambiguous; none: a literal
  std::string literal;        ///< as written, if no note has the name; never of a name in prose
};

struct WholeRelation;

/// How a typed name was matched; the better first.
enum class NameMatch : std::uint8_t { exact, without_article, name_part, typo };

struct FieldRange {
  NoteId note = 0;
  double min = 0;
  double max = 0;
};

struct NamedNote {
  NoteId note = 0;
  NameMatch match = NameMatch::exact;
  std::string name;         ///< the title, alias or file name that matched, as its note has it
  std::uint32_t edits = 0;  ///< of a typo
};

class Reader final : public notes::NameLookup {
 public:
  /// Errors as Index::open.
  [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const std::filesystem::path& directory,
                                                            const std::filesystem::path& vault);
  ~Reader() override;
  /// Goes on to the last commit; note numbers and records may have changed. The vocabulary stays.
  void reopen();

  [[nodiscard]] const Vocabulary& vocabulary() const;
  [[nodiscard]] const Xapian::Database& database() const;
  [[nodiscard]] std::uint32_t note_count() const;

  // Notes. The last few hundred records decoded are kept; a reference is valid until the reader
  // dies or 256 more records were asked for.
  [[nodiscard]] const NoteRecord& record(NoteId note) const;
  [[nodiscard]] const NoteCard& card(NoteId note) const;
  [[nodiscard]] std::optional<NoteId> note_at(std::string_view path) const;
  [[nodiscard]] std::vector<NoteId> of_type(std::string_view type) const;  ///< ascending
  [[nodiscard]] std::vector<NoteId> all_notes() const;                     ///< ascending
  /// The three that follow are meant for asking of many notes: they decode no record.
  [[nodiscard]] bool is_of_type(NoteId note, std::string_view type) const;
  /// Whether it has the tag or one below it.
  [[nodiscard]] bool has_tag(NoteId note, std::string_view tag) const;
  [[nodiscard]] std::optional<notes::Date> date_of(NoteId note) const;
  /// The notes::name_keys of the titles of notes, cut at 64 bytes. Requires: `notes` ascending.
  [[nodiscard]] std::vector<std::string> title_keys(const std::vector<NoteId>& notes) const;
  /// Notes under a term of store/terms.h, ascending.
  [[nodiscard]] std::vector<NoteId> with_term(const std::string& term) const;
  /// What `find` gives, found once for a key: for terms that take long to look through. Valid until
  /// the next call or reopen().
  [[nodiscard]] const std::vector<std::string>& remembered(
      const std::string& key, const std::function<std::vector<std::string>()>& find) const;

  // Names, by exact key (notes::NameLookup), and as people type them.
  [[nodiscard]] std::vector<notes::NoteId> by_path(std::string_view key) const override;
  [[nodiscard]] std::vector<notes::NoteId> by_file_name(std::string_view key) const override;
  [[nodiscard]] std::vector<notes::NoteId> by_title_or_alias(std::string_view key) const override;
  [[nodiscard]] std::string path_of(notes::NoteId note) const override;
  /// Notes that own this key as title, alias or file name. `key` is a notes::name_key.
  [[nodiscard]] std::vector<NoteId> named(std::string_view key) const;
  /// Notes one word of whose title or alias is `word` (folded).
  [[nodiscard]] std::vector<NoteId> with_name_part(std::string_view word) const;
  /// Notes that have each of these words (folded) in a title or alias, ascending; nullopt if there
  /// are more than `most`.
  [[nodiscard]] std::optional<std::vector<NoteId>> with_name_parts(
      const std::vector<std::string>& words, std::size_t most) const;
  /// Exact, else without a leading article, else as a name part. Does not try typos. Empty if
  /// nothing fits.
  [[nodiscard]] std::vector<NamedNote> find_name(std::string_view typed) const;
  /// Names within 1 edit (4–7 letters), 2 (8–13), 3 (14 and more), also of the squashed form;
  /// fewest edits first. Loads all names once.
  [[nodiscard]] std::vector<NamedNote> find_similar_names(std::string_view typed,
                                                          std::uint32_t limit) const;
  /// All names as written with the given folded beginning, sorted.
  [[nodiscard]] std::vector<std::string> names_with_prefix(std::string_view key_prefix,
                                                           std::uint32_t limit) const;

  // Edges. Ends are resolved with the note that states the edge as the place of writing.
  [[nodiscard]] ResolvedEnd resolve_end(const StatedEdge& stated, End end) const;
  // Statements: edges with both ends found, in order of note. What many notes state is read at once
  // and kept until the next reopen(); the result may borrow it.
  /// Every edge of a relation, not of its children.
  [[nodiscard]] Statements statements(std::string_view relation) const;
  /// Those whose `end` is `note`, alone or among others.
  [[nodiscard]] Statements statements_at(std::string_view relation, End end, NoteId note) const;
  /// Those whose `end` has this key but no note does: a literal ("ursula k. le guin").
  [[nodiscard]] Statements statements_at_literal(std::string_view relation, End end,
                                                 std::string_view key) const;
  /// Those between `me` and others that may be dated within [first, last]; without a date they may.
  [[nodiscard]] Statements statements_of_me(std::string_view relation,
                                            std::optional<notes::Date> first,
                                            std::optional<notes::Date> last) const;
  /// What is written at an end that is a literal.
  [[nodiscard]] std::string literal_text(const Statement& statement, End end) const;
  [[nodiscard]] std::vector<Backlink> backlinks(NoteId note) const;
  /// Notes that link to it or to a namesake, ascending. Decodes no record but its own.
  [[nodiscard]] std::vector<NoteId> linking_by_name(NoteId note) const;

  // Fields.
  /// Notes that have a value of the field, ascending.
  [[nodiscard]] std::vector<NoteId> with_field(std::string_view field) const;
  /// The least and greatest value of an integer, decimal or date field (as FieldValue::number) in
  /// each note that has it, ascending by note; empty for other fields. Decodes no record.
  [[nodiscard]] std::vector<FieldRange> field_ranges(std::string_view field) const;

  // Text. Read from the vault's files; empty if the file is gone or shorter than the span.
  [[nodiscard]] std::string source_text(NoteId note, notes::ByteSpan span) const;
  [[nodiscard]] std::string source_text(NoteId note) const;
  /// 1-based column of a byte offset in the note's file; 1 if the file is gone.
  [[nodiscard]] std::uint32_t column_of(NoteId note, std::uint32_t offset) const;

 private:
  friend class StatementResolver;
  struct State;
  /// The note's file as it is now; empty if it is gone. Valid until another note's is asked for.
  [[nodiscard]] const std::string& source(NoteId note) const;
  /// What a link to `target` written in `note` means. Kept: one name is linked from many notes.
  [[nodiscard]] const std::vector<NoteId>& resolve_link(std::string_view target, NoteId note) const;
  /// The edges of one relation that a note states; of one that links state, its links as well.
  [[nodiscard]] std::vector<StatedEdge> edges_by(NoteId note, std::string_view relation) const;
  /// Notes that may state an edge with `note` at the end.
  [[nodiscard]] std::vector<NoteId> stating_at(std::string_view relation, End end,
                                               NoteId note) const;
  [[nodiscard]] std::vector<NoteId> stating_of_me(std::string_view relation,
                                                  std::optional<notes::Date> first,
                                                  std::optional<notes::Date> last) const;
  [[nodiscard]] const WholeRelation& whole(std::string_view relation) const;
  [[nodiscard]] Statement statement_of(const StatedEdge& stated) const;
  /// The relation if it was read as a whole, or is now, rather than the records of this many
  /// further notes; else nullptr.
  [[nodiscard]] const WholeRelation* whole_instead_of(std::string_view relation,
                                                      std::size_t records) const;
  /// The statements by these notes that count, from their records.
  template <class Counts>
  [[nodiscard]] Statements statements_by(const std::vector<NoteId>& stating,
                                         std::string_view relation, const Counts& counts) const;
  explicit Reader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::index::store
