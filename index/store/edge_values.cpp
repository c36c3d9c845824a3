// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/edge_values.h"

#include <algorithm>

#include <xxhash.h>

#include "index/store/bytes.h"
#include "index/store/fact_bytes.h"
#include "notes/names.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

// The byte before an end: its kind in two bits, then these. On disk.
constexpr std::uint64_t path_bit = 4;
constexpr std::uint64_t own_literal_bit = 8;  ///< the literal's hash is not the first key's
constexpr int further_shift = 4;              ///< above: how many further keys

PackedEnd packed(const EdgeEnd& written) {
  PackedEnd end;
  end.kind = written.kind;
  if (written.kind == EdgeEnd::Kind::self || written.kind == EdgeEnd::Kind::me)
    return end;
  end.literal = key_hash(notes::name_key(written.text));
  if (written.kind == EdgeEnd::Kind::link) {
    end.is_path = written.text.find('/') != std::string::npos || written.text.starts_with('.');
    end.key = key_hash(notes::path_key(written.text));
    return end;
  }
  end.key = written.keys.empty() ? end.literal : key_hash(written.keys.front());
  for (std::size_t i = 1; i < written.keys.size(); ++i)
    end.further_keys.push_back(key_hash(written.keys[i]));
  return end;
}

void put_end(ByteWriter& out, const EdgeEnd& written) {
  const PackedEnd end = packed(written);
  const bool has_own_literal = end.literal != end.key;
  out.put_number(static_cast<std::uint64_t>(end.kind) | (end.is_path ? path_bit : 0) |
                 (has_own_literal ? own_literal_bit : 0) |
                 std::uint64_t{end.further_keys.size()} << further_shift);
  if (end.kind == EdgeEnd::Kind::self || end.kind == EdgeEnd::Kind::me)
    return;
  out.put_fixed(end.key);
  if (has_own_literal)
    out.put_fixed(end.literal);
  for (const std::uint64_t key : end.further_keys)
    out.put_fixed(key);
}

PackedEnd read_end(ByteReader& in) {
  PackedEnd end;
  const std::uint64_t flags = in.number();
  end.kind = static_cast<EdgeEnd::Kind>(flags & 3);
  if (end.kind == EdgeEnd::Kind::self || end.kind == EdgeEnd::Kind::me)
    return end;
  end.is_path = (flags & path_bit) != 0;
  end.key = in.fixed();
  end.literal = (flags & own_literal_bit) != 0 ? in.fixed() : end.key;
  for (std::uint64_t left = flags >> further_shift; left > 0 && !in.has_failed(); --left)
    end.further_keys.push_back(in.fixed());
  return end;
}

}  // namespace

std::uint64_t key_hash(std::string_view key) {
  return XXH3_64bits(key.data(), key.size());
}

std::string encode_edges(const std::vector<Edge>& edges, std::string_view relation) {
  ByteWriter out;
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    const Edge& edge = edges[i];
    if (edge.relation != relation)
      continue;
    out.put_number(i);
    out.put_number(static_cast<std::uint64_t>(edge.tier) * 2 + (edge.polarity < 0 ? 1 : 0));
    put_date(out, edge.date);
    out.put_number(edge.line);
    put_span(out, edge.span);
    put_end(out, edge.from);
    put_end(out, edge.to);
  }
  return out.take();
}

bool decode_edges(std::string_view bytes, std::vector<PackedEdge>& edges) {
  ByteReader in(bytes);
  edges.clear();
  while (!in.is_at_end() && !in.has_failed()) {
    PackedEdge& edge = edges.emplace_back();
    edge.index = in.number32();
    const std::uint64_t tier_and_sign = in.number();
    edge.tier = to_enum(in, tier_and_sign / 2, Tier::mention);
    edge.polarity = tier_and_sign % 2 == 1 ? -1 : 1;
    edge.date = read_date(in);
    edge.line = in.number32();
    edge.span = read_span(in);
    edge.from = read_end(in);
    edge.to = read_end(in);
  }
  return !in.has_failed();
}

std::uint32_t folder_hash(std::string_view key) {
  return std::max(static_cast<std::uint32_t>(key_hash(key)), irregular_folder + 1);
}

std::string encode_file_name(const notes::Note& note) {
  const std::string name = notes::name_key(note.stem());
  const std::string path = notes::path_key(note.path);
  const std::string folder(notes::folder_of(path));
  const bool is_regular = path == (folder.empty() ? name : folder + "/" + name);
  ByteWriter out;
  out.put_fixed(key_hash(name));
  out.put_number(is_regular ? folder_hash(folder) : irregular_folder);
  return out.take();
}

std::optional<PackedFileName> decode_file_name(std::string_view bytes) {
  ByteReader in(bytes);
  PackedFileName name;
  name.name = in.fixed();
  name.folder = in.number32();
  return in.has_failed() ? std::nullopt : std::optional(name);
}

std::string encode_titles(const notes::Note& note) {
  ByteWriter out;
  const std::string file_name = notes::name_key(note.stem());
  for (const std::string& key : notes::name_keys(note))
    if (key != file_name)
      out.put_fixed(key_hash(key));
  return out.take();
}

bool decode_titles(std::string_view bytes, std::vector<std::uint64_t>& keys) {
  ByteReader in(bytes);
  keys.clear();
  while (!in.is_at_end() && !in.has_failed())
    keys.push_back(in.fixed());
  return !in.has_failed();
}

}  // namespace tote::index::store
