// SPDX-License-Identifier: GPL-2.0-or-later
// A note's record with one of everything.
#pragma once

#include "index/store/reader.h"

namespace tote::index::store {

inline NoteRecord sample_record() {
  NoteRecord record;
  record.card = {7, "books/Tigana.md", "Tigana", "book", notes::Date{2012, 1, 15}};
  record.aliases = {"The Kay one", ""};
  record.tags = {"books/fantasy"};
  record.values = {{"rating", "4.5", 4.5, 3, {10, 20}}, {"born", "--03-14", -1e300, 4, {0, 0}}};
  Edge edge;
  edge.relation = "recommended-by";
  edge.to = {EdgeEnd::Kind::name, "Yesterday Ana", {"yesterday ana", "ana"}};
  edge.date = notes::Date{0, 3, 14};
  edge.polarity = -1;
  edge.tier = Tier::prose_partly;
  edge.line = 12;
  edge.span = {100, 4000000000u};
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

}  // namespace tote::index::store
