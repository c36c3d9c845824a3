// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/search/readable_text.h"
#include "index/search/snippet.h"

namespace tote::index::search {
namespace {

HitPattern word(std::vector<std::string> forms) {
  return {HitPattern::Kind::forms, std::move(forms)};
}

HitPattern prefix(std::string text) {
  return {HitPattern::Kind::prefix, {std::move(text)}};
}

HitPattern phrase(std::vector<std::string> words) {
  return {HitPattern::Kind::phrase, std::move(words)};
}

/// The snippet with its marks as `{…}`.
std::string marked(const Snippet& snippet) {
  std::string out = snippet.text;
  for (auto mark = snippet.marks.rbegin(); mark != snippet.marks.rend(); ++mark) {
    out.insert(mark->end, "}");
    out.insert(mark->begin, "{");
  }
  return out;
}

struct SnippetCase {
  std::string name;
  std::string source;
  std::vector<HitPattern> patterns;
  std::string want;
};

void PrintTo(const SnippetCase& snippet_case, std::ostream* out) {
  *out << snippet_case.source;
}

class SearchSnippet : public testing::TestWithParam<SnippetCase> {};

TEST_P(SearchSnippet, Shows) {
  EXPECT_EQ(marked(make_snippet(GetParam().source, GetParam().patterns, 40)), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    All, SearchSnippet,
    testing::Values(
        SnippetCase{"WordInAnyForm",
                    "The totes are red.\n",
                    {word({"tote", "totes"})},
                    "The {totes} are red."},
        SnippetCase{"FoldedWord", "Lunch with Zoë.\n", {word({"zoe"})}, "Lunch with {Zoë}."},
        SnippetCase{"Prefix", "Read Piranesi.\n", {prefix("pira")}, "Read {Piranesi}."},
        SnippetCase{"PhraseAsOneMark",
                    "tote red, a red tote.\n",
                    {phrase({"red", "tote"})},
                    "tote red, a {red tote}."},
        SnippetCase{"CjkWithinARun",
                    "我见过李伟两次 foo\n",
                    {word({"李伟"}), word({"foo"})},
                    "我见过{李伟}两次 {foo}"},
        SnippetCase{"CjkWithinAPhrase",
                    "foo 李伟 bar\n",
                    {phrase({"foo", "李伟", "bar"})},
                    "{foo 李伟 bar}"},
        SnippetCase{
            "SkipsFrontMatter", "---\ntitle: tote\n---\nA tote.\n", {word({"tote"})}, "A {tote}."},
        SnippetCase{"FrontMatterIfNothingElse",
                    "---\nseries: Boreal\nisbn: 1\n---\nA book.\n",
                    {word({"boreal"})},
                    "series: {Boreal}"},
        SnippetCase{"OpeningWithoutHit",
                    "---\na: 1\n---\nFirst line\nof it.\n\nSecond.\n",
                    {word({"absent"})},
                    "First line of it."},
        SnippetCase{"WhereMostPatternsMeet",
                    "A tote.\n\nAnother tote, a tote.\n\nThe red tote.\n",
                    {word({"tote"}), word({"red"})},
                    "The {red} {tote}."},
        SnippetCase{
            "FromItsSentence",
            "Something else was said here at length. The tote is red and it hangs on a nail "
            "by the office door.\n",
            {word({"tote"})},
            "The {tote} is red and it hangs on a nail…"},
        SnippetCase{
            "FromAWordInALongSentence",
            "whatever comes before it in this sentence without an end is cut before the tote "
            "which is red\n",
            {word({"tote"})},
            "…cut before the {tote} which is red"},
        SnippetCase{"WithoutMarkup",
                    "> - **The** `tote` is [red](http://a.example), see [[Red tote|it]]\n",
                    {word({"tote"})},
                    "The {tote} is red, see [[Red {tote}|it]]"},
        SnippetCase{"NothingFromComments",
                    "%% a tote\nstill %% b tote <!-- tote -->\n",
                    {word({"tote"})},
                    "b {tote}"},
        SnippetCase{"Empty", "", {word({"tote"})}, ""},
        SnippetCase{"CutsBetweenCharacters",
                    std::string(30, ' ') +
                        [] {
                          std::string text;
                          for (int i = 0; i < 40; ++i)
                            text += "李";
                          return text;
                        }(),
                    {},
                    "李李李李李李李李李李李李李…"}),
    [](const auto& test) { return test.param.name; });

TEST(ReadableText, KeepsOneLineABlock) {
  const ReadableText text = readable_text(
      "\xEF\xBB\xBF---\r\ntitle: X\r\n---\r\n# Head #\r\n\r\nOne\r\ntwo \\*three\\* snake_case\r\n"
      "1. first\r\n- [ ] task\r\n\r\n```cpp\r\nint a;\r\n```\r\n| a | b |\r\n|---|---|\r\n"
      "> [!note] Called out\r\n> quoted <b>bold</b> <https://x.example> 2 * 3\r\n");
  EXPECT_EQ(text.front_matter, "title: X\r\n");
  EXPECT_EQ(text.body,
            "Head #\nOne two *three* snake_case\nfirst\ntask\nint a;\na b\nCalled out quoted bold "
            "https://x.example 2 * 3\n");
}

TEST(ReadableText, TakesUnclosedFrontMatterForText) {
  EXPECT_EQ(readable_text("---\na: 1\n").front_matter, "");
  EXPECT_EQ(readable_text("---\na: 1\n").body, "a: 1\n");
}

TEST(SearchSnippet, StaysWithinHostileText) {
  for (const std::string_view unit : {"[[", "](", "[a](", "<a", "<!--", "%%", "*", "> ", "\\"}) {
    std::string source;
    while (source.size() < 200'000)
      source += unit;
    EXPECT_LE(make_snippet(source + " tote", {word({"tote"})}, 160).text.size(), 400U) << unit;
  }
}

}  // namespace
}  // namespace tote::index::search
