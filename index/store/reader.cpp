// SPDX-License-Identifier: GPL-2.0-or-later
// Notes, fields and text. Names are in reader_names.cpp, edges in reader_edges.cpp.
#include "index/store/reader.h"

#include <algorithm>

#include "index/store/database.h"
#include "index/store/guard.h"
#include "index/store/metadata.h"
#include "index/store/reader_state.h"
#include "index/store/record.h"
#include "index/store/terms.h"
#include "notes/vault.h"

namespace tote::index::store {
namespace {

constexpr std::size_t max_sources = 8;

}  // namespace

const NoteRecord* RecordCache::find(NoteId note) {
  if (const auto found = young_.find(note); found != young_.end())
    return found->second.get();
  const auto found = old_.find(note);
  if (found == old_.end())
    return nullptr;
  auto entry = old_.extract(found);
  make_room();
  return young_.insert(std::move(entry)).position->second.get();
}

const NoteRecord& RecordCache::insert(NoteRecord record) {
  make_room();
  const NoteId note = record.card.id;
  auto& slot = young_[note];
  slot = std::make_unique<const NoteRecord>(std::move(record));
  return *slot;
}

void RecordCache::clear() {
  young_.clear();
  old_.clear();
}

void RecordCache::make_room() {
  if (young_.size() < generation_size)
    return;
  old_ = std::move(young_);
  young_.clear();
}

void Reader::State::clear() {
  records.clear();
  names.reset();
  hashed_names.reset();
  relations.clear();
  note_lists.clear();
  members_of_types.clear();
  members.clear();
  dates.reset();
  links.clear();
  remembered.clear();
  sources.clear();
}

bool Reader::State::is_under(NoteId note, const std::string& term) {
  return is_under(note, term, members[term]);
}

bool Reader::State::is_under(NoteId note, const std::string& term, Membership& membership) {
  constexpr std::uint32_t few = 16;
  if (membership.asked < few) {
    ++membership.asked;
    auto post = database.postlist_begin(term);
    post.skip_to(note);
    return post != database.postlist_end(term) && *post == note;
  }
  if (membership.notes.empty()) {
    membership.notes.resize(database.get_lastdocid() + 1);
    for (const NoteId member : postings(term))
      membership.notes[member] = true;
  }
  return note < membership.notes.size() && membership.notes[note];
}

bool Reader::State::is_of_type(NoteId note, std::string_view type) {
  auto known = std::find_if(members_of_types.begin(), members_of_types.end(),
                            [&](const auto& entry) { return entry.first == type; });
  if (known == members_of_types.end())
    known = members_of_types.insert(known, {std::string(type), &members[type_term(type)]});
  Membership& membership = *known->second;
  if (!membership.notes.empty())
    return note < membership.notes.size() && membership.notes[note];
  return is_under(note, type_term(type), membership);
}

std::vector<bool> Reader::State::members_of_any(const std::vector<std::string>& terms) const {
  std::vector<bool> are_members(database.get_lastdocid() + 1);
  for (const std::string& term : terms)
    for (auto post = database.postlist_begin(term); post != database.postlist_end(term); ++post)
      are_members[*post] = true;
  return are_members;
}

const std::vector<NoteId>* Reader::State::rest_of(const std::vector<NoteId>& notes) {
  if (notes.size() < 2)
    return nullptr;
  return &*note_lists.emplace(notes.begin() + 1, notes.end()).first;
}

std::vector<NoteId> Reader::State::postings(const std::string& term) const {
  std::vector<NoteId> notes;
  for (auto post = database.postlist_begin(term); post != database.postlist_end(term); ++post)
    notes.push_back(*post);
  return notes;
}

std::vector<NoteId> Reader::State::postings_of_any(const std::vector<std::string>& terms) const {
  std::vector<NoteId> notes;
  for (const std::string& term : terms) {
    const std::vector<NoteId> some = postings(term);
    notes.insert(notes.end(), some.begin(), some.end());
  }
  std::sort(notes.begin(), notes.end());
  notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
  return notes;
}

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}

Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::open(const std::filesystem::path& directory,
                                             const std::filesystem::path& vault) {
  return guarded([&]() -> Result<std::unique_ptr<Reader>> {
    auto state = std::make_unique<State>();
    TOTE_TRY(state->database, open_current(directory));
    state->vault = vault;
    return std::unique_ptr<Reader>(new Reader(std::move(state)));
  });
}

void Reader::reopen() {
  state_->database.reopen();
  state_->clear();
}

const Vocabulary& Reader::vocabulary() const {
  if (!state_->vocabulary) {
    auto parsed = parse_vocabulary(state_->database.get_metadata(metadata::vocabulary), "");
    if (!parsed)
      throw Xapian::DatabaseCorruptError("the vocabulary " + parsed.error().message);
    state_->vocabulary = *std::move(parsed);
  }
  return *state_->vocabulary;
}

const Xapian::Database& Reader::database() const {
  return state_->database;
}

std::uint32_t Reader::note_count() const {
  return state_->database.get_doccount();
}

const NoteRecord& Reader::record(NoteId note) const {
  if (const NoteRecord* known = state_->records.find(note))
    return *known;
  // Most numbers come from postings, so that they need no proof; a wrong one has no data.
  const Xapian::Database& database = state_->database;
  std::string data = database.get_document(note, Xapian::DOC_ASSUME_VALID).get_data();
  if (data.empty())
    data = database.get_document(note).get_data();
  auto record = decode_record(data, note);
  if (!record)
    throw Xapian::DatabaseCorruptError("the record of note " + std::to_string(note));
  return state_->records.insert(*std::move(record));
}

const NoteCard& Reader::card(NoteId note) const {
  return record(note).card;
}

std::optional<NoteId> Reader::note_at(std::string_view path) const {
  for (const NoteId note : by_path(notes::path_key(path)))
    if (card(note).path == path)
      return note;
  return std::nullopt;
}

std::vector<NoteId> Reader::of_type(std::string_view type) const {
  return state_->postings(type_term(type));
}

bool Reader::is_of_type(NoteId note, std::string_view type) const {
  return state_->is_of_type(note, type);
}

bool Reader::has_tag(NoteId note, std::string_view tag) const {
  return state_->is_under(note, tag_term(tag));
}

std::optional<notes::Date> Reader::date_of(NoteId note) const {
  auto& dates = state_->dates;
  if (!dates) {
    const Xapian::Database& database = state_->database;
    dates.emplace(database.get_lastdocid() + 1);
    for (auto value = database.valuestream_begin(date_slot);
         value != database.valuestream_end(date_slot); ++value)
      dates->at(value.get_docid()) =
          notes::date_with_key(static_cast<std::int32_t>(Xapian::sortable_unserialise(*value)));
  }
  return note < dates->size() ? (*dates)[note] : std::nullopt;
}

std::vector<std::string> Reader::title_keys(const std::vector<NoteId>& notes) const {
  const Xapian::Database& database = state_->database;
  std::vector<std::string> keys;
  keys.reserve(notes.size());
  auto value = database.valuestream_begin(title_slot);
  for (const NoteId note : notes) {
    value.skip_to(note);
    if (value == database.valuestream_end(title_slot) || value.get_docid() != note)
      throw Xapian::DatabaseCorruptError("the title of note " + std::to_string(note));
    std::string order = *value;
    order.resize(std::min(order.find('\0'), order.size()));
    keys.push_back(std::move(order));
  }
  return keys;
}

std::vector<FieldRange> Reader::field_ranges(std::string_view field) const {
  const Xapian::Database& database = state_->database;
  std::vector<FieldRange> ranges;
  const auto slots = field_slots(vocabulary(), field);
  if (!slots)
    return ranges;
  auto max = database.valuestream_begin(slots->max);
  for (auto min = database.valuestream_begin(slots->min);
       min != database.valuestream_end(slots->min); ++min) {
    max.skip_to(min.get_docid());
    if (max == database.valuestream_end(slots->max) || max.get_docid() != min.get_docid())
      throw Xapian::DatabaseCorruptError("the values of note " + std::to_string(min.get_docid()));
    ranges.push_back(
        {min.get_docid(), Xapian::sortable_unserialise(*min), Xapian::sortable_unserialise(*max)});
  }
  return ranges;
}

std::vector<NoteId> Reader::all_notes() const {
  return state_->postings("");
}

std::vector<NoteId> Reader::with_term(const std::string& term) const {
  return state_->postings(term);
}

const std::vector<std::string>& Reader::remembered(
    const std::string& key, const std::function<std::vector<std::string>()>& find) const {
  constexpr std::size_t most_keys = 4096;
  auto& known = state_->remembered;
  if (const auto entry = known.find(key); entry != known.end())
    return entry->second;
  if (known.size() >= most_keys)
    known.clear();
  return known.emplace(key, find()).first->second;
}

std::vector<NoteId> Reader::with_field(std::string_view field) const {
  return state_->postings(field_term(field));
}

const std::string& Reader::source(NoteId note) const {
  auto& sources = state_->sources;
  for (const auto& known : sources)
    if (known.first == note)
      return known.second;
  // A file that is gone or unreadable now has no text; the next update will say so.
  sources.emplace_front(note, notes::read_file(state_->vault, card(note).path).value_or(""));
  if (sources.size() > max_sources)
    sources.pop_back();
  return sources.front().second;
}

std::string Reader::source_text(NoteId note, notes::ByteSpan span) const {
  const std::string& text = source(note);
  if (span.begin > span.end || span.end > text.size())
    return {};
  return std::string(span.in(text));
}

std::string Reader::source_text(NoteId note) const {
  return source(note);
}

std::uint32_t Reader::column_of(NoteId note, std::uint32_t offset) const {
  const std::string& text = source(note);
  if (offset > text.size())
    return 1;
  const std::size_t line_end = offset == 0 ? std::string::npos : text.rfind('\n', offset - 1);
  const std::size_t line_start = line_end == std::string::npos ? 0 : line_end + 1;
  return offset - static_cast<std::uint32_t>(line_start) + 1;
}

}  // namespace tote::index::store
