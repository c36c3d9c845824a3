// SPDX-License-Identifier: GPL-2.0-or-later
// The order in which the members of an answer are listed.
#include <algorithm>
#include <numeric>
#include <set>

#include "index/question/responder.h"
#include "notes/text.h"

namespace tote::index::question {

Responder::Rank Responder::rank_of(const Found& found, const Predicate* main,
                                   bool is_identity) const {
  bool is_sub = !found.main.empty();
  Tier tier = Tier::mention;
  std::set<NoteId> stating;
  for (const Witness& witness : found.main) {
    is_sub &= witness.is_sub_relation;
    tier = std::min(tier, witness.tier);
    if (is_identity)
      stating.insert(witness.note);
  }
  return {group_of(found, main), is_sub ? 1 : 0, is_identity ? static_cast<int>(tier) : 0,
          -static_cast<int>(stating.size()),
          date_of(found, main).value_or(notes::Date{9999, 12, 31})};
}

std::vector<std::string> Responder::title_keys(const std::vector<Found>& found,
                                               const std::vector<std::size_t>& wanted) const {
  std::vector<std::string> keys(found.size());
  if (wanted.size() <= few_things) {
    for (const std::size_t i : wanted)
      keys[i] = notes::name_key(title_of(found[i].thing));
    return keys;
  }
  std::vector<std::pair<NoteId, std::size_t>> places;
  for (const std::size_t i : wanted)
    if (found[i].thing.note != 0)
      places.emplace_back(found[i].thing.note, i);
    else
      keys[i] = notes::name_key(evaluator_.literal_text(found[i].thing));
  std::sort(places.begin(), places.end());
  std::vector<NoteId> notes;
  notes.reserve(places.size());
  for (const auto& [note, place] : places)
    notes.push_back(note);
  std::vector<std::string> titles = reader_.title_keys(notes);
  for (std::size_t i = 0; i < places.size(); ++i)
    keys[places[i].second] = std::move(titles[i]);
  return keys;
}

void Responder::order(std::vector<Found>& found, const Predicate* main) {
  const bool is_dated =
      main != nullptr && (main->time.is_limited() || main->is_complement ||
                          (main->relation != nullptr && is_of_owner(*main->relation)));
  std::vector<Rank> ranks;
  ranks.reserve(found.size());
  for (const Found& one : found)
    ranks.push_back(rank_of(one, main, question_.set->asks_who && !is_dated));
  std::vector<std::size_t> places(found.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  const std::size_t begin = std::min<std::size_t>(options_.offset, found.size());
  const std::size_t end = options_.limit == 0
                              ? found.size()
                              : std::min<std::size_t>(begin + options_.limit, found.size());
  if (end > 0 && end < found.size()) {
    // Of those that rank behind the page nobody needs the title.
    const auto last = places.begin() + static_cast<std::ptrdiff_t>(end) - 1;
    std::nth_element(places.begin(), last, places.end(),
                     [&](std::size_t a, std::size_t b) { return ranks[a] < ranks[b]; });
    const Rank lowest = ranks[*last];
    std::erase_if(places, [&](std::size_t place) { return lowest < ranks[place]; });
  }
  const std::vector<std::string> titles = title_keys(found, places);
  const auto middle = places.begin() + static_cast<std::ptrdiff_t>(end);
  std::partial_sort(places.begin(), middle, places.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(ranks[a], titles[a], a) < std::tie(ranks[b], titles[b], b);
  });
  std::vector<Found> page;
  for (std::size_t i = begin; i < end; ++i) {
    page.push_back(std::move(found[places[i]]));
    page.back().group = std::get<0>(ranks[places[i]]);
  }
  found = std::move(page);
}

}  // namespace tote::index::question
