// SPDX-License-Identifier: GPL-2.0-or-later
// The facade over the reader: notes and edges as people see them. What is typed as a line is
// answered in ask.cpp.
#include "index/index.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <unordered_set>

#include <xapian.h>

#include "index/read_guard.h"
#include "index/store/bytes.h"
#include "index/store/metadata.h"
#include "index/store/reader.h"
#include "index/store/record.h"
#include "index/store/terms.h"
#include "index/suggest/suggest.h"
#include "notes/text.h"

namespace tote::index {
namespace {

using store::Reader;
using store::StatedEdge;

/// The notes in their order, each once.
std::vector<NoteId> distinct(const std::vector<NoteId>& notes) {
  std::vector<NoteId> kept;
  std::unordered_set<NoteId> seen;
  std::copy_if(notes.begin(), notes.end(), std::back_inserter(kept),
               [&](NoteId note) { return seen.insert(note).second; });
  return kept;
}

std::vector<NoteId> notes_of(const std::vector<store::NamedNote>& named) {
  std::vector<NoteId> notes;
  notes.reserve(named.size());
  for (const store::NamedNote& one : named)
    notes.push_back(one.note);
  return distinct(notes);
}

/// Notes one of whose titles or aliases begins so.
std::vector<NoteId> notes_beginning(const Reader& reader, std::string_view key) {
  constexpr std::uint32_t max_names = 20;
  std::vector<NoteId> notes;
  for (const std::string& name : reader.names_with_prefix(key, max_names))
    for (const NoteId note : reader.named(notes::name_key(name)))
      notes.push_back(note);
  return distinct(notes);
}

/// The notes that a typed name means, all of equal standing.
std::vector<NoteId> notes_meant(const Reader& reader, std::string_view name) {
  if (const auto note = reader.note_at(name))
    return {*note};
  if (auto exact = notes::resolve(reader, name, "").candidates; !exact.empty())
    return exact;
  const std::vector<store::NamedNote> named = reader.find_name(name);
  if (!named.empty() && named.front().match != store::NameMatch::name_part)
    return notes_of(named);
  const std::string key = notes::name_key(name);
  if (key.empty())
    return {};
  std::vector<NoteId> beginning = notes_beginning(reader, key);
  if (beginning.size() == 1)
    return beginning;
  if (!named.empty())
    return notes_of(named);
  if (!beginning.empty())
    return beginning;
  constexpr std::uint32_t max_guesses = 20;
  std::vector<store::NamedNote> similar = reader.find_similar_names(name, max_guesses);
  std::erase_if(similar, [edits = similar.empty() ? 0 : similar.front().edits](const auto& one) {
    return one.edits != edits;
  });
  return notes_of(similar);
}

/// One end of an edge as people see it.
struct ShownEnd {
  std::vector<NoteCard> notes;
  std::string text;
};

ShownEnd show_end(const Reader& reader, const StatedEdge& stated, End end) {
  const store::ResolvedEnd resolved = reader.resolve_end(stated, end);
  ShownEnd shown;
  for (const NoteId note : resolved.notes)
    shown.notes.push_back(reader.card(note));
  if (resolved.is_me)
    shown.text = "me";
  else if (shown.notes.size() == 1)
    shown.text = shown.notes.front().title;
  else if (shown.notes.empty())
    shown.text = resolved.literal;
  else
    shown.text = (end == End::from ? stated.edge.from : stated.edge.to).text;
  return shown;
}

/// Adds the edge, unless one of its ends is a mention that means no note.
void add_shown(const Reader& reader, const StatedEdge& stated, std::vector<ShownEdge>& edges) {
  ShownEnd from = show_end(reader, stated, End::from);
  ShownEnd to = show_end(reader, stated, End::to);
  if (from.text.empty() || to.text.empty())
    return;
  ShownEdge shown;
  const RelationDecl* declared = reader.vocabulary().relation(stated.edge.relation);
  shown.relation = stated.edge.relation;
  shown.inverse = declared == nullptr ? shown.relation : declared->inverse;
  shown.from = std::move(from.notes);
  shown.to = std::move(to.notes);
  shown.from_text = std::move(from.text);
  shown.to_text = std::move(to.text);
  shown.polarity = stated.edge.polarity;
  shown.tier = stated.edge.tier;
  shown.date = stated.edge.date;
  shown.note = reader.card(stated.note);
  shown.line = stated.edge.line;
  shown.span = stated.edge.span;
  edges.push_back(std::move(shown));
}

void sort_by_place(std::vector<ShownEdge>& edges) {
  const auto place = [](const ShownEdge& edge) {
    return std::tie(edge.note.path, edge.line, edge.span.begin, edge.relation, edge.from_text,
                    edge.to_text);
  };
  std::stable_sort(edges.begin(), edges.end(),
                   [&](const ShownEdge& a, const ShownEdge& b) { return place(a) < place(b); });
}

/// The edges that a note states.
void add_stated_by(const Reader& reader, NoteId note, std::vector<ShownEdge>& edges) {
  const std::vector<Edge> stated = reader.record(note).edges;
  for (const Edge& edge : stated)
    add_shown(reader, {note, edge}, edges);
}

std::vector<ShownEdge> edges_around(const Reader& reader, NoteId note) {
  std::vector<ShownEdge> edges;
  add_stated_by(reader, note, edges);
  for (const RelationDecl& relation : reader.vocabulary().relations) {
    if (relation.source == RelationSource::links)
      continue;
    for (const End end : {End::from, End::to})
      for (const store::Statement& statement : reader.statements_at(relation.id, end, note)) {
        // Stated here: known already. About this note at both ends: met at the first.
        if (statement.note != note && (end == End::from || !statement.from.holds(note)))
          add_shown(reader,
                    {statement.note, reader.record(statement.note).edges.at(statement.index),
                     statement.index},
                    edges);
      }
  }
  sort_by_place(edges);
  return edges;
}

std::vector<ShownEdge> all_edges(const Reader& reader) {
  std::vector<ShownEdge> edges;
  for (const NoteId note : reader.with_term(store::states_edges_term()))
    add_stated_by(reader, note, edges);
  sort_by_place(edges);
  return edges;
}

std::vector<ShownField> fields_of(const Reader& reader, const store::NoteRecord& record) {
  std::vector<ShownField> fields;
  for (const FieldValue& value : record.values) {
    const FieldDecl* declared = reader.vocabulary().field(value.field, record.card.type);
    fields.push_back(
        {declared == nullptr ? value.field : declared->label, value.field, value.text, value.line});
  }
  return fields;
}

std::vector<PlacedDiagnostic> all_diagnostics(const Reader& reader) {
  std::vector<PlacedDiagnostic> found;
  for (const NoteId note : reader.with_term(store::diagnostics_term())) {
    const store::NoteRecord& record = reader.record(note);
    for (std::size_t i = 0; i < record.diagnostics.size(); ++i)
      found.push_back({record.diagnostic_places[i], record.diagnostics[i]});
  }
  const Xapian::Database& database = reader.database();
  const std::string prefix(store::metadata::unreadable_prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    if (auto finding = store::decode_diagnostic(database.get_metadata(*key)))
      found.push_back({std::move(finding->second), std::move(finding->first)});
  std::stable_sort(found.begin(), found.end(),
                   [](const PlacedDiagnostic& a, const PlacedDiagnostic& b) {
                     return std::tie(a.place.path, a.place.line, a.place.column) <
                            std::tie(b.place.path, b.place.line, b.place.column);
                   });
  return found;
}

IndexStats count_all(const Reader& reader) {
  const Xapian::Database& database = reader.database();
  IndexStats stats;
  stats.notes = database.get_doccount();
  for (auto value = database.valuestream_begin(store::counts_slot);
       value != database.valuestream_end(store::counts_slot); ++value) {
    const std::string bytes = *value;
    store::ByteReader in(bytes);
    stats.links += in.number();
    stats.tags += in.number();
    stats.edges += in.number();
  }
  const std::string prefix = store::type_term("");
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
    stats.notes_by_type.emplace_back((*term).substr(prefix.size()), term.get_termfreq());
  std::stable_sort(stats.notes_by_type.begin(), stats.notes_by_type.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return stats;
}

}  // namespace

Index::Index(std::unique_ptr<store::Reader> reader) : reader_(std::move(reader)) {}

Index::Index(Index&&) noexcept = default;
Index& Index::operator=(Index&&) noexcept = default;
Index::~Index() = default;

Result<Index> Index::open(const std::filesystem::path& directory,
                          const std::filesystem::path& vault) {
  TOTE_TRY(std::unique_ptr<Reader> reader, Reader::open(directory, vault));
  // Read here, where damage can be told, so that vocabulary() needs no error.
  TOTE_CHECK(store::guarded([&] { (void)reader->vocabulary(); }));
  return Index(std::move(reader));
}

Result<std::vector<NoteCard>> Index::find_notes(std::string_view name) const {
  return read_guarded(*reader_, [&] {
    std::vector<NoteCard> cards;
    for (const NoteId note : notes_meant(*reader_, name))
      cards.push_back(reader_->card(note));
    return cards;
  });
}

Result<std::vector<Suggestion>> Index::suggest_links(const notes::Note& note,
                                                     Occurrences occurrences,
                                                     const NeverSuggested& never) const {
  return read_guarded(*reader_,
                      [&] { return suggest::suggest_links(*reader_, note, occurrences, never); });
}

Result<std::vector<NoteCard>> Index::resolve_link(std::string_view target,
                                                  std::string_view from) const {
  return read_guarded(*reader_, [&] {
    std::vector<NoteCard> cards;
    for (const NoteId note : notes::resolve(*reader_, target, from).candidates)
      cards.push_back(reader_->card(note));
    return cards;
  });
}

Result<NoteDetails> Index::details(NoteId note) const {
  return read_guarded(*reader_, [&] {
    const store::NoteRecord record = reader_->record(note);
    NoteDetails details;
    details.card = record.card;
    details.aliases = record.aliases;
    details.tags = record.tags;
    details.fields = fields_of(*reader_, record);
    details.edges = edges_around(*reader_, note);
    details.backlinks = reader_->backlinks(note);
    return details;
  });
}

Result<std::vector<Backlink>> Index::backlinks(NoteId note) const {
  return read_guarded(*reader_, [&] { return reader_->backlinks(note); });
}

Result<std::vector<ShownEdge>> Index::edges(std::optional<NoteId> note) const {
  return read_guarded(*reader_,
                      [&] { return note ? edges_around(*reader_, *note) : all_edges(*reader_); });
}

Result<std::vector<std::string>> Index::names(std::string_view prefix, std::uint32_t limit) const {
  return read_guarded(*reader_,
                      [&] { return reader_->names_with_prefix(notes::name_key(prefix), limit); });
}

Result<std::vector<PlacedDiagnostic>> Index::diagnostics() const {
  return read_guarded(*reader_, [&] { return all_diagnostics(*reader_); });
}

Result<IndexStats> Index::stats() const {
  return read_guarded(*reader_, [&] { return count_all(*reader_); });
}

const Vocabulary& Index::vocabulary() const {
  return reader_->vocabulary();
}

}  // namespace tote::index
