// SPDX-License-Identifier: GPL-2.0-or-later
// What an index holds of a note, as bytes of any kind: refused, or read and written again as it
// reads.
#include "index/store/record.h"

#include "index/store/edge_values.h"
#include "index/store/reader.h"
#include "tests/fuzz/fuzz.h"

namespace tote::fuzz {
namespace {

using namespace index;  // NOLINT(google-build-using-namespace): its values fill this file

void read_record(std::string_view bytes) {
  const auto record = store::decode_record(bytes, 7);
  if (!record)
    return;
  const auto again = store::encode_record(*record);
  const auto back = store::decode_record(again, 7);
  require(back && store::encode_record(*back) == again, "a record reads as it was written");
}

void read_diagnostic(std::string_view bytes) {
  const auto found = store::decode_diagnostic(bytes);
  if (!found)
    return;
  const auto again = store::encode_diagnostic(found->first, found->second);
  const auto back = store::decode_diagnostic(again);
  require(back && store::encode_diagnostic(back->first, back->second) == again,
          "a diagnostic reads as it was written");
}

/// A note's record with one of everything.
store::NoteRecord sample() {
  store::NoteRecord record;
  record.card = {7, "books/Tigana.md", "Tigana", "book", notes::Date{2012, 1, 15}};
  record.aliases = {"The Kay one", ""};
  record.tags = {"books/fantasy"};
  record.values = {{"rating", "4.5", 4.5, 3, {10, 20}}};
  Edge edge;
  edge.relation = "recommended-by";
  edge.to = {EdgeEnd::Kind::name, "Yesterday Ana", {"yesterday ana", "ana"}};
  edge.date = notes::Date{2011, 3, 14};
  edge.polarity = -1;
  edge.line = 12;
  edge.span = {100, 120};
  Edge of_me;
  of_me.relation = "read";
  of_me.from = {EdgeEnd::Kind::link, "Ana#x", {}};
  of_me.to.kind = EdgeEnd::Kind::me;
  record.edges = {edge, of_me};
  record.links = {{"Andrew Mocete", 9, {50, 67}}};
  record.diagnostics = {
      {notes::Diagnostic::Severity::error, "front-matter-invalid", "why", {1, 2}}};
  record.diagnostic_places = {{"books/Tigana.md", 2, 5}};
  return record;
}

}  // namespace

// The first byte says what the others are.
void read(std::string_view input) {
  if (input.empty())
    return;
  const auto bytes = input.substr(1);
  switch (static_cast<unsigned char>(input.front()) % 5) {
    case 0:
      return read_record(bytes);
    case 1:
      return read_diagnostic(bytes);
    case 2:
      return static_cast<void>(store::decode_edges(bytes));
    case 3:
      return static_cast<void>(store::decode_file_name(bytes));
    default:
      return static_cast<void>(store::decode_titles(bytes));
  }
}

std::vector<std::string> seeds() {
  const auto record = sample();
  notes::Note note;
  note.path = record.card.path;
  note.title = record.card.title;
  note.aliases = record.aliases;
  return {
      '\0' + store::encode_record(record),
      '\1' + store::encode_diagnostic(record.diagnostics.front(), record.diagnostic_places.front()),
      '\2' + store::encode_edges(record.edges, "recommended-by"),
      '\3' + store::encode_file_name(note), '\4' + store::encode_titles(note)};
}

}  // namespace tote::fuzz
