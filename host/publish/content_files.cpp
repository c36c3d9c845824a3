// SPDX-License-Identifier: GPL-2.0-or-later
// Hugo and Jekyll: both take files of HTML with YAML front matter and put their theme around them.
// The text is HTML, not Markdown, so that it says under every theme what the note says, and holds
// nothing that a template language could read.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/publish/markup.h"
#include "host/publish/targets.h"

namespace tote::host::publish {
namespace {

/// A YAML double-quoted scalar: a JSON string is one.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string front_matter(const PublicPage& page, std::string_view address_key,
                         const std::string& more) {
  auto text = fmt::format("---\ntitle: {}\n", quoted(page.title));
  if (page.published)
    text += fmt::format("date: {}\n", notes::to_string(*page.published));
  text += fmt::format("{}: {}\n", address_key, quoted("/" + page.address));
  if (!page.summary.empty())
    text += fmt::format("description: {}\n", quoted(page.summary));
  if (!page.canonical_url.empty())
    text += fmt::format("canonical_url: {}\n", quoted(page.canonical_url));
  if (!page.tags.empty()) {
    text += "tags:\n";
    for (const auto& tag : page.tags)
      text += fmt::format("  - {}\n", quoted(tag));
  }
  return text + more + "---\n";
}

std::string text_of(const PublicPage& page) {
  auto text =
      page.card.empty() ? std::string() : fmt::format("<div class=\"card\">{}</div>\n", page.card);
  return with_top(text + page.html, way_to_top(page.address));
}

}  // namespace

std::vector<PublicFile> hugo_files(const PublicSite& site) {
  std::vector<PublicFile> files;
  for (const auto& page : site.pages)
    files.push_back({fmt::format("content/{}/{}.html", page.section, page.slug),
                     front_matter(page, "url", "") + text_of(page)});
  for (const auto& image : site.images)
    files.push_back({"static/" + image.address, image.bytes});
  return files;
}

std::vector<PublicFile> jekyll_files(const PublicSite& site) {
  std::vector<PublicFile> files;
  for (const auto& page : site.pages) {
    // Jekyll knows posts by a date in their file's name; what has none is a page.
    const bool is_post = page.type == "post" && page.published;
    const auto more =
        fmt::format("layout: {}\nrender_with_liquid: false\n", is_post ? "post" : "page");
    const auto name =
        is_post ? fmt::format("_posts/{}-{}.html", notes::to_string(*page.published), page.slug)
                : fmt::format("{}/{}.html", page.section, page.slug);
    files.push_back({name, front_matter(page, "permalink", more) + text_of(page)});
  }
  files.insert(files.end(), site.images.begin(), site.images.end());
  return files;
}

AddressStyle address_style(Target target) {
  return target == Target::html ? AddressStyle{true, true} : AddressStyle{false, false};
}

std::vector<PublicFile> files_of(const PublicSite& site, Target target) {
  switch (target) {
    case Target::html:
      return html_files(site);
    case Target::hugo:
      return hugo_files(site);
    case Target::jekyll:
      return jekyll_files(site);
  }
  return {};
}

}  // namespace tote::host::publish
