// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/name_table.h"

#include <bit>

#include <xapian.h>

#include "index/store/edge_values.h"
#include "index/store/terms.h"

namespace tote::index::store {
namespace {

[[noreturn]] void fail(NoteId note) {
  throw Xapian::DatabaseCorruptError("the names of note " + std::to_string(note));
}

}  // namespace

NameTable::Table::Table(std::size_t count) : entries_(std::bit_ceil(2 * count + 1)) {}

void NameTable::Table::add(const Entry& entry) {
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = entry.name & mask;
  while (entries_[at].owner.note != 0)
    at = (at + 1) & mask;
  entries_[at] = entry;
}

void NameTable::Table::find(std::uint64_t name, std::vector<Owner>& owners) const {
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t at = name & mask; entries_[at].owner.note != 0; at = (at + 1) & mask)
    if (entries_[at].name == name)
      owners.push_back(entries_[at].owner);
}

NameTable::NameTable(const Xapian::Database& database)
    : folders_(database.get_lastdocid() + 1, irregular_folder),
      files_(database.get_doccount()),
      titles_(0) {
  for (auto value = database.valuestream_begin(file_name_slot);
       value != database.valuestream_end(file_name_slot); ++value) {
    const NoteId note = value.get_docid();
    const auto packed = decode_file_name(*value);
    if (!packed || note >= folders_.size())
      fail(note);
    folders_[note] = packed->folder;
    files_.add({packed->name, {note, packed->folder}});
  }
  std::vector<Entry> titles;
  for (auto value = database.valuestream_begin(titles_slot);
       value != database.valuestream_end(titles_slot); ++value) {
    const NoteId note = value.get_docid();
    const auto packed = decode_titles(*value);
    if (!packed || note >= folders_.size())
      fail(note);
    for (const std::uint64_t title : *packed)
      titles.push_back({title, {note, folders_[note]}});
  }
  titles_ = Table(titles.size());
  for (const Entry& entry : titles)
    titles_.add(entry);
}

void NameTable::files(std::uint64_t name, std::vector<Owner>& owners) const {
  files_.find(name, owners);
}

void NameTable::titles(std::uint64_t name, std::vector<Owner>& owners) const {
  titles_.find(name, owners);
}

std::uint32_t NameTable::folder_of(NoteId note) const {
  return note < folders_.size() ? folders_[note] : irregular_folder;
}

}  // namespace tote::index::store
