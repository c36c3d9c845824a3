// SPDX-License-Identifier: GPL-2.0-or-later
// A line on the way to being typed, and the table of frequent words that makes it quick.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "index/search/as_you_type.h"
#include "index/search/text_terms.h"
#include "index/store/prefix_table.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AsYouType : public testing::Test {
 protected:
  void SetUp() override {
    vault_.note("books/Ravenmarked.md", "---\ntype: book\n---\nA raven over the harbour.\n");
    vault_.note("people/Rafael Ortiz.md", "---\ntype: person\naliases: [The wanderer]\n---\n");
    vault_.note("journal/2011-07-03.md", "Ravens all day, and a long harbour wall.\n");
    vault_.note("journal/2011-07-04.md", "Nothing but rain.\n");
    vault_.index();
  }

  [[nodiscard]] std::vector<std::string> found(std::string_view typed,
                                               std::uint32_t limit = 10) const {
    AskOptions options;
    options.limit = limit;
    const auto answer = vault_.open().search_as_you_type(typed, options);
    EXPECT_TRUE(answer);
    std::vector<std::string> paths;
    for (const AnswerItem& item : answer->items)
      paths.push_back(item.note->path);
    return paths;
  }

  TempVault vault_;
};

TEST_F(AsYouType, NamesComeFirstAndThenTheText) {
  EXPECT_THAT(found("rav"), ElementsAre("books/Ravenmarked.md", "journal/2011-07-03.md"));
  EXPECT_THAT(found("RAFAEL o"), ElementsAre("people/Rafael Ortiz.md"));
  EXPECT_THAT(found("the wand"), ElementsAre("people/Rafael Ortiz.md"));
}

TEST_F(AsYouType, OnlyTheLastWordMayGoOn) {
  EXPECT_THAT(found("harbour wa"), ElementsAre("journal/2011-07-03.md"));
  EXPECT_THAT(found("harb wall"), IsEmpty());
}

TEST_F(AsYouType, ASpaceEndsTheWord) {
  EXPECT_THAT(found("rain "), ElementsAre("journal/2011-07-04.md"));
  EXPECT_THAT(found("rai "), IsEmpty());
}

TEST_F(AsYouType, TakesWhatIsHalfTyped) {
  for (const char* typed :
       {"", " ", "\"", "\"rav", "type:", "type:bo", "(", "-", "#", "[[", "read:"})
    (void)found(typed);
  EXPECT_THAT(found("type:book rav"), ElementsAre("books/Ravenmarked.md"));
}

TEST_F(AsYouType, GivesNoMoreThanAskedFor) {
  EXPECT_THAT(found("r", 1), ElementsAre("people/Rafael Ortiz.md"));
}

TEST_F(AsYouType, TextIsShownInASnippet) {
  AskOptions options;
  const auto answer = vault_.open().search_as_you_type("long har", options);
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->items.size(), 1u);
  EXPECT_EQ(answer->items[0].snippet.marks.size(), 2u);
}

TEST(FewOf, AreFewerTheMoreFrequentTheyAre) {
  EXPECT_EQ(search::few_of({}), 0u);
  EXPECT_EQ(search::few_of(std::vector<std::uint32_t>(20, 1'000)), 8u);
  EXPECT_EQ(search::few_of({30'000, 20'000, 10'000, 5}), 2u);
  EXPECT_EQ(search::few_of({200'000, 5, 5}), 1u);
  EXPECT_EQ(search::few_of({5, 5}), 2u);
}

/// A database of `notes` documents with words under "s", the first words in more of them.
class PrefixTable : public testing::Test {
 protected:
  void add(std::uint32_t notes) {
    for (std::uint32_t i = 0; i < notes; ++i) {
      Xapian::Document document;
      document.add_term("sa" + std::to_string(100 + i % 400));
      document.add_term(i % 2 == 0 ? "seldom" : "sometimes");
      document.add_term("salt");
      document.add_term("tea");
      document.add_term("S" + std::string("salt"));
      database_.add_document(document);
    }
    database_.commit();
  }

  TempVault folder_;
  Xapian::WritableDatabase database_{folder_.root().string() + "/words", Xapian::DB_CREATE};
};

TEST_F(PrefixTable, HasTheMostFrequentWordsOfLongListsOnly) {
  add(1'001);
  ASSERT_TRUE(store::is_prefix_table_due(database_));
  store::write_prefix_table(database_);
  EXPECT_FALSE(store::is_prefix_table_due(database_));
  const auto words = store::frequent_words(database_, "s");
  ASSERT_TRUE(words);
  ASSERT_EQ(words->size(), store::words_per_prefix);
  EXPECT_EQ((*words)[0], "salt");
  EXPECT_EQ((*words)[1], "seldom");
  EXPECT_EQ((*words)[2], "sometimes");
  EXPECT_EQ(store::frequent_words(database_, "sa")->front(), "salt");
  EXPECT_FALSE(store::frequent_words(database_, "t"));
  EXPECT_FALSE(store::frequent_words(database_, "sal"));
  EXPECT_FALSE(store::frequent_words(database_, "salt"));
}

TEST_F(PrefixTable, IsDueWhenATenthIsNew) {
  add(1'000);
  store::write_prefix_table(database_);
  add(100);
  EXPECT_FALSE(store::is_prefix_table_due(database_));
  add(1);
  EXPECT_TRUE(store::is_prefix_table_due(database_));
  store::write_prefix_table(database_);
  EXPECT_FALSE(store::is_prefix_table_due(database_));
}

TEST_F(PrefixTable, IsNotMadeForFewNotes) {
  add(10);
  EXPECT_FALSE(store::is_prefix_table_due(database_));
}

}  // namespace
}  // namespace tote::index
