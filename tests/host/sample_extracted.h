// SPDX-License-Identifier: GPL-2.0-or-later
// A message of a worker with one of everything.
#pragma once

#include "host/worker/messages.h"

namespace tote::host::worker {

inline Extracted sample_extracted() {
  Extracted message;
  message.id = 7;
  message.facts.values.push_back({"isbn", "9780000000002", 2.5, 3, {10, 20}});
  index::Edge edge;
  edge.relation = "recommended-by";
  edge.to = {index::EdgeEnd::Kind::name, "Zoë", {"zoe", "z"}};
  edge.date = notes::Date{2011, 7, 3};
  edge.polarity = -1;
  edge.tier = index::Tier::prose_partly;
  edge.line = 9;
  edge.span = {1, 2};
  message.facts.edges.push_back(edge);
  message.facts.terms = {"one", "two"};
  message.facts.diagnostics.push_back({notes::Diagnostic::Severity::error, "code", "text", {4, 5}});
  return message;
}

}  // namespace tote::host::worker
