// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/stage.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "host/worker/command_view.h"
#include "host/worker/given_text.h"
#include "host/worker/note_view.h"
#include "host/worker/public_view.h"

namespace tote::host::author::check {
namespace {

using worker::view;

constexpr std::uint32_t unknown_kind = 0x7A7A;
constexpr std::uint32_t unknown_flags = 0xA5A5A500;
constexpr std::uint64_t unknown_reserved = 0xA5A5A5A5A5A5A5A5;
constexpr std::size_t future_bytes = 64;

// What ABI 1.0 knew of the growable structs that it hands out. Frozen with it.
constexpr std::size_t note_bytes_1_0 = 160;
constexpr std::size_t field_value_bytes_1_0 = 56;
constexpr std::size_t settings_bytes_1_0 = 16;
constexpr std::size_t command_bytes_1_0 = 48;
constexpr std::size_t page_bytes_1_0 = 120;
constexpr std::size_t site_bytes_1_0 = 96;

/// Copies a growable struct as a host of the era would hand it out. `known` is what the oldest host
/// knew of it.
template <class T>
const T* placed(Arena& arena, T value, Era era, std::size_t known) {
  const auto size = era == Era::old      ? std::min(known, sizeof(T))
                    : era == Era::future ? sizeof(T) + future_bytes
                                         : sizeof(T);
  value.size = static_cast<std::uint32_t>(size);
  // Today's host has memory of its own behind a struct: who reads too far gets away with it.
  auto* memory = static_cast<char*>(arena.take(size + (era == Era::present ? future_bytes : 0)));
  std::memset(memory, era == Era::future ? 0xA5 : 0, size);
  std::memcpy(memory, &value, std::min(size, sizeof(T)));
  return reinterpret_cast<const T*>(memory);
}

}  // namespace

template <class T>
const T* Stage::finish(const std::vector<T>& all, std::uint32_t& count) {
  count = static_cast<std::uint32_t>(all.size());
  return arena_.copy(all.data(), all.size());
}

const tote_note_t* Stage::note(const notes::Note& note) {
  const worker::NoteView own(note);
  tote_note_t copy = *own.get();
  copy.path = arena_.packed(view(copy.path));
  copy.type = arena_.packed(view(copy.type));
  copy.title = arena_.packed(view(copy.title));
  copy.source = arena_.text(view(copy.source));
  copy.values = values(copy.values, copy.value_count);
  copy.blocks = blocks(copy.blocks, copy.block_count);
  copy.links = links(copy.links, copy.link_count);
  copy.tags = tags(copy.tags, copy.tag_count);
  copy.inline_fields = inline_fields(copy.inline_fields, copy.inline_field_count);
  if (era_ == Era::future) {
    copy.reserved_flags = unknown_flags;
    copy.reserved = unknown_flags;
    copy.reserved_count = unknown_flags;
  }
  return placed(arena_, copy, era_, note_bytes_1_0);
}

const tote_field_value_t* Stage::field_value(std::string_view field, std::string_view type,
                                             std::string_view text) {
  tote_field_value_t value{};
  value.field = arena_.packed(field);
  value.note_type = arena_.packed(type);
  value.text = arena_.text(text);
  if (era_ == Era::future)
    value.reserved_flags = unknown_flags;
  return placed(arena_, value, era_, field_value_bytes_1_0);
}

const tote_settings_t* Stage::settings(const std::vector<notes::Value>& given) {
  std::vector<tote_value_t> raw;
  raw.reserve(given.size());
  for (const auto& value : given)
    raw.push_back(worker::to_abi(value));
  tote_settings_t settings{};
  auto count = static_cast<std::uint32_t>(raw.size());
  settings.values = values(raw.data(), count);
  settings.value_count = count;
  return placed(arena_, settings, era_, settings_bytes_1_0);
}

const tote_value_t* Stage::values(const tote_value_t* given, std::uint32_t& count) {
  std::vector<tote_value_t> all(given, given + count);
  for (auto& value : all) {
    value.key = arena_.packed(view(value.key));
    value.text = arena_.packed(view(value.text));
  }
  if (is_future()) {
    tote_value_t unknown{};
    unknown.kind = unknown_kind;
    unknown.next = count + 1;
    unknown.key = arena_.packed("x-of-a-later-host");
    all.push_back(unknown);
    for (auto& value : all) {
      value.reserved_flags = unknown_flags;
      std::fill(std::begin(value.reserved), std::end(value.reserved), unknown_reserved);
    }
  }
  return finish(all, count);
}

const tote_block_t* Stage::blocks(const tote_block_t* given, std::uint32_t& count) {
  std::vector<tote_block_t> all(given, given + count);
  for (auto& block : all)
    block.info = arena_.packed(view(block.info));
  if (is_future()) {
    tote_block_t unknown{};
    unknown.kind = unknown_kind;
    unknown.parent = TOTE_NO_PARENT;
    all.push_back(unknown);
    for (auto& block : all) {
      block.reserved_flags = unknown_flags;
      std::fill(std::begin(block.reserved), std::end(block.reserved), unknown_reserved);
    }
  }
  return finish(all, count);
}

const tote_link_t* Stage::links(const tote_link_t* given, std::uint32_t& count) {
  std::vector<tote_link_t> all(given, given + count);
  for (auto& link : all) {
    link.target = arena_.packed(view(link.target));
    link.heading = arena_.packed(view(link.heading));
    link.block_id = arena_.packed(view(link.block_id));
  }
  if (is_future()) {
    tote_link_t unknown{};
    unknown.kind = unknown_kind;
    unknown.origin = unknown_kind;
    unknown.target = arena_.packed("x-of-a-later-host");
    all.push_back(unknown);
    for (auto& link : all) {
      link.flags |= unknown_flags;
      link.reserved_flags = unknown_flags;
      std::fill(std::begin(link.reserved), std::end(link.reserved), unknown_reserved);
    }
  }
  return finish(all, count);
}

const tote_tag_t* Stage::tags(const tote_tag_t* given, std::uint32_t& count) {
  std::vector<tote_tag_t> all(given, given + count);
  for (auto& tag : all) {
    tag.name = arena_.packed(view(tag.name));
    if (is_future()) {
      tag.reserved_flags = unknown_flags;
      tag.reserved[0] = unknown_reserved;
    }
  }
  return finish(all, count);
}

const tote_inline_field_t* Stage::inline_fields(const tote_inline_field_t* given,
                                                std::uint32_t& count) {
  std::vector<tote_inline_field_t> all(given, given + count);
  for (auto& field : all) {
    field.key = arena_.packed(view(field.key));
    field.value = arena_.packed(view(field.value));
    if (is_future())
      std::fill(std::begin(field.reserved), std::end(field.reserved), unknown_reserved);
  }
  return finish(all, count);
}

const tote_command_t* Stage::command(const CommandCall& call, const notes::Note& note) {
  const worker::NoteView note_view(note);
  const worker::CommandView own(call, note_view);
  tote_command_t copy = *own.get();
  copy.id = arena_.packed(view(copy.id));
  copy.arguments = arguments(copy.arguments, copy.argument_count);
  copy.note = this->note(note);
  return placed(arena_, copy, era_, command_bytes_1_0);
}

const tote_argument_t* Stage::arguments(const tote_argument_t* given, std::uint32_t& count) {
  std::vector<tote_argument_t> all(given, given + count);
  for (auto& argument : all) {
    argument.name = arena_.packed(view(argument.name));
    argument.text = arena_.packed(view(argument.text));
  }
  if (is_future()) {
    tote_argument_t unknown{};
    unknown.kind = unknown_kind;
    unknown.name = arena_.packed("x-of-a-later-host");
    all.push_back(unknown);
    for (auto& argument : all)
      std::fill(std::begin(argument.reserved), std::end(argument.reserved), unknown_reserved);
  }
  return finish(all, count);
}

const tote_public_note_t* Stage::page(const publish::ViewedPage& page) {
  const worker::PageView own(page, worker::PageView::Extent::without_html);
  return this->page(*own.get());
}

const tote_public_note_t* Stage::page(const tote_public_note_t& given) {
  auto copy = given;
  copy.type = arena_.packed(view(given.type));
  copy.title = arena_.packed(view(given.title));
  copy.url = arena_.packed(view(given.url));
  copy.summary = arena_.packed(view(given.summary));
  copy.html = arena_.packed(view(given.html));
  std::vector<tote_public_field_t> fields(given.fields, given.fields + given.field_count);
  for (auto& field : fields) {
    field.name = arena_.packed(view(field.name));
    field.value = arena_.packed(view(field.value));
    field.url = arena_.packed(view(field.url));
    if (is_future())
      std::fill(std::begin(field.reserved), std::end(field.reserved), unknown_reserved);
  }
  copy.fields = finish(fields, copy.field_count);
  std::vector<tote_str_t> tags(given.tags, given.tags + given.tag_count);
  for (auto& tag : tags)
    tag = arena_.packed(view(tag));
  copy.tags = finish(tags, copy.tag_count);
  if (is_future()) {
    copy.reserved_flags = unknown_flags;
    copy.reserved = unknown_flags;
  }
  return placed(arena_, copy, era_, page_bytes_1_0);
}

const tote_public_site_t* Stage::site(const publish::ViewedSite& site) {
  const worker::SiteView own(site);
  tote_public_site_t copy = *own.get();
  copy.title = arena_.packed(view(copy.title));
  copy.url = arena_.packed(view(copy.url));
  copy.author = arena_.packed(view(copy.author));
  copy.author_url = arena_.packed(view(copy.author_url));
  copy.language = arena_.packed(view(copy.language));
  std::vector<const tote_public_note_t*> pages;
  pages.reserve(copy.note_count);
  for (std::uint32_t i = 0; i < copy.note_count; ++i)
    pages.push_back(page(*own.get()->notes[i]));
  copy.notes = finish(pages, copy.note_count);
  return placed(arena_, copy, era_, site_bytes_1_0);
}

}  // namespace tote::host::author::check
