// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/name_list.h"

#include <algorithm>
#include <tuple>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/edit_distance.h"
#include "index/store/terms.h"
#include "index/store/value_blocks.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

std::uint32_t character_count(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
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

NameShape shape_of(std::string_view key) {
  const std::string squashed = squashed_name(key);
  return {letter_set(key), letter_set(squashed), character_count(key), character_count(squashed)};
}

void put_name(ByteWriter& out, std::string_view key, bool is_file_name) {
  if (key.empty() || key.size() > max_guessed_bytes)
    return;
  const NameShape shape = shape_of(key);
  out.put_number(std::uint64_t{shape.squashed_length} * 2 + (is_file_name ? 1 : 0));
  out.put_number(shape.length);
  out.put_fixed(shape.letters);
  out.put_fixed(shape.squashed_letters);
  out.put_text(key);
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

std::string encode_names(const notes::Note& note) {
  ByteWriter out;
  const std::string title = notes::name_key(note.title);
  put_name(out, title, false);
  if (const std::string file_name = notes::name_key(note.stem()); file_name != title)
    put_name(out, file_name, true);
  for (const std::string& alias : note.aliases)
    put_name(out, notes::name_key(alias), false);
  return out.take();
}

NameList::NameList(const Xapian::Database& database) {
  constexpr std::size_t usual_name_bytes = 24;
  // Many notes have a file name beside their title.
  const std::size_t usual_names = std::size_t{2} * database.get_doccount();
  entries_.reserve(usual_names);
  text_.reserve(usual_names * usual_name_bytes);
  for_each_value(database, names_slot, [this](NoteId note, std::string_view names) {
    if (!add(names))
      throw Xapian::DatabaseCorruptError("the names of note " + std::to_string(note));
  });
}

bool NameList::add(std::string_view bytes) {
  ByteReader in(bytes);
  while (!in.is_at_end() && !in.has_failed()) {
    Entry& entry = entries_.emplace_back();
    const std::uint64_t length_and_kind = in.number();
    entry.squashed_length = static_cast<std::uint8_t>(length_and_kind / 2);
    entry.is_file_name = length_and_kind % 2 == 1;
    entry.length = static_cast<std::uint8_t>(in.number());
    entry.letters = in.fixed();
    entry.squashed_letters = in.fixed();
    const std::string_view key = in.text();
    if (key.size() > max_guessed_bytes)
      in.fail();
    entry.begin = static_cast<std::uint32_t>(text_.size());
    entry.size = static_cast<std::uint8_t>(key.size());
    text_ += key;
  }
  return !in.has_failed();
}

std::vector<NameList::Near> NameList::near(std::string_view key, std::uint32_t allowed) const {
  const std::string letters = squashed_name(key);
  const NameShape shape = shape_of(key);
  const auto are_near = [allowed](std::uint32_t a, std::uint32_t b) {
    return a <= b + allowed && b <= a + allowed;
  };
  std::vector<Near> close;
  std::string own_letters;
  for (const Entry& entry : entries_) {
    std::uint32_t edits = allowed + 1;
    if (are_near(shape.length, entry.length) && may_be_near(shape.letters, entry.letters, allowed))
      edits = edit_distance(key, key_of(entry), allowed);
    if (are_near(shape.squashed_length, entry.squashed_length) &&
        may_be_near(shape.squashed_letters, entry.squashed_letters, allowed)) {
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
