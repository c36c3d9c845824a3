// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/section_move.h"

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/anchors.h"
#include "tests/notes/edit/vault_tree.h"

namespace tote::notes {
namespace {

Result<ChangeSet> plan(const Tree& tree, const std::string& heading, const std::string& from,
                       const std::string& to) {
  const LoadedVault vault = load(tree);
  const NoteId source = *vault.graph.at(from);
  const NoteId target = *vault.graph.at(to);
  const auto block = headings_called(vault.notes[source], heading).front();
  return move_section(vault, {source, block, target, vault.notes[target]});
}

/// From a.md to x/b.md.
Tree moved(const Tree& tree, const std::string& heading) {
  const auto changes = plan(tree, heading, "a.md", "x/b.md");
  EXPECT_TRUE(changes) << (changes ? "" : to_string(changes.error()));
  return changes ? changed(tree, *changes) : tree;
}

std::string refusal(const Tree& tree, const std::string& heading,
                    const std::string& to = "x/b.md") {
  const auto changes = plan(tree, heading, "a.md", to);
  return changes ? "done" : to_string(changes.error());
}

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(SectionMove, TakesAllThatStandsUnderTheHeading) {
  const Tree after =
      moved({{"a.md", "# A\n\nfirst\n\n## M\n\ntext\n\n### Sub\n\nmore\n\n## Rest\n"},
             {"x/b.md", "# B\n\nown\n"}},
            "M");
  EXPECT_EQ(after.at("a.md"), "# A\n\nfirst\n\n## Rest\n");
  EXPECT_EQ(after.at("x/b.md"), "# B\n\nown\n\n## M\n\ntext\n\n### Sub\n\nmore\n");
}

TEST(SectionMove, LeavesNoBlankLinesAtAnEnd) {
  const Tree after = moved({{"a.md", "first\n\n\n## M\ntext\n\n"}, {"x/b.md", ""}}, "M");
  EXPECT_EQ(after.at("a.md"), "first\n");
  EXPECT_EQ(after.at("x/b.md"), "## M\ntext\n");
}

TEST(SectionMove, WritesTheTargetsLineEnds) {
  const Tree after = moved({{"a.md", "one\n## M\ntext\n"}, {"x/b.md", "b\r\nno end"}}, "M");
  EXPECT_EQ(after.at("x/b.md"), "b\r\nno end\r\n\r\n## M\r\ntext\r\n");
  EXPECT_EQ(moved({{"a.md", "one\r\n## M\r\ntext"}, {"x/b.md", "b\n"}}, "M").at("x/b.md"),
            "b\n\n## M\ntext\n");
}

struct FollowCase {
  const char* name;
  const char* before;
  const char* after;
};

class LinksToTheSection : public ::testing::TestWithParam<FollowCase> {};

/// The link stands in a third note, in another folder.
TEST_P(LinksToTheSection, LeadToItsNewPlace) {
  const Tree tree = {{"a.md", "# A\n## Top\n### M\ntext ^block\n#### Sub\n# Rest\nother ^stays\n"},
                     {"x/b.md", "# B\n"},
                     {"y/c.md", GetParam().before}};
  EXPECT_EQ(moved(tree, "M").at("y/c.md"), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, LinksToTheSection,
    ::testing::Values(
        FollowCase{"Heading", "[[a#M]]", "[[b#M|a]]"},
        FollowCase{"SubHeading", "[[a#Sub]]", "[[b#Sub|a]]"},
        FollowCase{"Nested", "[[a#M#Sub]]", "[[b#M#Sub|a]]"},
        FollowCase{"NestedInWhatStays", "[[a#Top#M]] [[a#A#Top#Sub]]", "[[b#M|a]] [[b#Sub|a]]"},
        FollowCase{"Text", "[[a#M|words]]", "[[b#M|words]]"},
        FollowCase{"Block", "[[a#^block]]", "[[b#^block|a]]"},
        FollowCase{"Embed", "![[a#M]] ![[a#^block]]", "![[b#M]] ![[b#^block]]"},
        FollowCase{"Table", "| a |\n|---|\n| [[a#M]] [[a#M\\|x]] |\n",
                   "| a |\n|---|\n| [[b#M\\|a]] [[b#M\\|x]] |\n"},
        FollowCase{"Markdown", "[w](../a.md#m)", "[w](../x/b.md#m)"},
        FollowCase{"Reference", "[w][r]\n\n[r]: ../a.md#m\n", "[w][r]\n\n[r]: ../x/b.md#m\n"},
        FollowCase{"FrontMatter", "---\nby: \"[[a#M]]\"\n---\n", "---\nby: \"[[b#M|a]]\"\n---\n"},
        FollowCase{"InlineField", "by:: [[a#M]]\n", "by:: [[b#M|a]]\n"},
        FollowCase{"WhatStays", "[[a]] [[a#Rest]] [[a#^stays]] [w](../a.md#rest) [[a#None]]",
                   "[[a]] [[a#Rest]] [[a#^stays]] [w](../a.md#rest) [[a#None]]"},
        FollowCase{"Code", "`[[a#M]]`", "`[[a#M]]`"}),
    [](const auto& parameter) { return parameter.param.name; });

class LinksOfTheTwoNotes : public ::testing::TestWithParam<FollowCase> {};

/// The link stands in the section, and then where the section stands in the other note.
TEST_P(LinksOfTheTwoNotes, WithinTheSection) {
  const std::string head = "# A\nother ^stays\n\n";
  const Tree after = moved({{"a.md", head + "## M\ntext ^block\n\n" + GetParam().before + "\n"},
                            {"x/b.md", "# B\n"},
                            {"img/p.png", ""},
                            {"c.md", ""}},
                           "M");
  EXPECT_EQ(after.at("x/b.md"),
            std::string("# B\n\n## M\ntext ^block\n\n") + GetParam().after + "\n");
}

INSTANTIATE_TEST_SUITE_P(
    Forms, LinksOfTheTwoNotes,
    ::testing::Values(
        FollowCase{"ToItself", "[[#M]] [[#^block]] [w](#m)", "[[#M]] [[#^block]] [w](#m)"},
        FollowCase{"ToItselfByName", "[[a#M|x]]", "[[b#M|x]]"},
        FollowCase{"ToWhatStays", "[[#A]] [[#^stays]] [[#A|x]]",
                   "[[a#A|A]] [[a#^stays|^stays]] [[a#A|x]]"},
        FollowCase{"EmbedOfWhatStays", "![[#^stays]]", "![[a#^stays]]"},
        FollowCase{"ToNothing", "[[#None]]", "[[a#None|None]]"},
        FollowCase{"MarkdownToWhatStays", "[w](#a)", "[w](../a.md#a)"},
        FollowCase{"RelativePaths", "[w](c.md) ![p](img/p.png) [[c]] ![[p.png]] [x](gone.md)",
                   "[w](../c.md) ![p](../img/p.png) [[c]] ![[p.png]] [x](gone.md)"},
        FollowCase{"Definition", "[w][r]\n\n[r]: c.md", "[w][r]\n\n[r]: ../c.md"},
        FollowCase{"Footnote", "x[^1]\n\n[^1]: note [[#A]]", "x[^1]\n\n[^1]: note [[a#A|A]]"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(SectionMove, LinksOfWhatStaysFollow) {
  const Tree tree = {{"a.md", "# A\n[[#M]] [[#^block]] [w](#m) [[#A]]\n\n## M\ntext ^block\n"},
                     {"x/b.md", "# B\n[[a#M|x]] [w](../a.md#m)\n"}};
  const Tree after = moved(tree, "M");
  EXPECT_EQ(after.at("a.md"), "# A\n[[b#M|M]] [[b#^block|^block]] [w](x/b.md#m) [[#A]]\n");
  EXPECT_THAT(after.at("x/b.md"), StartsWith("# B\n[[b#M|x]] [w](b.md#m)\n"));
}

TEST(SectionMove, MakesANewNote) {
  LoadedVault vault = load({{"a.md", "# A\n## M\ntext\n"}, {"c.md", "[[a#M]]"}});
  const Note target = read_note("New.md", "");
  const NoteId to = vault.graph.add(target);
  const auto changes = move_section(vault, {0, 1, to, target});
  ASSERT_TRUE(changes) << to_string(changes.error());
  const Tree after = changed({{"a.md", vault.notes[0].source}, {"c.md", "[[a#M]]"}}, *changes);
  EXPECT_EQ(after.at("New.md"), "## M\ntext\n");
  EXPECT_EQ(after.at("c.md"), "[[New#M|a]]");
}

TEST(SectionMove, RefusesWhatIsNoSectionOfItsOwn) {
  EXPECT_THAT(refusal({{"a.md", "# A\n"}, {"x/b.md", ""}}, "A"), HasSubstr("merge"));
  EXPECT_THAT(refusal({{"a.md", "> ## Q\n"}, {"x/b.md", ""}}, "Q"), HasSubstr("quote"));
  EXPECT_THAT(refusal({{"a.md", "one\n## M\n"}}, "M", "a.md"), HasSubstr("already"));
}

TEST(SectionMove, RefusesNamesThatTheTargetHas) {
  EXPECT_THAT(refusal({{"a.md", "one\n## M\n"}, {"x/b.md", "## m\n"}}, "M"),
              HasSubstr("x/b.md:1: this note has a heading 'M' already"));
  EXPECT_THAT(refusal({{"a.md", "one\n## M\nt ^i\n"}, {"x/b.md", "o ^i\n"}}, "M"),
              HasSubstr("^i is taken in x/b.md"));
}

TEST(SectionMove, RefusesALinkThatWouldFindANamesake) {
  Tree tree = {{"a.md", "one\n## M\n### Sub\n"}, {"x/b.md", "## Sub\n"}};
  EXPECT_EQ(refusal(tree, "M"), "done") << "nobody links to it";
  tree["c.md"] = "see [[a#Sub]]";
  EXPECT_THAT(refusal(tree, "M"), StartsWith("c.md:1:5: this link to the heading 'Sub'"));
}

TEST(SectionMove, RefusesToPartFootnotesAndDefinitions) {
  EXPECT_THAT(refusal({{"a.md", "one\n## M\nx[^1]\n# Z\n[^1]: note\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("a.md:3:2: the footnote [^1] is used in this section and defined outside"));
  EXPECT_THAT(refusal({{"a.md", "one[^1]\n## M\n[^1]: note\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("defined in this section and used outside"));
  EXPECT_THAT(
      refusal({{"a.md", "one\n## M\nx[^1]\n\n[^1]: n\n"}, {"x/b.md", "y[^1]\n\n[^1]: m\n"}}, "M"),
      HasSubstr("x/b.md has a footnote [^1] too"));
  EXPECT_THAT(refusal({{"a.md", "one\n## M\n[x][r]\n# Z\n[r]: u.md\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("uses a definition outside of the section"));
  EXPECT_THAT(refusal({{"a.md", "one [x][r]\n## M\n[r]: u.md\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("uses a definition in the section"));
  EXPECT_THAT(
      refusal({{"a.md", "one\n## M\n[x][r]\n\n[r]: u.md\n"}, {"x/b.md", "[r]: v.md\n"}}, "M"),
      HasSubstr("x/b.md defines [r] too"));
}

TEST(SectionMove, RefusesATargetThatIsNotClosed) {
  EXPECT_THAT(refusal({{"a.md", "one\n## M\n"}, {"x/b.md", "```\ncode\n"}}, "M"),
              HasSubstr("not closed"));
}

TEST(SectionMove, RefusesToChangeATitle) {
  EXPECT_THAT(refusal({{"a.md", "## M\ntext\n# Other\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("would be called 'Other'"));
  EXPECT_THAT(refusal({{"a.md", "text\n# M\n"}, {"x/b.md", ""}}, "M"),
              HasSubstr("x/b.md would be called 'M'"));
}

// --- whole vaults

/// The headings of a note, by their marks alone.
std::vector<std::string> plain_headings(const Note& note) {
  std::vector<std::string> found;
  for (const Block& block : note.blocks) {
    if (block.kind == Block::Kind::heading)
      found.emplace_back(block.span.in(note.source));
  }
  return found;
}

struct Count {
  std::size_t moved = 0;
  std::size_t refused = 0;
  std::size_t links = 0;
};

/// Moves each section of a note to the next note of the vault, and takes it back.
class Moving {
 public:
  explicit Moving(const Tree& tree) : vault_(load(tree)), resolver_(tree) {}

  Count all() {
    for (NoteId id = 0; id < vault_.notes.size(); ++id) {
      for (std::uint32_t i = 0; i < vault_.notes[id].blocks.size(); ++i) {
        if (vault_.notes[id].blocks[i].kind == Block::Kind::heading)
          there_and_back(id, i);
      }
    }
    return count_;
  }

 private:
  void there_and_back(NoteId from, std::uint32_t heading) {
    const NoteId to = (from + 1) % static_cast<NoteId>(vault_.notes.size());
    const auto changes = move_section(vault_, {from, heading, to, vault_.notes[to]});
    if (!changes) {
      EXPECT_NE(changes.error().code, ErrorCode::internal) << to_string(changes.error());
      ++count_.refused;
      return;
    }
    ++count_.moved;
    SCOPED_TRACE(changes->summary);
    const auto all = [&](const Note& a, const Note& b) {
      auto headings = plain_headings(a);
      const auto more = plain_headings(b);
      headings.insert(headings.end(), more.begin(), more.end());
      std::sort(headings.begin(), headings.end());
      return headings;
    };
    const auto before_headings = all(vault_.notes[from], vault_.notes[to]);
    std::vector<std::pair<NoteId, Note>> before;
    for (const FileChange& file : changes->files) {
      const NoteId id = *vault_.graph.at(file.path);
      const auto splices = splices_of(vault_.notes[id].source, file.replacements);
      ASSERT_TRUE(splices);
      const std::string after = splice(vault_.notes[id].source, *splices);
      EXPECT_EQ(splice(after, inverse(*splices)), vault_.notes[id].source) << "taken back";
      before.emplace_back(id, std::move(vault_.notes[id]));
      vault_.notes[id] = read_note(file.path, after);
    }
    EXPECT_EQ(all(vault_.notes[from], vault_.notes[to]), before_headings);
    for (const auto& [id, note] : before) {
      if (id != from && id != to)
        check_links(note, vault_.notes[id], from, to);
    }
    for (auto& [id, note] : before)
      vault_.notes[id] = std::move(note);
  }

  /// Links of a third note lead where they led, or, those to the section, into the target.
  void check_links(const Note& before, const Note& after, NoteId from, NoteId to) {
    const auto old_links = plain_links(before.source);
    const auto new_links = plain_links(after.source);
    ASSERT_EQ(old_links.size(), new_links.size()) << before.path;
    for (std::size_t i = 0; i < old_links.size(); ++i) {
      const PlainLink& was = old_links[i];
      const PlainLink& is = new_links[i];
      if (was.target == is.target && was.heading == is.heading)
        continue;
      ++count_.links;
      EXPECT_TRUE(resolver_.may_mean(was, before.path, vault_.notes[from].path)) << was.target;
      EXPECT_TRUE(resolver_.may_mean(is, before.path, vault_.notes[to].path)) << is.target;
      EXPECT_TRUE(was.heading.ends_with(is.heading.substr(1))) << was.heading << is.heading;
    }
  }

  LoadedVault vault_;
  PlainResolver resolver_;
  Count count_;
};

void move_all_and_back(const Tree& tree) {
  const Count count = Moving(tree).all();
  std::cout << count.moved << " sections moved and back, " << count.refused << " refused, "
            << count.links << " links of other notes followed\n";
  EXPECT_GT(count.moved, 0U);
}

TEST(SectionMove, EverySectionOfAVaultMovedAndBackIsTheSameTree) {
  move_all_and_back(read_tree(TOTE_SAMPLE_JOURNAL));
  move_all_and_back(read_tree(TOTE_ODD_VAULT));
}

TEST(SectionMove, EverySectionOfRealVaultsMovedAndBackIsTheSameTree) {
  if (real_vaults().empty())
    GTEST_SKIP() << "set TOTE_TEST_VAULTS to folders of notes";
  for (const auto& folder : real_vaults()) {
    SCOPED_TRACE(folder);
    move_all_and_back(read_tree(folder));
  }
}

}  // namespace
}  // namespace tote::notes
