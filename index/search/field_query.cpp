// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/field_query.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <unordered_map>
#include <utility>

#include "index/search/note_set.h"
#include "index/search/spelling.h"
#include "index/store/terms.h"
#include "notes/names.h"
#include "notes/note.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

constexpr std::size_t max_terms_of_a_prefix = 20'000;

FieldMatch matching(Xapian::Query query) {
  FieldMatch match;
  match.query = std::move(query);
  return match;
}

/// The notes, and for each the first of its dates.
FieldMatch matching(const std::vector<DatedNote>& found) {
  auto dates = std::make_shared<std::unordered_map<NoteId, notes::Date>>();
  std::vector<NoteId> notes;
  for (const DatedNote& dated : found) {
    notes.push_back(dated.note);
    if (!dated.date)
      continue;
    const auto [entry, is_new] = dates->emplace(dated.note, *dated.date);
    if (!is_new && notes::sort_key(*dated.date) < notes::sort_key(entry->second))
      entry->second = *dated.date;
  }
  FieldMatch match = matching(query_of(std::move(notes)));
  match.date_of = [dates](NoteId note) -> std::optional<notes::Date> {
    const auto entry = dates->find(note);
    return entry == dates->end() ? std::nullopt : std::optional(entry->second);
  };
  return match;
}

/// Between two numbers of a slot that not every note fills. An empty value sorts below all others.
Xapian::Query in_slot(std::uint32_t slot, ValueRange range) {
  const double lowest = std::numeric_limits<double>::lowest();
  const double highest = std::numeric_limits<double>::max();
  return {Xapian::Query::OP_VALUE_RANGE, slot,
          Xapian::sortable_serialise(std::max(range.first, lowest)),
          Xapian::sortable_serialise(std::min(range.last, highest))};
}

std::string in_quotes(const std::string& text) {
  return "'" + text + "'";
}

}  // namespace

std::vector<NoteId> notes_named(const store::Reader& reader, std::string_view typed) {
  std::vector<NoteId> notes;
  for (const store::NamedNote& named : reader.find_name(typed))
    notes.push_back(named.note);
  const std::vector<notes::Word> words = notes::split_words(typed);
  if (words.size() == 1) {
    const std::vector<NoteId> parts = reader.with_name_part(words.front().folded);
    notes.insert(notes.end(), parts.begin(), parts.end());
  }
  std::sort(notes.begin(), notes.end());
  notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
  return notes;
}

FieldQueries::FieldQueries(const store::Reader& reader, const AskOptions& options,
                           const TextTerms& terms)
    : reader_(reader), options_(options), terms_(terms) {}

FieldMatch FieldQueries::match(const FieldTest& test, const FieldMeaning& meaning,
                               const std::vector<NoteId>& inner) const {
  switch (meaning.kind) {
    case FieldMeaning::Kind::type:
      return of_type(test);
    case FieldMeaning::Kind::title:
      return with_title(test);
    case FieldMeaning::Kind::tag:
      return tagged(test);
    case FieldMeaning::Kind::path:
      return at_path(test);
    case FieldMeaning::Kind::date:
      return of_date(test);
    case FieldMeaning::Kind::value:
      return with_value(test, *meaning.field);
    case FieldMeaning::Kind::relation:
    case FieldMeaning::Kind::dated:
      return related(test, meaning, inner);
  }
  return {};
}

Xapian::Query FieldQueries::any_with_prefix(const std::string& prefix) const {
  const Xapian::Database& database = reader_.database();
  std::vector<Xapian::Query> terms;
  for (auto term = database.allterms_begin(prefix);
       term != database.allterms_end(prefix) && terms.size() < max_terms_of_a_prefix; ++term)
    terms.emplace_back(*term);
  return any_of(terms);
}

bool FieldQueries::is_me(std::string_view name) const {
  const std::string key = notes::name_key(name);
  return key == "me" || key == "i" ||
         std::any_of(options_.me.begin(), options_.me.end(),
                     [&](const std::string& own) { return notes::name_key(own) == key; });
}

FieldMatch FieldQueries::of_type(const FieldTest& test) const {
  if (test.kind == FieldTest::Kind::any)
    return matching(every_note());
  const std::string key = notes::name_key(test.value);
  if (test.kind == FieldTest::Kind::prefix)
    return matching(any_with_prefix(store::type_term(key)));
  std::vector<Xapian::Query> types;
  std::vector<std::string> names;
  for (const TypeDecl& type : reader_.vocabulary().types) {
    names.push_back(type.id);
    const bool is_meant =
        type.id == key || std::any_of(type.nouns.begin(), type.nouns.end(), [&](const Noun& noun) {
          return noun.singular == key || noun.plural == key;
        });
    if (is_meant)
      types.emplace_back(store::type_term(type.id));
  }
  FieldMatch match;
  if (types.empty() && !reader_.database().term_exists(store::type_term(key)))
    match.remarks.push_back("no note is of type " + in_quotes(test.value) +
                            did_you_mean(nearest(key, names)));
  types.emplace_back(store::type_term(key));
  match.query = any_of(types);
  return match;
}

FieldMatch FieldQueries::words_in(const TermSpace& space, const FieldTest& test) const {
  std::optional<TextPart> part;
  switch (test.kind) {
    case FieldTest::Kind::prefix:
      part = terms_.prefix(space, test.value);
      break;
    case FieldTest::Kind::phrase:
      part = terms_.phrase(space, test.value);
      break;
    case FieldTest::Kind::range:
      part = terms_.word(space, test.value + " " + test.upper);
      break;
    default:
      part = terms_.word(space, test.value);
  }
  FieldMatch match = matching(part ? part->query : Xapian::Query::MatchNothing);
  if (part)
    match.patterns.push_back(part->pattern);
  return match;
}

FieldMatch FieldQueries::with_title(const FieldTest& test) const {
  return test.kind == FieldTest::Kind::any ? matching(every_note()) : words_in(title_space(), test);
}

FieldMatch FieldQueries::tagged(const FieldTest& test) const {
  std::string_view tag = test.value;
  while (tag.starts_with('#'))
    tag.remove_prefix(1);
  while (tag.ends_with('/'))
    tag.remove_suffix(1);
  if (test.kind == FieldTest::Kind::any || test.kind == FieldTest::Kind::prefix)
    return matching(any_with_prefix(store::tag_term(tag)));
  FieldMatch match = matching(Xapian::Query(store::tag_term(tag)));
  if (!reader_.database().term_exists(store::tag_term(tag)))
    match.remarks.push_back("no note has the tag '#" + std::string(tag) + "'");
  return match;
}

FieldMatch FieldQueries::at_path(const FieldTest& test) const {
  if (test.kind == FieldTest::Kind::any)
    return matching(every_note());
  std::string_view path = test.value;
  while (path.starts_with('/'))
    path.remove_prefix(1);
  if (test.kind == FieldTest::Kind::prefix)
    return matching(any_with_prefix(store::path_term(notes::fold(path))));
  while (path.ends_with('/'))
    path.remove_suffix(1);
  const std::string key = notes::path_key(path);
  return matching(
      any_of({Xapian::Query(store::folder_term(key)), Xapian::Query(store::path_term(key)),
              Xapian::Query(store::file_name_term(key))}));
}

FieldMatch FieldQueries::of_date(const FieldTest& test) const {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto range = test.kind == FieldTest::Kind::any ? ValueRange{-infinity, infinity}
                                                       : date_range(test, options_.today);
  if (!range) {
    FieldMatch match = matching(Xapian::Query::MatchNothing);
    match.remarks.push_back(in_quotes(test.value + test.upper) + " is no date: write 2011, " +
                            "2011-07, 2011-07-03, 2011..2013 or >2011");
    return match;
  }
  FieldMatch match = matching(in_slot(store::date_slot, *range));
  match.date_of = [&reader = reader_](NoteId note) { return reader.card(note).date; };
  return match;
}

FieldMatch FieldQueries::with_value(const FieldTest& test, const FieldDecl& field) const {
  if (test.kind == FieldTest::Kind::any)
    return matching(Xapian::Query(store::field_term(field.id)));
  switch (field.kind) {
    case FieldKind::integer:
    case FieldKind::decimal:
      if (const auto range = number_range(test))
        return with_value_in(field, *range);
      break;
    case FieldKind::date:
      if (const auto range = date_range(test, options_.today)) {
        FieldMatch match = with_value_in(field, *range);
        match.date_of = [&reader = reader_, id = field.id,
                         range](NoteId note) -> std::optional<notes::Date> {
          for (const FieldValue& value : reader.record(note).values) {
            if (value.field == id && range->contains(value.number))
              return notes::parse_date(value.text);
          }
          return std::nullopt;
        };
        return match;
      }
      break;
    case FieldKind::text:
    case FieldKind::keyword:
    case FieldKind::boolean:
    case FieldKind::url:
      if (test.kind != FieldTest::Kind::compare && test.kind != FieldTest::Kind::range)
        return with_text(test, field);
      if (test.kind == FieldTest::Kind::compare && test.compare == FieldTest::Compare::equal)
        return matching(
            Xapian::Query(store::field_value_term(field.id, notes::name_key(test.value))));
  }
  FieldMatch match = with_text(test, field);
  const bool is_date = field.kind == FieldKind::date;
  const bool is_number = field.kind == FieldKind::integer || field.kind == FieldKind::decimal;
  match.remarks.push_back(is_date || is_number
                              ? in_quotes(test.value) + " is no " + (is_date ? "date" : "number") +
                                    ", as the field '" + field.id + "' takes: read as a word"
                              : "the field '" + field.id +
                                    "' holds text, which is not compared: read as words");
  return match;
}

FieldMatch FieldQueries::with_value_in(const FieldDecl& field, ValueRange range) const {
  const auto slots = store::field_slots(reader_.vocabulary(), field.id);
  if (!slots)
    return matching(Xapian::Query::MatchNothing);
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const Xapian::Query sure = any_of({in_slot(slots->min, range), in_slot(slots->max, range)});
  // Values on both sides of the range and perhaps one within: only the record tells.
  const Xapian::Query around(
      Xapian::Query::OP_AND,
      in_slot(slots->min, {-infinity, std::nextafter(range.first, -infinity)}),
      in_slot(slots->max, {std::nextafter(range.last, infinity), infinity}));
  std::vector<NoteId> within;
  for (const NoteId note : notes_of(reader_.database(), around)) {
    const std::vector<FieldValue>& values = reader_.record(note).values;
    if (std::any_of(values.begin(), values.end(), [&](const FieldValue& value) {
          return value.field == field.id && range.contains(value.number);
        }))
      within.push_back(note);
  }
  return matching(any_of({sure, query_of(std::move(within))}));
}

FieldMatch FieldQueries::with_text(const FieldTest& test, const FieldDecl& field) const {
  if (field.kind == FieldKind::boolean) {
    const std::string key = notes::name_key(test.value);
    const bool is_true = key == "yes" || key == "true" || key == "on" || key == "1";
    return matching(Xapian::Query(store::field_value_term(field.id, is_true ? "true" : "false")));
  }
  const auto whole = [&](const std::string& key) {
    const std::string term = store::field_value_term(field.id, key);
    return test.kind == FieldTest::Kind::prefix ? any_with_prefix(term) : Xapian::Query(term);
  };
  const Xapian::Query value = whole(notes::name_key(test.value));
  // A keyword is one thing: `status:read` is not `to-read`.
  if (field.kind == FieldKind::keyword)
    return matching(any_of({value, whole(notes::canonical_field_key(test.value))}));
  // A normal form need not be split into words as it was typed: an ISBN, a phone number.
  return matching(any_of({words_in(field_space(field.id), test).query, value}));
}

FieldMatch FieldQueries::related(const FieldTest& test, const FieldMeaning& meaning,
                                 const std::vector<NoteId>& inner) const {
  const RelationFilter filter(reader_, *meaning.relation, meaning.asked);
  if (test.kind == FieldTest::Kind::any)
    return matching(filter.any());
  if (test.kind == FieldTest::Kind::nested)
    return matching(filter.to_notes(inner));
  const bool is_name = test.kind == FieldTest::Kind::word || test.kind == FieldTest::Kind::phrase;
  const bool asks_for_date = !is_name || filter.is_of_me() ||
                             meaning.kind == FieldMeaning::Kind::dated ||
                             notes_named(reader_, test.value).empty();
  if (asks_for_date) {
    if (const auto range = date_range(test, options_.today))
      return matching(filter.within(*range, meaning.is_latest));
  }
  return related_to_name(test, meaning, filter);
}

FieldMatch FieldQueries::related_to_name(const FieldTest& test, const FieldMeaning& meaning,
                                         const RelationFilter& filter) const {
  const std::string& name = test.value;
  if (is_me(name) && reader_.named(notes::name_key(name)).empty()) {
    // "read-by:me" says from the owner's side what "read:*" says from the book's.
    return matching(filter.is_of_me() && meaning.asked == End::to
                        ? RelationFilter(reader_, *meaning.relation, End::from).to_me()
                        : filter.to_me());
  }
  std::vector<NoteId> others;
  if (test.kind == FieldTest::Kind::link)
    others = notes::resolve(reader_, name, "").candidates;
  else if (test.kind != FieldTest::Kind::prefix)
    others = notes_named(reader_, name);
  std::vector<DatedNote> found = filter.to_notes(others);
  const auto add = [&](const std::vector<DatedNote>& more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  if (others.empty() || test.kind != FieldTest::Kind::link)
    add(filter.to_literal(notes::name_key(name)));
  if (test.kind == FieldTest::Kind::word || test.kind == FieldTest::Kind::phrase) {
    std::vector<std::string> words;
    for (const notes::Word& word : notes::split_words(name))
      words.push_back(word.folded);
    add(filter.to_words(words));
  }
  FieldMatch match = matching(found);
  if (test.kind == FieldTest::Kind::prefix && meaning.asked == End::from)
    match.query = any_of({match.query, words_in(field_space(meaning.relation->id), test).query});
  if (others.empty() && found.empty() && test.kind != FieldTest::Kind::prefix)
    match.unknown_name = name;
  return match;
}

FieldMatch FieldQueries::about(const std::string& name) const {
  const std::vector<NoteId> named = notes::resolve(reader_, name, "").candidates;
  std::vector<NoteId> notes = named;
  for (const NoteId note : named) {
    for (const Backlink& link : reader_.backlinks(note))
      notes.push_back(link.note.id);
  }
  FieldMatch match = matching(query_of(std::move(notes)));
  if (named.empty())
    match.unknown_name = name;
  return match;
}

}  // namespace tote::index::search
