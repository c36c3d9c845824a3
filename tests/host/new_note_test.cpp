// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/new_note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/note.h"

namespace tote::host {
namespace {

index::TypeDecl type(std::string template_text = {}) {
  index::TypeDecl declared;
  declared.id = "book";
  declared.folder = "books";
  declared.template_text = std::move(template_text);
  return declared;
}

TEST(NewNote, IsNamedByItsTitleInTheFolderOfItsType) {
  EXPECT_EQ(*new_note_path(type(), "Tigana"), "books/Tigana.md");
}

TEST(NewNote, PathHoldsNothingThatFilesOrLinksCannotHold) {
  EXPECT_EQ(*new_note_path(type(), "A/B: [C]?"), "books/A B C.md");
  EXPECT_EQ(*new_note_path(type(), "../../etc/passwd"), "books/etc passwd.md");
}

TEST(NewNote, NeedsATitle) {
  EXPECT_FALSE(new_note_path(type(), "///"));
  EXPECT_FALSE(new_note_path(type(), ""));
}

TEST(NewNote, LongTitlesAreCutBetweenCharacters) {
  std::string title;
  for (int i = 0; i < 200; ++i)
    title += "ö";
  const auto path = *new_note_path(type(), title);
  EXPECT_LT(path.size(), 220U);
  EXPECT_EQ(path.find("\xC3."), std::string::npos);
}

TEST(NewNote, FillsTheTemplate) {
  EXPECT_EQ(
      new_note_text(type("---\ntitle: {{title}}\ndate: {{date}}\n---\n"), "It", {2026, 11, 22}),
      "---\ntitle: It\ndate: 2026-11-22\n---\n");
}

TEST(NewNote, TitleReadsBackWhateverItHolds) {
  for (const char* title : {"Review: \"It\"", "2001", "- dash", "#tag", "It's", "a\\b", "[[x]]"}) {
    const auto note = notes::read_note("books/x.md", new_note_text(type(), title, {2026, 11, 22}));
    EXPECT_EQ(note.title, title);
    EXPECT_EQ(note.type, "book");
    EXPECT_TRUE(note.diagnostics.empty()) << title;
  }
}

}  // namespace
}  // namespace tote::host
