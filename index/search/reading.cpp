// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/reading.h"

#include <algorithm>

#include "index/search/field_meaning.h"

namespace tote::index::search {
namespace {

using Kind = LineNode::Kind;

/// "in 2011", "on 2011-07-03", "yesterday".
std::string at_time(const std::string& date) {
  if (!date.empty() && date[0] >= 'a')
    return date;
  const bool is_day = std::count(date.begin(), date.end(), '-') == 2;
  return (is_day ? "on " : "in ") + date;
}

/// "at least 4", or of dates "since 2011".
std::string_view comparison(FieldTest::Compare compare, bool is_date) {
  switch (compare) {
    case FieldTest::Compare::less:
      return is_date ? "before " : "below ";
    case FieldTest::Compare::at_most:
      return is_date ? "until " : "at most ";
    case FieldTest::Compare::equal:
      return "";
    case FieldTest::Compare::at_least:
      return is_date ? "since " : "at least ";
    case FieldTest::Compare::more:
      return is_date ? "after " : "above ";
  }
  return "";
}

std::string value_in_words(const LineNode& node, const Vocabulary& vocabulary, bool is_date) {
  const FieldTest& test = node.test;
  switch (test.kind) {
    case FieldTest::Kind::word:
      return is_date ? at_time(test.value) : test.value;
    case FieldTest::Kind::phrase:
      return "“" + test.value + "”";
    case FieldTest::Kind::link:
      return "[[" + test.value + "]]";
    case FieldTest::Kind::prefix:
      return test.value + "…";
    case FieldTest::Kind::any:
      return is_date ? "at any time" : "anything";
    case FieldTest::Kind::compare:
      if (is_date && test.compare == FieldTest::Compare::equal)
        return at_time(test.value);
      return std::string(comparison(test.compare, is_date)) + test.value;
    case FieldTest::Kind::range:
      if (test.value.empty())
        return (is_date ? "until " : "up to ") + test.upper;
      if (test.upper.empty())
        return (is_date ? "since " : "from ") + test.value;
      return "from " + test.value + " to " + test.upper;
    case FieldTest::Kind::nested:
      return "(" + reading_of(node.children.front(), vocabulary) + ")";
  }
  return "";
}

/// Whether the values of a field are dates.
bool is_of_dates(const FieldMeaning& meaning) {
  switch (meaning.kind) {
    case FieldMeaning::Kind::date:
    case FieldMeaning::Kind::dated:
      return true;
    case FieldMeaning::Kind::value:
      return meaning.field->kind == FieldKind::date;
    case FieldMeaning::Kind::relation:
      return meaning.relation->source == RelationSource::date_field;
    default:
      return false;
  }
}

std::string field_in_words(const LineNode& node, const Vocabulary& vocabulary) {
  const std::vector<FieldMeaning> meanings = meanings_of(vocabulary, node.test.field);
  if (meanings.empty())
    return "“" + node.test.field + "” as text with " + value_in_words(node, vocabulary, false);
  const FieldMeaning& meaning = meanings.front();
  const bool is_date = is_of_dates(meaning);
  const std::string value = value_in_words(node, vocabulary, is_date);
  switch (meaning.kind) {
    case FieldMeaning::Kind::type:
      return "type " + value;
    case FieldMeaning::Kind::title:
      return "title with " + value;
    case FieldMeaning::Kind::tag:
      return "tag #" + value;
    case FieldMeaning::Kind::path:
      return "path " + value;
    case FieldMeaning::Kind::date:
      return "date " + value;
    case FieldMeaning::Kind::value:
      return meaning.field->id + " " + value;
    case FieldMeaning::Kind::dated:
      return meaning.relation->date_field + " " + value;
    case FieldMeaning::Kind::relation:
      if (is_date)
        return meaning.relation->id + " " + value;
      return meaning.asked == End::from ? meaning.relation->id + " → " + value
                                        : "← " + meaning.relation->id + " — " + value;
  }
  return "";
}

std::string joined(const LineNode& node, const Vocabulary& vocabulary, std::string_view between) {
  std::string text;
  for (const LineNode& child : node.children) {
    if (!text.empty())
      text += between;
    const bool is_group = child.kind == Kind::disjunction || child.kind == Kind::conjunction;
    const std::string inner = reading_of(child, vocabulary);
    text += is_group ? "(" + inner + ")" : inner;
  }
  return text;
}

}  // namespace

std::string reading_of(const LineNode& root, const Vocabulary& vocabulary) {
  switch (root.kind) {
    case Kind::everything:
      return "every note";
    case Kind::word:
    case Kind::phrase:
      return "“" + root.text + "”";
    case Kind::prefix:
      return "“" + root.text + "…”";
    case Kind::link:
      return "about [[" + root.text + "]]";
    case Kind::field:
      return field_in_words(root, vocabulary);
    case Kind::conjunction:
      return joined(root, vocabulary, ", ");
    case Kind::disjunction:
      return joined(root, vocabulary, " or ");
    case Kind::negation:
      return "not (" + reading_of(root.children.front(), vocabulary) + ")";
  }
  return "";
}

}  // namespace tote::index::search
