// SPDX-License-Identifier: GPL-2.0-or-later
// tote.books: brings the fields of books and reviews to one form, and states what follows from
// them: the number in the series, the reading status, the book that a review is about.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <tote/plugin.hpp>

#include "books/cards.h"
#include "books/dates.h"
#include "books/isbn.h"
#include "books/keywords.h"
#include "books/rating.h"
#include "books/series.h"
#include "text/ascii.h"

namespace tote::books {
namespace {

normalised isbn_field(std::string_view text) {
  const Isbn isbn = read_isbn(text);
  if (isbn.fault == IsbnFault::none)
    return normalised::to(isbn.digits);
  const char* code = isbn.fault == IsbnFault::check_digit ? "isbn-check-digit" : "isbn-unreadable";
  return normalised::unreadable(code, explain(isbn));
}

normalised rating_field(std::string_view text) {
  const Rating rating = read_rating(text);
  if (rating.stars)
    return normalised::to(text::format_number(*rating.stars), *rating.stars);
  if (rating.is_out_of_range)
    return normalised::unreadable("rating-range",
                                  "a rating has 0 to 5 stars; write other scales out: `8/10`");
  return normalised::unreadable("rating-unreadable",
                                "not a rating; write stars from 0 to 5 (`4.5`, `★★★★☆`) or `8/10`");
}

normalised keyword_field(std::string_view value, const char* code, const char* advice) {
  return value.empty() ? normalised::unreadable(code, advice) : normalised::to(std::string(value));
}

normalised pages_field(std::string_view text) {
  const auto pages = read_pages(text);
  if (!pages)
    return normalised::unreadable("pages-unreadable", "not a number of pages; write `304`");
  return normalised::to(std::to_string(*pages), static_cast<double>(*pages));
}

normalised series_number_field(std::string_view text) {
  text = text::trim(text);
  if (!text.empty() && text.front() == '#')
    text.remove_prefix(1);
  const auto number = text::parse_number(text::trim(text));
  if (!number)
    return normalised::unreadable("series-number-unreadable", "not a number; write `2` or `2.5`");
  return normalised::to(text::format_number(*number), *number);
}

/// The first value of the field under any of its keys.
std::optional<field_text> first_of(const note& note, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    const auto values = note.field(key);
    if (!values.empty())
      return values.front();
  }
  return std::nullopt;
}

std::optional<field_text> start_of(const note& note) {
  return first_of(note, {"started", "started-on", "date-started", "start-date"});
}

std::optional<field_text> reading_of(const note& note) {
  return first_of(note, {"read", "read-on", "date-read", "dates-read", "last-read", "finished",
                         "finished-on", "date-finished"});
}

/// A number written with the series counts as if it stood in its own field.
void state_series_number(const note& note, doc& doc) {
  const bool has_number =
      first_of(note, {"series-number", "series-index", "series-position", "book-number"})
          .has_value();
  if (const auto series = first_of(note, {"series"}); series && !has_number)
    if (const auto number = read_series(series->text).number)
      doc.decimal("series-number", *number, series->span);
}

/// A book that was read is read, whether or not a status says so.
void state_status(const note& note, doc& doc) {
  if (first_of(note, {"status", "reading-status", "shelf"}))
    return;
  const auto abandoned =
      first_of(note, {"abandoned", "abandoned-on", "gave-up", "gave-up-on", "dnf"});
  const auto says_no = [](const field_text& value) {
    const std::string word = text::keyword(value.text);
    return word == "false" || word == "no";
  };
  if (const auto read = reading_of(note); read && !says_no(*read))
    doc.text("status", "read", read->span);
  else if (abandoned && !says_no(*abandoned))
    doc.text("status", "abandoned", abandoned->span);
  else if (const auto started = start_of(note); started && !says_no(*started))
    doc.text("status", "reading", started->span);
}

/// Searches find a book by the number on its back, whichever of the two it is.
void state_isbn10(const note& note, doc& doc) {
  for (const std::string_view key : {"isbn", "isbn-13", "isbn13"}) {
    for (const auto& value : note.field(key)) {
      const Isbn isbn = read_isbn(value.text);
      const std::string isbn10 = isbn.fault == IsbnFault::none ? isbn10_of(isbn.digits) : "";
      if (!isbn10.empty())
        doc.term(isbn10);
    }
  }
}

/// Nobody finishes a book before beginning it. Only a single start and a single reading compare.
void check_dates(const note& note, doc& doc) {
  const auto started = note.field("started");
  const auto read = note.field("read");
  if (started.size() != 1 || read.size() != 1)
    return;
  const auto begun = read_days(started.front().text);
  const auto ended = read_days(read.front().text);
  if (begun && ended && ended->last < begun->first)
    doc.diagnose({"read-before-started",
                  "read on a day before it was started: one of the two dates is wrong",
                  read.front().span});
}

/// `Review of Tigana` and `Review: Tigana` say what they are about.
std::string_view reviewed_title(std::string_view title) {
  for (const std::string_view lead : {"review of ", "review: ", "book review: ", "review – "})
    if (text::starts_with(title, lead))
      return text::trim(title.substr(lead.size()));
  return {};
}

class Books {
 public:
  [[nodiscard]] normalised field(const field_value& value) const {
    if (value.field == "isbn")
      return isbn_field(value.text);
    if (value.field == "rating")
      return rating_field(value.text);
    if (value.field == "pages")
      return pages_field(value.text);
    if (value.field == "series")
      return normalised::to(read_series(value.text).name);
    if (value.field == "series-number")
      return series_number_field(value.text);
    if (value.field == "status")
      return keyword_field(read_status(value.text), "status-unknown",
                           "not a reading status; write to-read, reading, paused, read, abandoned "
                           "or reference");
    if (value.field == "format")
      return keyword_field(read_format(value.text), "format-unknown",
                           "not a format; write paperback, hardcover, ebook, audiobook, comic, "
                           "magazine or pdf");
    return {};
  }

  void extract(const note& note, doc& doc) const {
    if (note.type() == "book") {
      state_series_number(note, doc);
      state_status(note, doc);
      state_isbn10(note, doc);
      check_dates(note, doc);
    } else if (note.type() == "review") {
      const std::string_view title = reviewed_title(note.title());
      if (!title.empty() && !first_of(note, {"reviews", "review-of", "reviewed", "book"}))
        doc.edge("reviews", end::self(), end::name(title));
    }
  }

  void render(const public_note& note, markup& page) const {
    if (note.type() == "book")
      render_book(note, page);
    else if (note.type() == "review")
      render_review(note, page);
  }
};

}  // namespace
}  // namespace tote::books

TOTE_PLUGIN(tote::books::Books)
