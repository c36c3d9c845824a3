// SPDX-License-Identifier: GPL-2.0-or-later
#include "posts/feeds.h"

#include <cstddef>
#include <cstdio>
#include <string_view>

namespace tote::posts {
namespace {

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string json(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
      out += code;
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Midnight UTC of a day, RFC 3339; of no day one that sorts before all posts.
std::string moment(date day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT00:00:00Z", day.year == 0 ? 1970 : day.year,
                day.month == 0 ? 1U : day.month, day.day == 0 ? 1U : day.day);
  return text;
}

/// The day of the newest post: the feed says nothing of when it was made, so that equal posts make
/// equal feeds.
date newest(const public_site& site) {
  date day{};
  for (std::uint32_t i = 0; i < site.size(); ++i) {
    const auto published = site[i].published();
    if (moment(day) < moment(published))
      day = published;
  }
  return day;
}

std::string element(std::string_view name, std::string_view text) {
  return text.empty()
             ? std::string()
             : "<" + std::string(name) + ">" + xml(text) + "</" + std::string(name) + ">\n";
}

}  // namespace

std::string atom_feed(const public_site& site) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\""
      "http://www.w3.org/2005/Atom\" xml:lang=\"" +
      xml(site.language()) + "\">\n";
  const std::string url(site.url());
  out += element("title", site.title().empty() ? site.author() : site.title());
  out += element("id", url);
  out += element("updated", moment(newest(site)));
  out +=
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"" + xml(url + "feed.xml") + "\"/>\n";
  out += "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(url) + "\"/>\n";
  out += "<author>\n" + element("name", site.author().empty() ? site.title() : site.author()) +
         element("uri", site.author_url()) + "</author>\n";
  for (std::uint32_t i = 0; i < site.size(); ++i) {
    const auto post = site[i];
    out += "<entry>\n" + element("title", post.title()) + element("id", post.url()) +
           "<link rel=\"alternate\" type=\"text/html\" href=\"" + xml(post.url()) + "\"/>\n" +
           element("published", moment(post.published())) +
           element("updated", moment(post.published())) + element("summary", post.summary());
    for (const auto& tag : post.tags())
      out += "<category term=\"" + xml(view(tag)) + "\"/>\n";
    out += "<content type=\"html\">" + xml(post.html()) + "</content>\n</entry>\n";
  }
  return out + "</feed>\n";
}

std::string json_feed(const public_site& site) {
  const std::string url(site.url());
  std::string out = "{\n\"version\": \"https://jsonfeed.org/version/1.1\",\n\"title\": " +
                    json(site.title().empty() ? site.author() : site.title()) +
                    ",\n\"home_page_url\": " + json(url) +
                    ",\n\"feed_url\": " + json(url + "feed.json") +
                    ",\n\"language\": " + json(site.language()) +
                    ",\n\"authors\": [{\"name\": " + json(site.author()) +
                    ", \"url\": " + json(site.author_url()) + "}],\n\"items\": [";
  for (std::uint32_t i = 0; i < site.size(); ++i) {
    const auto post = site[i];
    out += std::string(i == 0 ? "" : ",") + "\n{\"id\": " + json(post.url()) +
           ", \"url\": " + json(post.url()) + ", \"title\": " + json(post.title());
    if (!post.summary().empty())
      out += ", \"summary\": " + json(post.summary());
    if (post.published().year != 0)
      out += ", \"date_published\": " + json(moment(post.published()));
    out += ", \"tags\": [";
    for (std::uint32_t t = 0; t < post.tags().size(); ++t)
      out += (t == 0 ? "" : ", ") + json(view(post.tags()[t]));
    out += "],\n\"content_html\": " + json(post.html()) + "}";
  }
  return out + "\n]\n}\n";
}

}  // namespace tote::posts
