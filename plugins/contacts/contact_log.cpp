// SPDX-License-Identifier: GPL-2.0-or-later
#include "contacts/contact_log.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "contacts/birthday.h"
#include "text/ascii.h"

namespace tote::contacts {
namespace {

constexpr std::array<std::string_view, 4> log_titles = {"contact", "contact-log", "contacts",
                                                        "log-of-contacts"};

/// The text of a heading, `## Contact log` or underlined, without its marks.
std::string_view heading_text(std::string_view source) {
  source = source.substr(0, source.find('\n'));
  while (!source.empty() && (source.front() == '#' || text::is_space(source.front())))
    source.remove_prefix(1);
  while (!source.empty() && (source.back() == '#' || text::is_space(source.back())))
    source.remove_suffix(1);
  return source;
}

bool is_log_title(std::string_view title) {
  return std::find(log_titles.begin(), log_titles.end(), text::keyword(title)) != log_titles.end();
}

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits)
    number = number * 10 + (c - '0');
  return number;
}

}  // namespace

std::optional<tote::date> leading_day(std::string_view item) {
  constexpr std::string_view marker_signs = "-*+>.)[]( \t_";
  constexpr std::size_t most_marker_signs = 16;
  // An ordered item's number is short; a year has four digits.
  const std::size_t dot = item.find_first_of(".)");
  if (dot != std::string_view::npos && dot > 0 && dot <= 3 &&
      std::all_of(item.begin(), item.begin() + static_cast<std::ptrdiff_t>(dot), text::is_digit))
    item.remove_prefix(dot + 1);
  for (std::size_t i = 0; i < most_marker_signs && !item.empty(); ++i) {
    if (marker_signs.find(item.front()) == std::string_view::npos)
      break;
    item.remove_prefix(1);
  }
  const std::string_view day = item.substr(0, 10);
  const bool ends_there = item.size() <= 10 || !text::is_digit(item[10]);
  if (day.size() != 10 || day[4] != '-' || day[7] != '-' || !ends_there ||
      read_birthday(day) != day)
    return std::nullopt;
  return tote::date{static_cast<std::int16_t>(number_of(day.substr(0, 4))),
                    static_cast<std::uint8_t>(number_of(day.substr(5, 2))),
                    static_cast<std::uint8_t>(number_of(day.substr(8, 2)))};
}

std::vector<LogEntry> read_contact_log(const note& note) {
  std::vector<LogEntry> entries;
  std::uint32_t log_level = 0;  // of the heading of the log that we are in
  for (const auto& block : note.blocks()) {
    if (block.kind == TOTE_BLOCK_HEADING) {
      if (is_log_title(heading_text(note.text(block.span))))
        log_level = block.level;
      else if (block.level <= log_level)
        log_level = 0;
    } else if (log_level != 0 && block.kind == TOTE_BLOCK_LIST_ITEM) {
      if (const auto day = leading_day(note.text(block.span)))
        entries.push_back({*day, block.span});
    }
  }
  return entries;
}

}  // namespace tote::contacts
