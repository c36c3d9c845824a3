// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/keywords.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "text/ascii.h"

namespace tote::books {
namespace {

/// A word as people write it (see text::keyword), and the value that it means.
struct Meaning {
  std::string_view word;
  std::string_view value;
};

constexpr std::array<Meaning, 35> statuses = {{{"to-read", "to-read"},
                                               {"tbr", "to-read"},
                                               {"want-to-read", "to-read"},
                                               {"unread", "to-read"},
                                               {"wishlist", "to-read"},
                                               {"wish-list", "to-read"},
                                               {"not-started", "to-read"},
                                               {"next", "to-read"},
                                               {"queued", "to-read"},
                                               {"planned", "to-read"},
                                               {"backlog", "to-read"},
                                               {"reading", "reading"},
                                               {"currently-reading", "reading"},
                                               {"in-progress", "reading"},
                                               {"started", "reading"},
                                               {"rereading", "reading"},
                                               {"re-reading", "reading"},
                                               {"paused", "paused"},
                                               {"on-hold", "paused"},
                                               {"on-pause", "paused"},
                                               {"set-aside", "paused"},
                                               {"read", "read"},
                                               {"finished", "read"},
                                               {"done", "read"},
                                               {"completed", "read"},
                                               {"complete", "read"},
                                               {"reread", "read"},
                                               {"abandoned", "abandoned"},
                                               {"dnf", "abandoned"},
                                               {"did-not-finish", "abandoned"},
                                               {"dropped", "abandoned"},
                                               {"gave-up", "abandoned"},
                                               {"given-up", "abandoned"},
                                               {"unfinished", "abandoned"},
                                               {"reference", "reference"}}};

constexpr std::array<Meaning, 26> formats = {{{"paperback", "paperback"},
                                              {"softcover", "paperback"},
                                              {"soft-cover", "paperback"},
                                              {"mass-market-paperback", "paperback"},
                                              {"trade-paperback", "paperback"},
                                              {"pocket-book", "paperback"},
                                              {"hardcover", "hardcover"},
                                              {"hard-cover", "hardcover"},
                                              {"hardback", "hardcover"},
                                              {"hardbound", "hardcover"},
                                              {"ebook", "ebook"},
                                              {"e-book", "ebook"},
                                              {"epub", "ebook"},
                                              {"kindle", "ebook"},
                                              {"kobo", "ebook"},
                                              {"digital", "ebook"},
                                              {"audiobook", "audiobook"},
                                              {"audio-book", "audiobook"},
                                              {"audio", "audiobook"},
                                              {"audible", "audiobook"},
                                              {"comic", "comic"},
                                              {"graphic-novel", "comic"},
                                              {"manga", "comic"},
                                              {"magazine", "magazine"},
                                              {"journal", "magazine"},
                                              {"pdf", "pdf"}}};

template <std::size_t n>
std::string_view meaning_of(const std::array<Meaning, n>& meanings, std::string_view text) {
  const std::string word = text::keyword(text);
  const auto* found = std::find_if(meanings.begin(), meanings.end(),
                                   [&](const Meaning& meaning) { return meaning.word == word; });
  return found == meanings.end() ? std::string_view{} : found->value;
}

}  // namespace

std::string_view read_status(std::string_view text) {
  return meaning_of(statuses, text);
}

std::string_view read_format(std::string_view text) {
  return meaning_of(formats, text);
}

std::optional<std::int64_t> read_pages(std::string_view text) {
  constexpr std::size_t most_digits = 6;
  const std::string lowered = text::lower(text::trim(text));
  std::string_view rest = lowered;
  std::int64_t pages = 0;
  std::size_t digits = 0;
  while (!rest.empty() && (text::is_digit(rest.front()) || (rest.front() == ',' && digits > 0))) {
    if (text::is_digit(rest.front())) {
      if (++digits > most_digits)
        return std::nullopt;
      pages = pages * 10 + (rest.front() - '0');
    }
    rest.remove_prefix(1);
  }
  rest = text::trim(rest);
  const bool is_unit = rest.empty() || rest == "pages" || rest == "page" || rest == "pp" ||
                       rest == "pp." || rest == "p" || rest == "p." || rest == "pgs";
  if (digits == 0 || pages == 0 || !is_unit)
    return std::nullopt;
  return pages;
}

}  // namespace tote::books
