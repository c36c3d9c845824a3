// SPDX-License-Identifier: GPL-2.0-or-later
// Every rule twice: it finds the fault in a small tree made for it, and none in the project.
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/layers/rules.h"
#include "tests/layers/source_tree.h"

namespace tote::layers {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::ValuesIn;

SourceTree tree_of(const std::vector<std::pair<std::string, std::string>>& files) {
  SourceTree tree;
  for (const auto& [path, text] : files)
    tree.emplace(path, parse_source(path, text));
  return tree;
}

TEST(SourceTree, FindsIncludesAsTheyAreWritten) {
  const auto file =
      parse_source("a.cpp", "#include <vector>\nint x;\n # include \"notes/note.h\"\n");
  ASSERT_EQ(file.includes.size(), 2U);
  EXPECT_EQ(file.includes[0].target, "vector");
  EXPECT_TRUE(file.includes[0].is_system);
  EXPECT_EQ(file.includes[1].target, "notes/note.h");
  EXPECT_EQ(file.includes[1].line, 3U);
}

TEST(Layers, NotesKnowNothingOfTheIndex) {
  const auto tree = tree_of({{"notes/note.cpp", "\n#include \"index/search.h\"\n"},
                             {"index/search.h", "#include \"notes/note.h\"\n"},
                             {"notes/note.h", ""}});
  EXPECT_THAT(forbidden_includes(tree),
              ElementsAre("notes/note.cpp:2: must not include index/search.h"));
}

TEST(Layers, PluginsSeeTheSdkAlone) {
  const auto tree =
      tree_of({{"plugins/books/isbn.cpp", "#include \"notes/text.h\"\n#include <tote/plugin.h>\n"},
               {"sdk/include/tote/plugin.h", ""},
               {"notes/text.h", ""}});
  EXPECT_THAT(forbidden_includes(tree),
              ElementsAre("plugins/books/isbn.cpp:1: must not include notes/text.h"));
}

TEST(Layers, PluginsDoNotSeeEachOther) {
  const auto tree = tree_of({{"plugins/books/a.cpp",
                              "#include \"books/isbn.h\"\n"
                              "#include \"text/url.h\"\n"
                              "#include \"links/account.h\"\n"
                              "#include \"../links/account.h\"\n"},
                             {"plugins/books/isbn.h", ""},
                             {"plugins/text/url.h", ""},
                             {"plugins/links/account.h", ""}});
  EXPECT_THAT(forbidden_includes(tree),
              ElementsAre("plugins/books/a.cpp:3: must not include plugins/links/account.h",
                          "plugins/books/a.cpp:4: name headers from the source root"));
}

TEST(Layers, AFaceSeesTheFacadeAndWhatItShows) {
  const auto tree = tree_of({{"host/journal.h", "#include \"index/answer.h\"\n"},
                             {"host/cli/ask.cpp",
                              "#include \"host/journal.h\"\n"
                              "#include \"index/answer.h\"\n"
                              "#include \"index/writer.h\"\n"
                              "#include \"host/web/page.h\"\n"},
                             {"host/web/page.h", ""},
                             {"index/answer.h", ""},
                             {"index/writer.h", ""}});
  EXPECT_THAT(forbidden_includes(tree),
              ElementsAre("host/cli/ask.cpp:3: must not include index/writer.h",
                          "host/cli/ask.cpp:4: must not include host/web/page.h"));
}

TEST(Layers, ALibraryStaysInTheRoomThatOwnsIt) {
  const auto tree = tree_of({{"host/journal.cpp", "#include <xapian.h>\n"},
                             {"index/writer.cpp", "#include <xapian.h>\n"},
                             {"index/answer.h", "#include <nlohmann/json.hpp>\n"}});
  EXPECT_THAT(stray_libraries(tree),
              ElementsAre("host/journal.cpp:1: xapian.h is only for index/",
                          "index/answer.h:1: a header includes nlohmann/json_fwd.hpp instead"));
}

TEST(Layers, ALibraryDoesNotLeakThroughHeaders) {
  const auto tree = tree_of({{"host/journal.cpp", "#include \"index/search.h\"\n"},
                             {"index/search.h", "#include \"index/terms.h\"\n"},
                             {"index/terms.h", "#include <xapian.h>\n"}});
  EXPECT_THAT(leaked_libraries(tree),
              ElementsAre("host/journal.cpp:1: gets xapian.h from index/terms.h"));
}

TEST(Layers, HeadersDoNotIncludeEachOtherInACircle) {
  const auto tree = tree_of({{"notes/a.h", "#include \"notes/b.h\"\n"},
                             {"notes/b.h", "#include \"notes/a.h\"\n"},
                             {"notes/c.h", "#include \"notes/a.h\"\n"}});
  EXPECT_THAT(include_circles(tree),
              ElementsAre("notes/a.h:1: includes itself through the headers it includes",
                          "notes/b.h:1: includes itself through the headers it includes"));
}

TEST(Layers, AResultCannotBeDropped) {
  const auto tree = tree_of({{"notes/vault.h",
                              "[[nodiscard]] Result<int> a();\n"
                              "[[nodiscard]]\n"
                              "Result<int> b();\n"
                              "\n"
                              "  virtual Result<void> c() = 0;\n"
                              "  static Result<int> d(int x);\n"
                              "  Result<int> member_;\n"
                              "  Result<int> (*function_)(int x) = nullptr;\n"}});
  EXPECT_THAT(droppable_results(tree),
              ElementsAre("notes/vault.h:5: returns a Result without [[nodiscard]]",
                          "notes/vault.h:6: returns a Result without [[nodiscard]]"));
}

TEST(Layers, FilesStayShort) {
  const auto tree = tree_of({{"notes/long.h", std::string(201, '\n')},
                             {"notes/fit.h", std::string(200, '\n')},
                             {"sdk/include/tote/plugin.h", std::string(500, '\n')}});
  EXPECT_THAT(overlong_files(tree),
              ElementsAre("notes/long.h:201: longer than 200 lines: split it by subject"));
}

TEST(Layers, FilesNameTheirLicenceAndGuardTheirHeaders) {
  const auto tree =
      tree_of({{"notes/a.h", "// SPDX-License-Identifier: GPL-2.0-or-later\n#pragma once\n"},
               {"notes/b.h", "// SPDX-License-Identifier: GPL-2.0-or-later\n"},
               {"sdk/include/tote/c.h",
                "/* SPDX-License-Identifier: GPL-2.0-or-later */\n#ifndef TOTE_C_H\n"}});
  EXPECT_THAT(
      missing_preambles(tree),
      ElementsAre("notes/b.h:1: can be included twice: add #pragma once",
                  "sdk/include/tote/c.h:1: the first line must say SPDX-License-Identifier: MIT"));
}

TEST(Layers, NamesSayWhatIsInsideAndWorkIsFinished) {
  const auto tree = tree_of({{"notes/string_utils.h", ""},
                             {"notes/uncommon.h",
                              "int x;  // TO"
                              "DO: later\n"}});
  EXPECT_THAT(loose_ends(tree),
              ElementsAre("notes/string_utils.h:1: name it after what it is about",
                          "notes/uncommon.h:1: finish it, or open an issue"));
}

/// A rule and the name under which it is held against the project.
struct Rule {
  const char* name;
  Complaints (*broken)(const SourceTree&);
};

class House : public ::testing::TestWithParam<Rule> {};

TEST_P(House, Keeps) {
  static const SourceTree project = read_source_tree(TOTE_SOURCE_DIR);
  ASSERT_GT(project.size(), 20U);
  EXPECT_THAT(GetParam().broken(project), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Rules, House,
                         ValuesIn(std::vector<Rule>{{"ItsLayers", forbidden_includes},
                                                    {"LibrariesInTheirRooms", stray_libraries},
                                                    {"LibrariesOutOfHeaders", leaked_libraries},
                                                    {"HeadersFreeOfCircles", include_circles},
                                                    {"ResultsFromBeingDropped", droppable_results},
                                                    {"FilesShort", overlong_files},
                                                    {"LicencesAndGuards", missing_preambles},
                                                    {"NoLooseEnds", loose_ends}}),
                         [](const auto& rule) { return rule.param.name; });

}  // namespace
}  // namespace tote::layers
