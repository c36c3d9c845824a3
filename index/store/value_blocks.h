// SPDX-License-Identifier: GPL-2.0-or-later
// The values of the slots that hold names, once more, those of a few hundred notes in one piece of
// metadata: the names of all notes are read at once, and note by note that takes ten times as long.
// The slots are what counts; blocks are made from them. Private to index/store.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "index/answer.h"
#include "index/store/terms.h"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace tote::index::store {

inline constexpr std::array<std::uint32_t, 3> slots_in_blocks = {file_name_slot, titles_slot,
                                                                 names_slot};

/// Makes the blocks of all notes. Part of the next commit. Linear. Throws Xapian's exceptions.
void write_blocks(Xapian::WritableDatabase& database);
/// Makes those anew that hold these notes, be it that they were deleted.
void write_blocks(Xapian::WritableDatabase& database, const std::set<NoteId>& changed);

/// Calls `use` with each note that has a value in one of slots_in_blocks, ascending, and the value,
/// which is valid until `use` ends. Throws Xapian's exceptions.
void for_each_value(const Xapian::Database& database, std::uint32_t slot,
                    const std::function<void(NoteId, std::string_view)>& use);

/// Reads one block: calls `use` as for_each_value; false if the bytes are damaged. `last` is the
/// note before the block's first.
[[nodiscard]] bool read_block(std::string_view bytes, NoteId last,
                              const std::function<void(NoteId, std::string_view)>& use);

}  // namespace tote::index::store
