// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/value_blocks.h"

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/metadata.h"

namespace tote::index::store {
namespace {

/// A changed note rewrites a block of each slot; a block costs about as much to find as to read.
/// On disk.
constexpr NoteId notes_in_block = 256;

/// The number of the block that holds a note.
std::uint32_t block_of(NoteId note) {
  return (note - 1) / notes_in_block;
}

/// The note before the first of a block.
NoteId before(std::uint32_t block) {
  return block * notes_in_block;
}

void write_block(Xapian::WritableDatabase& database, std::uint32_t slot, std::uint32_t block) {
  ByteWriter out;
  NoteId last = before(block);
  auto value = database.valuestream_begin(slot);
  if (value != database.valuestream_end(slot))
    value.skip_to(last + 1);
  for (; value != database.valuestream_end(slot); ++value) {
    const NoteId note = value.get_docid();
    if (block_of(note) != block)
      break;
    out.put_number(note - last);
    out.put_text(*value);
    last = note;
  }
  database.set_metadata(metadata::block_key(slot, block), out.take());
}

}  // namespace

void write_blocks(Xapian::WritableDatabase& database) {
  for (const std::uint32_t slot : slots_in_blocks)
    for (std::uint32_t block = 0; before(block) < database.get_lastdocid(); ++block)
      write_block(database, slot, block);
}

void write_blocks(Xapian::WritableDatabase& database, const std::set<NoteId>& changed) {
  std::set<std::uint32_t> blocks;
  for (const NoteId note : changed)
    blocks.insert(block_of(note));
  for (const std::uint32_t slot : slots_in_blocks)
    for (const std::uint32_t block : blocks)
      write_block(database, slot, block);
}

void for_each_value(const Xapian::Database& database, std::uint32_t slot,
                    const std::function<void(NoteId, std::string_view)>& use) {
  for (std::uint32_t block = 0; before(block) < database.get_lastdocid(); ++block)
    if (!read_block(database.get_metadata(metadata::block_key(slot, block)), before(block), use))
      throw Xapian::DatabaseCorruptError("the names of the notes behind " +
                                         std::to_string(before(block)));
}

bool read_block(std::string_view bytes, NoteId last,
                const std::function<void(NoteId, std::string_view)>& use) {
  const NoteId end = last + notes_in_block;
  ByteReader in(bytes);
  while (!in.is_at_end()) {
    const std::uint64_t step = in.number();
    const std::string_view value = in.text();
    if (in.has_failed() || step == 0 || step > end - last)
      return false;
    last += static_cast<NoteId>(step);
    use(last, value);
  }
  return !in.has_failed();
}

}  // namespace tote::index::store
