// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin adds to a site whose pages say what nobody should. It is asked as the worker asks
// it, and what it gives is looked at as before it reaches a page or the disk.
#include <algorithm>
#include <iterator>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "host/author/check/probe_tasks.h"
#include "host/publish/plugin_view.h"
#include "host/worker/publish_call.h"

namespace tote::host::author::check {
namespace {

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
      {"plain words", "A day at sea"},
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

publish::ViewedPage page_of(const Manifest& manifest, const std::string& type, const Words& words,
                            std::size_t number) {
  publish::ViewedPage page;
  page.type = type;
  page.title = words.text;
  page.url = fmt::format("https://journal.example/{}/{}.html", type, number);
  page.summary = words.text;
  page.html =
      "<p>A text with <em>stress</em> &amp; a <a href=\"https://journal.example/\">link</a>"
      "<br></p>";
  if (number % 2 == 1)
    page.published = notes::Date{2024, 3, 9};
  for (const auto& field : manifest.vocabulary.fields)
    if (std::find(field.on.begin(), field.on.end(), type) != field.on.end())
      page.fields.push_back({field.id, words.text, number % 3 == 1 ? page.url : std::string()});
  for (const auto& relation : manifest.vocabulary.relations)
    page.fields.push_back({relation.id, words.text, number % 3 == 2 ? "people/a.html" : ""});
  page.tags = {words.text, "sea"};
  return page;
}

/// A page of each type for all the words.
publish::ViewedSite hostile_site(const Manifest& manifest, std::vector<std::string>& names) {
  publish::ViewedSite site{"<script>alert(1)</script>",
                           "https://journal.example/",
                           "A & B",
                           "https://journal.example/about",
                           "en",
                           {}};
  for (const auto& type : manifest.vocabulary.types)
    for (const auto& words : hostile_words()) {
      names.push_back(fmt::format("a {} that says {}", type.id, words.name));
      site.pages.push_back(page_of(manifest, type.id, words, site.pages.size()));
    }
  return site;
}

/// The name of a planted element or attribute in a document, or "".
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

void look_at_files(const publish::PluginShare& share, ProbeReport& report) {
  for (const auto& file : share.files) {
    report.at(fmt::format("the file {}", file.name));
    if (const auto sound = publish::check_file(file); !sound) {
      report.bad("publish.export", sound.error().message);
    } else if (file.media_type.ends_with("+xml")) {
      pugi::xml_document document;
      (void)document.load_string(file.text.c_str());
      if (const auto planted = planted_in(document); !planted.empty())
        report.bad("publish.export", fmt::format("its file '{}' has a '{}' that was a page's text",
                                                 file.name, planted));
    }
  }
}

bool are_equal(const publish::PluginShare& one, const publish::PluginShare& other) {
  return std::equal(one.files.begin(), one.files.end(), other.files.begin(), other.files.end(),
                    [](const publish::ViewedFile& a, const publish::ViewedFile& b) {
                      return a.name == b.name && a.media_type == b.media_type && a.text == b.text;
                    });
}

}  // namespace

void try_publishing(const SimulatedHost& host, ProbeReport& report) {
  report.at("creating an instance");
  const Instance instance(host);
  void* const self = instance.self();
  if (self == nullptr)
    return;
  const auto interface = [&](const char* id) { return host.plugin().get_interface(self, id); };
  const auto* render = static_cast<const tote_render_v1_t*>(interface(TOTE_RENDER));
  const auto* exports = static_cast<const tote_export_v1_t*>(interface(TOTE_EXPORT_SITE));
  std::vector<std::string> names;
  const auto site = hostile_site(host.manifest(), names);
  for (std::size_t i = 0; render != nullptr && i < site.pages.size(); ++i) {
    report.at(names[i]);
    auto alone = site;
    alone.pages = {site.pages[i]};
    const auto share = worker::publish_with({self, render, nullptr}, alone);
    if (!share.problem.empty())
      report.bad("publish.render", fmt::format("{}: {}", names[i], share.problem));
  }
  if (exports != nullptr) {
    report.at("exporting a site");
    const auto share = worker::publish_with({self, nullptr, exports}, site);
    if (!share.problem.empty())
      report.bad("publish.export", share.problem);
    look_at_files(share, report);
    report.at("exporting a site once more");
    if (!are_equal(share, worker::publish_with({self, nullptr, exports}, site)))
      report.bad("publish.export", "the same site gives other files the second time");
  }
}

}  // namespace tote::host::author::check
