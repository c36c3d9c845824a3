// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/path_parts.h"

#include <gtest/gtest.h>

namespace tote::notes {
namespace {

TEST(PathParts, OfAFileInAFolder) {
  EXPECT_EQ(folder_of("people/old/Ana L. Lima.md"), "people/old");
  EXPECT_EQ(file_name_of("people/old/Ana L. Lima.md"), "Ana L. Lima.md");
  EXPECT_EQ(stem_of("people/old/Ana L. Lima.md"), "Ana L. Lima");
}

TEST(PathParts, OfAFileInTheRoot) {
  EXPECT_EQ(folder_of("Tigana.md"), "");
  EXPECT_EQ(file_name_of("Tigana.md"), "Tigana.md");
  EXPECT_EQ(stem_of("Tigana.md"), "Tigana");
}

TEST(PathParts, WithoutAnExtension) {
  EXPECT_EQ(stem_of("a.b/file"), "file");
  EXPECT_EQ(stem_of("a/.hidden"), ".hidden");
  EXPECT_EQ(file_name_of("a/"), "");
  EXPECT_EQ(stem_of(""), "");
}

}  // namespace
}  // namespace tote::notes
