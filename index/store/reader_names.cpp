// SPDX-License-Identifier: GPL-2.0-or-later
// Names: by exact key through postings, and as people type them.
#include <algorithm>
#include <array>
#include <tuple>

#include "index/store/edit_distance.h"
#include "index/store/name_list.h"
#include "index/store/reader.h"
#include "index/store/reader_state.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

/// The name of the note that has this key, as written.
std::string name_with_key(const NoteRecord& record, std::string_view key) {
  for (const std::string& name : names_of(record))
    if (notes::name_key(name) == key)
      return name;
  return record.card.title;
}

/// The name of the note that has this word, as written.
std::string name_with_word(const NoteRecord& record, std::string_view word) {
  for (const std::string& name : names_of(record))
    for (const notes::Word& part : notes::split_words(name))
      if (part.folded == word)
        return name;
  return record.card.title;
}

}  // namespace

std::vector<std::string> names_of(const NoteRecord& record) {
  std::vector<std::string> names = {record.card.title};
  names.insert(names.end(), record.aliases.begin(), record.aliases.end());
  names.emplace_back(file_stem(record.card.path));
  return names;
}

std::vector<std::string> keys_of(const NoteRecord& record) {
  std::vector<std::string> keys;
  for (const std::string& name : names_of(record)) {
    std::string key = notes::name_key(name);
    if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
      keys.push_back(std::move(key));
  }
  return keys;
}

std::vector<notes::NoteId> Reader::by_path(std::string_view key) const {
  return state_->postings(path_term(key));
}

std::vector<notes::NoteId> Reader::by_file_name(std::string_view key) const {
  return state_->postings(file_name_term(key));
}

std::vector<notes::NoteId> Reader::by_title_or_alias(std::string_view key) const {
  return state_->postings(name_term(key));
}

std::string Reader::path_of(notes::NoteId note) const {
  return card(note).path;
}

std::vector<NoteId> Reader::named(std::string_view key) const {
  return state_->postings_of_any({name_term(key), file_name_term(key)});
}

std::vector<NoteId> Reader::with_name_part(std::string_view word) const {
  return state_->postings(name_part_term(word));
}

std::optional<std::vector<NoteId>> Reader::with_name_parts(const std::vector<std::string>& words,
                                                           std::size_t most) const {
  const Xapian::Database& database = state_->database;
  std::vector<std::pair<Xapian::doccount, std::string>> terms;
  for (const std::string& word : words) {
    std::string term = name_part_term(word);
    terms.emplace_back(database.get_termfreq(term), std::move(term));
  }
  // The rarest word leads, and the lists of the others are skipped along.
  std::sort(terms.begin(), terms.end());
  std::vector<NoteId> found;
  if (terms.empty())
    return found;
  if (terms.size() == 1 && terms.front().first > most)
    return std::nullopt;
  std::vector<std::pair<Xapian::PostingIterator, Xapian::PostingIterator>> others;
  for (std::size_t i = 1; i < terms.size(); ++i)
    others.emplace_back(database.postlist_begin(terms[i].second),
                        database.postlist_end(terms[i].second));
  const std::string& rarest = terms.front().second;
  for (auto post = database.postlist_begin(rarest); post != database.postlist_end(rarest); ++post) {
    const bool is_in_all = std::all_of(others.begin(), others.end(), [&](auto& other) {
      if (other.first != other.second)
        other.first.skip_to(*post);
      return other.first != other.second && *other.first == *post;
    });
    if (!is_in_all)
      continue;
    if (found.size() == most)
      return std::nullopt;
    found.push_back(*post);
  }
  return found;
}

std::vector<NamedNote> Reader::find_name(std::string_view typed) const {
  const std::string key = notes::name_key(typed);
  if (key.empty())
    return {};
  std::vector<NamedNote> found;
  const auto add_named = [&](const std::string& name, NameMatch match) {
    for (const NoteId note : named(name))
      found.push_back({note, match, name_with_key(record(note), name), 0});
  };
  add_named(key, NameMatch::exact);
  if (key.find('/') != std::string::npos)
    for (const NoteId note : by_path(notes::path_key(typed)))
      found.push_back({note, NameMatch::exact, card(note).path, 0});
  if (!found.empty())
    return found;
  const std::string bare(without_article(key));
  if (bare != key)
    add_named(bare, NameMatch::without_article);
  else
    for (const std::string_view article : articles)
      add_named(std::string(article) + key, NameMatch::without_article);
  if (!found.empty())
    return found;
  const std::vector<notes::Word> words = notes::split_words(typed);
  if (words.size() == 1)
    for (const NoteId note : with_name_part(words.front().folded))
      found.push_back(
          {note, NameMatch::name_part, name_with_word(record(note), words.front().folded), 0});
  return found;
}

std::vector<NamedNote> Reader::find_similar_names(std::string_view typed,
                                                  std::uint32_t limit) const {
  const std::string key = notes::name_key(typed);
  const std::uint32_t allowed = tolerance(code_points(squashed_name(key)).size());
  if (allowed == 0 || key.size() > max_guessed_bytes)
    return {};
  if (!state_->names)
    state_->names.emplace(state_->database);
  std::vector<NamedNote> found;
  for (const NameList::Near& near : state_->names->near(key, allowed))
    for (const NoteId note : named(near.key)) {
      if (found.size() >= limit)
        return found;
      const auto is_it = [id = note](const NamedNote& other) { return other.note == id; };
      if (std::none_of(found.begin(), found.end(), is_it))
        found.push_back({note, NameMatch::typo, name_with_key(record(note), near.key), near.edits});
    }
  return found;
}

std::vector<std::string> Reader::names_with_prefix(std::string_view key_prefix,
                                                   std::uint32_t limit) const {
  const std::string prefix = name_term(key_prefix);
  const std::string no_key = name_term("");
  std::vector<std::string> names;
  for (auto term = state_->database.allterms_begin(prefix);
       term != state_->database.allterms_end(prefix) && names.size() < limit; ++term) {
    // Several notes may spell one key differently; each spelling is a name of its own.
    std::vector<std::string> spellings;
    for (const NoteId note : state_->postings(*term))
      spellings.push_back(name_with_key(record(note), (*term).substr(no_key.size())));
    std::sort(spellings.begin(), spellings.end());
    spellings.erase(std::unique(spellings.begin(), spellings.end()), spellings.end());
    for (std::string& spelling : spellings)
      if (names.size() < limit)
        names.push_back(std::move(spelling));
  }
  return names;
}

}  // namespace tote::index::store
