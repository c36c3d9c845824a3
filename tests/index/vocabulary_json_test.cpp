// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/vocabulary.h"

namespace tote::index {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::string_view full = R"json({
  "types": [{"id": "book", "nouns": [["book", "books"], ["ebook"]], "dated": true, "folder": "books",
             "template": "book.md", "template_text": "# {{title}}"}],
  "fields": [{"id": "rating", "label": "Rating", "on": ["review"], "kind": "decimal", "list": true,
              "normalised": true, "spellings": ["My Score"], "values": ["1"], "min": 0.5, "max": 5,
              "via": "reviews",
              "verbs": [{"lemma": "rate", "forms": ["rates", "rated", "rated", "rating"]}],
              "nouns": [["rating", "ratings"]],
              "superlatives": [{"word": "finest", "picks": "highest"},
                               {"word": "poorest", "picks": "lowest"}]}],
  "relations": [{"id": "recommended-by", "inverse": "recommended", "from": ["book"],
                 "to": ["person", "literal"], "source": "date-field", "field": "Via Whom",
                 "spellings": ["via"], "date_field": "Recommended_On", "parents": ["told-about"],
                 "place_of": "met", "related": true, "bare_by": true,
                 "verbs": [{"lemma": "pan", "forms": ["pans", "panned", "panned", "panning"],
                            "frame": {"subj": "to", "obj": "from", "to": "me"},
                            "requires": ["to"], "polarity": -1}],
                 "nouns": [{"noun": ["blog", "blogs"], "end": "from", "prepositions": ["by"],
                            "where": {"network": "blog"}}],
                 "adjectives": [{"word": "unread", "has": false}, {"word": "read"}],
                 "examples": [["who panned X", "recommended-by(from=X,to=?)"]],
                 "not_phrases": ["pan"]
}]
})json";

TEST(VocabularyJson, ReadsEveryMember) {
  const auto parsed = parse_vocabulary(full, "tote.books");
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  const TypeDecl& type = parsed->types.at(0);
  EXPECT_EQ(type.plugin, "tote.books");
  EXPECT_EQ(type.nouns.at(0).plural, "books");
  EXPECT_EQ(type.nouns.at(1).plural, "");
  EXPECT_TRUE(type.is_dated);
  EXPECT_EQ(type.template_file, "book.md");
  const FieldDecl& field = parsed->fields.at(0);
  EXPECT_EQ(field.kind, FieldKind::decimal);
  EXPECT_TRUE(field.is_list);
  EXPECT_TRUE(field.is_normalised);
  EXPECT_THAT(field.spellings, ElementsAre("my-score"));
  EXPECT_EQ(field.bounds.min, 0.5);
  EXPECT_EQ(field.bounds.max, 5);
  EXPECT_EQ(field.verbs.at(0).forms[3], "rating");
  EXPECT_EQ(field.superlatives.at(0).word, "finest");
  EXPECT_TRUE(field.superlatives.at(0).is_highest);
  EXPECT_FALSE(field.superlatives.at(1).is_highest);
  const RelationDecl& relation = parsed->relations.at(0);
  EXPECT_EQ(relation.source, RelationSource::date_field);
  EXPECT_EQ(relation.field, "via-whom");
  EXPECT_EQ(relation.date_field, "recommended-on");
  EXPECT_TRUE(relation.is_related);
  EXPECT_TRUE(relation.is_bare_by);
  const VerbDecl& verb = relation.verbs.at(0);
  EXPECT_THAT(verb.frame,
              ElementsAre(Pair("obj", End::from), Pair("subj", End::to), Pair("to", End::me)));
  EXPECT_THAT(verb.requires_slots, ElementsAre("to"));
  EXPECT_EQ(verb.polarity, -1);
  EXPECT_THAT(relation.nouns.at(0).where, ElementsAre(Pair("network", "blog")));
  EXPECT_FALSE(relation.adjectives.at(0).has);
  EXPECT_TRUE(relation.adjectives.at(1).has);
  EXPECT_THAT(relation.examples, ElementsAre(Pair("who panned X", "recommended-by(from=X,to=?)")));
}

TEST(VocabularyJson, SnapshotReadsBackToTheSameBytes) {
  Vocabulary vocabulary = core_vocabulary();
  ASSERT_TRUE(merge(vocabulary, *parse_vocabulary(full, "tote.books")));
  const std::string snapshot = to_json(vocabulary);
  const auto parsed = parse_vocabulary(snapshot, "");
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  EXPECT_EQ(to_json(*parsed), snapshot);
  EXPECT_EQ(parsed->relation("recommended")->plugin, "tote.books");
  EXPECT_EQ(parsed->relation("mentions")->plugin, "core");
}

TEST(VocabularyJson, FieldOfARelationIsItsIdByDefault) {
  const auto parsed =
      parse_vocabulary(R"({"relations": [{"id": "met", "from": ["person"], "to": ["me"]}]})", "p");
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  EXPECT_EQ(parsed->relations.at(0).field, "met");
  EXPECT_EQ(parsed->relations.at(0).source, RelationSource::field);
}

TEST(VocabularyJson, WithoutBoundsHasNoneInTheSnapshot) {
  const auto parsed =
      parse_vocabulary(R"({"fields": [{"id": "pages", "on": ["book"], "kind": "integer"}]})", "p");
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  EXPECT_EQ(parsed->fields.at(0).bounds.min, std::nullopt);
  EXPECT_EQ(parsed->fields.at(0).bounds.max, std::nullopt);
  EXPECT_EQ(to_json(*parsed),
            R"({"fields":[{"id":"pages","plugin":"p","label":"pages","on":["book"],)"
            R"("kind":"integer"}]})");
}

struct BadCase {
  std::string name;
  std::string json;
  std::string message;
};

class BadVocabularyJson : public testing::TestWithParam<BadCase> {};

TEST_P(BadVocabularyJson, IsAnErrorThatNamesThePlace) {
  const auto parsed = parse_vocabulary(GetParam().json, "p");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(parsed.error().message, testing::HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadVocabularyJson,
    testing::Values(
        BadCase{"syntax", "{\"types\": [", "not valid JSON"},
        BadCase{"no_object", "[]", "the document must be an object"},
        BadCase{"no_list", R"({"types": {}})", "'/types' must be a list"},
        BadCase{"no_id", R"({"types": [{}]})", "'/types/0' needs a member 'id'"},
        BadCase{"bad_id", R"({"types": [{"id": "Book"}]})", "'/types/0/id' must be lower case"},
        BadCase{"unknown_member", R"({"types": [{"id": "book", "noun": []}]})",
                "'/types/0' has a member 'noun'"},
        BadCase{"no_types", R"({"fields": [{"id": "isbn"}]})", "'/fields/0' needs a member 'on'"},
        BadCase{"bad_kind", R"({"fields": [{"id": "isbn", "on": ["*"], "kind": "number"}]})",
                "'/fields/0/kind' must be one of: text, keyword"},
        BadCase{"bound_is_no_number",
                R"({"fields": [{"id": "pages", "on": ["*"], "kind": "integer", "min": "1"}]})",
                "'/fields/0/min' must be a number"},
        BadCase{
            "bounds_crossed",
            R"({"fields": [{"id": "pages", "on": ["*"], "kind": "integer", "min": 5, "max": 1}]})",
            "'/fields/0' has a 'min' above its 'max'"},
        BadCase{"bounds_of_no_number", R"({"fields": [{"id": "isbn", "on": ["*"], "max": 1}]})",
                "'/fields/0' has 'min' or 'max', which are for the kinds integer and decimal"},
        BadCase{"bounds_of_a_date",
                R"({"fields": [{"id": "born", "on": ["*"], "kind": "date", "min": 1900}]})",
                "'/fields/0' has 'min' or 'max'"},
        BadCase{"half_a_bound",
                R"({"fields": [{"id": "pages", "on": ["*"], "kind": "integer", "min": 0.5}]})",
                "'/fields/0' is an integer: its 'min' and 'max' must be whole numbers"},
        BadCase{"no_ends", R"({"relations": [{"id": "met"}]})", "'from' and 'to'"},
        BadCase{"few_forms",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["meets"]}]}]})",
                "'/relations/0/verbs/0' must have a lemma and four forms"},
        BadCase{"unknown_slot",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["a", "b", "c", "d"],
                               "requires": ["about"]}]}]})",
                "names 'about', which is no slot"},
        BadCase{"empty_form",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["meets", "", "met", "meeting"],
                               "frame": {"subj": "me"}}]}]})",
                "'/relations/0/verbs/0' must have a lemma and four forms"},
        BadCase{"misspelt_slot",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["a", "b", "c", "d"],
                               "frame": {"subj": "me", "object": "from"}}]}]})",
                "'/relations/0/verbs/0/frame' has the slot 'object', which is neither subj"},
        BadCase{"unknown_end",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["a", "b", "c", "d"],
                               "frame": {"subj": "owner"}}]}]})",
                "'/relations/0/verbs/0/frame/subj' must be one of: from, to, me"},
        BadCase{"no_subject",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["a", "b", "c", "d"]}]}]})",
                "'/relations/0/verbs/0' needs a frame with the slot 'subj'"},
        BadCase{"field_of_the_core", R"({"fields": [{"id": "tags", "on": ["*"]}]})",
                "'/fields/0' declares the field 'tags', which tote itself reads"},
        BadCase{"relation_of_the_core",
                R"({"relations": [{"id": "kind", "field": "Type", "from": ["*"], "to": ["*"]}]})",
                "'/relations/0' declares the field 'type', which tote itself reads"},
        BadCase{"bad_polarity",
                R"({"relations": [{"id": "met", "from": ["*"], "to": ["*"],
                    "verbs": [{"lemma": "meet", "forms": ["a", "b", "c", "d"],
                               "polarity": 2}]}]})",
                "'/relations/0/verbs/0/polarity' must be 1, or -1"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::index
