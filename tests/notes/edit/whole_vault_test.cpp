// SPDX-License-Identifier: GPL-2.0-or-later
// Every note of whole vaults is renamed and renamed back: the bytes are the same again, and in
// between a plain resolver finds that each link leads where it led. With TOTE_TEST_VAULTS the same
// for vaults of others, named there and separated by colons.
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "notes/edit/relocate.h"
#include "notes/text.h"
#include "tests/notes/edit/vault_tree.h"

namespace tote::notes {
namespace {

/// A vault in which one note after the other is renamed. Only what a rename touches is read again.
class Renaming {
 public:
  explicit Renaming(const Tree& tree) : tree_(tree), vault_(load(tree)), resolver_(tree) {
    for (NoteId i = 0; i < vault_.notes.size(); ++i) {
      const auto& path = vault_.notes[i].path;
      auto& meant = meant_[path];
      for (const PlainLink& link : links_[path] = plain_links(tree.at(path))) {
        meant.push_back(resolver_.file_meant(link, path));
        if (meant.back())
          linking_[*meant.back()].insert(i);
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return vault_.notes.size(); }

  [[nodiscard]] std::size_t link_count() const { return checked_; }

  void there_and_back(NoteId id, const std::string& stem) {
    const std::string old_path = vault_.notes[id].path;
    const auto slash = old_path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : old_path.substr(0, slash + 1);
    const std::string new_path = folder + stem + ".md";
    SCOPED_TRACE(old_path);
    const auto there = relocate(vault_, {id, new_path});
    ASSERT_TRUE(there) << to_string(there.error());
    const auto before = take(*there);
    resolver_.remove(old_path);
    resolver_.add(new_path);
    check_links(id, old_path, new_path, before);
    resolver_.remove(new_path);
    resolver_.add(old_path);
    const auto back = relocate(vault_, {id, old_path});
    ASSERT_TRUE(back) << to_string(back.error());
    take(*back);
    for (const auto& [note, bytes] : before)
      check_bytes(vault_.notes[note], bytes);
  }

  /// Links whose spelling was that of no file, and is that of their file now.
  [[nodiscard]] std::size_t respelled_count() const { return respelled_; }

 private:
  using Bytes = std::map<NoteId, std::string>;

  /// Makes the changes in memory, and gives the bytes of the notes as they were.
  Bytes take(const ChangeSet& changes) {
    Bytes before;
    for (const FileChange& file : changes.files) {
      const std::string& path = file.new_path.empty() ? file.path : file.new_path;
      const NoteId id = *vault_.graph.at(path);
      EXPECT_EQ(hash_of(vault_.notes[id].source), *file.base);
      auto text = replaced(vault_.notes[id].source, file.replacements);
      EXPECT_TRUE(text);
      before[id] = std::move(vault_.notes[id].source);
      vault_.notes[id] = read_note(path, text.value_or(""));
    }
    return before;
  }

  /// The bytes are the same, but for case and accents of links that were not spelled as their file:
  /// nobody knows of them when the name is gone.
  void check_bytes(Note& note, const std::string& bytes) {
    EXPECT_EQ(tree_.count(note.path), 1U);
    if (note.source == bytes)
      return;
    EXPECT_EQ(fold(note.source), fold(bytes)) << note.path;
    ++respelled_;
    note = read_note(note.path, bytes);
  }

  void check_links(NoteId renamed, const std::string& old_path, const std::string& new_path,
                   const Bytes& changed) {
    std::set<NoteId> notes = linking_[old_path];
    for (const auto& [id, bytes] : changed)
      notes.insert(id);
    for (const NoteId id : notes) {
      const Note& note = vault_.notes[id];
      const std::string& path = id == renamed ? old_path : note.path;
      const auto& meant = meant_.at(path);
      const auto links = plain_links(note.source);
      ASSERT_EQ(links.size(), meant.size()) << path;
      for (std::size_t i = 0; i < links.size(); ++i) {
        EXPECT_EQ(links[i].heading, links_.at(path)[i].heading);
        if (!meant[i])
          continue;
        const std::string& wanted = *meant[i] == old_path ? new_path : *meant[i];
        EXPECT_TRUE(resolver_.may_mean(links[i], note.path, wanted))
            << path << ": " << links[i].target << " for " << wanted;
        ++checked_;
      }
    }
  }

  const Tree& tree_;
  LoadedVault vault_;
  PlainResolver resolver_;
  std::map<std::string, std::vector<PlainLink>> links_;  ///< of each note, as the tree has it
  std::map<std::string, std::vector<std::optional<std::string>>> meant_;  ///< by each of them
  std::map<std::string, std::set<NoteId>> linking_;
  std::size_t checked_ = 0;
  std::size_t respelled_ = 0;
};

/// Gives in how many notes a link took the spelling of its file.
std::size_t rename_all_and_back(const Tree& tree) {
  Renaming renaming(tree);
  EXPECT_GT(renaming.size(), 0U);
  for (NoteId id = 0; id < renaming.size(); ++id)
    renaming.there_and_back(id, "Zz Renämed (note) 100%");
  std::cout << renaming.size() << " notes renamed and back, " << renaming.link_count()
            << " links looked at, " << renaming.respelled_count()
            << " notes with links respelled\n";
  EXPECT_GT(renaming.link_count(), 0U);
  return renaming.respelled_count();
}

TEST(WholeVault, EveryNoteRenamedAndBackIsTheSameTree) {
  EXPECT_EQ(rename_all_and_back(read_tree(TOTE_SAMPLE_JOURNAL)), 0U);
  EXPECT_EQ(rename_all_and_back(read_tree(TOTE_ODD_VAULT)), 0U);
}

TEST(WholeVault, EveryNoteOfRealVaultsRenamedAndBackIsTheSameTree) {
  if (real_vaults().empty())
    GTEST_SKIP() << "set TOTE_TEST_VAULTS to folders of notes";
  for (const auto& folder : real_vaults()) {
    SCOPED_TRACE(folder);
    rename_all_and_back(read_tree(folder));
  }
}

}  // namespace
}  // namespace tote::notes
