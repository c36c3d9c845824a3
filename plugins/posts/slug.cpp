// SPDX-License-Identifier: GPL-2.0-or-later
#include "posts/slug.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace tote::posts {
namespace {

constexpr std::size_t longest_slug = 80;

/// U+00C0 to U+00FF, Latin-1 Supplement; `-` for the two signs among them.
constexpr std::array<std::string_view, 64> latin_1 = {
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "-", "o", "u", "u", "u", "u", "y", "th", "ss",
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",
    "d", "n", "o", "o", "o", "o", "o",  "-", "o", "u", "u", "u", "u", "y", "th", "y"};

/// U+0100 to U+017F, Latin Extended-A: base letters, in order.
constexpr std::string_view latin_extended_a =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsss"
    "sssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// A letter of the two tables in plain letters; empty for any other character.
std::string_view plain_letter(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (text.size() < 2 || lead < 0xC3 || lead > 0xC5)
    return {};
  const auto trail = static_cast<unsigned char>(text[1]);
  const std::size_t code = (lead & 0x1FU) << 6U | (trail & 0x3FU);
  if (code == 0x133 || code == 0x132)
    return "ij";
  if (code == 0x152 || code == 0x153)
    return "oe";
  return code < 0x100 ? latin_1[code - 0xC0] : latin_extended_a.substr(code - 0x100, 1);
}

/// The length of the character that a text begins with, by its first byte.
std::size_t character_length(unsigned char lead) {
  return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
}

/// Punctuation and signs outside ASCII (U+2000 to U+206F, U+00A0 to U+00BF, U+3000 to U+303F,
/// emoji): they separate, letters of other scripts do not.
bool is_sign(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 2)
    return byte(0) == 0xC2;
  if (character.size() == 3)
    return (byte(0) == 0xE2 && byte(1) <= 0xAF) || (byte(0) == 0xE3 && byte(1) == 0x80) ||
           (byte(0) == 0xEF && byte(1) >= 0xB8);
  return character.size() == 4 && byte(1) == 0x9F;
}

}  // namespace

std::string slug_of(std::string_view title) {
  std::string slug;
  std::size_t word_end = 0;
  const auto add = [&](std::string_view letters) {
    if (letters == "-") {
      if (!slug.empty() && slug.back() != '-') {
        word_end = slug.size();
        slug += '-';
      }
    } else {
      slug += letters;
    }
  };
  while (!title.empty() && slug.size() <= longest_slug) {
    const auto lead = static_cast<unsigned char>(title.front());
    const std::string_view character = title.substr(0, character_length(lead));
    title.remove_prefix(character.size());
    const char low = text::to_lower(character.front());
    if (character.size() > 1) {
      const std::string_view plain = plain_letter(character);
      add(!plain.empty() ? plain : is_sign(character) ? "-" : character);
    } else if (text::is_letter(low) || text::is_digit(low)) {
      add({&low, 1});
    } else if (low != '\'') {
      add("-");
    }
  }
  if (slug.size() > longest_slug && word_end > 0)
    slug.resize(word_end);
  while (!slug.empty() && slug.back() == '-')
    slug.pop_back();
  return slug;
}

std::string normal_slug(std::string_view text) {
  text = text::trim(text);
  while (!text.empty() && text.back() == '/')
    text.remove_suffix(1);
  if (const std::size_t slash = text.rfind('/'); slash != std::string_view::npos)
    text.remove_prefix(slash + 1);
  for (const std::string_view ending : {".html", ".htm", ".md"})
    if (text.size() > ending.size() && text.substr(text.size() - ending.size()) == ending)
      text.remove_suffix(ending.size());
  return slug_of(text);
}

}  // namespace tote::posts
