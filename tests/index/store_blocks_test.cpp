// SPDX-License-Identifier: GPL-2.0-or-later
// Blocks must hold what the slots hold, whatever was added, changed and deleted since.
#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/value_blocks.h"
#include "tests/index/temp_vault.h"

namespace tote::index::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

using Values = std::map<NoteId, std::string>;

Values in_slot(const Xapian::Database& database, std::uint32_t slot) {
  Values values;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
       ++value)
    values.emplace(value.get_docid(), *value);
  return values;
}

Values in_blocks(const Xapian::Database& database, std::uint32_t slot) {
  Values values;
  for_each_value(database, slot, [&](NoteId note, std::string_view value) {
    EXPECT_TRUE(values.empty() || values.rbegin()->first < note);
    values.emplace(note, value);
  });
  return values;
}

class Blocks : public testing::Test {
 protected:
  static Xapian::Document document(std::uint32_t seed) {
    Xapian::Document document;
    document.add_value(file_name_slot, "file " + std::to_string(seed));
    if (seed % 3 == 0)
      document.add_value(titles_slot, std::string(seed % 200, 't'));
    document.add_value(names_slot, std::string("\0\xff", 2) + std::to_string(seed));
    return document;
  }

  void expect_same() const {
    for (const std::uint32_t slot : slots_in_blocks)
      EXPECT_EQ(in_blocks(database_, slot), in_slot(database_, slot)) << "slot " << slot;
  }

  TempVault folder_;
  Xapian::WritableDatabase database_{folder_.root().string() + "/values", Xapian::DB_CREATE};
};

TEST_F(Blocks, HoldTheValuesOfAllNotes) {
  for (std::uint32_t i = 1; i <= 700; ++i)
    database_.add_document(document(i));
  write_blocks(database_);
  database_.commit();
  expect_same();
  EXPECT_EQ(in_blocks(database_, file_name_slot).size(), 700u);
}

TEST_F(Blocks, FollowWhatChanges) {
  for (std::uint32_t i = 1; i <= 700; ++i)
    database_.add_document(document(i));
  write_blocks(database_);
  database_.commit();
  std::set<NoteId> changed;
  for (NoteId note = 257; note <= 512; ++note) {  // a whole block
    database_.delete_document(note);
    changed.insert(note);
  }
  database_.delete_document(1);
  database_.replace_document(256, document(9'999));
  database_.replace_document(700, document(3));
  database_.replace_document(2'000, document(4));  // with blocks between that have nothing
  changed.insert({1, 256, 700, 2'000});
  // Before the commit, as a writer does it.
  write_blocks(database_, changed);
  database_.commit();
  expect_same();
  EXPECT_EQ(in_blocks(database_, file_name_slot).count(300), 0u);
}

TEST_F(Blocks, OfNoNotesAreNone) {
  write_blocks(database_);
  EXPECT_THAT(in_blocks(database_, names_slot), IsEmpty());
}

TEST(BlocksOfAVault, FollowItsNotes) {
  TempVault vault;
  vault.note("a.md", "---\naliases: [First]\n---\n# A title\n");
  vault.note("b.md", "text\n");
  vault.index();
  vault.note("c/d.md", "# Another\n");
  vault.note("a.md", "# Renamed\n");
  vault.remove("b.md");
  vault.index();
  const Xapian::Database& database = vault.reader().database();
  for (const std::uint32_t slot : slots_in_blocks)
    EXPECT_EQ(in_blocks(database, slot), in_slot(database, slot)) << "slot " << slot;
  EXPECT_EQ(in_blocks(database, file_name_slot).size(), 2u);
}

TEST(Block, RefusesWhatMakesNoSense) {
  const auto read = [](std::string_view bytes, Values& values) {
    return read_block(bytes, 256,
                      [&](NoteId note, std::string_view value) { values.emplace(note, value); });
  };
  const auto block = [](std::uint64_t step) {
    ByteWriter out;
    out.put_number(step);
    out.put_text("value");
    return out.take();
  };
  Values values;
  EXPECT_TRUE(read(block(256), values));
  EXPECT_THAT(values, ElementsAre(Pair(512u, "value")));
  EXPECT_FALSE(read(block(257), values));  // belongs to the next block
  EXPECT_FALSE(read(block(0), values));    // not behind the one before
  EXPECT_FALSE(read(block(std::uint64_t{1} << 40), values));
  EXPECT_FALSE(read(block(1).substr(0, 4), values));
}

}  // namespace
}  // namespace tote::index::store
