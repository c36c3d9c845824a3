// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/series.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace tote::books {
namespace {

/// No series has a longer name; what is longer is not searched for a number.
constexpr std::size_t longest_series = 400;

constexpr std::array<std::string_view, 10> marks = {"#",      "book", "volume", "vol.", "vol",
                                                    "number", "no.",  "part",   "bk.",  "bk"};
constexpr std::array<std::string_view, 12> number_words = {"one",  "two", "three",  "four",
                                                           "five", "six", "seven",  "eight",
                                                           "nine", "ten", "eleven", "twelve"};

/// The digits, points and dashes or the word that a text begins with.
std::string_view first_word(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && !text::is_space(text[size]) && text[size] != ')' &&
         text[size] != ',' && text[size] != ':')
    ++size;
  return text.substr(0, size);
}

std::optional<double> read_number(std::string_view word) {
  const std::string lowered = text::lower(word.substr(0, word.find_first_of("-–")));
  const auto spelt = std::find(number_words.begin(), number_words.end(), lowered);
  if (spelt != number_words.end())
    return static_cast<double>(spelt - number_words.begin() + 1);
  return text::parse_number(lowered);
}

/// A mark with its number, and what stands before and behind both.
struct Numbered {
  std::string_view before;
  std::string_view after;
  double number;
};

std::optional<Numbered> read_numbered(std::string_view text, std::size_t at) {
  for (const std::string_view mark : marks) {
    if (!text::starts_with(text.substr(at), mark))
      continue;
    std::string_view rest = text.substr(at + mark.size());
    const bool needs_gap = text::is_letter(mark.back());
    if (needs_gap && (rest.empty() || !text::is_space(rest.front())))
      continue;
    rest = text::trim(rest);
    const std::string_view word = first_word(rest);
    if (const auto number = read_number(word))
      return Numbered{text.substr(0, at), text::trim(rest.substr(word.size())), *number};
  }
  return std::nullopt;
}

/// Without what joined the name to its number: `Earthsea, (` and `Earthsea –`.
std::string_view bare_name(std::string_view name) {
  for (;;) {
    const std::size_t before = name.size();
    name = text::trim(name);
    while (!name.empty() && (name.back() == ',' || name.back() == '(' || name.back() == ';' ||
                             name.back() == ':' || name.back() == '-'))
      name.remove_suffix(1);
    if (name.size() >= 3 &&
        (name.substr(name.size() - 3) == "–" || name.substr(name.size() - 3) == "—"))
      name.remove_suffix(3);
    if (name.size() == before)
      break;
  }
  if (name.size() > 4 && name.substr(0, 2) == "[[" && name.substr(name.size() - 2) == "]]")
    name = name.substr(2, name.size() - 4);
  return name;
}

}  // namespace

SeriesPlace read_series(std::string_view text) {
  text = text::trim(text);
  if (text.size() > longest_series)
    return {std::string(text), std::nullopt};
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_word = at == 0 || text::is_space(text[at - 1]) || text[at - 1] == '(';
    if (!begins_word)
      continue;
    const auto found = read_numbered(text, at);
    if (!found)
      continue;
    const std::string_view name = bare_name(found->before);
    if (!name.empty() && (found->after.empty() || found->after == ")"))
      return {std::string(name), found->number};
    if (name.empty()) {
      for (const std::string_view joint : {"in ", "of "})
        if (text::starts_with(found->after, joint))
          return {std::string(bare_name(found->after.substr(joint.size()))), found->number};
    }
  }
  return {std::string(bare_name(text)), std::nullopt};
}

}  // namespace tote::books
