// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/note_view.h"

#include <memory>

#include <xxhash.h>

#include "notes/text.h"

namespace tote::host::worker {
namespace {

using notes::Block;
using notes::Link;
using notes::Origin;
using notes::Value;

std::uint32_t abi_kind(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::null:
      return TOTE_VALUE_NULL;
    case Value::Kind::boolean:
      return TOTE_VALUE_BOOLEAN;
    case Value::Kind::integer:
      return TOTE_VALUE_INTEGER;
    case Value::Kind::real:
      return TOTE_VALUE_REAL;
    case Value::Kind::date:
      return TOTE_VALUE_DATE;
    case Value::Kind::text:
      return TOTE_VALUE_TEXT;
    case Value::Kind::list:
      return TOTE_VALUE_LIST;
    case Value::Kind::map:
      return TOTE_VALUE_MAP;
  }
  return TOTE_VALUE_TEXT;
}

std::uint32_t abi_kind(Block::Kind kind) {
  switch (kind) {
    case Block::Kind::paragraph:
      return TOTE_BLOCK_PARAGRAPH;
    case Block::Kind::heading:
      return TOTE_BLOCK_HEADING;
    case Block::Kind::code:
      return TOTE_BLOCK_CODE;
    case Block::Kind::html:
      return TOTE_BLOCK_HTML;
    case Block::Kind::table_cell:
      return TOTE_BLOCK_TABLE_CELL;
    case Block::Kind::footnote:
      return TOTE_BLOCK_FOOTNOTE;
    case Block::Kind::thematic_break:
      return TOTE_BLOCK_THEMATIC_BREAK;
    case Block::Kind::list:
      return TOTE_BLOCK_LIST;
    case Block::Kind::list_item:
      return TOTE_BLOCK_LIST_ITEM;
    case Block::Kind::block_quote:
      return TOTE_BLOCK_QUOTE;
    case Block::Kind::callout:
      return TOTE_BLOCK_CALLOUT;
    case Block::Kind::table:
      return TOTE_BLOCK_TABLE;
  }
  return TOTE_BLOCK_PARAGRAPH;
}

std::uint32_t abi_kind(Link::Kind kind) {
  switch (kind) {
    case Link::Kind::wikilink:
      return TOTE_LINK_WIKILINK;
    case Link::Kind::embed:
      return TOTE_LINK_EMBED;
    case Link::Kind::markdown:
      return TOTE_LINK_MARKDOWN;
    case Link::Kind::image:
      return TOTE_LINK_IMAGE;
    case Link::Kind::autolink:
      return TOTE_LINK_AUTOLINK;
  }
  return TOTE_LINK_WIKILINK;
}

std::uint32_t abi_origin(Origin origin) {
  switch (origin) {
    case Origin::body:
      return TOTE_ORIGIN_BODY;
    case Origin::front_matter:
      return TOTE_ORIGIN_FRONT_MATTER;
    case Origin::inline_field:
      return TOTE_ORIGIN_INLINE_FIELD;
  }
  return TOTE_ORIGIN_BODY;
}

tote_value_t convert(const Value& value) {
  return to_abi(value);
}

tote_block_t convert(const Block& block) {
  tote_block_t view{};
  view.kind = abi_kind(block.kind);
  view.level = block.level;
  view.parent = block.parent < 0 ? TOTE_NO_PARENT : static_cast<std::uint32_t>(block.parent);
  view.span = to_abi(block.span);
  view.info = to_abi(block.info);
  return view;
}

tote_link_t convert(const Link& link) {
  tote_link_t view{};
  view.kind = abi_kind(link.kind);
  view.origin = abi_origin(link.origin);
  view.flags = link.is_external ? TOTE_LINK_IS_EXTERNAL : 0;
  view.span = to_abi(link.span);
  view.target_span = to_abi(link.target_span);
  view.label_span = to_abi(link.label_span);
  view.target = to_abi(link.target);
  view.heading = to_abi(link.heading);
  view.block_id = to_abi(link.block_id);
  return view;
}

tote_tag_t convert(const notes::Tag& tag) {
  tote_tag_t view{};
  view.origin = abi_origin(tag.origin);
  view.name = to_abi(tag.name);
  view.span = to_abi(tag.span);
  return view;
}

tote_inline_field_t convert(const notes::InlineField& field) {
  tote_inline_field_t view{};
  view.key = to_abi(field.key);
  view.value = to_abi(field.value);
  view.key_span = to_abi(field.key_span);
  view.value_span = to_abi(field.value_span);
  return view;
}

template <class Abi, class Ours>
std::vector<Abi> views(const std::vector<Ours>& items) {
  std::vector<Abi> result;
  result.reserve(items.size());
  for (const auto& item : items)
    result.push_back(convert(item));
  return result;
}

/// XXH3 over memory that stands in several places.
class Digest {
 public:
  Digest() : state_(::XXH3_createState()) { ::XXH3_64bits_reset(state_.get()); }

  void add(tote_str_t text) { ::XXH3_64bits_update(state_.get(), text.data, text.size); }

  /// An array, and the texts that its elements point to.
  template <class Item, class... Texts>
  void add(const std::vector<Item>& items, Texts... texts) {
    ::XXH3_64bits_update(state_.get(), items.data(), items.size() * sizeof(Item));
    for (const auto& item : items)
      (add(item.*texts), ...);
  }

  [[nodiscard]] std::uint64_t value() const { return ::XXH3_64bits_digest(state_.get()); }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { ::XXH3_freeState(state); }
  };

  std::unique_ptr<XXH3_state_t, Free> state_;
};

template <class Item>
std::uint32_t count(const std::vector<Item>& items) {
  return static_cast<std::uint32_t>(items.size());
}

}  // namespace

tote_value_t to_abi(const Value& value) {
  tote_value_t view{};
  view.kind = abi_kind(value.kind);
  view.depth = value.depth;
  view.next = value.next;
  view.key = to_abi(value.key);
  view.text = to_abi(value.text);
  view.integer = value.integer;
  if (value.kind == Value::Kind::boolean)
    view.integer = value.boolean ? 1 : 0;
  if (value.kind == Value::Kind::date) {
    if (const auto date = notes::parse_date(value.text))
      view.integer = notes::sort_key(*date);
  }
  view.real = value.real;
  view.key_span = to_abi(value.key_span);
  view.span = to_abi(value.span);
  return view;
}

tote_str_t to_abi(std::string_view text) {
  return {text.data(), text.size()};
}

tote_span_t to_abi(notes::ByteSpan span) {
  return {span.begin, span.end};
}

NoteView::NoteView(const notes::Note& note)
    : values_(views<tote_value_t>(note.values)),
      blocks_(views<tote_block_t>(note.blocks)),
      links_(views<tote_link_t>(note.links)),
      tags_(views<tote_tag_t>(note.tags)),
      inline_fields_(views<tote_inline_field_t>(note.fields)) {
  view_.size = sizeof view_;
  view_.path = to_abi(note.path);
  view_.type = to_abi(note.type);
  view_.title = to_abi(note.title);
  view_.source = to_abi(note.source);
  if (note.date)
    view_.date = {note.date->year, note.date->month, note.date->day};
  view_.front_matter = to_abi(note.front_matter);
  view_.body = to_abi(note.body);
  view_.values = values_.data();
  view_.blocks = blocks_.data();
  view_.links = links_.data();
  view_.tags = tags_.data();
  view_.inline_fields = inline_fields_.data();
  view_.value_count = count(values_);
  view_.block_count = count(blocks_);
  view_.link_count = count(links_);
  view_.tag_count = count(tags_);
  view_.inline_field_count = count(inline_fields_);
  if (notes::find_invalid_utf8(note.source) != std::string_view::npos ||
      notes::find_invalid_utf8(note.path) != std::string_view::npos)
    mend_texts();
}

void NoteView::mend_texts() {
  for (auto* text : {&view_.path, &view_.type, &view_.title})
    mend(*text);
  for (auto& value : values_) {
    mend(value.key);
    mend(value.text);
  }
  for (auto& block : blocks_)
    mend(block.info);
  for (auto& link : links_) {
    mend(link.target);
    mend(link.heading);
    mend(link.block_id);
  }
  for (auto& tag : tags_)
    mend(tag.name);
  for (auto& field : inline_fields_) {
    mend(field.key);
    mend(field.value);
  }
}

void NoteView::mend(tote_str_t& text) {
  std::string_view rest(text.data, static_cast<std::size_t>(text.size));
  auto bad = notes::find_invalid_utf8(rest);
  if (bad == std::string_view::npos)
    return;
  std::string mended;
  for (; bad != std::string_view::npos; bad = notes::find_invalid_utf8(rest)) {
    mended.append(rest.substr(0, bad)).append("\xEF\xBF\xBD");
    rest.remove_prefix(bad + 1);
  }
  text = to_abi(mended_.emplace_back(mended.append(rest)));
}

std::uint64_t NoteView::digest() const {
  Digest digest;
  for (const auto& text : {view_.path, view_.type, view_.title, view_.source})
    digest.add(text);
  digest.add(values_, &tote_value_t::key, &tote_value_t::text);
  digest.add(blocks_, &tote_block_t::info);
  digest.add(links_, &tote_link_t::target, &tote_link_t::heading, &tote_link_t::block_id);
  digest.add(tags_, &tote_tag_t::name);
  digest.add(inline_fields_, &tote_inline_field_t::key, &tote_inline_field_t::value);
  return digest.value();
}

}  // namespace tote::host::worker
