// SPDX-License-Identifier: GPL-2.0-or-later
// The statements of a relation that are read all at once must be those that each note's record
// gives, name by name, however names are written and whoever shares them.
#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/store/edge_values.h"
#include "notes/text.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using store::Statement;
using store::StatementEnd;
using testing::ElementsAreArray;

std::string shown(const StatementEnd& end) {
  if (end.is_me)
    return "me";
  std::string text = end.literal == 0 ? "" : "literal " + std::to_string(end.literal);
  if (end.note != 0)
    text += std::to_string(end.note);
  for (const NoteId note : end.other_notes())
    text += "," + std::to_string(note);
  return text;
}

std::string shown(const EdgeEnd& written, const store::ResolvedEnd& resolved) {
  StatementEnd end;
  std::vector<NoteId> others;
  end.is_me = resolved.is_me;
  if (!resolved.notes.empty()) {
    end.note = resolved.notes.front();
    others.assign(resolved.notes.begin() + 1, resolved.notes.end());
    end.others = &others;
  } else if (!resolved.literal.empty()) {
    end.literal = store::key_hash(notes::name_key(written.text));
  }
  return shown(end);
}

/// Every edge of the relation, from the records alone.
std::vector<std::string> by_record(const store::Reader& reader, std::string_view relation) {
  std::vector<std::string> lines;
  for (const NoteId note : reader.all_notes()) {
    const std::vector<Edge> edges = reader.record(note).edges;
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
      if (edges[i].relation != relation)
        continue;
      const store::StatedEdge stated{note, edges[i], i};
      lines.push_back(std::to_string(note) + "#" + std::to_string(i) + " " +
                      shown(edges[i].from, reader.resolve_end(stated, End::from)) + " -> " +
                      shown(edges[i].to, reader.resolve_end(stated, End::to)));
    }
  }
  return lines;
}

std::string shown(const Statement& statement) {
  return std::to_string(statement.note) + "#" + std::to_string(statement.index) + " " +
         shown(statement.from) + " -> " + shown(statement.to);
}

std::vector<std::string> shown(const store::Statements& statements) {
  std::vector<std::string> lines;
  for (const Statement& statement : statements)
    lines.push_back(shown(statement));
  return lines;
}

/// A note in some folder, under some name, that speaks of others in every way there is.
void add_note(TempVault& vault, std::mt19937& random) {
  const auto pick = [&](const std::vector<std::string>& items) {
    return items[random() % items.size()];
  };
  const std::vector<std::string> folders = {"", "a/", "b/", "a/b/", "A  x/"};
  const std::vector<std::string> names = {"Ana",  "Ana Lima", "ana lima",  "Ben",    "Emma",
                                          "Dune", "Tigana",   "Dune .md.", "Ana  x", "Émile"};
  const std::vector<std::string> types = {"person", "book", "journal", "note", "review"};
  const std::vector<std::string> links = {
      "[[Ana]]",       "[[Ana Lima]]", "[[a/Ana]]",       "[[../Ben]]", "[[./Emma]]",
      "[[Dune.md]]",   "[[/Tigana]]",  "[[Guy Kay]]",     "[[émile]]",  "[[Emma#Ending]]",
      "[[The queen]]", "[[a/b/Dune]]", "[[Ana  x|Anna]]", "Ana Lima",   "Nobody Known"};
  std::string text = "---\ntype: " + pick(types) + "\n";
  if (random() % 3 == 0)
    text += "title: " + pick(names) + "\n";
  if (random() % 3 == 0)
    text += "aliases: [The queen, " + pick(names) + "]\n";
  for (const char* field : {"recommended-by", "author", "reviews", "introduced-by"})
    if (random() % 2 == 0)
      text += std::string(field) + ": [\"" + pick(links) + "\", \"" + pick(links) + "\"]\n";
  if (random() % 2 == 0)
    text += "read: 2011-0" + std::to_string(1 + random() % 9) + "-03\n";
  text += "---\n\n";
  text += pick(links) + " recommended " + pick(links) + ".\n\nI met " + pick(links) + ".\n";
  vault.note(pick(folders) + pick(names) + ".md", text);
}

class AllStatements : public testing::TestWithParam<unsigned> {};

TEST_P(AllStatements, AreThoseOfTheRecords) {
  constexpr int notes = 30;
  std::mt19937 random(GetParam());
  TempVault vault;
  for (int i = 0; i < notes; ++i)
    add_note(vault, random);
  vault.index();
  const store::Reader& reader = vault.reader();
  for (const RelationDecl& relation : vault.vocabulary().relations) {
    SCOPED_TRACE(relation.id);
    if (relation.source == RelationSource::links)
      continue;
    const std::vector<std::string> want = by_record(reader, relation.id);
    // Around each note first, while the relation has not been read as a whole.
    std::vector<std::vector<std::string>> around;
    for (const End end : {End::from, End::to})
      for (const NoteId note : reader.all_notes())
        around.push_back(shown(reader.statements_at(relation.id, end, note)));
    const store::Statements all = reader.statements(relation.id);
    EXPECT_THAT(shown(all), ElementsAreArray(want));
    std::size_t i = 0;
    for (const End end : {End::from, End::to})
      for (const NoteId note : reader.all_notes()) {
        std::vector<std::string> holding;
        for (const Statement& statement : all)
          if (statement.end(end).holds(note))
            holding.push_back(shown(statement));
        EXPECT_THAT(around[i++], ElementsAreArray(holding));
        EXPECT_THAT(shown(reader.statements_at(relation.id, end, note)), ElementsAreArray(holding));
      }
  }
}

INSTANTIATE_TEST_SUITE_P(RandomVaults, AllStatements, testing::Range(1u, 25u));

TEST(StatementsOfMany, AreTheSameWhenOneNoteIsSpokenOfByHundreds) {
  constexpr std::size_t books = 600;
  TempVault vault;
  vault.note("people/Ana Lima.md", "---\ntype: person\n---\n");
  for (std::size_t i = 0; i < books; ++i)
    vault.note("books/B" + std::to_string(i) + ".md",
               "---\ntype: book\nrecommended-by: \"[[Ana Lima]]\"\nread: 2011-05-21\n---\n");
  vault.index();
  const NoteId ana = vault.id("people/Ana Lima.md");
  EXPECT_EQ(vault.reader().statements_at("recommended-by", End::to, ana).size(), books);
  EXPECT_EQ(vault.reader().statements_of_me("read", notes::Date{2011, 5, 0}, {}).size(), books);
  EXPECT_TRUE(vault.reader().statements_of_me("read", notes::Date{2012, 0, 0}, {}).empty());
  EXPECT_TRUE(vault.reader().statements_at_literal("recommended-by", End::to, "ana lima").empty());
}

TEST(EdgeValues, DamageIsSeen) {
  Edge edge;
  edge.relation = "recommended-by";
  edge.to = {EdgeEnd::Kind::link, "Ana Lima", {}};
  const std::string whole = store::encode_edges({edge}, "recommended-by");
  std::vector<store::PackedEdge> edges;
  ASSERT_TRUE(store::decode_edges(whole, edges));
  for (std::size_t size = 1; size < whole.size(); ++size)
    EXPECT_FALSE(store::decode_edges(std::string_view(whole).substr(0, size), edges)) << size;
}

}  // namespace
}  // namespace tote::index
