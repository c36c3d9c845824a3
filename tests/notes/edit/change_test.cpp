// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/change.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "notes/edit/record.h"

namespace tote::notes {
namespace {

TEST(Change, TakesReplacementsInAnyOrder) {
  const auto text = replaced("one two three", {{{8, 13}, "3"}, {{0, 3}, "1"}, {{7, 7}, ","}});
  ASSERT_TRUE(text) << to_string(text.error());
  EXPECT_EQ(*text, "1 two, 3");
}

TEST(Change, RefusesPartsThatOverlapOrLeaveTheText) {
  EXPECT_FALSE(replaced("one two", {{{0, 4}, "x"}, {{3, 5}, "y"}}));
  EXPECT_FALSE(replaced("one", {{{2, 4}, "x"}}));
}

TEST(Change, LeavesOutWhatChangesNothing) {
  EXPECT_TRUE(splices_of("one two", {{{0, 3}, "one"}})->empty());
}

TEST(Change, InverseLeadsBackFromAnyEdits) {
  std::mt19937 random(7);
  const auto below = [&](std::size_t limit) { return random() % (limit + 1); };
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (std::size_t i = below(40); i > 0; --i)
      text += static_cast<char>('a' + below(3));
    std::vector<Replacement> replacements;
    for (std::uint32_t at = 0; at < text.size();) {
      const auto begin = at + static_cast<std::uint32_t>(below(5));
      const auto end = begin + static_cast<std::uint32_t>(below(4));
      if (end > text.size())
        break;
      replacements.push_back({{begin, end}, std::string(below(3), 'Z')});
      at = end + 1;
    }
    const auto splices = splices_of(text, replacements);
    ASSERT_TRUE(splices);
    const auto changed = splice(text, *splices);
    EXPECT_EQ(changed, *replaced(text, replacements));
    EXPECT_EQ(splice(changed, inverse(*splices)), text);
    EXPECT_EQ(inverse(inverse(*splices)), *splices);
  }
}

Record sample_record() {
  Record record;
  record.number = 12;
  record.time = 1'795'600'000;
  record.summary = "rename a:b,c to \n d";
  record.undoes = 3;
  record.made_folders = {"x", "x/y"};
  record.changes.push_back(
      {"a.md", "x/y/b.md", hash_of("1"), hash_of("2"), {{0, "1", std::string("\0,2:", 4)}}, 0640});
  record.changes.push_back({"new.md", "", std::nullopt, hash_of(""), {}, 0666});
  return record;
}

TEST(Record, ReadsBackAsItWasWritten) {
  const auto record = sample_record();
  const auto bytes = to_bytes(record);
  const auto back = parse_record(bytes);
  ASSERT_TRUE(back) << to_string(back.error());
  EXPECT_EQ(to_bytes(*back), bytes);
  EXPECT_EQ(back->summary, record.summary);
  EXPECT_EQ(back->changes[0].splices, record.changes[0].splices);
  EXPECT_EQ(back->changes[0].before, hash_of("1"));
  EXPECT_FALSE(back->changes[1].before);
}

TEST(Record, NoDamageGoesUnseen) {
  const auto bytes = to_bytes(sample_record());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(parse_record(bytes.substr(0, i))) << "cut at " << i;
    auto damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    EXPECT_FALSE(parse_record(damaged)) << "flipped at " << i;
  }
  EXPECT_FALSE(parse_record(bytes + "x"));
}

}  // namespace
}  // namespace tote::notes
