// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/cards.h"

#include <algorithm>
#include <string_view>

#include "books/rating.h"
#include "text/ascii.h"

namespace tote::books {
namespace {

constexpr int best_stars = 5;

/// Text that is a link where the field leads somewhere.
void add_value(markup& page, std::string_view classes, const tote_public_field_t& field) {
  if (field.url.size == 0)
    page.add({"span", classes}, view(field.value));
  else
    page.add({"a", classes, view(field.url)}, view(field.value));
}

}  // namespace

std::string star_row(double stars) {
  std::string row;
  int shown = 0;
  for (; shown + 1 <= stars; ++shown)
    row += "★";
  if (stars - shown >= 0.25) {
    row += "½";
    ++shown;
  }
  for (; shown < best_stars; ++shown)
    row += "☆";
  return row;
}

void render_book(const public_note& note, markup& page) {
  bool is_first = true;
  const auto separate = [&](std::string_view first) {
    page.text(is_first ? first : " · ");
    is_first = false;
  };
  for (const auto& field : note.fields()) {
    if (view(field.name) != "author")
      continue;
    page.text(is_first ? "by " : ", ");
    is_first = false;
    add_value(page, "p-author h-card", field);
  }
  if (const auto* series = note.field("series")) {
    separate("");
    page.text(view(series->value));
    if (const auto* number = note.field("series-number")) {
      page.text(" ");
      page.text(view(number->value));
    }
  }
  if (const auto* isbn = note.field("isbn")) {
    separate("");
    page.text("ISBN ");
    page.add({"span", "p-isbn"}, view(isbn->value));
  }
}

void render_review(const public_note& note, markup& page) {
  if (const auto* book = note.field("reviews")) {
    page.text("of ");
    page.open({"span", "p-item h-item"});
    if (book->url.size == 0)
      page.add({"cite", "p-name"}, view(book->value));
    else
      page.add({"a", "p-name u-url", view(book->url)}, view(book->value));
    page.close();
    page.text(" ");
  }
  const auto* rating = note.field("rating");
  const Rating read = rating == nullptr ? Rating{} : read_rating(view(rating->value));
  if (!read.stars)
    return;
  const std::string number = text::format_number(*read.stars);
  page.add({"data", "p-rating stars", {}, {}, number}, star_row(*read.stars));
  page.add({"data", "p-best", {}, {}, "5"}, "");
}

}  // namespace tote::books
