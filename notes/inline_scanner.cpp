// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/inline_scanner.h"

#include <algorithm>
#include <array>
#include <string>

#include "notes/html_syntax.h"
#include "notes/inline_findings.h"
#include "notes/inline_items.h"
#include "notes/link_syntax.h"
#include "notes/link_target.h"
#include "notes/mark_reader.h"
#include "notes/word_syntax.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("\n\\`*_~=[]!<#:()$%^"))
    table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr std::array<bool, 256> is_special = make_special();

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_alnum(c);
}

/// A `[`, `![` or field's `(` that is still open.
struct OpenBracket {
  std::uint32_t begin = 0;     ///< of the construct, the `!` included
  std::uint32_t label = 0;     ///< behind the bracket
  std::size_t item = 0;        ///< its own item
  InlineFindings::Mark found;  ///< what there was before
  bool is_image = false;
  bool has_inner = false;  ///< another bracket opened within
  bool is_field = false;
  ByteSpan key;
};

class InlineScanner {
 public:
  InlineScanner(const LeafText& leaf, const InlineContext& context, const InlineSink& sink)
      : leaf_(leaf),
        text_(leaf.view()),
        context_(context),
        sink_(sink),
        found_(leaf, context, sink),
        html_(text_),
        marks_(text_),
        backticks_(text_),
        last_closing_(text_.find(']') == npos ? 0 : text_.rfind(']')) {
    collect_opaque();
  }

  void run() {
    line_field();
    while (at_ < text_.size()) {
      if (next_opaque_ < opaque_.size() && opaque_[next_opaque_].span.begin <= at_) {
        take_opaque();
        continue;
      }
      if (is_special[static_cast<unsigned char>(text_[at_])])
        take_special();
      else
        ++at_;
    }
    flush_text();
    items_.resolve_emphasis(text_);
    items_.append_to(sink_.inlines, leaf_);
  }

 private:
  // --- items

  void collect_opaque() {
    if (context_.opaque.empty() || text_.empty())
      return;
    const std::uint32_t begin = leaf_.to_source(0);
    const std::uint32_t end = leaf_.to_source(text_.size() - 1) + 1;
    auto span = std::partition_point(context_.opaque.begin(), context_.opaque.end(),
                                     [&](const OpaqueSpan& o) { return o.span.end <= begin; });
    for (; span != context_.opaque.end() && span->span.begin < end; ++span)
      opaque_.push_back(
          {span->kind, {leaf_.from_source(span->span.begin), leaf_.from_source(span->span.end)}});
  }

  void take_opaque() {
    const OpaqueSpan& opaque = opaque_[next_opaque_++];
    if (opaque.span.end <= at_)
      return;  // it lies in a code span or the like that began before
    flush_text();
    if (opaque.kind == OpaqueSpan::Kind::math)
      items_.add_code(text_, at_, opaque.span.end);
    move_to(opaque.span.end);
  }

  void flush_text() {
    if (text_begin_ < at_)
      items_.add(Inline::Kind::text, text_begin_, at_);
    text_begin_ = at_;
  }

  /// Goes on at `end`; what lies before is dealt with.
  void move_to(std::size_t end) { text_begin_ = at_ = end; }

  // --- one special character at a time

  void take_special() {
    switch (text_[at_]) {
      case '\n':
        line_break();
        break;
      case '\\':
        escape();
        break;
      case '`':
        code_span();
        break;
      case '*':
      case '_':
      case '~':
      case '=':
        delimiter_run();
        break;
      case '[':
        open_bracket();
        break;
      case ']':
        close_bracket();
        break;
      case '!':
        exclamation();
        break;
      case '<':
        angle_bracket();
        break;
      case '#':
        hash();
        break;
      case ':':
        colon();
        break;
      case '(':
      case ')':
        parenthesis();
        break;
      case '$':
        math();
        break;
      case '%':
        comment();
        break;
      default:
        block_id();
        break;
    }
  }

  void line_break() {
    const std::size_t end = at_;
    std::size_t text_end = at_;
    while (text_end > text_begin_ && (text_[text_end - 1] == ' ' || text_[text_end - 1] == '\\'))
      --text_end;
    at_ = text_end;
    flush_text();
    items_.add(Inline::Kind::line_break, end, end + 1);
    move_to(end + 1);
  }

  /// A leaf that begins with `key::` is a field as a whole.
  void line_field() {
    const auto key = context_.takes_line_fields ? read_field_key(text_, 0) : std::nullopt;
    if (!key)
      return;
    const std::size_t line_end = std::min(text_.find('\n'), text_.size());
    items_.add(Inline::Kind::field, 0, key->value,
               found_.add_field(key->key, make_span(key->value, std::max(key->value, line_end))));
    move_to(key->value);
  }

  void escape() {
    if (at_ + 1 < text_.size() && is_punctuation(text_[at_ + 1])) {
      flush_text();
      text_begin_ = at_ + 1;
      at_ += 2;
    } else {
      ++at_;
    }
  }

  void code_span() {
    const auto code = backticks_.read(at_);
    if (!code) {
      at_ = std::min(text_.find_first_not_of('`', at_), text_.size());
      return;
    }
    flush_text();
    std::size_t begin = code->content_begin;
    std::size_t end = code->content_end;
    if (end - begin > 2 && is_space(text_[begin]) && is_space(text_[end - 1])) {
      ++begin;
      --end;
    }
    items_.add_code(text_, begin, end);
    move_to(code->end);
  }

  void delimiter_run() {
    const char mark = text_[at_];
    const std::size_t end = std::min(text_.find_first_not_of(mark, at_), text_.size());
    if ((mark == '~' || mark == '=') && end - at_ != 2) {
      at_ = end;
      return;
    }
    flush_text();
    InlineItem& item = items_[items_.add(Inline::Kind::text, at_, end)];
    item.role = InlineItem::Role::delimiter;
    classify_delimiter(text_, item);
    move_to(end);
  }

  void exclamation() {
    if (at_ + 1 < text_.size() && text_[at_ + 1] == '[')
      open_bracket();
    else
      ++at_;
  }

  void angle_bracket() {
    std::size_t end = angle_autolink_end(text_, at_);
    const bool is_link = end != npos;
    if (!is_link)
      end = html_.end_of(at_);
    if (end == npos) {
      ++at_;
      return;
    }
    flush_text();
    if (is_link)
      add_autolink(make_span(at_, end), make_span(at_ + 1, end - 1));
    else
      items_.add(Inline::Kind::html, at_, end);
    move_to(end);
  }

  void hash() {
    const std::size_t end =
        at_ == 0 || is_space(text_[at_ - 1]) || follows_wide_space() ? tag_end(text_, at_) : npos;
    if (end == npos) {
      at_ = std::min(text_.find_first_not_of('#', at_), text_.size());
      return;
    }
    flush_text();
    items_.add(Inline::Kind::tag, at_, end, found_.add_tag(make_span(at_, end)));
    move_to(end);
  }

  /// No-break and ideographic space.
  [[nodiscard]] bool follows_wide_space() const {
    const std::string_view before = text_.substr(0, at_);
    return before.ends_with("\xC2\xA0") || before.ends_with("\xE3\x80\x80");
  }

  void colon() {
    if (text_.substr(at_, 3) != "://") {
      ++at_;
      return;
    }
    const std::size_t begin = bare_url_begin(text_, at_);
    const bool is_url = begin != npos && begin >= text_begin_;
    const std::size_t end = is_url ? bare_url_end(text_, at_ + 3) : 0;
    if (end <= at_ + 3) {
      at_ += 3;
      return;
    }
    at_ = begin;
    flush_text();
    add_autolink(make_span(begin, end), make_span(begin, end));
    move_to(end);
  }

  void math() {
    const std::size_t end = marks_.math_end(at_);
    if (end == npos) {
      at_ += text_.substr(at_, 2) == "$$" ? 2 : 1;
      return;
    }
    flush_text();
    items_.add_code(text_, at_, end);
    move_to(end);
  }

  void comment() {
    const bool is_mark = text_.substr(at_, 2) == "%%";
    const std::size_t end = is_mark ? marks_.comment_end(at_) : npos;
    if (end == npos) {
      at_ += is_mark ? 2 : 1;
      return;
    }
    flush_text();
    move_to(end);
  }

  /// ` ^block-id` at the end of a line names the block and is not text.
  void block_id() {
    const std::size_t end = block_id_end(text_, at_);
    if (end == npos) {
      ++at_;
      return;
    }
    std::size_t text_end = at_;
    while (text_end > text_begin_ && text_[text_end - 1] == ' ')
      --text_end;
    at_ = text_end;
    flush_text();
    move_to(end);
  }

  // --- brackets

  void open_bracket() {
    const bool is_image = text_[at_] == '!';
    const std::size_t bracket = at_ + (is_image ? 1 : 0);
    if (text_.substr(bracket, 2) == "[[" && text_.substr(bracket + 2, 1) != "[" &&
        take_wikilink(bracket, is_image))
      return;
    if (!is_image && take_footnote_mark())
      return;
    if (bracket > last_closing_)
      ++at_;
    else
      push_bracket(bracket, is_image);
  }

  void push_bracket(std::size_t bracket, bool is_image) {
    flush_text();
    OpenBracket open;
    open.begin = static_cast<std::uint32_t>(at_);
    open.found = found_.mark();
    open.is_image = is_image;
    std::size_t end = bracket + 1;
    if (!is_image && context_.origin == Origin::body) {
      if (const auto key = read_field_key(text_, end)) {
        open.is_field = true;
        open.key = key->key;
        end = key->value;
      }
    }
    open.label = static_cast<std::uint32_t>(end);
    open.item = items_.add(Inline::Kind::text, at_, end);
    std::vector<OpenBracket>& stack = text_[bracket] == '(' ? parentheses_ : brackets_;
    if (!stack.empty())
      stack.back().has_inner = true;
    stack.push_back(open);
    move_to(end);
  }

  bool take_wikilink(std::size_t bracket, bool is_embed) {
    const auto link = read_wikilink(text_, bracket);
    if (!link)
      return false;
    // `[[1]](url)` is a Markdown link with brackets in its text.
    if (!is_embed && link->end < text_.size() && text_[link->end] == '(') {
      if (const auto tail = read_link_tail(text_, link->end)) {
        flush_text();
        add_link(Link::Kind::markdown, make_span(at_, tail->end),
                 make_span(bracket + 1, link->end - 1), tail->destination,
                 tail->destination.in(text_));
        move_to(tail->end);
        return true;
      }
    }
    flush_text();
    const auto kind = is_embed ? Link::Kind::embed : Link::Kind::wikilink;
    items_.add(Inline::Kind::link, at_, link->end,
               found_.add_wikilink(kind, make_span(at_, link->end), *link));
    move_to(link->end);
    if (!is_embed)
      inactive_below_ = brackets_.size();
    return true;
  }

  /// `[^1]` refers to a footnote and is not text.
  bool take_footnote_mark() {
    if (text_.substr(at_, 2) != "[^")
      return false;
    const std::size_t end = text_.find_first_of("[] \t\n", at_ + 2);
    if (end == npos || text_[end] != ']' || end == at_ + 2)
      return false;
    flush_text();
    move_to(end + 1);
    return true;
  }

  void close_bracket() {
    flush_text();
    if (brackets_.empty()) {
      ++at_;
      return;
    }
    const OpenBracket open = brackets_.back();
    brackets_.pop_back();
    const bool is_active = open.is_image || brackets_.size() >= inactive_below_;
    inactive_below_ = std::min(inactive_below_, brackets_.size());
    if (open.is_field)
      close_field(open);
    else if (!is_active || !close_link(open))
      ++at_;
  }

  void close_field(const OpenBracket& open) {
    InlineItem& item = items_[open.item];
    item.kind = Inline::Kind::field;
    item.ref = static_cast<std::uint32_t>(found_.add_field(open.key, make_span(open.label, at_)));
    move_to(at_ + 1);
  }

  bool close_link(const OpenBracket& open) {
    const ByteSpan label = make_span(open.label, at_);
    const auto target =
        read_link_target(text_, label, open.has_inner, context_.definitions, context_.source);
    if (!target)
      return false;
    // What stands in a link's text belongs to the link.
    items_.drop_from(open.item);
    if (open.is_image)
      found_.drop_words_since(open.found);
    else
      found_.drop_text_since(open.found);
    add_link(open.is_image ? Link::Kind::image : Link::Kind::markdown,
             make_span(open.begin, target->end), label, target->written, target->destination);
    if (!open.is_image)
      inactive_below_ = brackets_.size();
    move_to(target->end);
    return true;
  }

  /// Parentheses matter only for `(key:: value)`.
  void parenthesis() {
    if (text_[at_] == '(') {
      const bool is_field =
          context_.origin == Origin::body && read_field_key(text_, at_ + 1).has_value();
      if (is_field || !parentheses_.empty())
        push_bracket(at_, false);
      else
        ++at_;
      return;
    }
    if (!parentheses_.empty()) {
      flush_text();
      const OpenBracket open = parentheses_.back();
      parentheses_.pop_back();
      if (open.is_field && open.item < items_.size() && items_[open.item].begin == open.begin) {
        drop_brackets_since(open.begin);
        close_field(open);
        return;
      }
    }
    ++at_;
  }

  /// What was opened within a field and is open at its end is text: a link would reach over it.
  void drop_brackets_since(std::uint32_t begin) {
    while (!brackets_.empty() && brackets_.back().begin > begin)
      brackets_.pop_back();
    inactive_below_ = std::min(inactive_below_, brackets_.size());
  }

  void add_autolink(ByteSpan whole, ByteSpan target) {
    items_.add(Inline::Kind::link, whole.begin, whole.end, found_.add_autolink(whole, target));
  }

  void add_link(Link::Kind kind, ByteSpan whole, ByteSpan label, ByteSpan written,
                std::string_view target) {
    items_.add(Inline::Kind::link, whole.begin, whole.end,
               found_.add_link(kind, whole, label, written, target));
  }

  static ByteSpan make_span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  const LeafText& leaf_;
  std::string_view text_;
  const InlineContext& context_;
  const InlineSink& sink_;
  InlineFindings found_;
  HtmlReader html_;
  MarkReader marks_;
  BacktickRuns backticks_;
  std::size_t last_closing_;  ///< behind the last `]` no bracket needs to be remembered
  InlineItems items_;
  std::vector<OpenBracket> brackets_;
  std::vector<OpenBracket> parentheses_;
  std::size_t inactive_below_ = 0;  ///< links cannot hold links: brackets below open none
  std::vector<OpaqueSpan> opaque_;  ///< in the leaf's text
  std::size_t next_opaque_ = 0;
  std::size_t at_ = 0;
  std::size_t text_begin_ = 0;
};

}  // namespace

void scan_inlines(const LeafText& text, const InlineContext& context, const InlineSink& sink) {
  InlineScanner(text, context, sink).run();
}

}  // namespace tote::notes
