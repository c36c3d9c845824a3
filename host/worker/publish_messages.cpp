// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/publish_messages.h"

#include "host/worker/wire.h"

namespace tote::host::worker {
namespace {

using publish::FragmentStep;
using publish::PluginShare;
using publish::ViewedPage;
using publish::ViewedSite;

// The least bytes that one item of a kind takes on the wire.
constexpr std::size_t min_page_bytes = 37;
constexpr std::size_t min_field_bytes = 12;
constexpr std::size_t min_step_bytes = 21;
constexpr std::size_t min_file_bytes = 12;

template <class Items, class Write>
void write_all(WireWriter& out, const Items& items, Write write) {
  out.number(static_cast<std::uint32_t>(items.size()));
  for (const auto& item : items)
    write(item);
}

template <class Read>
void read_all(WireReader& in, std::size_t min_bytes, Read read) {
  for (auto left = in.count(min_bytes); left > 0 && in.ok(); --left)
    read();
}

void write(WireWriter& out, const ViewedPage& page) {
  for (const auto* text : {&page.type, &page.title, &page.url, &page.summary, &page.html})
    out.text(*text);
  const auto date = page.published.value_or(notes::Date{});
  out.number(static_cast<std::uint8_t>(page.published.has_value()));
  out.number(date.year);
  out.number(date.month);
  out.number(date.day);
  write_all(out, page.fields, [&](const publish::PublicField& field) {
    out.text(field.name);
    out.text(field.value);
    out.text(field.url);
  });
  write_all(out, page.tags, [&](const std::string& tag) { out.text(tag); });
}

ViewedPage read_page(WireReader& in) {
  ViewedPage page;
  for (auto* text : {&page.type, &page.title, &page.url, &page.summary, &page.html})
    *text = in.text();
  const bool is_dated = in.number<std::uint8_t>() != 0;
  notes::Date date;
  date.year = in.number<std::int16_t>();
  date.month = in.number<std::uint8_t>();
  date.day = in.number<std::uint8_t>();
  if (is_dated)
    page.published = date;
  read_all(in, min_field_bytes, [&] {
    auto& field = page.fields.emplace_back();
    field.name = in.text();
    field.value = in.text();
    field.url = in.text();
  });
  read_all(in, 4, [&] { page.tags.push_back(in.text()); });
  return page;
}

void write(WireWriter& out, const FragmentStep& step) {
  out.number(static_cast<std::uint8_t>(step.kind));
  for (const auto* text : {&step.name, &step.classes, &step.url, &step.relation, &step.value})
    out.text(*text);
}

FragmentStep read_step(WireReader& in) {
  FragmentStep step;
  step.kind = static_cast<FragmentStep::Kind>(in.number<std::uint8_t>() % 3);
  for (auto* text : {&step.name, &step.classes, &step.url, &step.relation, &step.value})
    *text = in.text();
  return step;
}

}  // namespace

std::string encode(const ViewedSite& site) {
  WireWriter out;
  for (const auto* text : {&site.title, &site.url, &site.author, &site.author_url, &site.language})
    out.text(*text);
  write_all(out, site.pages, [&](const ViewedPage& page) { write(out, page); });
  return out.take();
}

std::optional<ViewedSite> decode_site(std::string_view payload) {
  WireReader in(payload);
  ViewedSite site;
  for (auto* text : {&site.title, &site.url, &site.author, &site.author_url, &site.language})
    *text = in.text();
  read_all(in, min_page_bytes, [&] { site.pages.push_back(read_page(in)); });
  if (!in.is_complete())
    return std::nullopt;
  return site;
}

std::string encode(const PluginShare& share) {
  WireWriter out;
  write_all(out, share.fragments, [&](const std::vector<FragmentStep>& steps) {
    write_all(out, steps, [&](const FragmentStep& step) { write(out, step); });
  });
  write_all(out, share.files, [&](const publish::ViewedFile& file) {
    out.text(file.name);
    out.text(file.media_type);
    out.text(file.text);
  });
  out.text(share.problem);
  return out.take();
}

std::optional<PluginShare> decode_share(std::string_view payload) {
  WireReader in(payload);
  PluginShare share;
  read_all(in, 4, [&] {
    auto& steps = share.fragments.emplace_back();
    read_all(in, min_step_bytes, [&] { steps.push_back(read_step(in)); });
  });
  read_all(in, min_file_bytes, [&] {
    auto& file = share.files.emplace_back();
    file.name = in.text();
    file.media_type = in.text();
    file.text = in.text();
  });
  share.problem = in.text();
  if (!in.is_complete())
    return std::nullopt;
  return share;
}

}  // namespace tote::host::worker
