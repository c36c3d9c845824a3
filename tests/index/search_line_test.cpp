// SPDX-License-Identifier: GPL-2.0-or-later
#include <array>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/search/line_parser.h"

namespace tote::index::search {
namespace {

/// The tree in Lisp's way: `(and red (not (type book)))`.
std::string shown(const LineNode& node);

std::string shown_list(std::string_view head, const std::vector<LineNode>& children) {
  std::string out = "(" + std::string(head);
  for (const LineNode& child : children)
    out += " " + shown(child);
  return out + ")";
}

std::string shown_test(const LineNode& node) {
  const FieldTest& test = node.test;
  switch (test.kind) {
    case FieldTest::Kind::word:
      return test.value;
    case FieldTest::Kind::phrase:
      return '"' + test.value + '"';
    case FieldTest::Kind::link:
      return "[[" + test.value + "]]";
    case FieldTest::Kind::prefix:
      return "prefix " + test.value;
    case FieldTest::Kind::any:
      return "any";
    case FieldTest::Kind::compare:
      return std::string(std::array{"<", "<=", "=", ">=", ">"}[static_cast<int>(test.compare)]) +
             " " + test.value;
    case FieldTest::Kind::range:
      return "from " + test.value + " to " + test.upper;
    case FieldTest::Kind::nested:
      return shown(node.children.front());
  }
  return "";
}

std::string shown(const LineNode& node) {
  switch (node.kind) {
    case LineNode::Kind::everything:
      return "everything";
    case LineNode::Kind::word:
      return node.text;
    case LineNode::Kind::prefix:
      return "(prefix " + node.text + ")";
    case LineNode::Kind::phrase:
      return '"' + node.text + '"';
    case LineNode::Kind::link:
      return "[[" + node.text + "]]";
    case LineNode::Kind::field:
      return "(" + node.test.field + " " + shown_test(node) + ")";
    case LineNode::Kind::conjunction:
      return shown_list("and", node.children);
    case LineNode::Kind::disjunction:
      return shown_list("or", node.children);
    case LineNode::Kind::negation:
      return shown_list("not", node.children);
  }
  return "";
}

struct LineCase {
  std::string name;
  std::string line;
  std::string tree;
  std::string remark;  ///< part of one; empty: there is none
};

void PrintTo(const LineCase& line_case, std::ostream* out) {
  *out << line_case.line;
}

class SearchLine : public testing::TestWithParam<LineCase> {};

TEST_P(SearchLine, ReadsAs) {
  const ParsedLine parsed = parse_line(GetParam().line);
  EXPECT_EQ(parsed.root ? shown(*parsed.root) : "nothing", GetParam().tree);
  if (GetParam().remark.empty())
    EXPECT_THAT(parsed.remarks, testing::IsEmpty());
  else
    EXPECT_THAT(parsed.remarks, testing::Contains(testing::HasSubstr(GetParam().remark)));
}

TEST_P(SearchLine, ReadsTheSameWhenWrittenAgain) {
  const ParsedLine parsed = parse_line(GetParam().line);
  if (!parsed.root)
    return;
  const ParsedLine again = parse_line(to_line(*parsed.root));
  ASSERT_TRUE(again.root) << to_line(*parsed.root);
  EXPECT_EQ(shown(*again.root), shown(*parsed.root)) << to_line(*parsed.root);
}

INSTANTIATE_TEST_SUITE_P(
    Words, SearchLine,
    testing::Values(LineCase{"Empty", "", "nothing", ""}, LineCase{"Blank", " \t ", "nothing", ""},
                    LineCase{"OneWord", "tote", "tote", ""},
                    LineCase{"SeveralMustAllHold", "red tote door", "(and red tote door)", ""},
                    LineCase{"Phrase", "\"red tote\" door", "(and \"red tote\" door)", ""},
                    LineCase{"CurlyPhrase", "“red tote”", "\"red tote\"", ""},
                    LineCase{"Prefix", "pira*", "(prefix pira)", ""},
                    LineCase{"Everything", "*", "everything", ""},
                    LineCase{"IdeographicSpace", "李伟　foo", "(and 李伟 foo)", ""},
                    LineCase{"Url", "https://a.example/x", "https://a.example/x", ""},
                    LineCase{"ScopedName", "std::vector", "std::vector", ""},
                    LineCase{"ColonAtEnd", "Review: Ravenmarked", "(and Review: Ravenmarked)", ""},
                    LineCase{"TimeOfDay", "10:30", "10:30", ""},
                    LineCase{"HyphenWithin", "to-read", "to-read", ""}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Operators, SearchLine,
    testing::Values(LineCase{"Or", "tea OR coffee", "(or tea coffee)", ""},
                    LineCase{"OrBindsLess", "a b OR c d", "(or (and a b) (and c d))", ""},
                    LineCase{"Group", "(tea OR coffee) swap", "(and (or tea coffee) swap)", ""},
                    LineCase{"LowerCaseOrIsAWord", "tea or coffee", "(and tea or coffee)", ""},
                    LineCase{"And", "tea AND coffee", "(and tea coffee)", ""},
                    LineCase{"Minus", "-clown", "(not clown)", ""},
                    LineCase{"Not", "tote NOT clown", "(and tote (not clown))", ""},
                    LineCase{"NotTwice", "NOT -clown", "clown", ""},
                    LineCase{"MinusGroup", "-(a OR b) c", "(and (not (or a b)) c)", ""},
                    LineCase{"MinusPhrase", "-\"a b\"", "(not \"a b\")", ""},
                    LineCase{"OrBetweenGroups", "(a)OR(b)", "(or a b)", ""}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fields, SearchLine,
    testing::Values(
        LineCase{"Word", "type:book", "(type book)", ""},
        LineCase{"Negated", "-type:book", "(not (type book))", ""},
        LineCase{"Quoted", "author:\"Le Guin\"", "(author \"Le Guin\")", ""},
        LineCase{"Link", "linked:[[Andrew Mocete]]", "(linked [[Andrew Mocete]])", ""},
        LineCase{"LinkWithLabel", "linked:[[Tigana#Plot|it]]", "(linked [[Tigana]])", ""},
        LineCase{"Any", "-read:*", "(not (read any))", ""},
        LineCase{"PrefixValue", "author:dav*", "(author prefix dav)", ""},
        LineCase{"AtLeast", "rating:>=4", "(rating >= 4)", ""},
        LineCase{"Less", "pages:<300", "(pages < 300)", ""},
        LineCase{"Equal", "pages:=300", "(pages = 300)", ""},
        LineCase{"Range", "read:2011..2013", "(read from 2011 to 2013)", ""},
        LineCase{"OpenAbove", "read:2020..", "(read from 2020 to )", ""},
        LineCase{"OpenBelow", "read:..2012", "(read from  to 2012)", ""},
        LineCase{"Nested", "recommended-by:(type:person met:2011)",
                 "(recommended-by (and (type person) (met 2011)))", ""},
        LineCase{"NestedTwice", "a:(b:(c OR d) e)", "(a (and (b (or c d)) e))", ""},
        LineCase{"Tag", "#books/fantasy", "(tag books/fantasy)", ""},
        LineCase{"TagPrefix", "#boo*", "(tag prefix boo)", ""},
        LineCase{"NumberIsNoTag", "#1", "#1", ""},
        LineCase{"NumberAsTag", "tag:1984", "(tag 1984)", ""},
        LineCase{"LoneLink", "[[Red tote]] door", "(and [[Red tote]] door)", ""},
        LineCase{"Unicode", "größe:12", "(größe 12)", ""},
        LineCase{"UrlValue", "url:https://a.example/x_(y)", "(url https://a.example/x_(y))", ""},
        LineCase{"ClosesItsGroup", "(type:book)", "(type book)", ""}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Forgiven, SearchLine,
    testing::Values(
        LineCase{"OpenQuote", "\"red tote", "(and red tote)", "quotation mark is not closed"},
        LineCase{"OpenQuoteAsValue", "title:\"red tote", "(and title: red tote)",
                 "quotation mark is not closed"},
        LineCase{"OpenGroup", "(red tote", "(and red tote)", "parenthesis is not closed"},
        LineCase{"ClosedGroupOnly", "red) tote", "(and red tote)", "no opening one"},
        LineCase{"OnlyParentheses", ")(", "nothing", "no opening one"},
        LineCase{"EmptyGroup", "() a", "a", ""},
        LineCase{"TrailingOr", "tea OR", "(and tea or)", "'OR' has nothing to join"},
        LineCase{"LeadingOr", "OR tea", "(and or tea)", "'OR' has nothing to join"},
        LineCase{"TrailingNot", "tea NOT", "(and tea not)", "'NOT' has nothing to join"},
        LineCase{"LoneAnd", "AND", "and", "'AND' has nothing to join"},
        LineCase{"LoneMinus", "tea - coffee", "(and tea coffee)", "'-' has nothing to exclude"},
        LineCase{"OpenLink", "[[Red tote", "(and [[Red tote)", ""},
        LineCase{"NoValue", "type:", "type:", ""},
        LineCase{"ComparisonWithNothing", "rating:>=", "rating:>=", ""}),
    [](const auto& test) { return test.param.name; });

TEST(SearchLine, SaysWhereItsWordsStand) {
  const std::string line = "red (author:Davis OR #indie)";
  const ParsedLine parsed = parse_line(line);
  ASSERT_TRUE(parsed.root);
  const LineNode& either = parsed.root->children.at(1);
  EXPECT_EQ(parsed.root->children.at(0).span.in(line), "red");
  EXPECT_EQ(either.children.at(0).span.in(line), "Davis");
  EXPECT_EQ(either.children.at(1).span.in(line), "indie");
}

TEST(SearchLine, PassesOverParenthesesNestedTooDeeply) {
  const ParsedLine parsed =
      parse_line(std::string(10'000, '(') + "tote" + std::string(10'000, ')'));
  EXPECT_FALSE(parsed.root);
  EXPECT_THAT(parsed.remarks, testing::Contains(testing::HasSubstr("nested too deeply")));
  const ParsedLine shorter =
      parse_line(std::string(100, '(') + "tote" + std::string(100, ')') + " a");
  ASSERT_TRUE(shorter.root);
  EXPECT_EQ(shown(*shorter.root), "(and tote a)");
}

TEST(SearchLine, ReadsTheBeginningOfALineTooLong) {
  std::string line;
  while (line.size() < 1'000'000)
    line += "zoë ";
  const ParsedLine parsed = parse_line(line);
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.root->children.size(), max_line_leaves);
  EXPECT_THAT(parsed.remarks, testing::Contains(testing::HasSubstr("too long")));
  EXPECT_THAT(parsed.remarks, testing::Contains(testing::HasSubstr("too many words")));
}

TEST(SearchLine, GivesEveryRandomLineOneMeaning) {
  const std::vector<std::string> parts = {
      "(",       ")",    "\"",   "-",  " ",        " ",    "OR", "AND", "NOT",
      "*",       "#",    ":",    "..", "[[",       "]]",   ">=", "a",   "type:",
      "rating:", "word", "李伟", "“",  "\xE2\x80", "\xFF", "1",  "|",   "'"};
  std::mt19937 random(20111203);
  for (int round = 0; round < 20'000; ++round) {
    std::string line;
    for (auto count = random() % 14; count > 0; --count)
      line += parts[random() % parts.size()];
    const ParsedLine parsed = parse_line(line);
    if (!parsed.root)
      continue;
    const std::string written = to_line(*parsed.root);
    const ParsedLine again = parse_line(written);
    ASSERT_TRUE(again.root) << line << "\nas " << written;
    ASSERT_EQ(shown(*again.root), shown(*parsed.root)) << line << "\nas " << written;
  }
}

}  // namespace
}  // namespace tote::index::search
