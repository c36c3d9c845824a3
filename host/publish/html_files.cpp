// SPDX-License-Identifier: GPL-2.0-or-later
// A site that needs nothing else: pages for posts, reviews, books and people, lists of them, and a
// style sheet. Marked up with microformats (h-entry, h-review, h-card, h-feed), so that other
// programs read it as people do.
#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "host/publish/markup.h"
#include "host/publish/targets.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

std::string human_date(notes::Date date, std::string_view language) {
  constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  if (!language.starts_with("en") || date.month == 0)
    return notes::to_string(date);
  return fmt::format("{} {} {}", date.day, months[date.month - 1U], date.year);
}

/// The words of the first paragraph, for lists.
std::string first_words(std::string_view html) {
  constexpr std::size_t max_bytes = 260;
  const auto begin = html.find("<p>");
  if (begin == std::string_view::npos)
    return {};
  const auto paragraph = html.substr(begin, html.find("</p>", begin) - begin);
  std::string words;
  bool is_in_tag = false;
  for (const char c : paragraph) {
    if (c == '<' || c == '>')
      is_in_tag = c == '<';
    else if (!is_in_tag)
      words += c == '\n' ? ' ' : c;
  }
  if (words.size() <= max_bytes)
    return words;
  const auto space = words.rfind(' ', max_bytes);
  return space == std::string::npos ? std::string() : words.substr(0, space) + " …";
}

class HtmlSite {
 public:
  explicit HtmlSite(const PublicSite& site) : site_(site) {
    for (const auto& page : site.pages)
      for (const auto& key : page.mentions)
        mentioned_in_[key].push_back(&page);
  }

  std::vector<PublicFile> files() {
    add("index.html", title(), [&](Markup& out) { front_page(out); });
    for (const auto& page : site_.pages)
      add(
          page.address, page.title, [&](Markup& out) { write_page(out, page); }, &page);
    for (const auto& [section, name] : sections())
      add(section + "/index.html", name,
          [&, section = section, name = name](Markup& out) { section_list(out, section, name); });
    add("tags/index.html", "Tags", [&](Markup& out) { tag_list(out); });
    for (const auto& [address, tag] : tags_)
      add(address, "#" + tag.name, [&, tag = tag](Markup& out) { tag_page(out, tag); });
    files_.push_back({"style.css", std::string(theme_css())});
    for (const auto* more : {&site_.images, &site_.extra_files})
      files_.insert(files_.end(), more->begin(), more->end());
    return std::move(files_);
  }

 private:
  struct Tag {
    std::string name;
    std::vector<const PublicPage*> pages;
  };

  [[nodiscard]] std::string title() const {
    return !site_.title.empty() ? site_.title : !site_.author.empty() ? site_.author : "Journal";
  }

  /// The sections that have pages, posts aside, and what their lists are called.
  [[nodiscard]] std::map<std::string, std::string> sections() const {
    std::map<std::string, std::string> found;
    const auto name_of = [](std::string name) {
      if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
      return name;
    };
    for (const auto& page : site_.pages)
      if (page.type != "post")
        found[page.section] = name_of(page.section);
    if (!site_.people.empty())
      found["people"] = "People";
    return found;
  }

  // --- around each page

  template <class Write>
  void add(const std::string& address, const std::string& name, Write write,
           const PublicPage* page = nullptr) {
    Markup out;
    out.insert("<!DOCTYPE html>\n");
    out.open("html", {{"lang", site_.language}});
    out.insert("\n");
    head(out, address, name, page);
    out.open("body");
    out.insert("\n");
    site_header(out);
    out.open("main");
    out.insert("\n");
    write(out);
    out.close();
    out.insert("\n");
    site_footer(out);
    files_.push_back({address, with_top(out.take() + "\n", way_to_top(address))});
  }

  void head(Markup& out, const std::string& address, const std::string& name,
            const PublicPage* page) {
    const auto line = [&] { out.insert("\n"); };
    out.open("head");
    line();
    out.empty("meta", {{"charset", "utf-8"}});
    line();
    out.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    line();
    out.add("title", {}, name == title() ? name : name + " · " + title());
    line();
    const auto& about = page != nullptr ? page->summary : site_.description;
    if (!about.empty()) {
      out.empty("meta", {{"name", "description"}, {"content", about}});
      line();
    }
    const auto canonical = page != nullptr && !page->canonical_url.empty() ? page->canonical_url
                           : site_.base_url.empty()                        ? std::string()
                                                    : site_.base_url + address;
    if (!canonical.empty()) {
      out.empty("link", {{"rel", "canonical"}, {"href", canonical}});
      line();
    }
    out.empty("link", {{"rel", "stylesheet"}, {"href", link_to("style.css")}});
    line();
    for (const auto& file : site_.extra_files)
      if (const auto type = feed_type(file.address); !type.empty()) {
        out.empty("link", {{"rel", "alternate"},
                           {"type", type},
                           {"href", link_to(file.address)},
                           {"title", title()}});
        line();
      }
    for (const auto& url : site_.rel_me) {
      out.empty("link", {{"rel", "me"}, {"href", url}});
      line();
    }
    out.close();
    line();
  }

  static std::string_view feed_type(std::string_view address) {
    return address == "feed.xml"    ? "application/atom+xml"
           : address == "feed.json" ? "application/feed+json"
                                    : "";
  }

  static std::string link_to(const std::string& address) { return top_mark + address; }

  void site_header(Markup& out) {
    out.open("header", {{"class", "site-header"}});
    out.add("a", {{"class", "site-title"}, {"href", link_to("index.html")}}, title());
    out.open("nav");
    for (const auto& [section, name] : sections())
      out.add("a", {{"href", link_to(section + "/index.html")}}, name);
    if (!tags().empty())
      out.add("a", {{"href", link_to("tags/index.html")}}, "Tags");
    out.close();
    out.close();
    out.insert("\n");
  }

  void site_footer(Markup& out) {
    out.open("footer", {{"class", "site-footer"}});
    out.open("p", {{"class", "h-card"}});
    author_link(out, "p-name u-url", "me");
    for (const auto& card : site_.own_profile_cards) {
      out.insert(" · ");
      out.insert(card);
    }
    out.close();
    out.open("p");
    bool is_first = true;
    for (const auto& file : site_.extra_files) {
      if (feed_type(file.address).empty())
        continue;
      out.insert(is_first ? "" : " · ");
      is_first = false;
      out.add("a", {{"href", link_to(file.address)}},
              file.address == "feed.xml" ? "Atom feed" : "JSON feed");
    }
    out.close();
    out.close();
    out.insert("\n");
  }

  void author_link(Markup& out, std::string_view classes, std::string_view relation = {}) {
    const auto name = site_.author.empty() ? title() : site_.author;
    if (site_.author_url.empty())
      out.add("a", {{"class", classes}, {"href", link_to("index.html")}}, name);
    else
      out.add("a", {{"class", classes}, {"href", site_.author_url}, {"rel", relation}}, name);
  }

  void date(Markup& out, const PublicPage& page) {
    if (page.published)
      out.add("time", {{"class", "dt-published"}, {"datetime", notes::to_string(*page.published)}},
              human_date(*page.published, site_.language));
  }

  // --- pages

  void write_page(Markup& out, const PublicPage& page) {
    const bool is_dated = page.type == "post" || page.type == "review";
    const bool is_person = page.type == "person";
    out.open("article", {{"class", page.type == "review" ? "h-review"
                                   : is_person           ? "h-card"
                                   : page.type == "book" ? "h-item book"
                                                         : "h-entry"}});
    out.insert("\n");
    out.open("header");
    out.add("h1", {{"class", "p-name"}}, page.title);
    if (is_dated) {
      out.open("p", {{"class", "byline"}});
      date(out, page);
      out.insert(" · ");
      author_link(out, "p-author h-card");
      out.close();
    }
    cards(out, page);
    out.close();
    out.insert("\n");
    if (!page.summary.empty())
      out.add("p", {{"class", "p-summary"}}, page.summary);
    out.open("div", {{"class", is_person ? "e-note" : "e-content"}});
    out.insert("\n" + page.html);
    out.close();
    out.insert("\n");
    tags_of(out, page);
    out.open("p", {{"class", "permalink"}});
    out.add("a",
            {{"class", "u-url u-uid"},
             {"href", page.canonical_url.empty() ? link_to(page.address) : page.canonical_url}},
            "Permanent link");
    out.close();
    out.close();
    out.insert("\n");
    mentioned_in(out, page.key);
  }

  void cards(Markup& out, const PublicPage& page) {
    if (!page.card.empty()) {
      out.open("div", {{"class", "card"}});
      out.insert(page.card);
      out.close();
    }
    for (const auto& person : site_.people) {
      if (person.key != page.key)
        continue;
      for (const auto& card : person.profile_cards) {
        out.open("div", {{"class", "card"}});
        out.insert(card);
        out.close();
      }
    }
  }

  void tags_of(Markup& out, const PublicPage& page) {
    if (page.tags.empty())
      return;
    out.open("ul", {{"class", "tags"}});
    for (const auto& tag : page.tags) {
      out.open("li");
      out.add("a", {{"class", "p-category"}, {"href", link_to(tag_address(tag))}, {"rel", "tag"}},
              tag);
      out.close();
    }
    out.close();
    out.insert("\n");
  }

  void mentioned_in(Markup& out, const std::string& key) {
    const auto found = mentioned_in_.find(key);
    if (found == mentioned_in_.end())
      return;
    out.open("section", {{"class", "mentioned"}});
    out.add("h2", {}, "Mentioned in");
    page_links(out, found->second);
    out.close();
    out.insert("\n");
  }

  void page_links(Markup& out, const std::vector<const PublicPage*>& pages) {
    out.open("ul", {{"class", "pages"}});
    for (const auto* page : pages) {
      out.open("li");
      out.add("a", {{"href", link_to(page->address)}}, page->title);
      if (page->published && (page->type == "post" || page->type == "review"))
        out.add("span", {{"class", "when"}}, human_date(*page->published, site_.language));
      out.close();
      out.insert("\n");
    }
    out.close();
    out.insert("\n");
  }

  // --- lists

  void front_page(Markup& out) {
    out.open("div", {{"class", "h-feed"}});
    out.open("header");
    out.add("h1", {{"class", "p-name"}}, title());
    if (!site_.description.empty())
      out.add("p", {{"class", "lead p-summary"}}, site_.description);
    out.close();
    out.insert("\n");
    for (const auto& page : site_.pages) {
      if (page.type != "post")
        continue;
      out.open("article", {{"class", "h-entry teaser"}});
      out.open("h2", {{"class", "p-name"}});
      out.add("a", {{"class", "u-url"}, {"href", link_to(page.address)}}, page.title);
      out.close();
      out.open("p", {{"class", "byline"}});
      date(out, page);
      out.close();
      if (const auto words = page.summary.empty() ? first_words(page.html) : escaped(page.summary);
          !words.empty()) {
        out.open("p", {{"class", "p-summary"}});
        out.insert(words);
        out.close();
      }
      out.close();
      out.insert("\n");
    }
    out.close();
    out.insert("\n");
  }

  void section_list(Markup& out, const std::string& section, const std::string& name) {
    out.add("h1", {}, name);
    out.insert("\n");
    if (section == "people")
      return people_list(out);
    out.open("ul", {{"class", "cards"}});
    for (const auto& page : site_.pages) {
      if (page.section != section || page.type == "post")
        continue;
      out.open("li");
      out.add("a", {{"class", "title"}, {"href", link_to(page.address)}}, page.title);
      if (!page.card.empty()) {
        out.open("div", {{"class", "card"}});
        out.insert(page.card);
        out.close();
      }
      mentions_line(out, page.key);
      out.close();
      out.insert("\n");
    }
    out.close();
    out.insert("\n");
  }

  void people_list(Markup& out) {
    out.open("ul", {{"class", "cards"}});
    for (const auto& person : site_.people) {
      out.open("li", {{"class", "h-card"}});
      out.add("a",
              {{"class", "title p-name u-url"},
               {"href", person.page_address.empty() ? person.url : link_to(person.page_address)}},
              person.name);
      for (const auto& card : person.profile_cards) {
        out.open("div", {{"class", "card"}});
        out.insert(card);
        out.close();
      }
      mentions_line(out, person.key);
      out.close();
      out.insert("\n");
    }
    out.close();
    out.insert("\n");
  }

  void mentions_line(Markup& out, const std::string& key) {
    const auto found = mentioned_in_.find(key);
    if (found == mentioned_in_.end())
      return;
    out.open("p", {{"class", "in"}});
    out.text("in ");
    bool is_first = true;
    for (const auto* page : found->second) {
      out.insert(is_first ? "" : ", ");
      is_first = false;
      out.add("a", {{"href", link_to(page->address)}}, page->title);
    }
    out.close();
  }

  const std::map<std::string, Tag>& tags() {
    if (!has_tags_) {
      has_tags_ = true;
      for (const auto& page : site_.pages)
        for (const auto& name : page.tags) {
          auto& tag = tags_[tag_address(name)];
          if (tag.name.empty())
            tag.name = name;
          if (tag.pages.empty() || tag.pages.back() != &page)
            tag.pages.push_back(&page);
        }
    }
    return tags_;
  }

  void tag_list(Markup& out) {
    out.add("h1", {}, "Tags");
    out.open("ul", {{"class", "pages"}});
    for (const auto& [address, tag] : tags()) {
      out.open("li");
      out.add("a", {{"href", link_to(address)}}, "#" + tag.name);
      out.add("span", {{"class", "when"}}, std::to_string(tag.pages.size()));
      out.close();
      out.insert("\n");
    }
    out.close();
    out.insert("\n");
  }

  void tag_page(Markup& out, const Tag& tag) {
    out.add("h1", {}, "#" + tag.name);
    page_links(out, tag.pages);
  }

  const PublicSite& site_;
  std::map<std::string, std::vector<const PublicPage*>> mentioned_in_;
  std::map<std::string, Tag> tags_;
  bool has_tags_ = false;
  std::vector<PublicFile> files_;
};

}  // namespace

std::vector<PublicFile> html_files(const PublicSite& site) {
  return HtmlSite(site).files();
}

}  // namespace tote::host::publish
