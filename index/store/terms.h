// SPDX-License-Identifier: GPL-2.0-or-later
// The scheme of terms and value slots: the one place that knows how a note is found. Whoever asks
// the index builds its terms with these functions, as the writer does. On disk: never renumber, and
// raise `format_number` for every change. Every string is folded by the caller (notes::fold,
// notes::name_key) unless the function says otherwise.
//
//   word               a word of title, headings, text or field values, unstemmed; CJK runs as
//   single
//                      characters and as bigrams. None has positions: see word_order.h
//   S<word>            a word of the title
//   XT<type>  K<tag>   type; tag and each tag above it (`a/b` has K a and K a/b)
//   XN<key>  XP<word>  title or alias; one word of a title or alias
//   XS<key>  XU<key>   file name without .md; path without .md
//   XQ<key>            each folder that holds the note
//   XL<key>            a link's notes::link_key, and its whole target where that differs
//   XE                 the note states edges
//   XE<relation>:      the note states edges of the relation
//   XE<relation>:f<key>, XE<relation>:t<key>   with this key at the end `from` or `to`
//   XE<relation>:m     with the owner at an end; XE<relation>:mY<year>, and :mY0 without a year
//   XF<field>:         has the field; XF<field>:=<key> value, XF<field>:w<word> a word of a value,
//                      XF<field>:d<date> a date at each precision (2024, 2024-05, 2024-05-12)
//   XD                 the note has diagnostics
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/date.h"

namespace tote::index::store {

/// Raised whenever terms, slots, records or file state change their form, or what is read out of a
/// note changes: an index of another format is built anew.
inline constexpr std::uint32_t format_number = 8;

/// A term of `prefix` and `key`. Xapian's terms end at 245 bytes (a NUL counts twice): of a longer
/// key the beginning is kept and the rest replaced by a hash. Prefix scans see the beginning.
[[nodiscard]] std::string make_term(std::string_view prefix, std::string_view key);

[[nodiscard]] std::string text_term(std::string_view word);
[[nodiscard]] std::string title_term(std::string_view word);
[[nodiscard]] std::string type_term(std::string_view type);
/// `tag` as written, without `#`.
[[nodiscard]] std::string tag_term(std::string_view tag);
/// The terms of a tag and of all tags above it.
[[nodiscard]] std::vector<std::string> tag_terms(std::string_view tag);
[[nodiscard]] std::string name_term(std::string_view key);
[[nodiscard]] std::string name_part_term(std::string_view word);
[[nodiscard]] std::string file_name_term(std::string_view key);
[[nodiscard]] std::string path_term(std::string_view key);
[[nodiscard]] std::string folder_term(std::string_view key);
[[nodiscard]] std::string link_term(std::string_view key);
[[nodiscard]] std::string diagnostics_term();
[[nodiscard]] std::string states_edges_term();
[[nodiscard]] std::string relation_term(std::string_view relation);
/// Requires: end is from or to.
[[nodiscard]] std::string edge_term(std::string_view relation, End end, std::string_view key);
[[nodiscard]] std::string me_term(std::string_view relation);
/// Edges of the owner dated in this year; 0: without a year.
[[nodiscard]] std::string me_year_term(std::string_view relation, int year);
[[nodiscard]] std::string field_term(std::string_view field);
[[nodiscard]] std::string field_value_term(std::string_view field, std::string_view key);
[[nodiscard]] std::string field_word_term(std::string_view field, std::string_view word);
/// As precise as the date is.
[[nodiscard]] std::string field_date_term(std::string_view field, notes::Date date);
/// The terms of a date at its own and every coarser precision.
[[nodiscard]] std::vector<std::string> field_date_terms(std::string_view field, notes::Date date);

/// The characters and the neighbouring pairs of a CJK run, in order: what is indexed for it.
struct CjkTerms {
  std::vector<std::string> characters;
  std::vector<std::string> bigrams;  ///< one less than characters; bigram i is at character i
};

[[nodiscard]] CjkTerms cjk_terms(std::string_view run);

// Value slots, as Xapian::valueno.
inline constexpr std::uint32_t date_slot = 0;        ///< notes::sort_key, sortable_serialise
inline constexpr std::uint32_t counts_slot = 1;      ///< links, tags, edges: three varints
inline constexpr std::uint32_t title_slot = 2;       ///< title_order: sorts by title, then path
inline constexpr std::uint32_t file_name_slot = 3;   ///< see edge_values.h; this and
inline constexpr std::uint32_t titles_slot = 4;      ///< the next two are also in blocks:
inline constexpr std::uint32_t names_slot = 5;       ///< see value_blocks.h, name_list.h
inline constexpr std::uint32_t word_order_slot = 6;  ///< see word_order.h

/// A title's key is cut there in title_slot.
inline constexpr std::size_t max_title_order_bytes = 64;

/// The value of title_slot.
[[nodiscard]] std::string title_order(std::string_view title, std::string_view path);

/// Slots of a numeric or date field: the smallest and largest of its values, sortable_serialise.
/// They bound a note with several values; the record tells which it has.
struct FieldSlots {
  std::uint32_t min = 0;
  std::uint32_t max = 0;
};

/// The slots of a field, or nullopt if its kind has none or it is not declared.
[[nodiscard]] std::optional<FieldSlots> field_slots(const Vocabulary& vocabulary,
                                                    std::string_view field);

/// The slot of a relation's edges (see edge_values.h), or nullopt if it is not declared.
[[nodiscard]] std::optional<std::uint32_t> edge_slot(const Vocabulary& vocabulary,
                                                     std::string_view relation);

}  // namespace tote::index::store
