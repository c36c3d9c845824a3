// SPDX-License-Identifier: GPL-2.0-or-later
// Names: by exact key through postings, and as people type them.
#include <algorithm>
#include <array>
#include <tuple>

#include "index/store/bytes.h"
#include "index/store/edit_distance.h"
#include "index/store/reader.h"
#include "index/store/reader_state.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

constexpr std::array<std::string_view, 3> articles = {"the ", "a ", "an "};

/// Names longer than this are not guessed at (their terms may end in a hash).
constexpr std::size_t max_guessed_bytes = 100;

std::string_view file_stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  for (const std::string_view ending : {".md", ".markdown"})
    if (path.size() > ending.size() && path.ends_with(ending))
      return path.substr(0, path.size() - ending.size());
  return path;
}

std::string_view without_article(std::string_view key) {
  for (const std::string_view article : articles)
    if (key.starts_with(article))
      return key.substr(article.size());
  return key;
}

/// notes::squashed_key of a key: what is folded already need not be folded again.
std::string squashed(std::string_view key) {
  key = without_article(key);
  const auto is_ascii = [](char c) { return (c & 0x80) == 0; };
  if (!std::all_of(key.begin(), key.end(), is_ascii))
    return notes::squashed_key(key);
  std::string letters;
  std::copy_if(key.begin(), key.end(), std::back_inserter(letters),
               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
  return letters;
}

bool is_same_but_for_case(std::string_view key, std::string_view name) {
  return std::equal(key.begin(), key.end(), name.begin(), name.end(), [](char folded, char c) {
    return folded == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

/// Gathers names from the slots that hold them.
class NameLoader {
 public:
  explicit NameLoader(const Reader& reader) : reader_(reader) {}

  [[nodiscard]] NameList load() {
    const Xapian::Database& database = reader_.database();
    for (auto value = database.valuestream_begin(title_slot);
         value != database.valuestream_end(title_slot); ++value)
      add_title(value.get_docid(), *value);
    for (auto value = database.valuestream_begin(aliases_slot);
         value != database.valuestream_end(aliases_slot); ++value) {
      const std::string bytes = *value;
      ByteReader in(bytes);
      while (!in.is_at_end() && !in.has_failed())
        add(std::string(in.text()), false);
    }
    return std::move(list_);
  }

 private:
  /// Takes a value of title_slot: the key of the title, perhaps cut, and the path.
  void add_title(NoteId note, const std::string& order) {
    const std::size_t end = std::min(order.find('\0'), order.size());
    std::string key = order.substr(0, end);
    if (key.size() >= max_title_order_bytes)
      key = notes::name_key(reader_.card(note).title);
    const std::string_view stem =
        file_stem(std::string_view(order).substr(std::min(end + 1, order.size())));
    const bool is_named_by_title = is_same_but_for_case(key, stem);
    add(std::move(key), false);
    if (!is_named_by_title)
      add(notes::name_key(stem), true);
  }

  void add(std::string key, bool is_file_name) {
    if (key.empty() || key.size() > max_guessed_bytes)
      return;
    std::string letters = squashed(key);
    list_.letters.emplace_back(letter_set(key), letter_set(letters));
    list_.entries.push_back({std::move(key), std::move(letters), is_file_name});
  }

  const Reader& reader_;
  NameList list_;
};

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

std::string Reader::path_key(notes::NoteId note) const {
  return notes::path_key(card(note).path);
}

std::vector<NoteId> Reader::named(std::string_view key) const {
  return state_->postings_of_any({name_term(key), file_name_term(key)});
}

std::vector<NoteId> Reader::with_name_part(std::string_view word) const {
  return state_->postings(name_part_term(word));
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
  const std::string letters = squashed(key);
  const std::uint32_t allowed = tolerance(code_points(letters).size());
  if (allowed == 0 || key.size() > max_guessed_bytes)
    return {};
  if (!state_->names)
    state_->names = NameLoader(*this).load();
  const std::uint64_t key_letters = letter_set(key);
  const std::uint64_t squashed_letters = letter_set(letters);
  std::vector<std::pair<std::uint32_t, const NameEntry*>> close;
  for (std::size_t i = 0; i < state_->names->entries.size(); ++i) {
    const auto& [own_key, own_squashed] = state_->names->letters[i];
    const bool is_near = may_be_near(key_letters, own_key, allowed);
    const bool is_near_squashed = may_be_near(squashed_letters, own_squashed, allowed);
    if (!is_near && !is_near_squashed)
      continue;
    const NameEntry& entry = state_->names->entries[i];
    const std::uint32_t edits =
        std::min(is_near ? edit_distance(key, entry.key, allowed) : allowed + 1,
                 is_near_squashed ? edit_distance(letters, entry.squashed, allowed) : allowed + 1);
    if (edits <= allowed)
      close.emplace_back(edits, &entry);
  }
  std::sort(close.begin(), close.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first, a.second->is_file_name, a.second->key) <
           std::tie(b.first, b.second->is_file_name, b.second->key);
  });
  std::vector<NamedNote> found;
  for (const auto& [edits, entry] : close)
    for (const NoteId note : named(entry->key)) {
      if (found.size() >= limit)
        return found;
      const auto is_it = [id = note](const NamedNote& other) { return other.note == id; };
      if (std::none_of(found.begin(), found.end(), is_it))
        found.push_back({note, NameMatch::typo, name_with_key(record(note), entry->key), edits});
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
