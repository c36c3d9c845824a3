// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/sample_sites.h"

#include <algorithm>
#include <functional>
#include <pugixml.hpp>
#include <string_view>

#include <fmt/format.h>

#include "host/author/check/corpus.h"

namespace tote::host::author::check {
namespace {

constexpr const char* address = "https://journal.example/";

/// What a page's text must not become: an element or an attribute of these names.
constexpr std::string_view planted_element = "script";
constexpr std::string_view planted_attribute = "onerror";

struct Words {
  const char* name;
  std::string text;
};

const std::vector<Words>& hostile_words() {
  static const std::vector<Words> all = {
      {"nothing", ""},
      {"a script", "<script>alert(1)</script>"},
      {"a script after the end of what surrounds it",
       "\"></a></title></content></entry><script>alert(1)</script>"},
      {"an attribute after a quote", "\" onerror=\"alert(1)\" x='"},
      {"the end of character data", "]]><script>alert(1)</script><![CDATA["},
      {"a comment that does not end", "<!-- "},
      {"entities", "&amp; &lt;script&gt; &nosuch; &#0; &"},
      {"an address that is a script", "javascript:alert(1)"},
      {"what JSON would have to escape", "\"}, {\"x\": \"\\\n\t\x01\x7f"},
      {"characters that turn the line around", "\u202Etxt.exe\u202C \u2028 \u2029 \uFEFF"},
      {"a path that leads out", "../../../etc/passwd"},
      {"many words", std::string(20'000, 'w')},
      {"braces that others read as code", "{{ .Site }} {% raw %}"},
  };
  return all;
}

/// A page of a site at `top`. `value_of` is what it says of a field. The number decides on what a
/// page may have or not.
publish::ViewedPage page_of(const Manifest& plugin, const std::string& type, std::string_view top,
                            const std::string& words,
                            const std::function<std::string(const index::FieldDecl&)>& value_of,
                            std::size_t number) {
  publish::ViewedPage page;
  page.type = type;
  page.title = words;
  page.url = fmt::format("{}{}/{}.html", top, type, number);
  page.summary = words;
  page.html = fmt::format(
      "<p>A text with <em>stress</em> &amp; a <a href=\"{}index.html\">link</a><br></p>", top);
  if (number % 2 == 1)
    page.published = notes::Date{2024, 3, 9};
  for (const auto& field : plugin.vocabulary.fields)
    if (std::find(field.on.begin(), field.on.end(), type) != field.on.end())
      page.fields.push_back(
          {field.id, value_of(field), number % 3 == 1 ? page.url : std::string()});
  for (const auto& relation : plugin.vocabulary.relations)
    page.fields.push_back({relation.id, words, number % 3 == 2 ? "people/a.html" : ""});
  page.tags = {words, "sea"};
  return page;
}

SampleSite plain_site(const Manifest& plugin, std::string name, const std::string& top) {
  constexpr std::size_t pages_a_type = 3;
  SampleSite sample{std::move(name), {"Days at sea", top, "Ana Lima", "", "en", {}}, {}};
  for (const auto& type : plugin.vocabulary.types)
    for (std::size_t i = 0; i < pages_a_type; ++i) {
      sample.pages.push_back(fmt::format("{} {} of {}", type.id, i + 1, sample.name));
      sample.site.pages.push_back(
          page_of(plugin, type.id, top, "A day at sea", sensible_value, sample.site.pages.size()));
    }
  return sample;
}

std::string planted_in(const pugi::xml_node& node) {
  if (node.name() == planted_element)
    return node.name();
  if (node.attribute(planted_attribute.data()))
    return std::string(planted_attribute);
  for (const auto& child : node.children())
    if (auto found = planted_in(child); !found.empty())
      return found;
  return {};
}

}  // namespace

std::vector<SampleSite> plain_sites(const Manifest& plugin) {
  return {plain_site(plugin, "a site", address),
          plain_site(plugin, "a site without an address", ""),
          {"a site without pages", {"", address, "", "", "en", {}}, {}}};
}

std::vector<SampleSite> hostile_sites(const Manifest& plugin) {
  SampleSite sample{
      "a site that says what nobody should",
      {"<script>alert(1)</script>", address, "A & B", std::string(address) + "about", "en", {}},
      {}};
  for (const auto& type : plugin.vocabulary.types)
    for (const auto& words : hostile_words()) {
      sample.pages.push_back(fmt::format("a {} that says {}", type.id, words.name));
      sample.site.pages.push_back(page_of(
          plugin, type.id, address, words.text, [&](const index::FieldDecl&) { return words.text; },
          sample.site.pages.size()));
    }
  return {sample};
}

std::string planted_in(const publish::ViewedFile& file) {
  pugi::xml_document document;
  if (!file.media_type.ends_with("+xml") || !document.load_string(file.text.c_str()))
    return {};
  return planted_in(document);
}

}  // namespace tote::host::author::check
