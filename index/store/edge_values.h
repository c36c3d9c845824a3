// SPDX-License-Identifier: GPL-2.0-or-later
// What a relation's slot holds: the edges of that relation which a note states, short enough to
// read those of every note at once, without their records. Names are hashed; the record has them as
// written. The names of notes stand in slots in the same way. Private to index/store.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/facts.h"
#include "index/store/reader.h"

namespace tote::index::store {

/// What stands for a key in values. 64 bits: two names do not meet in practice. On disk.
[[nodiscard]] std::uint64_t key_hash(std::string_view key);

/// One end of an edge, as written.
struct PackedEnd {
  EdgeEnd::Kind kind = EdgeEnd::Kind::self;
  bool is_path = false;   ///< a link that says more than a file's name: only the record tells
  std::uint64_t key = 0;  ///< of a link: its notes::path_key; of a name: its first key
  std::vector<std::uint64_t> further_keys;  ///< of a name
  std::uint64_t literal = 0;                ///< notes::name_key of the text
};

struct PackedEdge {
  std::uint32_t index = 0;  ///< among the record's edges
  PackedEnd from;
  PackedEnd to;
  std::optional<notes::Date> date;
  std::int8_t polarity = 1;
  Tier tier = Tier::field;
  std::uint32_t line = 0;
  notes::ByteSpan span;
};

/// The value of a relation's slot; empty if the note states no such edge.
[[nodiscard]] std::string encode_edges(const std::vector<Edge>& edges, std::string_view relation);
/// Puts the edges of a value into `edges`, in the place of what is there; false if the bytes are
/// damaged.
[[nodiscard]] bool decode_edges(std::string_view bytes, std::vector<PackedEdge>& edges);

/// The name of a note's file, hashed.
struct PackedFileName {
  std::uint64_t name = 0;
  /// Of the folder's notes::path_key; irregular_folder if the path's key is not made up of the
  /// folder's and the name's.
  std::uint32_t folder = 0;
};

inline constexpr std::uint32_t irregular_folder = 0;

/// The hash of a folder's notes::path_key, never irregular_folder.
[[nodiscard]] std::uint32_t folder_hash(std::string_view key);

/// The value of file_name_slot.
[[nodiscard]] std::string encode_file_name(const notes::Note& note);
[[nodiscard]] std::optional<PackedFileName> decode_file_name(std::string_view bytes);

/// The value of titles_slot: titles and aliases whose key is not the file name's. May be empty.
[[nodiscard]] std::string encode_titles(const notes::Note& note);
/// Puts the hashes of a value into `keys`, in the place of what is there; false if the bytes are
/// damaged.
[[nodiscard]] bool decode_titles(std::string_view bytes, std::vector<std::uint64_t>& keys);

}  // namespace tote::index::store
