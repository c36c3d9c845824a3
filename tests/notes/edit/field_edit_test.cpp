// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/field_edit.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/notes/edit/vault_tree.h"

namespace tote::notes {
namespace {

namespace fs = std::filesystem;

std::string after(const std::string& source, const Result<std::vector<Replacement>>& edits) {
  if (!edits)
    return to_string(edits.error());
  return *replaced(source, *edits);
}

std::string with_field(const std::string& source, std::string_view key, std::string text) {
  return after(source, set_field(read_note("n.md", source), key, one_value(std::move(text))));
}

std::string with_list(const std::string& source, std::string_view key,
                      std::vector<std::string> items) {
  return after(source, set_field(read_note("n.md", source), key, {std::move(items), true}));
}

std::string without_field(const std::string& source, std::string_view key) {
  return after(source, unset_field(read_note("n.md", source), key));
}

std::string with_item(const std::string& source, std::string_view key, std::string_view item) {
  return after(source, add_to_field(read_note("n.md", source), key, item));
}

struct Case {
  const char* name;
  std::string before;
  std::string after;
};

class SetsField : public ::testing::TestWithParam<Case> {};

TEST_P(SetsField, AndTouchesNothingElse) {
  EXPECT_EQ(with_field(GetParam().before, "rating", "4"), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, SetsField,
    ::testing::Values(
        Case{"Plain", "---\na: 1 # c\nrating: 3 # stars\nb:   'x'\n---\ntext\n",
             "---\na: 1 # c\nrating: 4 # stars\nb:   'x'\n---\ntext\n"},
        Case{"DoubleQuoted", "---\nrating: \"3\"\n---\n", "---\nrating: \"4\"\n---\n"},
        Case{"SingleQuoted", "---\nrating: '3'\n---\n", "---\nrating: '4'\n---\n"},
        Case{"Empty", "---\nrating:\nb: 1\n---\n", "---\nrating: 4\nb: 1\n---\n"},
        Case{"EmptyWithComment", "---\nrating:  # none yet\n---\n",
             "---\nrating: 4  # none yet\n---\n"},
        Case{"OtherSpelling", "---\nRating : 3\n---\n", "---\nRating : 4\n---\n"},
        Case{"Missing", "---\na: 1\n---\ntext\n", "---\na: 1\nrating: 4\n---\ntext\n"},
        Case{"NoFrontMatter", "text\n", "---\nrating: 4\n---\ntext\n"},
        Case{"EmptyFile", "", "---\nrating: 4\n---\n"},
        Case{"CrLfAndBom", "\xEF\xBB\xBF---\r\na: 1\r\n---\r\ntext\r\n",
             "\xEF\xBB\xBF---\r\na: 1\r\nrating: 4\r\n---\r\ntext\r\n"},
        Case{"BomWithoutFrontMatter", "\xEF\xBB\xBFtext\r\n",
             "\xEF\xBB\xBF---\r\nrating: 4\r\n---\r\ntext\r\n"},
        Case{"Indented", "---\n  a: 1\n  b: 2\n---\n", "---\n  a: 1\n  b: 2\n  rating: 4\n---\n"},
        Case{"BlockScalar", "---\nrating: |\n  three\n  stars\n\nb: 1\n---\n",
             "---\nrating: 4\n\nb: 1\n---\n"},
        Case{"FlowList", "---\nrating: [1, 2] # c\nb: 1\n---\n", "---\nrating: 4 # c\nb: 1\n---\n"},
        Case{"BlockList", "---\nrating: # c\n  - 1\n  - 2\nb: 1\n---\n",
             "---\nrating: 4 # c\nb: 1\n---\n"},
        Case{"ClosedByDots", "---\na: 1\n...\n", "---\na: 1\nrating: 4\n...\n"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(FieldEdit, QuotesOnlyWhatMustBe) {
  for (const char* plain : {"A Wizard of Earthsea", "2011-07-03", "-5", "https://a.example/x",
                            "it's", "a, b", "--03-14", "C#"})
    EXPECT_EQ(with_field("---\nk: 1\n---\n", "x", plain),
              "---\nk: 1\nx: " + std::string(plain) + "\n---\n");
  for (const char* odd : {"[[Ana]]", "a: b", "- a", "#tag", "", " a", "null", "a #b", "say \"x\"",
                          "tab\there", "*x", "@a", "%b", "a:", "{a}"}) {
    const auto text = with_field("---\nk: 1\n---\n", "x", odd);
    const auto note = read_note("n.md", text);
    ASSERT_NE(note.find_value("x"), nullptr) << text;
    EXPECT_EQ(note.find_value("x")->text, odd);
  }
}

TEST(FieldEdit, WritesSeveralLinesAsABlock) {
  EXPECT_EQ(with_field("---\nx: 1\ny: 2\n---\n", "x", "one\n\n two\nthree"),
            "---\nx: |-\n  one\n\n   two\n  three\ny: 2\n---\n");
  EXPECT_EQ(with_field("---\r\nx: 1\r\n---\r\n", "x", "one\ntwo\n"),
            "---\r\nx: |\r\n  one\r\n  two\r\n---\r\n");
  EXPECT_EQ(with_field("---\nx: 1 # c\n---\n", "x", "one\ntwo"),
            "---\nx: \"one\\ntwo\" # c\n---\n");
}

TEST(FieldEdit, WritesListsInTheStyleOfTheNote) {
  EXPECT_EQ(with_list("---\nk: 1\n---\n", "x", {"a", "b, c"}),
            "---\nk: 1\nx: [a, \"b, c\"]\n---\n");
  EXPECT_EQ(with_list("---\nk:\n- 1\n---\n", "x", {"a", "b, c"}),
            "---\nk:\n- 1\nx:\n  - a\n  - b, c\n---\n");
  EXPECT_EQ(with_list("---\nx:\n    - old # c\nk: 1\n---\n", "x", {"a", "b"}),
            "---\nx:\n    - a\n    - b\nk: 1\n---\n");
}

TEST(FieldEdit, AddsToListsOfEveryStyle) {
  const struct {
    std::string before;
    std::string after;
  } cases[] = {
      {"x: [a, b]", "x: [a, b, c]"},
      {"x: []", "x: [c]"},
      {"x: [a, b,]", "x: [a, b, c,]"},
      {"x: [\n  a,\n  \"b\" # c\n]", "x: [\n  a,\n  \"b\", \"c\" # c\n]"},
      {"x:\n- a\n- b # c", "x:\n- a\n- b # c\n- c"},
      {"x:\n  - \"a\"\n\ny: 1", "x:\n  - \"a\"\n  - \"c\"\n\ny: 1"},
      {"x:", "x: [c]"},
      {"x: a", "x: [a, c]"},
      {"x: 'a'", "x: ['a', 'c']"},
      {"x: a, b", "x: [\"a, b\", c]"},
      {"x: [a, c]", "x: [a, c]"},
      {"y: 1", "y: 1\nx: [c]"},
  };

  for (const auto& each : cases)
    EXPECT_EQ(with_item("---\n" + each.before + "\n---\n", "x", "c"),
              "---\n" + each.after + "\n---\n");
}

TEST(FieldEdit, AddsToNamesSeparatedByCommas) {
  const auto text = with_item("---\naliases: Ana, Annie\n---\n", "aliases", "Petrović");
  EXPECT_EQ(text, "---\naliases: Ana, Annie, Petrović\n---\n");
  EXPECT_THAT(read_note("n.md", text).aliases, ::testing::ElementsAre("Ana", "Annie", "Petrović"));
}

TEST(FieldEdit, TakesAFieldAwayWithItsLines) {
  EXPECT_EQ(without_field("---\na: 1\n# of b\nb: # c\n  - 1\n\n  - 2 # d\nc: 3\n---\n", "b"),
            "---\na: 1\n# of b\nc: 3\n---\n");
  EXPECT_EQ(without_field("---\na: |\n  x\n\n  y\nb: 2\n---\n", "a"), "---\nb: 2\n---\n");
  EXPECT_EQ(without_field("---\na: 1\n---\ntext\n", "b"), "---\na: 1\n---\ntext\n");
}

TEST(FieldEdit, RefusesWhatItCannotReadOrKeep) {
  for (const char* text : {"---\na: [1\n---\n", "---\n{a: 1}\n---\n", "---\na: 1\n\ntext\n"}) {
    const auto edits = set_field(read_note("n.md", text), "x", one_value("1"));
    ASSERT_FALSE(edits) << text;
    EXPECT_EQ(edits.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(edits.error().place->path, "n.md");
  }
  EXPECT_FALSE(add_to_field(read_note("n.md", "---\nx:\n  a: 1\n---\n"), "x", "c"));
}

/// Notes with odd front matter: our own, and every note of the real vaults.
std::vector<std::pair<std::string, std::string>> odd_notes() {
  std::vector<std::pair<std::string, std::string>> notes;
  std::vector<fs::path> folders = real_vaults();
  folders.emplace_back(TOTE_ODD_NOTES);
  for (const auto& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".md" || !entry.is_regular_file())
        continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      notes.emplace_back(entry.path().string(),
                         std::string(std::istreambuf_iterator<char>(stream), {}));
    }
  }
  return notes;
}

TEST(FieldEdit, SetThenUnsetGivesTheSameBytes) {
  std::size_t done = 0;
  for (const auto& [path, source] : odd_notes()) {
    for (const auto& content : {one_value("4"), one_value("two\nlines"), one_value("[[A]]: \"b\""),
                                FieldContent{{"a", "[[b]]"}, true}, FieldContent{{}, true}}) {
      const auto note = read_note(path, source);
      const auto edits = set_field(note, "zz-field", content);
      if (!edits)
        continue;
      ++done;
      const auto changed = *replaced(source, *edits);
      ASSERT_NE(changed, source);
      EXPECT_EQ(without_field(changed, "zz-field"), source) << path << "\n" << changed;
    }
  }
  EXPECT_GT(done, 60U);
}

TEST(FieldEdit, ChangingAFieldChangesNoByteOutsideIt) {
  std::size_t done = 0;
  for (const auto& [path, source] : odd_notes()) {
    const auto note = read_note(path, source);
    for (std::uint32_t i = 0; i < note.values.size(); i = note.values[i].next) {
      const auto& field = note.values[i];
      for (const auto& edits : {set_field(note, field.key, one_value("changed")),
                                add_to_field(note, field.key, "changed")}) {
        if (!edits || note.find_value(field.key) != &field)
          continue;
        ++done;
        const auto key_line = note.line_starts[note.line_of(field.key_span.begin) - 1];
        const auto next_key = field.next < note.values.size()
                                  ? note.values[field.next].key_span.begin
                                  : note.front_matter.end;
        for (const auto& edit : *edits) {
          EXPECT_GE(edit.span.begin, key_line) << path;
          EXPECT_LE(edit.span.end, next_key) << path;
        }
      }
    }
  }
  EXPECT_GT(done, 40U);
}

}  // namespace
}  // namespace tote::notes
