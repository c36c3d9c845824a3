// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/line_tree.h"

namespace tote::index::search {
namespace {

std::string_view sign(FieldTest::Compare compare) {
  switch (compare) {
    case FieldTest::Compare::less:
      return "<";
    case FieldTest::Compare::at_most:
      return "<=";
    case FieldTest::Compare::equal:
      return "=";
    case FieldTest::Compare::at_least:
      return ">=";
    case FieldTest::Compare::more:
      return ">";
  }
  return "";
}

std::string value_to_line(const LineNode& node) {
  const FieldTest& test = node.test;
  switch (test.kind) {
    case FieldTest::Kind::word:
      return test.value;
    case FieldTest::Kind::phrase:
      return '"' + test.value + '"';
    case FieldTest::Kind::link:
      return "[[" + test.value + "]]";
    case FieldTest::Kind::prefix:
      return test.value + '*';
    case FieldTest::Kind::any:
      return "*";
    case FieldTest::Kind::compare:
      return std::string(sign(test.compare)) + test.value;
    case FieldTest::Kind::range:
      return test.value + ".." + test.upper;
    case FieldTest::Kind::nested:
      return '(' + to_line(node.children.front()) + ')';
  }
  return "";
}

/// Whether the test can be written `#tag`: a tag holds no punctuation and is no number.
bool is_hash_tag(const FieldTest& test) {
  if (test.field != "tag" ||
      (test.kind != FieldTest::Kind::word && test.kind != FieldTest::Kind::prefix))
    return false;
  bool is_number = true;
  for (const char c : test.value) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    if (!is_digit && !is_letter && c != '-' && c != '_' && c != '/')
      return false;
    is_number = is_number && is_digit;
  }
  return !is_number;
}

std::string joined(const LineNode& node, std::string_view between) {
  std::string line;
  for (const LineNode& child : node.children) {
    if (!line.empty())
      line += between;
    const bool binds_less = child.kind == LineNode::Kind::disjunction || child.kind == node.kind;
    line += binds_less ? '(' + to_line(child) + ')' : to_line(child);
  }
  return line;
}

std::string negated(const LineNode& child) {
  const bool is_group = child.kind == LineNode::Kind::conjunction ||
                        child.kind == LineNode::Kind::disjunction ||
                        child.kind == LineNode::Kind::negation;
  return is_group ? "-(" + to_line(child) + ')' : '-' + to_line(child);
}

}  // namespace

std::string to_line(const LineNode& node) {
  switch (node.kind) {
    case LineNode::Kind::everything:
      return "*";
    case LineNode::Kind::word:
      return node.text;
    case LineNode::Kind::prefix:
      return node.text + '*';
    case LineNode::Kind::phrase:
      return '"' + node.text + '"';
    case LineNode::Kind::link:
      return "[[" + node.text + "]]";
    case LineNode::Kind::field:
      return is_hash_tag(node.test) ? '#' + value_to_line(node)
                                    : node.test.field + ':' + value_to_line(node);
    case LineNode::Kind::conjunction:
      return joined(node, " ");
    case LineNode::Kind::disjunction:
      return joined(node, " OR ");
    case LineNode::Kind::negation:
      return negated(node.children.front());
  }
  return "";
}

}  // namespace tote::index::search
