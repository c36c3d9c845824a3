// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/line_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "notes/text.h"

namespace tote::index::search {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_tag_char(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '/';
}

/// Bytes of white space at the beginning: ASCII, no-break space, ideographic space and the spaces
/// of U+2000 to U+200B.
std::size_t space_at(std::string_view text) {
  if (text.empty())
    return 0;
  if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r') || text[0] == '\0')
    return 1;
  if (text.starts_with("\xC2\xA0"))
    return 2;
  if (text.starts_with("\xE3\x80\x80"))
    return 3;
  if (!text.starts_with("\xE2\x80") || text.size() < 3)
    return 0;
  const auto last = static_cast<unsigned char>(text[2]);
  return last >= 0x80 && last <= 0x8B ? 3 : 0;
}

/// A quotation mark at the beginning, straight or curly: its bytes, else 0.
std::size_t quote_at(std::string_view text) {
  if (text.starts_with('"'))
    return 1;
  return text.starts_with("\xE2\x80\x9C") || text.starts_with("\xE2\x80\x9D") ||
                 text.starts_with("\xE2\x80\x9E")
             ? 3
             : 0;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && space_at(text) > 0)
    text.remove_prefix(space_at(text));
  while (!text.empty() && space_at(text.substr(text.size() - 1)) > 0)
    text.remove_suffix(1);
  return text;
}

/// The name a link leads to: without display text and heading.
std::string_view link_target(std::string_view inner) {
  inner = inner.substr(0, inner.find('|'));
  return trimmed(inner.substr(0, inner.find('#')));
}

std::string lower(std::string_view ascii) {
  std::string out(ascii);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

/// The longest beginning of `line` that fits and does not end within a character.
std::string_view cut_to_limit(std::string_view line) {
  if (line.size() <= max_line_bytes)
    return line;
  std::size_t end = max_line_bytes;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
    --end;
  return line.substr(0, end);
}

class Parser {
 public:
  explicit Parser(std::string_view line) : line_(cut_to_limit(line)) {
    if (line_.size() < line.size())
      remark("the line is too long: its first " + std::to_string(line_.size()) +
             " bytes are searched for");
  }

  ParsedLine parse() && {
    std::vector<LineNode> parts;
    while (true) {
      if (auto part = parse_or(0))
        parts.push_back(*std::move(part));
      if (at_ >= line_.size())
        break;
      ++at_;  // only a closing parenthesis ends the outermost level early
      remark("a closing parenthesis has no opening one: passed over");
    }
    return {joined(LineNode::Kind::conjunction, std::move(parts)), std::move(remarks_)};
  }

 private:
  [[nodiscard]] std::string_view rest() const { return line_.substr(at_); }

  void remark(std::string text) {
    if (std::find(remarks_.begin(), remarks_.end(), text) == remarks_.end())
      remarks_.push_back(std::move(text));
  }

  void skip_space() {
    while (at_ < line_.size() && space_at(rest()) > 0)
      at_ += space_at(rest());
    at_ = std::min(at_, line_.size());
  }

  /// Whether the group or the line ends here.
  bool at_end() {
    skip_space();
    while (ignored_groups_ > 0 && at_ < line_.size() && line_[at_] == ')') {
      --ignored_groups_;
      ++at_;
      skip_space();
    }
    if (leaves_ >= max_line_leaves && at_ < line_.size()) {
      remark("the line has too many words: the first " + std::to_string(max_line_leaves) +
             " are searched for");
      at_ = line_.size();
    }
    return at_ >= line_.size() || line_[at_] == ')';
  }

  /// Whether an operator in capitals stands here, as a word of its own.
  [[nodiscard]] bool at_keyword(std::string_view keyword) const {
    if (!rest().starts_with(keyword))
      return false;
    const std::string_view after = rest().substr(keyword.size());
    return after.empty() || space_at(after) > 0 || after[0] == '(' || after[0] == ')' ||
           quote_at(after) > 0 || after.starts_with("[[");
  }

  LineNode leaf(LineNode::Kind kind, std::string_view text, std::size_t begin) {
    ++leaves_;
    LineNode node;
    node.kind = kind;
    node.text = std::string(text);
    node.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    return node;
  }

  LineNode operator_as_word(std::string_view keyword) {
    remark("'" + std::string(keyword) + "' has nothing to join: read as a word");
    const std::size_t begin = at_;
    at_ += keyword.size();
    return leaf(LineNode::Kind::word, lower(keyword), begin);
  }

  static std::optional<LineNode> joined(LineNode::Kind kind, std::vector<LineNode> parts) {
    if (parts.empty())
      return std::nullopt;
    if (parts.size() == 1)
      return std::move(parts.front());
    LineNode node;
    node.kind = kind;
    for (LineNode& part : parts) {
      if (part.kind == kind)
        std::move(part.children.begin(), part.children.end(), std::back_inserter(node.children));
      else
        node.children.push_back(std::move(part));
    }
    return node;
  }

  std::optional<LineNode> parse_or(std::size_t depth) {
    std::vector<LineNode> alternatives;
    std::vector<LineNode> dangling;
    while (true) {
      if (auto part = parse_and(depth))
        alternatives.push_back(*std::move(part));
      if (at_end() || !at_keyword("OR"))
        break;
      const std::size_t keyword = at_;
      at_ += 2;
      if (at_end()) {
        at_ = keyword;
        dangling.push_back(operator_as_word("OR"));
        break;
      }
    }
    if (auto either = joined(LineNode::Kind::disjunction, std::move(alternatives)))
      dangling.insert(dangling.begin(), *std::move(either));
    return joined(LineNode::Kind::conjunction, std::move(dangling));
  }

  std::optional<LineNode> parse_and(std::size_t depth) {
    std::vector<LineNode> parts;
    bool is_first = true;
    while (!at_end()) {
      if (at_keyword("OR")) {
        if (!is_first)
          break;
        parts.push_back(operator_as_word("OR"));
      } else if (at_keyword("AND")) {
        const std::size_t keyword = at_;
        at_ += 3;
        if (is_first || at_end() || at_keyword("OR") || at_keyword("AND")) {
          at_ = keyword;
          parts.push_back(operator_as_word("AND"));
        }
      } else if (auto part = parse_unary(depth)) {
        parts.push_back(*std::move(part));
      }
      is_first = false;
    }
    return joined(LineNode::Kind::conjunction, std::move(parts));
  }

  std::optional<LineNode> parse_unary(std::size_t depth) {
    bool is_negated = false;
    while (true) {
      if (at_keyword("NOT")) {
        const std::size_t keyword = at_;
        at_ += 3;
        if (at_end() || at_keyword("OR") || at_keyword("AND")) {
          at_ = keyword;
          return operator_as_word("NOT");
        }
      } else if (line_[at_] == '-') {
        ++at_;
        if (at_ >= line_.size() || space_at(rest()) > 0 || line_[at_] == ')') {
          remark("'-' has nothing to exclude: passed over");
          return std::nullopt;
        }
      } else {
        break;
      }
      is_negated = !is_negated;
    }
    auto atom = parse_atom(depth);
    if (!atom || !is_negated)
      return atom;
    LineNode node;
    node.kind = LineNode::Kind::negation;
    node.children.push_back(*std::move(atom));
    return node;
  }

  std::optional<LineNode> parse_atom(std::size_t depth) {
    if (line_[at_] == '(')
      return parse_group(depth);
    const std::size_t begin = at_;
    if (const auto phrase = quoted())
      return leaf(LineNode::Kind::phrase, *phrase, begin);
    if (const std::size_t quote = quote_at(rest()); quote > 0) {
      at_ += quote;
      remark("a quotation mark is not closed: what follows is read as words");
      return std::nullopt;
    }
    if (const auto target = linked())
      return leaf(LineNode::Kind::link, *target, begin);
    if (auto tag = parse_tag())
      return tag;
    if (auto field = parse_field(depth))
      return field;
    return parse_word();
  }

  std::optional<LineNode> parse_group(std::size_t depth) {
    ++at_;
    if (depth + 1 >= max_line_depth) {
      remark("parentheses are nested too deeply: the inner ones are passed over");
      ++ignored_groups_;
      return std::nullopt;
    }
    auto inner = parse_or(depth + 1);
    if (at_ < line_.size())
      ++at_;
    else if (leaves_ < max_line_leaves)
      remark("a parenthesis is not closed: read as closed at the end");
    return inner;
  }

  /// The text of a closed phrase, or nullopt without a step.
  std::optional<std::string> quoted() {
    const std::size_t open = quote_at(rest());
    if (open == 0)
      return std::nullopt;
    std::size_t end = at_ + open;
    while (end < line_.size() && quote_at(line_.substr(end)) == 0)
      ++end;
    if (end >= line_.size())
      return std::nullopt;
    const std::string_view inner = line_.substr(at_ + open, end - at_ - open);
    at_ = end + quote_at(line_.substr(end));
    return std::string(trimmed(inner));
  }

  /// The target of a closed `[[…]]`, or nullopt without a step.
  std::optional<std::string> linked() {
    if (!rest().starts_with("[["))
      return std::nullopt;
    const std::size_t end = line_.find("]]", at_ + 2);
    if (end == std::string_view::npos)
      return std::nullopt;
    const std::string_view target = link_target(line_.substr(at_ + 2, end - at_ - 2));
    if (target.empty())
      return std::nullopt;
    at_ = end + 2;
    return std::string(target);
  }

  std::optional<LineNode> parse_tag() {
    if (line_[at_] != '#')
      return std::nullopt;
    std::size_t end = at_ + 1;
    bool is_number = true;
    while (end < line_.size() && is_tag_char(line_[end]) && space_at(line_.substr(end)) == 0) {
      is_number = is_number && is_digit(line_[end]);
      ++end;
    }
    if (is_number)
      return std::nullopt;
    const std::size_t begin = at_ + 1;
    at_ = end;
    LineNode node = leaf(LineNode::Kind::field, "", begin);
    node.test.field = "tag";
    node.test.value = std::string(line_.substr(begin, end - begin));
    if (rest().starts_with('*')) {
      node.test.kind = FieldTest::Kind::prefix;
      ++at_;
    }
    return node;
  }

  /// Bytes of `name:` if a field begins here and something follows its colon. `https://…` and
  /// `std::…` are text.
  [[nodiscard]] std::size_t field_head() const {
    std::size_t end = at_;
    if (end >= line_.size() || !(is_letter(line_[end]) || line_[end] == '_'))
      return 0;
    while (end < line_.size() && (is_tag_char(line_[end]) && line_[end] != '/') &&
           space_at(line_.substr(end)) == 0 && quote_at(line_.substr(end)) == 0)
      ++end;
    if (end >= line_.size() || line_[end] != ':')
      return 0;
    const std::string_view value = line_.substr(end + 1);
    if (value.empty() || space_at(value) > 0 || value[0] == ')' || value[0] == ':' ||
        value.starts_with("//"))
      return 0;
    return end + 1 - at_;
  }

  std::optional<LineNode> parse_field(std::size_t depth) {
    const std::size_t head = field_head();
    if (head == 0)
      return std::nullopt;
    const std::size_t name = at_;
    const std::string field(line_.substr(at_, head - 1));
    at_ += head;
    const std::size_t begin = at_;
    FieldTest test;
    std::optional<LineNode> inner;
    if (const auto phrase = quoted()) {
      test.kind = FieldTest::Kind::phrase;
      test.value = *phrase;
    } else if (const auto target = linked()) {
      test.kind = FieldTest::Kind::link;
      test.value = *target;
    } else if (line_[at_] == '(' && depth + 1 < max_line_depth) {
      test.kind = FieldTest::Kind::nested;
      inner = parse_group(depth);
      if (!inner)
        test.kind = FieldTest::Kind::any;
    } else {
      test = read_scalar();
      const bool needs_value =
          test.kind == FieldTest::Kind::word || test.kind == FieldTest::Kind::compare;
      if (needs_value && test.value.empty())
        return leaf(LineNode::Kind::word, line_.substr(name, at_ - name), name);
    }
    LineNode node = leaf(LineNode::Kind::field, "", begin);
    node.test = std::move(test);
    node.test.field = field;
    if (inner)
      node.children.push_back(*std::move(inner));
    return node;
  }

  /// A comparison, a range, a prefix, `*`, or a word.
  FieldTest read_scalar() {
    FieldTest test;
    using Sign = std::pair<std::string_view, FieldTest::Compare>;
    constexpr std::array<Sign, 5> signs = {
        Sign{"<=", FieldTest::Compare::at_most}, Sign{">=", FieldTest::Compare::at_least},
        Sign{"<", FieldTest::Compare::less}, Sign{">", FieldTest::Compare::more},
        Sign{"=", FieldTest::Compare::equal}};
    for (const auto& [sign, compare] : signs) {
      if (!rest().starts_with(sign))
        continue;
      at_ += sign.size();
      test.kind = FieldTest::Kind::compare;
      test.compare = compare;
      test.value = std::string(read_word());
      return test;
    }
    const std::string_view word = read_word();
    const std::size_t dots = word.find("..");
    if (word == "*") {
      test.kind = FieldTest::Kind::any;
    } else if (dots != std::string_view::npos && word.size() > 2 &&
               word.find("..", dots + 1) == std::string_view::npos) {
      test.kind = FieldTest::Kind::range;
      test.value = std::string(word.substr(0, dots));
      test.upper = std::string(word.substr(dots + 2));
    } else if (word.size() > 1 && word.ends_with('*')) {
      test.kind = FieldTest::Kind::prefix;
      test.value = std::string(word.substr(0, word.size() - 1));
    } else {
      test.value = std::string(word);
    }
    return test;
  }

  /// Up to white space, a quotation mark, or a parenthesis without its counterpart in the word.
  std::string_view read_word() {
    const std::size_t begin = at_;
    std::size_t open = 0;
    std::size_t outermost = 0;
    while (at_ < line_.size() && space_at(rest()) == 0 && quote_at(rest()) == 0) {
      if (line_[at_] == '(') {
        outermost = open++ == 0 ? at_ : outermost;
      } else if (line_[at_] == ')') {
        if (open == 0)
          break;
        --open;
      }
      ++at_;
    }
    if (open > 0)
      at_ = outermost;
    return line_.substr(begin, at_ - begin);
  }

  std::optional<LineNode> parse_word() {
    const std::size_t begin = at_;
    if (rest().starts_with("[["))
      at_ += 2;
    while (at_ < line_.size() && space_at(rest()) == 0 && quote_at(rest()) == 0 &&
           line_[at_] != '(' && line_[at_] != ')' && !rest().starts_with("[["))
      ++at_;
    const std::string_view word = line_.substr(begin, at_ - begin);
    if (word == "*")
      return leaf(LineNode::Kind::everything, "", begin);
    if (word.size() > 1 && word.ends_with('*') && !notes::split_words(word).empty())
      return leaf(LineNode::Kind::prefix, word.substr(0, word.size() - 1), begin);
    return leaf(LineNode::Kind::word, word, begin);
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::size_t leaves_ = 0;
  std::size_t ignored_groups_ = 0;
  std::vector<std::string> remarks_;
};

}  // namespace

ParsedLine parse_line(std::string_view line) {
  return Parser(line).parse();
}

}  // namespace tote::index::search
