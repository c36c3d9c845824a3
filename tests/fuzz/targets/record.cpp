// SPDX-License-Identifier: GPL-2.0-or-later
// What an index holds of a note, as bytes of any kind: refused, or read and written again as it
// reads.
#include "index/store/record.h"

#include "index/store/edge_values.h"
#include "index/store/name_list.h"
#include "index/store/value_blocks.h"
#include "tests/fuzz/round_trip.h"
#include "tests/index/sample_record.h"

namespace tote::fuzz {
namespace {

using namespace index;  // NOLINT(google-build-using-namespace): its values fill this file

void read_record(std::string_view bytes) {
  require_round_trip(
      bytes, [](std::string_view from) { return store::decode_record(from, 7); },
      [](const store::NoteRecord& record) { return store::encode_record(record); });
}

void read_diagnostic(std::string_view bytes) {
  require_round_trip(
      bytes, [](std::string_view from) { return store::decode_diagnostic(from); },
      [](const auto& found) { return store::encode_diagnostic(found.first, found.second); });
}

void read_edges(std::string_view bytes) {
  std::vector<store::PackedEdge> edges;
  static_cast<void>(store::decode_edges(bytes, edges));
}

void read_titles(std::string_view bytes) {
  std::vector<std::uint64_t> keys;
  static_cast<void>(store::decode_titles(bytes, keys));
}

void read_names(std::string_view bytes) {
  store::NameList names;
  if (names.add(bytes))
    static_cast<void>(names.near("ravenmarked", 2));
}

void read_block(std::string_view bytes) {
  static_cast<void>(store::read_block(bytes, 256, [](NoteId note, std::string_view value) {
    require(note > 256 && note <= 512, "a note of the block");
    static_cast<void>(store::decode_file_name(value));
  }));
}

}  // namespace

// The first byte says what the others are.
void read(std::string_view input) {
  if (input.empty())
    return;
  const auto bytes = input.substr(1);
  switch (static_cast<unsigned char>(input.front()) % 7) {
    case 0:
      return read_record(bytes);
    case 1:
      return read_diagnostic(bytes);
    case 2:
      return read_edges(bytes);
    case 3:
      return static_cast<void>(store::decode_file_name(bytes));
    case 4:
      return read_titles(bytes);
    case 5:
      return read_names(bytes);
    default:
      return read_block(bytes);
  }
}

std::vector<std::string> seeds() {
  const auto record = store::sample_record();
  notes::Note note;
  note.path = record.card.path;
  note.title = record.card.title;
  note.aliases = record.aliases;
  return {
      '\0' + store::encode_record(record),
      '\1' + store::encode_diagnostic(record.diagnostics.front(), record.diagnostic_places.front()),
      '\2' + store::encode_edges(record.edges, "recommended-by"),
      '\3' + store::encode_file_name(note),
      '\4' + store::encode_titles(note),
      '\5' + store::encode_names(note),
      std::string("\6\1\3abc\377\1\0", 8)};
}

}  // namespace tote::fuzz
