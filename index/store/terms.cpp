// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/terms.h"

#include <algorithm>

#include <xxhash.h>

#include "notes/text.h"

namespace tote::index::store {
namespace {

constexpr std::size_t max_term_bytes = 240;
constexpr std::size_t hash_digits = 16;
constexpr std::uint32_t first_field_slot = 16;

std::string hex(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(hash_digits, '0');
  for (std::size_t i = hash_digits; i-- > 0; number >>= 4)
    text[i] = digits[number & 0xf];
  return text;
}

/// Bytes of UTF-8 that the character beginning with this byte takes; 1 for a stray byte.
std::size_t character_bytes(unsigned char first) {
  if (first >= 0xf0)
    return 4;
  if (first >= 0xe0)
    return 3;
  return first >= 0xc0 ? 2 : 1;
}

std::string relation_prefix(std::string_view relation, std::string_view kind) {
  return make_term("XE", std::string(relation) + ':' + std::string(kind));
}

std::string field_prefix(std::string_view field, std::string_view kind) {
  return make_term("XF", std::string(field) + ':' + std::string(kind));
}

}  // namespace

std::string make_term(std::string_view prefix, std::string_view key) {
  const std::size_t nul_bytes = static_cast<std::size_t>(std::count(key.begin(), key.end(), '\0'));
  std::string term(prefix);
  if (prefix.size() + key.size() + nul_bytes <= max_term_bytes)
    return term += key;
  // Half the room is enough even if every byte kept is a NUL.
  std::size_t kept = std::min((max_term_bytes - hash_digits - prefix.size()) / 2, key.size());
  while (kept > 0 && (static_cast<unsigned char>(key[kept]) & 0xc0) == 0x80)
    --kept;
  term += key.substr(0, kept);
  return term += hex(XXH64(key.data(), key.size(), 0));
}

std::string text_term(std::string_view word) {
  return make_term("", word);
}

std::string title_term(std::string_view word) {
  return make_term("S", word);
}

std::string type_term(std::string_view type) {
  return make_term("XT", type);
}

std::string tag_term(std::string_view tag) {
  return make_term("K", notes::name_key(tag));
}

std::vector<std::string> tag_terms(std::string_view tag) {
  // Capped, so that a tag of a thousand slashes costs no more than a sensible one.
  constexpr std::size_t max_levels = 16;
  const std::string key = notes::name_key(tag);
  std::vector<std::string> terms = {make_term("K", key)};
  for (std::size_t slash = key.find('/'); slash != std::string::npos && terms.size() < max_levels;
       slash = key.find('/', slash + 1))
    if (slash > 0)
      terms.push_back(make_term("K", std::string_view(key).substr(0, slash)));
  return terms;
}

std::string name_term(std::string_view key) {
  return make_term("XN", key);
}

std::string name_part_term(std::string_view word) {
  return make_term("XP", word);
}

std::string file_name_term(std::string_view key) {
  return make_term("XS", key);
}

std::string path_term(std::string_view key) {
  return make_term("XU", key);
}

std::string folder_term(std::string_view key) {
  return make_term("XQ", key);
}

std::string link_term(std::string_view key) {
  return make_term("XL", key);
}

std::string diagnostics_term() {
  return "XD";
}

std::string states_edges_term() {
  return "XE";
}

std::string relation_term(std::string_view relation) {
  return relation_prefix(relation, "");
}

std::string edge_term(std::string_view relation, End end, std::string_view key) {
  return make_term(relation_prefix(relation, end == End::from ? "f" : "t"), key);
}

std::string me_term(std::string_view relation) {
  return relation_prefix(relation, "m");
}

std::string me_year_term(std::string_view relation, int year) {
  return relation_prefix(relation, "mY" + std::to_string(year));
}

std::string field_term(std::string_view field) {
  return field_prefix(field, "");
}

std::string field_value_term(std::string_view field, std::string_view key) {
  return make_term(field_prefix(field, "="), key);
}

std::string field_word_term(std::string_view field, std::string_view word) {
  return make_term(field_prefix(field, "w"), word);
}

std::string field_date_term(std::string_view field, notes::Date date) {
  return field_prefix(field, "d" + notes::to_string(date));
}

std::vector<std::string> field_date_terms(std::string_view field, notes::Date date) {
  std::vector<std::string> terms = {field_date_term(field, date)};
  if (date.year == 0)
    return terms;
  if (date.day != 0)
    terms.push_back(field_date_term(field, {date.year, date.month, 0}));
  if (date.month != 0)
    terms.push_back(field_date_term(field, {date.year, 0, 0}));
  return terms;
}

CjkTerms cjk_terms(std::string_view run) {
  CjkTerms terms;
  for (std::size_t i = 0; i < run.size();) {
    const std::size_t size =
        std::min(character_bytes(static_cast<unsigned char>(run[i])), run.size() - i);
    terms.characters.emplace_back(run.substr(i, size));
    i += size;
  }
  for (std::size_t i = 0; i + 1 < terms.characters.size(); ++i)
    terms.bigrams.push_back(terms.characters[i] + terms.characters[i + 1]);
  return terms;
}

std::string title_order(std::string_view title, std::string_view path) {
  std::string order = notes::name_key(title);
  order.resize(std::min(order.size(), max_title_order_bytes));
  order += '\0';
  return order += path;
}

std::optional<FieldSlots> field_slots(const Vocabulary& vocabulary, std::string_view field) {
  // The vocabulary is part of what an index is built for, so a place in it is as good as a number.
  for (std::size_t i = 0; i < vocabulary.fields.size(); ++i) {
    const FieldDecl& declared = vocabulary.fields[i];
    if (declared.id != field)
      continue;
    const bool has_order = declared.kind == FieldKind::integer ||
                           declared.kind == FieldKind::decimal || declared.kind == FieldKind::date;
    if (!has_order)
      continue;
    const auto slot = static_cast<std::uint32_t>(first_field_slot + 2 * i);
    return FieldSlots{slot, slot + 1};
  }
  return std::nullopt;
}

std::optional<std::uint32_t> edge_slot(const Vocabulary& vocabulary, std::string_view relation) {
  const std::size_t first = first_field_slot + 2 * vocabulary.fields.size();
  for (std::size_t i = 0; i < vocabulary.relations.size(); ++i)
    if (vocabulary.relations[i].id == relation)
      return static_cast<std::uint32_t>(first + i);
  return std::nullopt;
}

}  // namespace tote::index::store
