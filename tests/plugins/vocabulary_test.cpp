// SPDX-License-Identifier: GPL-2.0-or-later
// The four plugins declare one vocabulary together: every id that a declaration leans on exists,
// and nothing is declared twice.
#include "index/vocabulary.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tote::plugins {
namespace {

using index::RelationSource;
using index::Vocabulary;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::array names = {"contacts", "books", "posts", "links"};

std::string read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The members of a plugin.json that make up its vocabulary.
std::string declarations(const std::string& name) {
  const auto manifest =
      nlohmann::ordered_json::parse(read_file(TOTE_PLUGINS_DIR "/" + name + "/plugin.json"));
  nlohmann::ordered_json json;
  for (const char* member : {"types", "fields", "relations"})
    json[member] = manifest.at(member);
  return json.dump();
}

Vocabulary merged_vocabulary() {
  Vocabulary all = index::core_vocabulary();
  for (const char* name : names) {
    auto declared = index::parse_vocabulary(declarations(name), name);
    if (!declared) {
      ADD_FAILURE() << name << ": " << to_string(declared.error());
      continue;
    }
    const auto result = merge(all, *std::move(declared));
    if (!result)
      ADD_FAILURE() << name << ": " << to_string(result.error());
  }
  return all;
}

const Vocabulary& vocabulary() {
  static const Vocabulary all = merged_vocabulary();
  return all;
}

bool is_known_type(const std::string& type) {
  return type == "*" || vocabulary().type(type) != nullptr;
}

TEST(PluginVocabulary, NamesOnlyTypesThatAreDeclared) {
  for (const auto& field : vocabulary().fields)
    for (const auto& type : field.on)
      EXPECT_TRUE(is_known_type(type)) << field.id << " on " << type;
  for (const auto& relation : vocabulary().relations) {
    for (const auto& type : relation.from)
      EXPECT_TRUE(is_known_type(type)) << relation.id << " from " << type;
    for (const auto& type : relation.to)
      EXPECT_TRUE(is_known_type(type) || type == "me" || type == "literal")
          << relation.id << " to " << type;
  }
}

TEST(PluginVocabulary, LeansOnlyOnRelationsThatAreDeclared) {
  for (const auto& relation : vocabulary().relations) {
    for (const auto& parent : relation.parents)
      EXPECT_NE(vocabulary().relation(parent), nullptr) << relation.id << " implies " << parent;
    if (!relation.place_of.empty()) {
      EXPECT_NE(vocabulary().relation(relation.place_of), nullptr) << relation.id;
    }
  }
  for (const auto& field : vocabulary().fields)
    if (!field.via.empty()) {
      EXPECT_NE(vocabulary().relation(field.via), nullptr) << field.id;
    }
}

TEST(PluginVocabulary, HoldsWithTheOwnerWhereAFieldHoldsDates) {
  for (const auto& relation : vocabulary().relations)
    if (relation.source == RelationSource::date_field) {
      EXPECT_THAT(relation.to, ::testing::ElementsAre("me")) << relation.id;
    }
}

TEST(PluginVocabulary, FillsEverySlotThatAVerbRequires) {
  for (const auto& relation : vocabulary().relations) {
    for (const auto& verb : relation.verbs) {
      EXPECT_THAT(verb.frame, Not(IsEmpty())) << relation.id << ": " << verb.lemma;
      EXPECT_TRUE(verb.frame.contains("subj")) << relation.id << ": " << verb.lemma;
      for (const auto& slot : verb.requires_slots)
        EXPECT_TRUE(verb.frame.contains(slot)) << relation.id << ": " << verb.lemma << ' ' << slot;
    }
  }
}

TEST(PluginVocabulary, ShowsHowEveryRelationIsAskedFor) {
  for (const auto& relation : vocabulary().relations)
    if (relation.plugin != "core") {
      EXPECT_THAT(relation.examples, Not(IsEmpty())) << relation.id;
    }
}

TEST(PluginVocabulary, TakesWritingAboutANoteForMentioningIt) {
  const auto* mentions = vocabulary().relation("mentions");
  ASSERT_NE(mentions, nullptr);
  const auto& verbs = mentions->verbs;
  const auto write = std::find_if(verbs.begin(), verbs.end(),
                                  [](const auto& verb) { return verb.lemma == "write"; });
  ASSERT_NE(write, verbs.end());
  EXPECT_EQ(write->frame.at("subj"), index::End::me);
  EXPECT_EQ(write->frame.at("obj"), index::End::from);
  EXPECT_EQ(write->frame.at("about"), index::End::to);
}

TEST(PluginVocabulary, GivesEveryTypeAFolderAndATemplate) {
  for (const char* name : names) {
    const auto declared = index::parse_vocabulary(declarations(name), name);
    ASSERT_TRUE(declared) << name;
    for (const auto& type : declared->types) {
      EXPECT_THAT(type.folder, Not(IsEmpty())) << type.id;
      const std::string text =
          read_file(std::string(TOTE_PLUGINS_DIR) + '/' + name + '/' + type.template_file);
      EXPECT_THAT(text, ::testing::HasSubstr("type: " + type.id + "\n"));
      EXPECT_THAT(text, ::testing::HasSubstr("{{title}}"));
    }
  }
}

/// A key as people write it in a note of a type, and the relation or field that it means.
struct Spelling {
  const char* name;
  const char* type;
  const char* key;
  const char* meaning;
};

class PluginSpelling : public ::testing::TestWithParam<Spelling> {};

TEST_P(PluginSpelling, IsUnderstood) {
  const auto& [name, type, key, meaning] = GetParam();
  const auto* relation = vocabulary().relation_of_field(key, type);
  const auto* field = vocabulary().field(key, type);
  ASSERT_TRUE(relation != nullptr || field != nullptr) << key;
  EXPECT_EQ(relation != nullptr ? relation->id : field->id, meaning);
}

INSTANTIATE_TEST_SUITE_P(
    Fields, PluginSpelling,
    ::testing::Values(Spelling{"Via", "book", "via", "recommended-by"},
                      Spelling{"RecommendedBy", "book", "recommended-by", "recommended-by"},
                      Spelling{"Finished", "book", "finished", "read"},
                      Spelling{"Dnf", "book", "dnf", "abandoned"},
                      Spelling{"Isbn13", "book", "isbn-13", "isbn"},
                      Spelling{"StatusOfABook", "book", "status", "status"},
                      Spelling{"StatusOfAPost", "post", "status", "status"},
                      Spelling{"ReviewOf", "review", "review-of", "reviews"},
                      Spelling{"LastContact", "person", "last-contact", "contacted"},
                      Spelling{"Employer", "person", "employer", "works-for"},
                      Spelling{"Mobile", "person", "mobile", "phone"},
                      Spelling{"Born", "person", "born", "birthday"},
                      Spelling{"Twitter", "person", "twitter", "x"},
                      Spelling{"Website", "org", "website", "url"},
                      Spelling{"Platform", "profile", "platform", "network"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::plugins
