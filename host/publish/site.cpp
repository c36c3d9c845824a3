// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/site.h"

#include <algorithm>

#include "notes/text.h"

namespace tote::host::publish {

std::string with_top(std::string_view markup, std::string_view top) {
  std::string out;
  out.reserve(markup.size());
  for (const char c : markup) {
    if (c == top_mark)
      out += top;
    else
      out += c;
  }
  return out;
}

std::string way_to_top(std::string_view address) {
  std::string way;
  for (auto left = std::count(address.begin(), address.end(), '/'); left > 0; --left)
    way += "../";
  return way;
}

std::string slug_of(std::string_view title) {
  constexpr std::size_t max_bytes = 80;
  std::string slug;
  for (const auto& word : notes::split_words(title)) {
    std::string part;
    for (const char c : word.folded)
      if (c != '\'' && c != '.')
        part += c;
    if (part.empty() || slug.size() + part.size() + 1 > max_bytes)
      continue;
    slug += (slug.empty() ? "" : "-") + part;
  }
  return slug;
}

std::string tag_address(std::string_view tag) {
  const auto slug = slug_of(tag);
  return "tags/" + (slug.empty() ? "tag" : slug) + ".html";
}

}  // namespace tote::host::publish
