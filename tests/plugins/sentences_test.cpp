// SPDX-License-Identifier: GPL-2.0-or-later
// Sentences as people write them, and what each states under the vocabulary of our plugins and of
// sdk/examples/lending: sentences.txt, one a line, `\n` for a line's end. Most state nothing, and
// look as if they did.
//
// An edge is written relation(from,to)+ or -, `~` before a name without brackets, and behind `@`
// its date if that is not the entry's own: `?` if the sentence does not say when.
#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "index/extract/extract.h"
#include "tests/plugins/declared.h"

namespace tote::plugins {
namespace {

struct Case {
  std::string text;
  std::string states;
};

void PrintTo(const Case& sentence, std::ostream* out) {
  *out << sentence.text;
}

std::vector<Case> cases() {
  std::istringstream lines(
      read_file(std::filesystem::path(TOTE_SOURCE_DIR) / "tests/plugins/sentences.txt"));
  std::vector<Case> found;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t arrow = line.find("  =>");
    if (arrow != std::string::npos)
      found.push_back({line.substr(0, arrow), line.substr(std::min(arrow + 6, line.size()))});
  }
  return found;
}

std::string with_line_ends(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at))
    text.replace(at, 2, "\n");
  return text;
}

constexpr notes::Date entry_date{2026, 1, 2};

std::string written(const index::EdgeEnd& end) {
  using Kind = index::EdgeEnd::Kind;
  if (end.kind == Kind::me)
    return "me";
  if (end.kind == Kind::self)
    return "self";
  return (end.kind == Kind::name ? "~" : "") + end.text;
}

std::string written(const index::Edge& edge) {
  std::string text = edge.relation + '(' + written(edge.from) + ',' + written(edge.to) + ')' +
                     (edge.polarity > 0 ? '+' : '-');
  if (edge.date != entry_date)
    text += '@' + (edge.date ? notes::to_string(*edge.date) : std::string("?"));
  return text;
}

std::string stated_by(const std::string& text) {
  static const index::extract::ProseReader reader([] {
    std::vector<std::string> folders = own_plugins;
    folders.emplace_back("sdk/examples/lending");
    return declared_vocabulary(folders);
  }());
  index::Facts facts;
  reader.extract(notes::read_note("journal/2026-01-02.md",
                                  "---\ntype: journal\n---\n" + with_line_ends(text) + '\n'),
                 facts);
  std::vector<std::string> edges;
  for (const index::Edge& edge : facts.edges)
    edges.push_back(written(edge));
  std::sort(edges.begin(), edges.end());
  std::string joined;
  for (const std::string& edge : edges)
    joined += (joined.empty() ? "" : "; ") + edge;
  return joined;
}

TEST(Sentences, AreManyAndMostStateNothing) {
  const auto all = cases();
  EXPECT_GT(all.size(), 400U);
  EXPECT_GT(std::count_if(all.begin(), all.end(), [](const Case& c) { return c.states.empty(); }),
            static_cast<std::ptrdiff_t>(all.size() / 2));
}

class PluginSentence : public testing::TestWithParam<Case> {};

TEST_P(PluginSentence, StatesWhatItSays) {
  EXPECT_EQ(stated_by(GetParam().text), GetParam().states) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Sentences, PluginSentence, testing::ValuesIn(cases()));

}  // namespace
}  // namespace tote::plugins
