// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/name_list.h"

#include <algorithm>
#include <tuple>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/edit_distance.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::uint32_t character_count(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_same_but_for_case(std::string_view key, std::string_view name) {
  return std::equal(key.begin(), key.end(), name.begin(), name.end(), [](char folded, char c) {
    return folded == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

/// Whether a squashed name keeps this ASCII character.
bool is_kept(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void squash(std::string_view key, std::string& into) {
  key = without_article(key);
  if (!is_ascii(key)) {
    into = notes::squashed_key(key);
    return;
  }
  into.clear();
  for (const char c : key)
    if (is_kept(c))
      into += c;
}

}  // namespace

std::string_view without_article(std::string_view key) {
  for (const std::string_view article : articles)
    if (key.starts_with(article))
      return key.substr(article.size());
  return key;
}

std::string squashed_name(std::string_view key) {
  std::string letters;
  squash(key, letters);
  return letters;
}

std::string_view file_stem(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  for (const std::string_view ending : {".md", ".markdown"})
    if (path.size() > ending.size() && path.ends_with(ending))
      return path.substr(0, path.size() - ending.size());
  return path;
}

NameList::Shapes NameList::shapes_of(std::string_view key) {
  Shapes shapes;
  if (!is_ascii(key)) {
    const std::string squashed = squashed_name(key);
    return {{letter_set(key), character_count(key)},
            {letter_set(squashed), character_count(squashed)}};
  }
  // In one go: what is squashed has the same letters but for the article and what is none.
  const std::string_view bare = without_article(key);
  std::uint64_t between = 0;
  for (const char c : bare)
    if (is_kept(c)) {
      add_letter(shapes.squashed.letters, static_cast<unsigned char>(c));
      ++shapes.squashed.length;
    } else {
      add_letter(between, static_cast<unsigned char>(c));
    }
  shapes.key = {shapes.squashed.letters | between, static_cast<std::uint32_t>(key.size())};
  for (const char c : key.substr(0, key.size() - bare.size()))
    add_letter(shapes.key.letters, static_cast<unsigned char>(c));
  return shapes;
}

NameList::NameList(const Reader& reader) {
  const Xapian::Database& database = reader.database();
  constexpr std::size_t usual_name_bytes = 24;
  // Many notes have a file name beside their title.
  const std::size_t names = std::size_t{2} * database.get_doccount();
  entries_.reserve(names);
  text_.reserve(names * usual_name_bytes);
  for (auto value = database.valuestream_begin(title_slot);
       value != database.valuestream_end(title_slot); ++value)
    add_title(reader, value.get_docid(), *value);
  for (auto value = database.valuestream_begin(aliases_slot);
       value != database.valuestream_end(aliases_slot); ++value) {
    const std::string bytes = *value;
    ByteReader in(bytes);
    while (!in.is_at_end() && !in.has_failed())
      add(in.text(), false);
  }
}

/// Takes a value of title_slot: the key of the title, perhaps cut, and the path.
void NameList::add_title(const Reader& reader, NoteId note, std::string_view order) {
  const std::size_t end = std::min(order.find('\0'), order.size());
  const std::string_view key = order.substr(0, end);
  const std::string_view stem = file_stem(order.substr(std::min(end + 1, order.size())));
  if (key.size() >= max_title_order_bytes)
    add(notes::name_key(reader.card(note).title), false);
  else
    add(key, false);
  if (!is_same_but_for_case(key, stem))
    add(notes::name_key(stem), true);
}

void NameList::add(std::string_view key, bool is_file_name) {
  if (key.empty() || key.size() > max_guessed_bytes)
    return;
  const Shapes shapes = shapes_of(key);
  entries_.push_back(
      {shapes.key.letters, shapes.squashed.letters, static_cast<std::uint32_t>(text_.size()),
       static_cast<std::uint8_t>(key.size()), static_cast<std::uint8_t>(shapes.key.length),
       static_cast<std::uint8_t>(shapes.squashed.length), is_file_name});
  text_ += key;
}

std::vector<NameList::Near> NameList::near(std::string_view key, std::uint32_t allowed) const {
  const std::string letters = squashed_name(key);
  const Shapes shapes = shapes_of(key);
  const auto is_possible = [allowed](const Shape& shape, std::uint64_t own, std::uint32_t length) {
    return shape.length <= length + allowed && length <= shape.length + allowed &&
           may_be_near(shape.letters, own, allowed);
  };
  std::vector<Near> close;
  std::string own_letters;
  for (const Entry& entry : entries_) {
    std::uint32_t edits = allowed + 1;
    if (is_possible(shapes.key, entry.letters, entry.length))
      edits = edit_distance(key, key_of(entry), allowed);
    if (is_possible(shapes.squashed, entry.squashed_letters, entry.squashed_length)) {
      squash(key_of(entry), own_letters);
      edits = std::min(edits, edit_distance(letters, own_letters, allowed));
    }
    if (edits <= allowed)
      close.push_back({edits, entry.is_file_name, key_of(entry)});
  }
  std::sort(close.begin(), close.end(), [](const Near& a, const Near& b) {
    return std::tie(a.edits, a.is_file_name, a.key) < std::tie(b.edits, b.is_file_name, b.key);
  });
  return close;
}

}  // namespace tote::index::store
