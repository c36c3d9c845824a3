// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/install/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::host::install {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;

/// A tar archive with one entry, as nobody packs it but someone who means harm.
void write_odd(const fs::path& file, const char* name, unsigned type, const char* target,
               const std::string& bytes = "") {
  archive* handle = archive_write_new();
  archive_write_set_format_ustar(handle);
  archive_write_open_filename(handle, file.c_str());
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, name);
  archive_entry_set_filetype(entry, type);
  archive_entry_set_perm(entry, 0644);
  if (target != nullptr)
    archive_entry_set_symlink(entry, target);
  archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
  archive_write_header(handle, entry);
  archive_write_data(handle, bytes.data(), bytes.size());
  archive_entry_free(entry);
  archive_write_close(handle);
  archive_write_free(handle);
}

class Archive : public testing::Test {
 protected:
  void pack() {
    folder.write("in/plugin.json", "{}");
    folder.write("in/a/b.txt", "text");
    ASSERT_TRUE(write_archive(file(), {{"plugin.json", folder.path() / "in/plugin.json"},
                                       {"a/b.txt", folder.path() / "in/a/b.txt"}}));
  }

  [[nodiscard]] fs::path file() const { return folder.path() / "x.tar.gz"; }

  [[nodiscard]] Result<void> unpack() const { return read_archive(file(), folder.path() / "out"); }

  TempFolder folder;
};

TEST_F(Archive, GivesBackWhatWasPacked) {
  pack();
  ASSERT_TRUE(unpack());
  EXPECT_EQ(folder.read("out/plugin.json"), "{}");
  EXPECT_EQ(folder.read("out/a/b.txt"), "text");
}

TEST_F(Archive, IsTheSameBytesWheneverItIsMade) {
  pack();
  const auto first = folder.read("x.tar.gz");
  const auto later = fs::file_time_type::clock::now() + std::chrono::hours(1);
  fs::last_write_time(folder.path() / "in/a/b.txt", later);
  pack();
  EXPECT_EQ(folder.read("x.tar.gz"), first);
}

TEST_F(Archive, RefusesWhatIsCutOffAnywhere) {
  pack();
  const auto whole = folder.read("x.tar.gz");
  for (std::size_t size = 0; size + 9 < whole.size(); size += 13) {
    folder.write("x.tar.gz", whole.substr(0, size));
    EXPECT_FALSE(unpack()) << size;
    fs::remove_all(folder.path() / "out");
  }
}

TEST_F(Archive, RefusesAFileThatIsNotAsItWasPacked) {
  write_odd(file(), "plugin.json", AE_IFREG, nullptr, "{}");
  EXPECT_THAT(unpack().error().message, HasSubstr("no checksums.txt"));
  write_odd(file(), "checksums.txt", AE_IFREG, nullptr, std::string(64, '0') + "  plugin.json\n");
  EXPECT_THAT(unpack().error().message, HasSubstr("a file is missing"));
}

TEST_F(Archive, RefusesWhatLeadsOutOfTheFolder) {
  for (const char* name : {"../x", "/etc/x", "a/../../x"}) {
    write_odd(file(), name, AE_IFREG, nullptr);
    const auto unpacked = unpack();
    ASSERT_FALSE(unpacked) << name;
    EXPECT_THAT(unpacked.error().message, HasSubstr("no plain file of its own folder"));
  }
  EXPECT_FALSE(fs::exists(folder.path() / "x"));
}

TEST_F(Archive, RefusesLinksAndDevices) {
  write_odd(file(), "link", AE_IFLNK, "/etc/passwd");
  EXPECT_FALSE(unpack());
  write_odd(file(), "pipe", AE_IFIFO, nullptr);
  EXPECT_FALSE(unpack());
}

TEST_F(Archive, RefusesWhatIsNoArchive) {
  folder.write("x.tar.gz", "hello");
  EXPECT_FALSE(unpack());
  EXPECT_FALSE(read_archive(folder.path() / "nothing", folder.path() / "out"));
}

}  // namespace
}  // namespace tote::host::install
