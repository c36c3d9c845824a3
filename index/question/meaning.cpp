// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/meaning.h"

#include <algorithm>

namespace tote::index::question {

const Predicate* main_predicate(const Set& set) {
  if (set.main >= 0)
    return &set.predicates[static_cast<std::size_t>(set.main)];
  for (const Predicate& predicate : set.predicates)
    if (predicate.verb != nullptr || predicate.ends[0] || predicate.ends[1])
      return &predicate;
  return set.predicates.empty() ? nullptr : &set.predicates.front();
}

void put_first(Set& set, Predicate predicate) {
  set.predicates.insert(set.predicates.begin(), std::move(predicate));
  if (set.main >= 0)
    ++set.main;
}

bool is_of_owner(const RelationDecl& relation) {
  return relation.to == std::vector<std::string>{"me"} ||
         relation.from == std::vector<std::string>{"me"};
}

bool is_done_by_owner(const VerbDecl& verb) {
  const auto subject = verb.frame.find("subj");
  return subject != verb.frame.end() && subject->second == End::me;
}

std::vector<std::string> types_at(const RelationDecl& relation, End end) {
  const std::vector<std::string>& types = end == End::from ? relation.from : relation.to;
  const bool is_any = std::find(types.begin(), types.end(), "*") != types.end();
  return is_any ? std::vector<std::string>() : types;
}

}  // namespace tote::index::question
