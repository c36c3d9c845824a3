// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/vocabulary.h"

#include <gtest/gtest.h>

namespace tote::index {
namespace {

Vocabulary parsed(std::string_view json, std::string_view plugin) {
  auto vocabulary = parse_vocabulary(json, plugin);
  EXPECT_TRUE(vocabulary) << to_string(vocabulary.error());
  return vocabulary ? *vocabulary : Vocabulary();
}

constexpr std::string_view books = R"({
  "types": [{"id": "book", "nouns": [["book", "books"]]}],
  "fields": [{"id": "status", "on": ["book"]}, {"id": "url", "on": ["*"]},
             {"id": "rating", "on": ["review"], "spellings": ["score"]}],
  "relations": [{"id": "author", "inverse": "wrote", "from": ["book"], "to": ["person"],
                 "spellings": ["by"]}]})";

TEST(Vocabulary, FindsByIdAndInverse) {
  const Vocabulary vocabulary = parsed(books, "books");
  EXPECT_EQ(vocabulary.type("book")->id, "book");
  EXPECT_EQ(vocabulary.type("film"), nullptr);
  EXPECT_EQ(vocabulary.relation("author")->id, "author");
  EXPECT_EQ(vocabulary.relation("wrote")->id, "author");
  EXPECT_EQ(vocabulary.relation("read"), nullptr);
}

TEST(Vocabulary, FindsFieldsByKeySpellingAndType) {
  const Vocabulary vocabulary = parsed(books, "books");
  EXPECT_EQ(vocabulary.field("score", "review")->id, "rating");
  EXPECT_EQ(vocabulary.field("score")->id, "rating");
  EXPECT_EQ(vocabulary.field("score", "book"), nullptr);
  EXPECT_EQ(vocabulary.field("url", "person")->id, "url");
  EXPECT_EQ(vocabulary.relation_of_field("by", "book")->id, "author");
  EXPECT_EQ(vocabulary.relation_of_field("by", "person"), nullptr);
}

TEST(Vocabulary, DeclarationForATypeGoesBeforeOneForAll) {
  Vocabulary vocabulary = parsed(books, "books");
  ASSERT_TRUE(
      merge(vocabulary,
            parsed(R"({"fields": [{"id": "url", "on": ["profile"], "label": "Page"}]})", "links")));
  EXPECT_EQ(vocabulary.field("url", "profile")->label, "Page");
  EXPECT_EQ(vocabulary.field("url", "book")->label, "url");
}

TEST(Vocabulary, MergeAddsNounsToAKnownType) {
  Vocabulary vocabulary = parsed(books, "books");
  ASSERT_TRUE(
      merge(vocabulary, parsed(R"({"types": [{"id": "book", "folder": "library", "dated": true,
                                          "nouns": [["book", "books"], ["tome", "tomes"]]}]})",
                               "more")));
  ASSERT_EQ(vocabulary.types.size(), 1u);
  EXPECT_EQ(vocabulary.types[0].nouns.size(), 2u);
  EXPECT_EQ(vocabulary.types[0].nouns[1].singular, "tome");
  EXPECT_EQ(vocabulary.types[0].folder, "library");
  EXPECT_TRUE(vocabulary.types[0].is_dated);
}

TEST(Vocabulary, MergeKeepsOneKeyForDifferentTypes) {
  Vocabulary vocabulary = parsed(books, "books");
  EXPECT_TRUE(
      merge(vocabulary, parsed(R"({"fields": [{"id": "status", "on": ["post"]}]})", "posts")));
  EXPECT_EQ(vocabulary.field("status", "post")->plugin, "posts");
}

class TakenId : public testing::TestWithParam<const char*> {};

TEST_P(TakenId, IsRefusedAndChangesNothing) {
  Vocabulary vocabulary = parsed(books, "books");
  const std::string before = to_json(vocabulary);
  const auto result = merge(vocabulary, parsed(GetParam(), "other"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::invalid_input);
  EXPECT_NE(result.error().message.find("'books' declares already"), std::string::npos);
  EXPECT_EQ(to_json(vocabulary), before);
}

INSTANTIATE_TEST_SUITE_P(
    All, TakenId,
    testing::Values(
        R"({"types": [{"id": "film"}],
            "relations": [{"id": "author", "from": ["film"], "to": ["person"]}]})",
        R"({"relations": [{"id": "wrote", "from": ["film"], "to": ["person"]}]})",
        R"({"relations": [{"id": "penned-by", "from": ["book"], "to": ["person"], "field": "by"}]})",
        R"({"fields": [{"id": "status", "on": ["post", "book"]}]})",
        R"({"fields": [{"id": "author", "on": ["book"]}]})"));

}  // namespace
}  // namespace tote::index
