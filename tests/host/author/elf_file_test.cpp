// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/elf_file.h"

#include <fstream>
#include <iterator>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::host::author::check {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::filesystem::path library(const char* fault) {
  return std::filesystem::path(TOTE_CHECKED_PLUGINS) / fault / "libchecked.so";
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(ElfFile, TellsWhatALibraryExportsAndNeeds) {
  const auto file = read_elf(library("NONE"));
  ASSERT_TRUE(file) << to_string(file.error());
  EXPECT_THAT(file->exports, ElementsAre("tote_plugin_entry"));
  EXPECT_THAT(file->imports, Contains("strcmp"));
  EXPECT_THAT(file->needed, Contains(HasSubstr("libc.so")));
  EXPECT_THAT(file->run_path, IsEmpty());
  EXPECT_THAT(file->unique, IsEmpty());
  EXPECT_TRUE(file->has_build_id);
  EXPECT_FALSE(file->has_executable_stack);
  EXPECT_FALSE(file->has_text_relocations);
}

TEST(ElfFile, RefusesWhatIsNoLibrary) {
  const TempFolder folder;
  for (const char* text : {"", "\x7F", "#!/bin/sh\n",
                           "\x7F"
                           "ELF"}) {
    folder.write("x.so", text);
    const auto file = read_elf(folder.path() / "x.so");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::invalid_input);
  }
  EXPECT_FALSE(read_elf(folder.path() / "nothing.so"));
}

TEST(ElfFile, SurvivesALibraryThatIsCutOffAnywhere) {
  const TempFolder folder;
  const auto whole = bytes_of(library("NONE"));
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 16) {
    folder.write("x.so", whole.substr(0, size));
    (void)read_elf(folder.path() / "x.so");
  }
  folder.write("x.so", whole.substr(0, 1000));
  EXPECT_FALSE(read_elf(folder.path() / "x.so"));
}

TEST(ElfFile, SurvivesALibraryThatIsDamaged) {
  const TempFolder folder;
  const auto whole = bytes_of(library("NONE"));
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    auto damaged = whole;
    // The header and what it points to are what matters.
    for (int j = 0; j < 8; ++j)
      damaged[random() % std::min<std::size_t>(damaged.size(), 4096)] =
          static_cast<char>(random() % 256);
    folder.write("x.so", damaged);
    (void)read_elf(folder.path() / "x.so");
  }
}

}  // namespace
}  // namespace tote::host::author::check
