// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/store/terms.h"
#include "tests/index/temp_vault.h"

namespace tote::index::store {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TEST(Terms, LongKeysKeepTheirBeginningAndStayDistinct) {
  const std::string a(5000, 'a');
  const std::string b = a.substr(1) + 'b';
  EXPECT_LE(name_term(a).size(), 245u);
  EXPECT_NE(name_term(a), name_term(b));
  EXPECT_EQ(name_term(a), name_term(std::string(5000, 'a')));
  EXPECT_TRUE(name_term(a).starts_with(name_term("aaaaaaaaaaaaaaaaaaaa")));
}

TEST(Terms, KeysOfNulBytesFit) {
  const std::string term = link_term(std::string(200, '\0'));
  EXPECT_LE(term.size() + static_cast<std::size_t>(std::count(term.begin(), term.end(), '\0')),
            245u);
}

TEST(Terms, LongKeysAreCutBetweenCharacters) {
  for (std::size_t lead = 0; lead < 4; ++lead) {
    std::string key(lead, 'x');
    while (key.size() < 400)
      key += "\u674e";
    const std::string term = name_term(key);
    const std::string kept = term.substr(2, term.size() - 2 - 16);
    EXPECT_EQ((kept.size() - lead) % 3, 0u) << lead;
  }
}

TEST(Terms, RelationsDoNotShareTerms) {
  EXPECT_NE(edge_term("read", End::from, "x"), edge_term("readf", End::from, "x"));
  EXPECT_NE(edge_term("met", End::to, "x"), edge_term("met", End::from, "x"));
  EXPECT_NE(me_year_term("met", 201), me_year_term("met", 2011));
}

TEST(Terms, TagStandsForTheTagsAboveIt) {
  EXPECT_THAT(tag_terms("Books/Fantasy/Epic"),
              UnorderedElementsAre(tag_term("books"), tag_term("books/fantasy"),
                                   tag_term("books/fantasy/epic")));
  EXPECT_THAT(tag_terms("plain"), ElementsAre(tag_term("plain")));
  EXPECT_LE(tag_terms(std::string(1000, '/')).size(), 16u);
}

TEST(Terms, DateStandsForItsMonthAndYear) {
  EXPECT_THAT(field_date_terms("bought", {2024, 5, 12}),
              UnorderedElementsAre(field_date_term("bought", {2024, 5, 12}),
                                   field_date_term("bought", {2024, 5, 0}),
                                   field_date_term("bought", {2024, 0, 0})));
  EXPECT_THAT(field_date_terms("birthday", {0, 3, 14}),
              ElementsAre(field_date_term("birthday", {0, 3, 14})));
}

TEST(Terms, CjkRunsGiveCharactersAndPairs) {
  const CjkTerms terms = cjk_terms("李伟明");
  EXPECT_THAT(terms.characters, ElementsAre("李", "伟", "明"));
  EXPECT_THAT(terms.bigrams, ElementsAre("李伟", "伟明"));
  EXPECT_THAT(cjk_terms("李").bigrams, testing::IsEmpty());
  EXPECT_EQ(cjk_terms("\xe6\x9d").characters.size(), 1u);
}

TEST(Terms, OnlyFieldsWithAnOrderHaveSlots) {
  const Vocabulary vocabulary = test_vocabulary();
  const auto pages = field_slots(vocabulary, "pages");
  const auto rating = field_slots(vocabulary, "rating");
  ASSERT_TRUE(pages);
  ASSERT_TRUE(rating);
  EXPECT_NE(pages->min, pages->max);
  EXPECT_NE(pages->min, rating->min);
  EXPECT_FALSE(field_slots(vocabulary, "isbn"));
  EXPECT_FALSE(field_slots(vocabulary, "nosuch"));
}

}  // namespace
}  // namespace tote::index::store
