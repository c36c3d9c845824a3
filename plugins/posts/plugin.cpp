// SPDX-License-Identifier: GPL-2.0-or-later
// tote.posts: brings status, slug and address of posts to one form, and gives a post without a slug
// the one that its title suggests, so that it is found by its address.
#include <string>
#include <string_view>

#include <tote/plugin.hpp>

#include "posts/feeds.h"
#include "posts/slug.h"
#include "posts/status.h"
#include "text/url.h"

namespace tote::posts {
namespace {

normalised status_field(std::string_view text) {
  const std::string_view status = read_status(text);
  if (!status.empty())
    return normalised::to(std::string(status));
  return normalised::unreadable("status-unknown",
                                "not the status of a post; write idea, draft, review, scheduled, "
                                "published or archived");
}

normalised slug_field(std::string_view text) {
  std::string slug = normal_slug(text);
  if (!slug.empty())
    return normalised::to(std::move(slug));
  return normalised::unreadable("slug-empty", "a slug needs letters or digits");
}

normalised url_field(std::string_view text) {
  auto url = text::parse_url(text);
  if (!url)
    return normalised::unreadable("url-unreadable",
                                  "not a web address; write `https://host.example/path`");
  text::drop_tracking(*url);
  return normalised::to(text::to_string(*url));
}

/// Whether the note says under any of its keys how the field is to be read.
bool has_any(const note& note, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (!note.field(key).empty())
      return true;
  return false;
}

class Posts {
 public:
  [[nodiscard]] normalised field(const field_value& value) const {
    if (value.field == "status")
      return status_field(value.text);
    if (value.field == "slug")
      return slug_field(value.text);
    if (value.field == "canonical-url")
      return url_field(value.text);
    return {};
  }

  void extract(const note& note, doc& doc) const {
    if (note.type() != "post")
      return;
    if (!has_any(note, {"slug", "permalink-slug"}))
      if (const std::string slug = slug_of(note.title()); !slug.empty())
        doc.text("slug", slug);
    check_date(note, doc);
  }

  /// Feeds need the site's address: an entry's identity is its page's.
  void export_site(const public_site& site, files& out) const {
    if (site.url().empty() || site.size() == 0)
      return;
    out.open("feed.xml", "application/atom+xml");
    out.write(atom_feed(site));
    out.open("feed.json", "application/feed+json");
    out.write(json_feed(site));
  }

 private:
  /// What is published has a day on which it was.
  static void check_date(const note& note, doc& doc) {
    const auto status = note.field("status");
    if (status.empty() || read_status(status.front().text) != "published" ||
        note.date().year != 0 || has_any(note, {"published", "published-on", "publish-date"}))
      return;
    doc.diagnose({"published-undated", "published, but on which day? Add a `date`",
                  status.front().span, TOTE_INFO});
  }
};

}  // namespace
}  // namespace tote::posts

TOTE_PLUGIN(tote::posts::Posts)
