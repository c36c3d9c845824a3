// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/relocate.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/text.h"

namespace tote::notes {
namespace {

namespace fs = std::filesystem;
using Tree = std::map<std::string, std::string>;

bool is_note(const std::string& path) {
  return path.ends_with(".md");
}

LoadedVault load(const Tree& tree) {
  LoadedVault vault;
  for (const auto& [path, text] : tree) {
    if (is_note(path)) {
      vault.notes.push_back(read_note(path, text));
      vault.graph.add(vault.notes.back());
    }
  }
  for (const auto& [path, text] : tree) {
    if (!is_note(path))
      vault.graph.add_file(path);
  }
  return vault;
}

/// The tree after the changes, which must fit it.
Tree changed(Tree tree, const ChangeSet& changes) {
  for (const FileChange& file : changes.files) {
    const std::string before = tree.at(file.path);
    EXPECT_EQ(hash_of(before), *file.base) << file.path;
    const auto after = replaced(before, file.replacements);
    EXPECT_TRUE(after) << file.path;
    tree.erase(file.path);
    if (!file.is_removal)
      tree[file.new_path.empty() ? file.path : file.new_path] = after.value_or("");
  }
  return tree;
}

Result<ChangeSet> plan(const Tree& tree, const std::string& path, const std::string& new_path,
                       Relocation relocation = {}) {
  LoadedVault vault = load(tree);
  relocation.file = *vault.graph.at(path);
  relocation.new_path = new_path;
  return relocate(vault, relocation, hash_of(tree.at(path)));
}

Tree moved(const Tree& tree, const std::string& path, const std::string& new_path,
           Relocation relocation = {}) {
  const auto changes = plan(tree, path, new_path, relocation);
  EXPECT_TRUE(changes) << (changes ? "" : to_string(changes.error()));
  return changes ? changed(tree, *changes) : tree;
}

struct LinkCase {
  const char* name;
  std::string before;
  std::string after;
};

class Rename : public ::testing::TestWithParam<LinkCase> {};

TEST_P(Rename, KeepsTheLinksForm) {
  const Tree tree = {{"books/Old Name.md", "# Chapter\n\ntext ^block\n"},
                     {"books/Other.md", "\n"},
                     {"journal/day.md", GetParam().before}};
  const Tree after = moved(tree, "books/Old Name.md", "books/New Name.md");
  EXPECT_EQ(after.at("journal/day.md"), GetParam().after);
  EXPECT_EQ(moved(after, "books/New Name.md", "books/Old Name.md"), tree);
}

INSTANTIATE_TEST_SUITE_P(
    Links, Rename,
    ::testing::Values(
        LinkCase{"Plain", "see [[Old Name]].\n", "see [[New Name]].\n"},
        LinkCase{"Text", "[[Old Name|that one]]", "[[New Name|that one]]"},
        LinkCase{"Heading", "[[Old Name#Chapter]]", "[[New Name#Chapter]]"},
        LinkCase{"Block", "![[Old Name#^block|x]]", "![[New Name#^block|x]]"},
        LinkCase{"Embed", "![[Old Name]]", "![[New Name]]"},
        LinkCase{"Folder", "[[books/Old Name]]", "[[books/New Name]]"},
        LinkCase{"Extension", "[[Old Name.md]] [[books/Old Name.md|a]]",
                 "[[New Name.md]] [[books/New Name.md|a]]"},
        LinkCase{"SmallLetters", "[[old name]]", "[[new name]]"},
        LinkCase{"TableCell", "| a | b |\n|---|---|\n| [[Old Name\\|x]] | [[Old Name]] |\n",
                 "| a | b |\n|---|---|\n| [[New Name\\|x]] | [[New Name]] |\n"},
        LinkCase{"Markdown", "[x](../books/Old%20Name.md)", "[x](../books/New%20Name.md)"},
        LinkCase{"MarkdownFromTheTop", "[x](books/Old%20Name.md#chapter \"title\")",
                 "[x](books/New%20Name.md#chapter \"title\")"},
        LinkCase{"MarkdownInAngles", "[x](<../books/Old Name.md#chapter>)",
                 "[x](<../books/New Name.md#chapter>)"},
        LinkCase{"MarkdownWithoutExtension", "[x](../books/Old%20Name)",
                 "[x](../books/New%20Name)"},
        LinkCase{"Reference", "[x][r] and [y][r] and [r]\n\n[r]: ../books/Old%20Name.md \"t\"\n",
                 "[x][r] and [y][r] and [r]\n\n[r]: ../books/New%20Name.md \"t\"\n"},
        LinkCase{"Quoted", "---\nby: \"[[Old Name]]\"\nvia: '[[Old Name|x]]'\n---\n",
                 "---\nby: \"[[New Name]]\"\nvia: '[[New Name|x]]'\n---\n"},
        LinkCase{"Unquoted", "---\nby: [[Old Name]]\n---\n", "---\nby: [[New Name]]\n---\n"},
        LinkCase{"FrontMatterList", "---\nby:\n  - \"[[Old Name]]\"\n  - \"[[Other]]\"\n---\n",
                 "---\nby:\n  - \"[[New Name]]\"\n  - \"[[Other]]\"\n---\n"},
        LinkCase{"InlineField", "by:: [[Old Name]]\n[via:: [[Old Name#Chapter|x]]]\n",
                 "by:: [[New Name]]\n[via:: [[New Name#Chapter|x]]]\n"},
        LinkCase{"Code", "`[[Old Name]]`\n\n```\n[[Old Name]]\n```\n\n    [[Old Name]]\n",
                 "`[[Old Name]]`\n\n```\n[[Old Name]]\n```\n\n    [[Old Name]]\n"},
        LinkCase{"Comment", "%% [[Old Name]] %% Old Name", "%% [[Old Name]] %% Old Name"},
        LinkCase{"CrLfAndBom", "\xEF\xBB\xBF[[Old Name]]\r\n> [[Old Name]]\r\n",
                 "\xEF\xBB\xBF[[New Name]]\r\n> [[New Name]]\r\n"},
        LinkCase{"OtherNotes", "[[Other]] [x](https://old.example/Old%20Name.md) [[Old Names]]",
                 "[[Other]] [x](https://old.example/Old%20Name.md) [[Old Names]]"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(Relocate, TitleThatIsTheFilesNameFollows) {
  EXPECT_EQ(moved({{"A.md", "---\ntitle: 'A' # name\n---\n"}}, "A.md", "B.md").at("B.md"),
            "---\ntitle: 'B' # name\n---\n");
  EXPECT_EQ(moved({{"A.md", "# A\n\ntext\n"}}, "A.md", "B.md").at("B.md"), "# B\n\ntext\n");
  EXPECT_EQ(moved({{"A.md", "# Something else\n"}}, "A.md", "B.md").at("B.md"),
            "# Something else\n");
}

TEST(Relocate, LinksByTitleFollowWhenTheTitleDoes) {
  const Tree tree = {{"2011.md", "---\ntitle: Old\n---\n"}, {"b.md", "[[Old]] [[2011]]"}};
  EXPECT_EQ(moved(tree, "2011.md", "2012.md").at("b.md"), "[[Old]] [[2012]]");
  Relocation by_title;
  by_title.renames_title = true;
  const Tree after = moved(tree, "2011.md", "New.md", by_title);
  EXPECT_EQ(after.at("New.md"), "---\ntitle: New\n---\n");
  EXPECT_EQ(after.at("b.md"), "[[New]] [[New]]");
}

TEST(Relocate, OldNameStaysAsAnAlias) {
  Relocation keeping;
  keeping.keeps_alias = true;
  const Tree after = moved({{"A.md", "text\n"}, {"n.md", "[[A]]"}}, "A.md", "B.md", keeping);
  EXPECT_EQ(after.at("B.md"), "---\naliases: [A]\n---\ntext\n");
  EXPECT_EQ(after.at("n.md"), "[[B]]");
}

TEST(Relocate, AddsAFolderOnlyWhereTheNameNeedsIt) {
  const Tree tree = {
      {"x/Same.md", ""}, {"y/Old.md", ""}, {"x/a.md", "[[Old]]"}, {"y/b.md", "[[Old]]"}};
  const Tree after = moved(tree, "y/Old.md", "y/Same.md");
  EXPECT_EQ(after.at("x/a.md"), "[[y/Same]]");
  EXPECT_EQ(after.at("y/b.md"), "[[Same]]");
}

TEST(Relocate, LinksToNamesakesStayWithThem) {
  const Tree tree = {
      {"a.md", "[[Dune]]"}, {"b/Saga.md", "---\naliases: [Dune]\n---\n"}, {"c/Old.md", ""}};
  EXPECT_EQ(moved(tree, "c/Old.md", "c/Dune.md").at("a.md"), "[[Saga|Dune]]");
}

TEST(Relocate, MovesTheNotesOwnRelativeLinks) {
  const Tree tree = {
      {"a/n.md", "[x](m.md) ![p](img/p.png) ![[p.png]] [y](../top.md#h) [[./m]] [z](/top.md)"},
      {"a/m.md", "[n](n.md) [[n]] [[a/n]] [[../a/n]]"},
      {"a/img/p.png", ""},
      {"top.md", "[n](a/n.md) [[a/n|x]]"}};
  const Tree after = moved(tree, "a/n.md", "b/c/n.md");
  EXPECT_EQ(after.at("b/c/n.md"),
            "[x](../../a/m.md) ![p](../../a/img/p.png) ![[p.png]] "
            "[y](../../top.md#h) [[../../a/m]] [z](/top.md)");
  EXPECT_EQ(after.at("a/m.md"), "[n](../b/c/n.md) [[n]] [[b/c/n]] [[../b/c/n]]");
  EXPECT_EQ(after.at("top.md"), "[n](b/c/n.md) [[b/c/n|x]]");
}

TEST(Relocate, RenamesPictures) {
  const Tree tree = {{"n.md", "![[p.png|300]] ![x](img/p.png) [[p.png]]"}, {"img/p.png", "\1"}};
  EXPECT_EQ(moved(tree, "img/p.png", "img/q r.png").at("n.md"),
            "![[q r.png|300]] ![x](img/q%20r.png) [[q r.png]]");
}

TEST(Relocate, RenamesInCaseOnly) {
  const Tree tree = {{"Dune.md", ""}, {"b.md", "[[Dune]] [x](Dune.md)"}};
  const Tree after = moved(tree, "Dune.md", "DUNE.md");
  EXPECT_EQ(after.at("b.md"), "[[Dune]] [x](Dune.md)") << "names are alike without case";
  EXPECT_EQ(after.count("DUNE.md"), 1U);
}

TEST(Relocate, QuotesAreEscapedWhereTheyStand) {
  const Tree tree = {{"A.md", ""}, {"b.md", "---\nx: '[[A]]'\ny: \"[[A]]\"\n---\n"}};
  EXPECT_EQ(moved(tree, "A.md", "It's.md").at("b.md"),
            "---\nx: '[[It''s]]'\ny: \"[[It's]]\"\n---\n");
}

TEST(Relocate, RefusesWhatNoLinkCanSay) {
  const auto changes = plan({{"A.md", ""}, {"b.md", "[[A]]"}}, "A.md", "A|B.md");
  ASSERT_FALSE(changes);
  EXPECT_THAT(to_string(changes.error()), ::testing::HasSubstr("b.md:1:1"));
  EXPECT_EQ(plan({{"A.md", ""}, {"B.md", ""}}, "A.md", "B.md").error().code, ErrorCode::conflict);
}

// --- whole vaults
// ---------------------------------------------------------------------------------

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto path = entry.path().lexically_relative(root).generic_string();
    if (!entry.is_regular_file() || path.starts_with('.') || path.find("/.") != std::string::npos)
      continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    tree[path] = is_note(path) ? std::string(std::istreambuf_iterator<char>(stream), {}) : "";
  }
  return tree;
}

/// The links of a text by regular expressions alone: the target of each wikilink and Markdown link,
/// in order. Reads code and comments as well; the trees compared hold none that matter.
std::vector<std::string> links_by_pattern(const std::string& text) {
  static const std::regex pattern(R"(\[\[([^\]\[|#\n\\]+)|\]\(<([^>#]+)|\]\(([^)#\s]+))");
  std::vector<std::string> links;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    links.push_back((*match)[1].str() + (*match)[2].str() + (*match)[3].str());
  return links;
}

/// An independent, simpler idea of what a link means: the set of files whose path ends in it,
/// without regard to case.
std::set<std::string> files_meant(const Tree& tree, std::string target) {
  for (std::size_t at; (at = target.find("%20")) != std::string::npos;)
    target.replace(at, 3, " ");
  while (target.starts_with("../") || target.starts_with("./"))
    target.erase(0, target.find('/') + 1);
  target = name_key(target);
  std::set<std::string> found;
  for (const auto& [path, text] : tree) {
    std::string key = name_key(path);
    for (const std::string& ending : {target, target + ".md"}) {
      if (key == ending || key.ends_with("/" + ending))
        found.insert(path);
    }
  }
  return found;
}

/// Every note of the vault is renamed and renamed back: the tree is the same again, and in between
/// each link that meant it means it still.
void rename_all_and_back(const Tree& tree, std::size_t step) {
  const LoadedVault vault = load(tree);
  std::size_t done = 0;
  for (std::size_t i = 0; i < vault.notes.size(); i += step) {
    const std::string& path = vault.notes[i].path;
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    const std::string new_path = folder + "Zz Renamed Note.md";
    const auto changes = plan(tree, path, new_path);
    ASSERT_TRUE(changes) << to_string(changes.error());
    const Tree after = changed(tree, *changes);
    for (const FileChange& file : changes->files) {
      const auto before_links = links_by_pattern(tree.at(file.path));
      const auto after_links =
          links_by_pattern(after.at(file.new_path.empty() ? file.path : file.new_path));
      ASSERT_EQ(before_links.size(), after_links.size()) << file.path;
      for (std::size_t link = 0; link < before_links.size(); ++link) {
        if (before_links[link] != after_links[link]) {
          EXPECT_EQ(files_meant(after, after_links[link]).count(new_path), 1U)
              << file.path << ": " << after_links[link];
        }
      }
    }
    const Tree back = moved(after, new_path, path);
    if (back != tree) {
      for (const auto& [name, text] : tree) {
        if (back.count(name) == 0 || back.at(name) != text)
          ADD_FAILURE() << path << " renamed and back changes " << name;
      }
    }
    ++done;
  }
  EXPECT_GT(done, 0U);
}

TEST(Relocate, EveryNoteOfAVaultRenamedAndBackIsTheSameTree) {
  rename_all_and_back(read_tree(TOTE_SAMPLE_JOURNAL), 1);
  rename_all_and_back(read_tree(TOTE_ODD_VAULT), 1);
}

/// With TOTE_TEST_VAULTS: the vaults named there, separated by colons, every 25th note.
TEST(Relocate, NotesOfRealVaultsRenamedAndBack) {
  const char* vaults = std::getenv("TOTE_TEST_VAULTS");
  if (vaults == nullptr)
    GTEST_SKIP() << "set TOTE_TEST_VAULTS to folders of notes";
  std::stringstream list{vaults};
  for (std::string folder; std::getline(list, folder, ':');)
    rename_all_and_back(read_tree(folder), 25);
}

}  // namespace
}  // namespace tote::notes
