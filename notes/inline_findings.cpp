// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/inline_findings.h"

#include <algorithm>
#include <string>
#include <utility>

#include "notes/source_lines.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

void set_fragment(Link& link, std::string fragment) {
  if (fragment.starts_with('^'))
    link.block_id = fragment.substr(1);
  else
    link.heading = std::move(fragment);
}

/// A name that was wrapped at a line's end reads as one with a space.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

/// `![[picture.png|300x200]]`: the size is not a text to read.
bool is_image_size(std::string_view label) {
  return label.find_first_not_of("0123456789x") == npos && !label.starts_with('x');
}

}  // namespace

std::uint32_t InlineFindings::line_of(std::uint32_t offset) const {
  return line_index(context_.line_starts, offset) + 1;
}

std::size_t InlineFindings::add_field(ByteSpan key, ByteSpan value) const {
  value = trim(text_, value);
  InlineField field;
  field.key = key.in(text_);
  field.value = value.in(text_);
  field.key_span = leaf_.to_source(key);
  field.value_span = leaf_.to_source(value);
  field.line = line_of(field.key_span.begin);
  sink_.fields.push_back(std::move(field));
  return sink_.fields.size() - 1;
}

std::size_t InlineFindings::add_tag(ByteSpan tag) const {
  const ByteSpan span = leaf_.to_source(tag);
  sink_.tags.push_back({std::string(text_.substr(tag.begin + 1, tag.size() - 1)), span,
                        context_.origin, line_of(span.begin)});
  return sink_.tags.size() - 1;
}

Link InlineFindings::make_link(Link::Kind kind, ByteSpan whole, ByteSpan target,
                               ByteSpan label) const {
  Link link;
  link.kind = kind;
  link.origin = context_.origin;
  link.span = leaf_.to_source(whole);
  link.target_span = leaf_.to_source(target);
  link.label_span = leaf_.to_source(label);
  link.line = line_of(link.span.begin);
  return link;
}

std::size_t InlineFindings::keep(Link link) const {
  sink_.links.push_back(std::move(link));
  return sink_.links.size() - 1;
}

std::size_t InlineFindings::add_wikilink(Link::Kind kind, ByteSpan whole,
                                         const WikilinkSyntax& syntax) const {
  const bool has_size = kind == Link::Kind::embed && is_image_size(syntax.label.in(text_));
  Link link = make_link(kind, whole, syntax.target, has_size ? syntax.target : syntax.label);
  link.target = one_line(syntax.target.in(text_));
  set_fragment(link, one_line(syntax.heading.in(text_)));
  link.is_external = has_scheme(link.target) && link.target.find("://") != npos;
  return keep(std::move(link));
}

std::size_t InlineFindings::add_autolink(ByteSpan whole, ByteSpan target) const {
  Link link = make_link(Link::Kind::autolink, whole, target, target);
  link.target = target.in(text_);
  link.is_external = true;
  if (!has_scheme(link.target))
    link.target.insert(0, "mailto:");
  return keep(std::move(link));
}

std::size_t InlineFindings::add_link(Link::Kind kind, ByteSpan whole, ByteSpan label,
                                     ByteSpan written, std::string_view target) const {
  Link link = make_link(kind, whole, written, label);
  link.target = unescape(target);
  link.is_external = has_scheme(link.target) || link.target.starts_with("//");
  if (link.is_external)
    return keep(std::move(link));
  if (const std::size_t hash = link.target.find('#'); hash != npos) {
    set_fragment(link, percent_decode(link.target.substr(hash + 1)));
    link.target.resize(hash);
    if (const std::size_t shown = written.in(text_).find('#'); shown != npos)
      link.target_span.end = leaf_.to_source(written.begin + shown);
  }
  link.target = percent_decode(link.target);
  return keep(std::move(link));
}

InlineFindings::Mark InlineFindings::mark() const {
  return {sink_.links.size(), sink_.tags.size(), sink_.fields.size()};
}

void InlineFindings::drop_text_since(const Mark& mark) const {
  drop_words_since(mark);
  const auto is_text_only = [](const Link& link) {
    return link.kind != Link::Kind::image && link.kind != Link::Kind::embed;
  };
  const auto begin = sink_.links.begin() + static_cast<std::ptrdiff_t>(mark.links);
  sink_.links.erase(std::remove_if(begin, sink_.links.end(), is_text_only), sink_.links.end());
}

void InlineFindings::drop_words_since(const Mark& mark) const {
  sink_.tags.resize(mark.tags);
  sink_.fields.resize(mark.fields);
}

}  // namespace tote::notes
