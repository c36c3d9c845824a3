// SPDX-License-Identifier: GPL-2.0-or-later
// Facts that a plugin's code could have written to the socket itself.
#include "host/worker/facts_check.h"

#include <functional>

#include <gtest/gtest.h>

#include "host/worker/call_limits.h"

namespace tote::host::worker {
namespace {

constexpr std::size_t source_bytes = 100;

index::Vocabulary vocabulary() {
  index::Vocabulary words;
  words.fields.emplace_back().id = "isbn";
  auto& relation = words.relations.emplace_back();
  relation.id = "recommended-by";
  relation.inverse = "recommended";
  return words;
}

index::Facts honest() {
  index::Facts facts;
  facts.values.push_back({"isbn", "9780000000002", 0, 3, {10, 20}});
  auto& edge = facts.edges.emplace_back();
  edge.relation = "recommended-by";
  edge.to = {index::EdgeEnd::Kind::name, "Zoë", {"zoe"}};
  edge.span = {0, source_bytes};
  facts.terms = {"one"};
  facts.diagnostics.push_back({notes::Diagnostic::Severity::error, "code", "text", {4, 5}});
  return facts;
}

struct Lie {
  const char* name;
  std::function<void(index::Facts&)> tell;
};

class FactsCheckRefuses : public testing::TestWithParam<Lie> {};

TEST_P(FactsCheckRefuses, Lies) {
  auto facts = honest();
  ASSERT_TRUE(is_believable(facts, source_bytes, vocabulary()));
  GetParam().tell(facts);
  EXPECT_FALSE(is_believable(facts, source_bytes, vocabulary()));
}

using F = index::Facts&;

INSTANTIATE_TEST_SUITE_P(
    Lies, FactsCheckRefuses,
    testing::Values(
        Lie{"UndeclaredField", [](F facts) { facts.values[0].field = "password"; }},
        Lie{"ValueThatIsNotUtf8", [](F facts) { facts.values[0].text = "\xff"; }},
        Lie{"ValueWithoutEnd",
            [](F facts) { facts.values[0].text = std::string(max_text_bytes + 1, 'x'); }},
        Lie{"ValueBeyondTheNote",
            [](F facts) {
              facts.values[0].span = {10, source_bytes + 1};
            }},
        Lie{"ValueBackwards",
            [](F facts) {
              facts.values[0].span = {20, 10};
            }},
        Lie{"UndeclaredRelation", [](F facts) { facts.edges[0].relation = "owes"; }},
        Lie{"InverseRelation", [](F facts) { facts.edges[0].relation = "recommended"; }},
        Lie{"EndThatIsNotUtf8", [](F facts) { facts.edges[0].to.text = "\xc3"; }},
        Lie{"KeyThatIsNotUtf8", [](F facts) { facts.edges[0].to.keys = {"\xc3"}; }},
        Lie{"TooManyKeys", [](F facts) { facts.edges[0].to.keys.assign(1000, "k"); }},
        Lie{"EdgeBeyondTheNote", [](F facts) { facts.edges[0].span.end = source_bytes + 1; }},
        Lie{"TermThatIsNotUtf8", [](F facts) { facts.terms[0] = "\x80"; }},
        Lie{"TooManyTerms", [](F facts) { facts.terms.assign(100 * max_items, "t"); }},
        Lie{"FindingThatIsNotUtf8", [](F facts) { facts.diagnostics[0].message = "\xfe"; }},
        Lie{"FindingBeyondTheNote",
            [](F facts) {
              facts.diagnostics[0].span = {0, UINT32_MAX};
            }}),
    [](const auto& parameter) { return parameter.param.name; });

/// Answers to a command that a plugin's code could have written to the socket itself.
class LyingAnswer : public testing::Test {
 protected:
  using Action = CommandEdit::Action;

  LyingAnswer() {
    auto& field = words.fields.emplace_back();
    field.id = "status";
    field.plugin = "test.books";
    field.on = {"book"};
  }

  [[nodiscard]] bool is_believed() const {
    return is_believable(answer, "test.books", note, words);
  }

  index::Vocabulary words;
  const notes::Note note = notes::read_note("a.md", "---\ntype: book\n---\n", {});
  CommandAnswer answer{{{Action::set, "status", "read"}, {Action::append, "", "- read"}},
                       {{notes::Diagnostic::Severity::info, "code", "text", {4, 5}}}};
};

TEST_F(LyingAnswer, IsToldFromAnHonestOne) {
  EXPECT_TRUE(is_believed());
  EXPECT_FALSE(is_believable(answer, "test.other", note, words));
}

TEST_F(LyingAnswer, MayNotWriteWhatThePluginDoesNotDeclare) {
  answer.edits[0].field = "rating";
  EXPECT_FALSE(is_believed());
}

TEST_F(LyingAnswer, MayNotTakeAwayWhatThePluginDoesNotDeclare) {
  answer.edits[0] = {Action::unset, "rating", ""};
  EXPECT_FALSE(is_believed());
}

TEST_F(LyingAnswer, MayNotAppendTwoLines) {
  answer.edits[1].text = "- read\n---";
  EXPECT_FALSE(is_believed());
}

TEST_F(LyingAnswer, MayNotBeAnythingButUtf8) {
  answer.edits[0].text = "\xff";
  EXPECT_FALSE(is_believed());
}

TEST_F(LyingAnswer, MayNotBeEndless) {
  answer.edits.assign(max_edits + 1, answer.edits[0]);
  EXPECT_FALSE(is_believed());
  answer.edits.assign(100, {Action::set, "status", std::string(max_text_bytes, 'x')});
  EXPECT_FALSE(is_believed());
}

TEST_F(LyingAnswer, MayNotSpeakOfWhatIsBeyondTheNote) {
  answer.findings[0].span = {0, 1000};
  EXPECT_FALSE(is_believed());
}

}  // namespace
}  // namespace tote::host::worker
