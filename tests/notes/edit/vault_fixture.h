// SPDX-License-Identifier: GPL-2.0-or-later
// A vault on disk with a state folder, for tests of what writes into it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "notes/edit/editor.h"
#include "notes/note.h"
#include "tests/host/temp_folder.h"

namespace tote::notes {

class EditorTest : public ::testing::Test {
 protected:
  EditorTest() { std::filesystem::create_directory(root()); }

  [[nodiscard]] std::filesystem::path root() const { return folder_.path() / "vault"; }

  [[nodiscard]] std::filesystem::path state() const { return folder_.path() / "state"; }

  void write(const std::string& path, std::string_view text) const {
    folder_.write("vault/" + path, text);
  }

  [[nodiscard]] std::string read(const std::string& path) const {
    return folder_.read("vault/" + path);
  }

  /// A replacement of the one place where `from` stands in a file of the vault.
  [[nodiscard]] FileChange change(const std::string& path, const std::string& from,
                                  const std::string& to) const {
    const Note note = read_note(path, read(path));
    const auto at = static_cast<std::uint32_t>(note.source.find(from));
    return rewrite(note, {{{at, at + static_cast<std::uint32_t>(from.size())}, to}});
  }

  [[nodiscard]] Editor editor() const { return {root(), state(), *disk_}; }

  /// Every file of the vault with its bytes, hidden ones included, and every folder.
  [[nodiscard]] std::map<std::string, std::string> tree() const {
    std::map<std::string, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root())) {
      const auto path = entry.path().lexically_relative(root()).generic_string();
      found[path] = entry.is_regular_file() ? read(path) : "(folder)";
    }
    return found;
  }

  host::TempFolder folder_;
  std::unique_ptr<FileSystem> disk_ = disk();
};

}  // namespace tote::notes
