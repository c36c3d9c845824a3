// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/names.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/text.h"

namespace tote::notes {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using How = Resolution::How;

/// Names of a vault in memory; a note's id is its place in the list.
class MapLookup : public NameLookup {
 public:
  void add(const std::string& path, const std::vector<std::string>& names = {}) {
    const auto id = static_cast<NoteId>(paths_.size());
    paths_.push_back(path);
    by_path_[path_key(path)].push_back(id);
    files_[link_key(path)].push_back(id);
    for (const std::string& name : names)
      names_[name_key(name)].push_back(id);
  }

  [[nodiscard]] std::vector<NoteId> by_path(std::string_view key) const override {
    return find(by_path_, key);
  }

  [[nodiscard]] std::vector<NoteId> by_file_name(std::string_view key) const override {
    return find(files_, key);
  }

  [[nodiscard]] std::vector<NoteId> by_title_or_alias(std::string_view key) const override {
    return find(names_, key);
  }

  [[nodiscard]] std::string path_of(NoteId note) const override { return paths_[note]; }

 private:
  using Keys = std::map<std::string, std::vector<NoteId>>;

  static std::vector<NoteId> find(const Keys& keys, std::string_view key) {
    const auto found = keys.find(std::string(key));
    return found == keys.end() ? std::vector<NoteId>{} : found->second;
  }

  std::vector<std::string> paths_;
  Keys by_path_;
  Keys files_;
  Keys names_;
};

class Resolve : public ::testing::Test {
 protected:
  Resolve() {
    vault.add("people/Zoë Brandt.md", {"Zoë Brandt", "Zo"});  // 0
    vault.add("books/Emma.md", {"Emma"});                     // 1
    vault.add("people/Emma.md", {"Emma Hart", "Em"});         // 2
    vault.add("Top.md", {"The Top"});                         // 3
    vault.add("people/old/Top.md", {"The Top"});              // 4
    vault.add("journal/2011/a.b.md");                         // 5
  }

  [[nodiscard]] Resolution resolve_in(std::string_view target,
                                      std::string_view from = "journal/x.md") const {
    return resolve(vault, target, from);
  }

  MapLookup vault;
};

TEST_F(Resolve, TakesTheExactPathFirst) {
  const Resolution top = resolve_in("Top");
  EXPECT_EQ(top.how, How::path);
  EXPECT_THAT(top.candidates, ElementsAre(3U));
  EXPECT_THAT(resolve_in("books/emma.md").candidates, ElementsAre(1U));
  EXPECT_THAT(resolve_in("/books/Emma").candidates, ElementsAre(1U));
}

TEST_F(Resolve, TakesPathsRelativeToTheNote) {
  EXPECT_THAT(resolve_in("../books/Emma.md", "people/x.md").candidates, ElementsAre(1U));
  EXPECT_THAT(resolve_in("./Emma", "people/x.md").candidates, ElementsAre(2U));
  EXPECT_THAT(resolve_in("Emma.md", "books/x.md").candidates, ElementsAre(1U));
  EXPECT_THAT(resolve_in("../../../Top", "people/x.md").candidates, ElementsAre(3U));
}

TEST_F(Resolve, IgnoresCaseAndMarks) {
  EXPECT_THAT(resolve_in("zoe brandt").candidates, ElementsAre(0U));
  EXPECT_THAT(resolve_in("PEOPLE/Zoe\xCC\x88 Brandt").candidates, ElementsAre(0U));
}

TEST_F(Resolve, KeepsAllCandidatesOfAnAmbiguousNameNearestFirst) {
  const Resolution emma = resolve_in("Emma");
  EXPECT_EQ(emma.how, How::file_name);
  EXPECT_THAT(emma.candidates, ElementsAre(1U, 2U));
  EXPECT_THAT(resolve_in("Emma", "people/deep/x.md").candidates, ElementsAre(1U, 2U));
  EXPECT_THAT(resolve_in("the top", "people/x.md").candidates, ElementsAre(4U, 3U));
}

TEST_F(Resolve, TakesAsMuchFolderAsWasWritten) {
  EXPECT_THAT(resolve_in("old/Top").candidates, ElementsAre(4U));
  EXPECT_THAT(resolve_in("ld/Top").candidates, IsEmpty());
}

TEST_F(Resolve, FallsBackToTitlesAndAliases) {
  const Resolution alias = resolve_in("zo");
  EXPECT_EQ(alias.how, How::title_or_alias);
  EXPECT_THAT(alias.candidates, ElementsAre(0U));
}

TEST_F(Resolve, TellsTwinsByTheirSpelling) {
  vault.add("themes/Rosé Pine.md");  // 6
  vault.add("themes/Rose Pine.md");  // 7
  vault.add("songs/Rose Pine.md");   // 8
  EXPECT_THAT(resolve_in("themes/Rose Pine").candidates, ElementsAre(7U));
  EXPECT_THAT(resolve_in("/themes/Rosé Pine.md").candidates, ElementsAre(6U));
  EXPECT_THAT(resolve_in("themes/ROSE PINE").candidates, ElementsAre(6U, 7U));
  EXPECT_THAT(resolve_in("../themes/Rosé Pine", "songs/x.md").candidates, ElementsAre(6U));
  EXPECT_THAT(resolve_in("Rosé Pine").candidates, ElementsAre(8U, 6U));
  EXPECT_THAT(resolve_in("Rose Pine").candidates, ElementsAre(8U, 7U));
}

TEST_F(Resolve, KeepsDotsInNames) {
  EXPECT_THAT(resolve_in("a.b").candidates, ElementsAre(5U));
}

TEST_F(Resolve, FindsNothingForWhatIsNotThere) {
  EXPECT_EQ(resolve_in("Nobody").how, How::none);
  EXPECT_EQ(resolve_in("").how, How::none);
  EXPECT_EQ(resolve_in("..").how, How::none);
}

TEST(NameKeys, AreTitleAliasesAndFileNameOnce) {
  const Note note = read_note("people/zoe.md", "---\ntitle: Zoë\naliases: [Zo, ZOE, Z. B.]\n---\n");
  EXPECT_THAT(name_keys(note), ElementsAre("zoe", "zo", "z. b."));
}

TEST(LinkKey, IsTheFoldedFileName) {
  EXPECT_EQ(link_key("people/Zoë Brandt.md"), "zoe brandt");
  EXPECT_EQ(link_key("Zoë  Brandt"), "zoe brandt");
  EXPECT_EQ(link_key("v1.2"), "v1.2");
}

}  // namespace
}  // namespace tote::notes
