// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/site_builder.h"

#include <algorithm>
#include <regex>
#include <tuple>

#include <fmt/format.h>

#include "host/publish/body_writer.h"
#include "host/publish/site_entry.h"
#include "notes/body_outline.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

using notes::Note;
using notes::Value;

/// The scalar of a top-level field, empty if it is none.
std::string scalar(const Note& note, std::string_view key) {
  const auto* value = note.find_value(key);
  const bool is_scalar = value != nullptr && value->kind != Value::Kind::list &&
                         value->kind != Value::Kind::map && value->kind != Value::Kind::null;
  return is_scalar ? value->text : std::string();
}

std::optional<notes::Date> day_of(const Note& note) {
  for (const std::string_view key : {"published", "date"})
    if (const auto date = notes::parse_date(scalar(note, key)); date && date->year != 0)
      return notes::first_day(*date);
  if (note.date && note.date->year != 0)
    return notes::first_day(*note.date);
  return std::nullopt;
}

std::string summary_of(const Note& note) {
  for (const std::string_view key : {"summary", "description", "excerpt"})
    if (auto text = scalar(note, key); !text.empty())
      return text;
  return {};
}

std::string slug_or_default(std::string_view title) {
  auto slug = slug_of(title);
  return slug.empty() ? "page" : slug;
}

std::string address_in(const std::string& section, const std::string& slug, AddressStyle style) {
  return section + "/" + slug + (style.ends_in_html ? ".html" : "/");
}

}  // namespace

std::string post_slug(const Note& note) {
  auto slug = slug_of(scalar(note, "slug"));
  return slug.empty() ? slug_or_default(note.title) : slug;
}

SiteBuilder::SiteBuilder(NoteSource& source, const PublishConfig& config,
                         const std::map<std::string, std::string>& sections, AddressStyle style)
    : source_(source), config_(config), sections_(sections), style_(style) {}

SiteBuilder::~SiteBuilder() = default;

Result<void> SiteBuilder::collect(const Selection& selection) {
  TOTE_TRY(auto paths, source_.candidates());
  paths.insert(paths.end(), selection.posts.begin(), selection.posts.end());
  if (selection.preview)
    paths.push_back(*selection.preview);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  for (const auto& path : paths) {
    auto note = source_.read(path);
    if (!note) {
      if (note.error().code == ErrorCode::io)
        return tl::unexpected(std::move(note).error());
      continue;  // gone, or no note: nothing of it is public
    }
    const bool is_selected = selection.posts.count(path) != 0;
    const bool is_preview = selection.preview == path;
    const bool is_in = publicity_of(*note).is_public && (note->type != "post" || is_selected);
    if (is_in || is_preview)
      entries_.emplace(path, std::make_unique<Entry>(Entry{*std::move(note), {}, {}, {}}));
  }
  return {};
}

void SiteBuilder::name_pages() {
  std::set<std::string> taken;
  for (auto& [path, entry] : entries_) {
    if (entry->note.type == "profile")
      continue;
    const auto section = sections_.find(entry->note.type);
    entry->section = section == sections_.end() ? "notes" : section->second;
    const auto slug =
        entry->note.type == "post" ? post_slug(entry->note) : slug_or_default(entry->note.title);
    entry->slug = slug;
    for (int n = 2;
         !taken.insert(entry->section + "/" + entry->slug).second || entry->slug == "index"; ++n)
      entry->slug = fmt::format("{}-{}", slug, n);
    entry->address = address_in(entry->section, entry->slug, style_);
  }
}

Result<void> SiteBuilder::collect_profiles() {
  for (auto& [path, entry] : entries_) {
    if (entry->note.type != "profile")
      continue;
    const auto url = scalar(entry->note, "url");
    const auto* owner = entry->note.find_value("profile-of");
    if (owner == nullptr || !is_web_address(url))
      continue;
    for (const auto& link : entry->note.links) {
      if (link.origin != notes::Origin::front_matter || link.span.begin < owner->span.begin ||
          link.span.end > owner->span.end)
        continue;
      TOTE_TRY(const auto owners, source_.resolve(link.target, path));
      // An ambiguous owner is nobody's profile.
      if (owners.size() == 1)
        profiles_[owners.front()].push_back({path, label_of(entry->note, link), url});
    }
  }
  return {};
}

Result<PublicSite> SiteBuilder::build(const Selection& selection) {
  entries_.clear();
  profiles_.clear();
  images_.clear();
  findings_.clear();
  embeds_ = 0;
  PublicSite site;
  site.title = config_.title;
  site.description = config_.description;
  site.base_url = config_.base_url;
  site.author = config_.author;
  site.author_url = config_.author_url.empty() ? config_.base_url : config_.author_url;
  site.language = config_.language;
  site.rel_me = config_.rel_me;
  TOTE_CHECK(collect(selection));
  name_pages();
  TOTE_CHECK(collect_profiles());
  for (const auto& [path, entry] : entries_) {
    auto page = page_of(*entry);
    (entry->note.type == "profile" ? site.profiles : site.pages).push_back(std::move(page));
  }
  std::stable_sort(site.pages.begin(), site.pages.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const PublicPage& page) {
      const auto day = page.published ? notes::sort_key(*page.published) : 0;
      return std::tuple(page.type != "post", page.type == "post" ? std::string() : page.section,
                        page.type == "post" ? -day : 0, page.slug);
    };
    return rank(a) < rank(b);
  });
  site.people = people();
  for (auto& [address, image] : images_)
    site.images.push_back(image);
  return site;
}

PublicPage SiteBuilder::page_of(const Entry& entry) {
  const auto& note = entry.note;
  PublicPage page;
  page.type = note.type;
  page.section = entry.section;
  page.slug = entry.slug;
  page.address = entry.address;
  page.title = note.title;
  page.summary = summary_of(note);
  page.published = day_of(note);
  page.key = note.path;
  if (const auto url = scalar(note, "canonical-url"); is_web_address(url))
    page.canonical_url = url;
  being_written_ = {note.path};
  mentions_ = &page.mentions;
  page.html = BodyWriter(note, *this, "").body();
  page.fields = fields_of(note);
  page.tags = tags_of(note);
  mentions_ = nullptr;
  warn_of_contacts(note);
  report_comments(note);
  being_written_.clear();
  std::sort(page.mentions.begin(), page.mentions.end());
  page.mentions.erase(std::unique(page.mentions.begin(), page.mentions.end()), page.mentions.end());
  return page;
}

std::vector<PublicField> SiteBuilder::fields_of(const Note& note) {
  std::vector<PublicField> fields;
  for (std::uint32_t i = 0; i < note.values.size(); i = note.values[i].next) {
    const auto& value = note.values[i];
    const auto name = source_.field_id(note.type, value.key);
    if (!may_show(config_, note.type, name))
      continue;
    if (value.kind == Value::Kind::list) {
      for (auto item = i + 1; item < value.next; item = note.values[item].next)
        add_values(note, name, note.values[item].span, note.values[item].text, fields);
    } else {
      add_values(note, name, value.span, value.text, fields);
    }
  }
  for (const auto& field : note.fields)
    if (const auto name = source_.field_id(note.type, field.key);
        may_show(config_, note.type, name))
      add_values(note, name, field.value_span, field.value, fields);
  return fields;
}

void SiteBuilder::add_values(const Note& note, const std::string& name, notes::ByteSpan span,
                             const std::string& text, std::vector<PublicField>& fields) {
  bool has_link = false;
  for (const auto& link : note.links) {
    if (link.span.begin < span.begin || link.span.end > span.end)
      continue;
    has_link = true;
    const auto fate = fate_of(note, link);
    fields.push_back({name, label_of(note, link),
                      fate.kind == LinkFate::Kind::anchor ? fate.url : std::string()});
  }
  if (!has_link && !text.empty())
    fields.push_back({name, text, may_link_to(text) ? text : std::string()});
}

std::vector<std::string> SiteBuilder::tags_of(const Note& note) const {
  std::vector<std::string> tags;
  std::set<std::string> seen;
  for (const auto& tag : note.tags)
    if (tag.origin != notes::Origin::inline_field && seen.insert(notes::name_key(tag.name)).second)
      tags.push_back(tag.name);
  return tags;
}

void SiteBuilder::warn_of_contacts(const Note& note) {
  static const std::regex email("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  static const std::regex phone("\\+?[0-9][0-9 ().-]{7,}[0-9]");
  for (const auto& item : note.inlines) {
    if (item.kind != notes::Inline::Kind::text)
      continue;
    const std::string text(item.span.in(note.source));
    for (const auto* form : {&email, &phone}) {
      std::smatch match;
      if (!std::regex_search(text, match, *form))
        continue;
      const auto digits = std::count_if(match[0].first, match[0].second,
                                        [](char c) { return c >= '0' && c <= '9'; });
      if (form == &phone && digits < 9)  // dates and years are shorter
        continue;
      report(note, item.span.begin + static_cast<std::uint32_t>(match.position(0)),
             {Finding::What::contact,
              Finding::Outcome::warning,
              match[0].str(),
              {},
              form == &email ? "an e-mail address in the text" : "a telephone number in the text",
              {}});
    }
  }
}

void SiteBuilder::report_comments(const Note& note) {
  for (const auto& opaque : notes::find_opaque_spans(note.source, note.body, note.line_starts))
    if (opaque.kind == notes::OpaqueSpan::Kind::comment)
      report(note, opaque.span.begin,
             {Finding::What::comment, Finding::Outcome::blocked, {}, {}, "comments stay", {}});
}

std::vector<PublicPerson> SiteBuilder::people() const {
  std::map<std::string, PublicPerson> found;  // by path
  for (const auto& [path, entry] : entries_)
    if (entry->note.type == "person")
      found[path] = {entry->note.title, top_mark + entry->address, entry->address, path, {}};
  for (const auto& [path, profiles] : profiles_) {
    const auto note = source_.read(path);
    if (!note || note->type != "person")
      continue;
    auto& person = found[path];
    person.key = path;
    person.url = profiles.front().url;
    if (person.name.empty())  // the person's own note is private: not even its title leaves
      person.name = profiles.front().owner;
  }
  std::vector<PublicPerson> people;
  for (auto& [path, person] : found)
    people.push_back(std::move(person));
  std::stable_sort(people.begin(), people.end(), [](const auto& a, const auto& b) {
    return notes::name_key(a.name) < notes::name_key(b.name);
  });
  return people;
}

std::vector<Finding> SiteBuilder::findings_of(std::string_view path) const {
  const auto found = findings_.find(std::string(path));
  return found == findings_.end() ? std::vector<Finding>() : found->second;
}

std::string SiteBuilder::address_of(std::string_view path) const {
  const auto found = entries_.find(std::string(path));
  return found == entries_.end() ? std::string() : found->second->address;
}

}  // namespace tote::host::publish
