// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/facts.h"

#include <iterator>

namespace tote::index {

std::string_view to_string(Tier tier) {
  switch (tier) {
    case Tier::field:
      return "field";
    case Tier::inline_field:
      return "inline-field";
    case Tier::prose_linked:
      return "prose-linked";
    case Tier::prose_partly:
      return "prose-partly";
    case Tier::link:
      return "link";
    case Tier::mention:
      return "mention";
  }
  return "mention";
}

double weight(Tier tier) {
  switch (tier) {
    case Tier::field:
      return 1.0;
    case Tier::inline_field:
      return 0.9;
    case Tier::prose_linked:
      return 0.75;
    case Tier::prose_partly:
      return 0.6;
    case Tier::link:
      return 0.5;
    case Tier::mention:
      return 0.3;
  }
  return 0.3;
}

void append(Facts& to, Facts from) {
  const auto move_all = [](auto& into, auto& items) {
    into.insert(into.end(), std::make_move_iterator(items.begin()),
                std::make_move_iterator(items.end()));
  };
  move_all(to.values, from.values);
  move_all(to.edges, from.edges);
  move_all(to.terms, from.terms);
  move_all(to.diagnostics, from.diagnostics);
  to.is_partial = to.is_partial || from.is_partial;
}

}  // namespace tote::index
