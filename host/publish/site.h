// SPDX-License-Identifier: GPL-2.0-or-later
// What is published, as data: everything that targets and plugins are given, and all that they are
// given. Nothing in here comes from anywhere but through the rules of host/publish/privacy.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/date.h"

namespace tote::host::publish {

/// In markup, stands before a URL within the site: targets put the way to the top in its place. A
/// byte that no text can hold.
inline constexpr char top_mark = '\x01';

/// Something that a page says of its note.
struct PublicField {
  std::string name;   ///< canonical
  std::string value;  ///< plain text
  std::string url;    ///< as in markup; empty if it leads nowhere
};

/// A page of the site.
struct PublicPage {
  std::string type;     ///< "post", "book", "review", "person"; "profile" has no page of its own
  std::string section;  ///< "posts"
  std::string slug;
  std::string address;  ///< from the site's top: "posts/making-connections.html"
  std::string title;
  std::string summary;
  std::optional<notes::Date> published;
  std::string canonical_url;
  std::vector<PublicField> fields;
  std::vector<std::string> tags;
  std::string html;                   ///< the note's text
  std::string card;                   ///< a plugin's fragment; may be empty
  std::vector<std::string> mentions;  ///< keys of what the text leads to
  std::string key;                    ///< what others mention it by
};

/// Somebody with a public address.
struct PublicPerson {
  std::string name;
  std::string url;           ///< as in markup: of a profile, else of the page
  std::string page_address;  ///< empty: none
  std::string key;
  std::vector<std::string> profile_cards;  ///< markup, one a profile
};

/// A file that goes along.
struct PublicFile {
  std::string address;
  std::string bytes;
};

/// The whole site. Order of everything is fixed by the notes, so that equal notes give equal sites.
struct PublicSite {
  std::string title;
  std::string description;
  std::string base_url;  ///< ends in `/`, or empty
  std::string author;
  std::string author_url;
  std::string language;
  std::vector<std::string> rel_me;
  std::vector<std::string> own_profile_cards;
  std::vector<PublicPage> pages;  ///< posts newest first, then the others by section and slug
  std::vector<PublicPage> profiles;
  std::vector<PublicPerson> people;  ///< by name
  std::vector<PublicFile> images;
  std::vector<PublicFile> extra_files;  ///< from plugins
};

/// How addresses are formed.
struct AddressStyle {
  bool ends_in_html = true;   ///< `posts/x.html`, else `posts/x/`
  bool has_tag_pages = true;  ///< whether the target writes pages of tags
};

/// Markup with every top_mark replaced by the way from a page to the site's top: "../", "" or an
/// absolute URL.
[[nodiscard]] std::string with_top(std::string_view markup, std::string_view top);

/// The way from an address to the site's top: "../" for each folder.
[[nodiscard]] std::string way_to_top(std::string_view address);

/// A title as part of an address: folded, letters and digits of any script, joined by hyphens; at
/// most 80 bytes. Empty if nothing is left.
[[nodiscard]] std::string slug_of(std::string_view title);

/// Where the page of a tag is.
[[nodiscard]] std::string tag_address(std::string_view tag);

}  // namespace tote::host::publish
