// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/name_table.h"

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

#include <xapian.h>

#include "index/store/edge_values.h"
#include "index/store/terms.h"
#include "index/store/value_blocks.h"

namespace tote::index::store {
namespace {

[[noreturn]] void fail(NoteId note) {
  throw Xapian::DatabaseCorruptError("the names of note " + std::to_string(note));
}

}  // namespace

AllNames::AllNames(const Xapian::Database& database)
    : folders(database.get_lastdocid() + 1, irregular_folder) {
  files.reserve(database.get_doccount());
  for_each_value(database, file_name_slot, [this](NoteId note, std::string_view value) {
    const auto packed = decode_file_name(value);
    if (!packed || note >= folders.size())
      fail(note);
    folders[note] = packed->folder;
    files.push_back({packed->name, {note, packed->folder}});
  });
  std::vector<std::uint64_t> keys;
  for_each_value(database, titles_slot, [this, &keys](NoteId note, std::string_view value) {
    if (!decode_titles(value, keys) || note >= folders.size())
      fail(note);
    for (const std::uint64_t title : keys)
      titles.push_back({title, {note, folders[note]}});
  });
}

NameTable::Table::Table(const std::vector<AllNames::Entry>& names, const WantedNames& wanted) {
  const auto is_wanted = [&](const AllNames::Entry& entry) { return wanted.may_hold(entry.name); };
  const auto count = static_cast<std::size_t>(std::count_if(names.begin(), names.end(), is_wanted));
  entries_.resize(std::bit_ceil(2 * count + 1));
  const std::size_t mask = entries_.size() - 1;
  for (const AllNames::Entry& entry : names) {
    if (!is_wanted(entry))
      continue;
    std::size_t at = entry.name & mask;
    while (entries_[at].owner.note != 0)
      at = (at + 1) & mask;
    entries_[at] = entry;
  }
}

void NameTable::Table::find(std::uint64_t name, std::vector<Owner>& owners) const {
  const std::size_t mask = entries_.size() - 1;
  for (std::size_t at = name & mask; entries_[at].owner.note != 0; at = (at + 1) & mask)
    if (entries_[at].name == name)
      owners.push_back(entries_[at].owner);
}

NameTable::NameTable(const AllNames& names, const WantedNames& wanted)
    : folders_(names.folders), files_(names.files, wanted), titles_(names.titles, wanted) {}

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
