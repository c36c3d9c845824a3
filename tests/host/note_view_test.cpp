// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/note_view.h"

#include <gtest/gtest.h>

#include "notes/text.h"

namespace tote::host::worker {
namespace {

std::string_view view(tote_str_t text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

TEST(NoteView, ShowsTextsInUtf8WhateverTheFileHolds) {
  const auto note = notes::read_note(
      "x.md", "---\nmood: g\xFFod\n---\n# Ti\xC3(tle\n\nkey:: v\xFE\n[[L\xFFnk]]\n");
  const NoteView shown(note);
  const auto& abi = *shown.get();
  EXPECT_EQ(view(abi.title), "Ti\xEF\xBF\xBD(tle");
  ASSERT_EQ(abi.value_count, 1U);
  // Front matter is mended byte for byte, so that its positions hold.
  EXPECT_EQ(view(abi.values[0].text), "g?od");
  ASSERT_GE(abi.link_count, 1U);
  EXPECT_EQ(view(abi.links[0].target), "L\xEF\xBF\xBDnk");
  EXPECT_EQ(view(abi.source), note.source) << "the file itself stays as it is: spans count in it";
}

TEST(NoteView, BorrowsTextsThatAreFine) {
  const auto note = notes::read_note("x.md", "---\nmood: gut\n---\n# Zoë\n");
  const NoteView shown(note);
  EXPECT_EQ(shown.get()->title.data, note.title.data());
}

}  // namespace
}  // namespace tote::host::worker
