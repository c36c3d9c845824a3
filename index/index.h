// SPDX-License-Identifier: GPL-2.0-or-later
// The index, open for reading: everything that can be asked of a vault without touching its files,
// but for the lines quoted as evidence. A snapshot: it answers from the last commit while a writer
// works.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/suggestion.h"
#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::index {

namespace store {
class Reader;
}

/// How to read a line.
struct AskOptions {
  notes::Date today;            ///< "this year", "since March"
  std::vector<std::string> me;  ///< the owner's names, beside "I" and "me"
  /// Names as typed that mean this note alone, of those that they may mean: what was chosen from
  /// Answer::names.
  std::map<std::string, NoteId> chosen;
  std::uint32_t limit = 0;   ///< items, and statements beneath each; 0: all
  std::uint32_t offset = 0;  ///< items left out before
  bool wants_snippets = true;
  bool wants_explanation = false;
};

/// A field's value to show.
struct ShownField {
  std::string label;
  std::string field;
  std::string text;
  std::uint32_t line = 0;
};

/// An edge with both ends resolved, seen from anywhere.
struct ShownEdge {
  std::string relation;
  std::string inverse;         ///< the relation as seen from `to`
  std::vector<NoteCard> from;  ///< several: ambiguous; none: a literal or the owner
  std::vector<NoteCard> to;
  std::string from_text;  ///< title, literal, "me"
  std::string to_text;
  std::int8_t polarity = 1;
  Tier tier = Tier::field;
  std::optional<notes::Date> date;
  NoteCard note;  ///< that states it
  std::uint32_t line = 0;
  notes::ByteSpan span;
};

/// What the index knows of one note.
struct NoteDetails {
  NoteCard card;
  std::vector<std::string> aliases;
  std::vector<std::string> tags;
  std::vector<ShownField> fields;
  std::vector<ShownEdge> edges;  ///< stated here or about this note
  std::vector<Backlink> backlinks;
};

/// A finding about a note, with its place.
struct PlacedDiagnostic {
  SourcePlace place;
  notes::Diagnostic diagnostic;
};

/// Size and state.
struct IndexStats {
  std::uint32_t notes = 0;
  std::uint64_t links = 0;  ///< links and embeds to notes and files, not to the web
  std::uint64_t tags = 0;   ///< uses of tags
  std::uint64_t edges = 0;  ///< stated by fields and sentences
  std::vector<std::pair<std::string, std::uint32_t>> notes_by_type;  ///< most first
};

class Index {
 public:
  /// Opens the index kept in `directory` for the vault at `vault` (read for evidence and snippets).
  /// Errors: not_found (never built), unavailable (another format: rebuild), io (damaged).
  [[nodiscard]] static Result<Index> open(const std::filesystem::path& directory,
                                          const std::filesystem::path& vault);
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;
  ~Index();

  /// A question if the whole line reads as one, else a filter or search.
  [[nodiscard]] Result<Answer> ask(std::string_view line, const AskOptions& options) const;
  /// Always the search line of docs/search.md, never a question.
  [[nodiscard]] Result<Answer> search(std::string_view line, const AskOptions& options) const;

  /// The same for a line that is still being typed: notes whose name begins so, then those in which
  /// the words are, the last of which may go on. Quick enough for every key.
  [[nodiscard]] Result<Answer> search_as_you_type(std::string_view line,
                                                  const AskOptions& options) const;

  /// Notes that a name as typed may mean: path, file name, title, alias; then a unique beginning, a
  /// name part, a typo. Best first; more than one of equal standing: ambiguous.
  [[nodiscard]] Result<std::vector<NoteCard>> find_notes(std::string_view name) const;
  /// Names in a text that are not links yet; the note need not be indexed.
  [[nodiscard]] Result<std::vector<Suggestion>> suggest_links(
      const notes::Note& note, Occurrences occurrences, const NeverSuggested& never = {}) const;
  /// Notes that a link's target (without its heading) means when it stands in the note at `from`:
  /// none (broken), one, or several (ambiguous). Guesses nothing.
  [[nodiscard]] Result<std::vector<NoteCard>> resolve_link(std::string_view target,
                                                           std::string_view from) const;
  [[nodiscard]] Result<NoteDetails> details(NoteId note) const;
  [[nodiscard]] Result<std::vector<Backlink>> backlinks(NoteId note) const;
  /// Edges that `note` states or takes part in; without a note all, in order of path and line.
  /// Links are not among them, nor sentences whose names mean no note.
  [[nodiscard]] Result<std::vector<ShownEdge>> edges(std::optional<NoteId> note) const;
  /// Titles and aliases that begin so (folded), for completion.
  [[nodiscard]] Result<std::vector<std::string>> names(std::string_view prefix,
                                                       std::uint32_t limit) const;
  [[nodiscard]] Result<std::vector<PlacedDiagnostic>> diagnostics() const;
  [[nodiscard]] Result<IndexStats> stats() const;
  /// The vocabulary that the notes were indexed with.
  [[nodiscard]] const Vocabulary& vocabulary() const;

 private:
  explicit Index(std::unique_ptr<store::Reader> reader);
  std::unique_ptr<store::Reader> reader_;
};

}  // namespace tote::index
