// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/name_match.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "index/search/note_set.h"
#include "index/store/terms.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

// Above any sum that BM25 gives to a line of max_line_leaves words.
constexpr double whole_name_weight = 1e6;
constexpr double name_beginning_weight = 1e5;
constexpr std::size_t max_names = 1000;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// Notes whose title or an alias begins with the whole words of `key`.
std::vector<NoteId> with_name_beginning(const Xapian::Database& database, const std::string& key) {
  const std::string beginning = store::name_term(key);
  std::vector<NoteId> notes;
  for (auto term = database.allterms_begin(beginning);
       term != database.allterms_end(beginning) && notes.size() < max_names; ++term) {
    const std::string found = *term;
    if (found.size() > beginning.size() && is_letter_or_digit(found[beginning.size()]))
      continue;
    for (auto note = database.postlist_begin(found); note != database.postlist_end(found); ++note)
      notes.push_back(*note);
  }
  return notes;
}

}  // namespace

NamedNotes find_named(const store::Reader& reader, std::string_view name, std::string_view line) {
  NamedNotes named;
  std::vector<NoteId>& called = named.called;
  const std::string key = notes::name_key(name);
  const std::string line_key = notes::name_key(line);
  if (!key.empty())
    called = reader.named(key);
  if (line_key != key) {
    const std::vector<NoteId> more = reader.named(line_key);
    called.insert(called.end(), more.begin(), more.end());
  }
  if (line.find('/') != std::string_view::npos) {
    const std::vector<NoteId> there = reader.by_path(notes::path_key(line));
    called.insert(called.end(), there.begin(), there.end());
  }
  std::sort(called.begin(), called.end());
  if (!key.empty())
    named.beginning = with_name_beginning(reader.database(), key);
  return named;
}

Xapian::Query with_names(const Xapian::Query& words, const NamedNotes& named) {
  Xapian::Query query = words;
  if (!named.called.empty())
    query = Xapian::Query(Xapian::Query::OP_OR, query, query_of(named.called, whole_name_weight));
  if (named.beginning.empty())
    return query;
  return {Xapian::Query::OP_AND_MAYBE, query, query_of(named.beginning, name_beginning_weight)};
}

}  // namespace tote::index::search
