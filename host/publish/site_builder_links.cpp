// SPDX-License-Identifier: GPL-2.0-or-later
// What links become: the half of SiteBuilder that the writers ask.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <xxhash.h>

#include "host/publish/body_writer.h"
#include "host/publish/image.h"
#include "host/publish/site_builder.h"
#include "host/publish/site_entry.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

using notes::Link;
using notes::Note;

constexpr std::size_t max_embed_depth = 4;

/// The ending of a file's name in lower case, without the dot.
std::string ending_of(std::string_view target) {
  const auto name = target.substr(target.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : notes::fold(name.substr(dot + 1));
}

bool is_picture(std::string_view target) {
  constexpr std::array<std::string_view, 12> endings = {
      "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp", "tif", "tiff", "heic", "ico"};
  return std::find(endings.begin(), endings.end(), ending_of(target)) != endings.end();
}

Finding::What what_is(std::string_view type) {
  return type == "person" ? Finding::What::person
         : type == "book" ? Finding::What::book
                          : Finding::What::note;
}

LinkFate plain(bool is_book = false) {
  LinkFate fate;
  fate.is_cited = is_book;
  return fate;
}

LinkFate nothing() {
  LinkFate fate;
  fate.kind = LinkFate::Kind::nothing;
  return fate;
}

LinkFate anchor(std::string url, std::string classes = {}) {
  LinkFate fate;
  fate.kind = LinkFate::Kind::anchor;
  fate.url = std::move(url);
  fate.classes = std::move(classes);
  return fate;
}

LinkFate image(std::string url) {
  LinkFate fate;
  fate.kind = LinkFate::Kind::image;
  fate.url = std::move(url);
  return fate;
}

}  // namespace

void SiteBuilder::report(const Note& note, std::uint32_t offset, Finding finding) {
  if (being_written_.empty())
    return;
  if (finding.place.path.empty())
    finding.place = {note.path, note.line_of(offset), note.column_of(offset)};
  auto& findings = findings_[being_written_.front()];
  const bool is_known = std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
    return one.what == finding.what && one.place == finding.place;
  });
  if (!is_known)
    findings.push_back(std::move(finding));
}

LinkFate SiteBuilder::tell(const Note& note, const Link& link, Finding finding, LinkFate fate) {
  if (finding.name.empty())
    finding.name = label_of(note, link);
  report(note, link.span.begin, std::move(finding));
  return fate;
}

std::string SiteBuilder::tag_url(std::string_view tag) {
  return style_.has_tag_pages ? top_mark + tag_address(tag) : std::string();
}

LinkFate SiteBuilder::fate_of(const Note& note, const Link& link) {
  using Kind = Link::Kind;
  if (link.is_external || link.target.starts_with("//") || link.kind == Kind::autolink)
    return outside(note, link);
  if (link.kind == Kind::image || (link.kind == Kind::embed && is_picture(link.target)))
    return picture(note, link);
  return inside(note, link);
}

LinkFate SiteBuilder::outside(const Note& note, const Link& link) {
  auto url = link.target;
  if (link.kind == Link::Kind::autolink && !link.is_external && url.find('@') != std::string::npos)
    url = "mailto:" + url;
  const bool is_image = link.kind == Link::Kind::image || link.kind == Link::Kind::embed;
  if (is_image ? !is_web_address(url) : !may_link_to(url))
    return tell(note, link,
                {is_image ? Finding::What::image : Finding::What::link,
                 Finding::Outcome::blocked,
                 url,
                 {},
                 "pages link to https, http and mailto only",
                 {}},
                is_image ? nothing() : plain());
  if (is_image)
    return tell(note, link,
                {Finding::What::image,
                 Finding::Outcome::warning,
                 url,
                 url,
                 "loaded from another site, which sees who reads the page",
                 {}},
                image(url));
  return tell(note, link, {Finding::What::link, Finding::Outcome::linked, {}, url, {}, {}},
              anchor(url));
}

LinkFate SiteBuilder::picture(const Note& note, const Link& link) {
  const auto block = [&](std::string why) {
    return tell(
        note, link,
        {Finding::What::image, Finding::Outcome::blocked, link.target, {}, std::move(why), {}},
        nothing());
  };
  const auto bytes = source_.read_attachment(link.target, note.path);
  if (!bytes)
    return block(bytes.error().message);
  auto clean = without_metadata(*bytes);
  if (!clean)
    return block(clean.error().message);
  // Named by what it shows: a file's name can tell as much as the picture.
  const auto hash = XXH3_128bits(clean->bytes.data(), clean->bytes.size());
  const auto address =
      fmt::format("media/{:016x}{:016x}{}", hash.high64, hash.low64, clean->extension);
  images_[address] = {address, std::move(clean->bytes)};
  return tell(note, link,
              {Finding::What::image,
               Finding::Outcome::shown,
               link.target,
               address,
               "without its metadata",
               {}},
              image(top_mark + address));
}

LinkFate SiteBuilder::inside(const Note& note, const Link& link) {
  const bool is_embed = link.kind == Link::Kind::embed;
  const auto what = is_embed ? Finding::What::embed : Finding::What::note;
  const auto stay = is_embed ? nothing() : plain();
  const auto outcome = is_embed ? Finding::Outcome::blocked : Finding::Outcome::text;
  if (link.target.empty()) {  // within the note itself
    const auto slug = slug_of(link.heading.substr(link.heading.rfind('#') + 1));
    return is_embed || slug.empty() ? stay : anchor("#" + slug);
  }
  if (const auto ending = ending_of(link.target); link.kind == Link::Kind::markdown &&
                                                  !ending.empty() && ending != "md" &&
                                                  ending != "markdown")
    return tell(note, link,
                {Finding::What::link, Finding::Outcome::text, {}, {}, "files do not leave", {}},
                plain());
  const auto found = source_.resolve(link.target, note.path);
  if (!found || found->empty())
    return tell(note, link, {what, outcome, {}, {}, "no note has this name", {}}, stay);
  if (found->size() > 1)
    return tell(note, link, {what, outcome, {}, {}, "several notes have this name", {}}, stay);
  return note_fate(note, link, found->front());
}

LinkFate SiteBuilder::note_fate(const Note& note, const Link& link, const std::string& path) {
  const auto found = entries_.find(path);
  Entry* entry = found == entries_.end() ? nullptr : found->second.get();
  if (link.kind == Link::Kind::embed) {
    if (entry != nullptr)
      return embed(note, link, *entry);
    return tell(
        note, link,
        {Finding::What::embed, Finding::Outcome::blocked, {}, {}, "the note is private", {}},
        nothing());
  }
  const auto type = type_of(path);
  const auto what = what_is(type);
  const bool is_book = what == Finding::What::book;
  if (mentions_ != nullptr && path != being_written_.front())
    mentions_->push_back(path);
  // Of a person: first the address that is theirs, then what the journal says of them.
  if (const auto profiles = profiles_.find(path); profiles != profiles_.end())
    return tell(note, link,
                {what,
                 Finding::Outcome::linked,
                 {},
                 profiles->second.front().url,
                 "their public profile",
                 {}},
                anchor(profiles->second.front().url, type == "person" ? "h-card" : ""));
  if (entry != nullptr && type == "profile") {
    const auto* url = entry->note.find_value("url");
    if (url != nullptr && is_web_address(url->text))
      return tell(note, link,
                  {what, Finding::Outcome::linked, {}, url->text, "a public profile", {}},
                  anchor(url->text));
  } else if (entry != nullptr) {
    const auto slug = slug_of(link.heading.substr(link.heading.rfind('#') + 1));
    auto fate = anchor(top_mark + entry->address + (slug.empty() ? slug : "#" + slug),
                       type == "person" ? "h-card" : "");
    fate.is_cited = is_book;
    return tell(note, link,
                {what, Finding::Outcome::linked, {}, entry->address, "its own page", {}}, fate);
  }
  return tell(note, link,
              {what,
               Finding::Outcome::text,
               {},
               {},
               type == "person" ? "no public profile and no page"
               : type == "post" ? "it is not published"
                                : "the note is private",
               {}},
              plain(is_book));
}

LinkFate SiteBuilder::embed(const Note& note, const Link& link, Entry& entry) {
  const auto block = [&](std::string why) {
    return tell(note, link,
                {Finding::What::embed, Finding::Outcome::blocked, {}, {}, std::move(why), {}},
                nothing());
  };
  const auto& path = entry.note.path;
  if (being_written_.size() > max_embed_depth ||
      std::find(being_written_.begin(), being_written_.end(), path) != being_written_.end())
    return block("it embeds itself, or too many notes in each other");
  const auto range = notes::linked_blocks(entry.note, link);
  if (!range)
    return block("the note has no such part");
  (void)tell(
      note, link,
      {Finding::What::embed, Finding::Outcome::shown, {}, entry.address, "the note is public", {}},
      {});
  being_written_.push_back(path);
  const auto prefix = fmt::format("e{}-", ++embeds_);
  LinkFate fate;
  fate.kind = LinkFate::Kind::embed;
  fate.html =
      "<div class=\"embed\">\n" + BodyWriter(entry.note, *this, prefix).part(*range) + "</div>";
  being_written_.pop_back();
  return fate;
}

std::string SiteBuilder::type_of(const std::string& path) {
  if (const auto entry = entries_.find(path); entry != entries_.end())
    return entry->second->note.type;
  const auto [known, is_new] = private_types_.try_emplace(path);
  if (is_new)
    if (const auto note = source_.read(path))
      known->second = note->type;
  return known->second;
}

}  // namespace tote::host::publish
