// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/holdings.h"

#include <algorithm>
#include <numeric>

#include "index/question/occurrences.h"

namespace tote::index::question {

std::vector<Witness> Found::witnesses() const {
  std::vector<Witness> all(main.begin(), main.end());
  for (const Witnesses some : others)
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::uint32_t Found::witness_count() const {
  std::size_t count = main.size();
  for (const Witnesses some : others)
    count += some.size();
  return static_cast<std::uint32_t>(count);
}

std::vector<std::uint32_t> Holdings::sorted() const {
  // Notes are numbered closely: counted first, then put in place.
  NoteId last = 0;
  for (const Thing& thing : things_)
    last = std::max(last, thing.note);
  std::vector<std::uint32_t> next(std::size_t{last} + 2);
  for (const Thing& thing : things_)
    ++next[thing.note + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  const auto literals = static_cast<std::ptrdiff_t>(next[1]);
  std::vector<std::uint32_t> order(things_.size());
  for (std::uint32_t i = 0; i < things_.size(); ++i)
    order[next[things_[i].note]++] = i;
  std::stable_sort(order.begin(), order.begin() + literals,
                   [this](auto a, auto b) { return things_[a].literal < things_[b].literal; });
  return order;
}

void Holdings::seal() {
  if (!std::is_sorted(things_.begin(), things_.end())) {
    std::vector<Thing> things;
    std::vector<Witness> witnesses;
    things.reserve(things_.size());
    witnesses.reserve(things_.size());
    for (const std::uint32_t at : sorted()) {
      things.push_back(things_[at]);
      witnesses.push_back(witnesses_[at]);
    }
    things_ = std::move(things);
    witnesses_ = std::move(witnesses);
  }
  const Witnesses all(witnesses_);
  for (std::size_t begin = 0; begin < things_.size();) {
    std::size_t end = begin + 1;
    while (end < things_.size() && things_[end] == things_[begin])
      ++end;
    items_.push_back({things_[begin], all.subspan(begin, end - begin)});
    begin = end;
  }
}

void Holdings::erase(const Thing& thing) {
  std::erase_if(items_, [&](const Item& item) { return item.thing == thing; });
}

void Holdings::keep(const Predicate& predicate) {
  const Times& others = predicate.others;
  if (predicate.times.is_limited() || others.is_limited())
    std::erase_if(items_, [&](const Item& item) {
      return !are_enough(predicate.times, item.witnesses) ||
             (others.is_limited() && count_others(item.witnesses) < others.count);
    });
}

std::uint32_t Holdings::keep_within(const TimeRange& time) {
  std::uint32_t unsure = 0;
  std::erase_if(items_, [&](const Item& item) {
    const auto within = [&](const Witness& witness) {
      return witness.date && time.contains(*witness.date);
    };
    const Witnesses stated = item.witnesses;
    const auto count = std::count_if(stated.begin(), stated.end(), within);
    const bool is_sure = count == static_cast<std::ptrdiff_t>(stated.size());
    const bool is_possible =
        count > 0 || std::any_of(stated.begin(), stated.end(),
                                 [](const Witness& witness) { return !witness.date; });
    unsure += !is_sure && is_possible ? 1 : 0;
    return !is_sure;
  });
  return unsure;
}

Witnesses Holdings::find(const Thing& thing) const {
  const auto item =
      std::lower_bound(items_.begin(), items_.end(), thing,
                       [](const Item& one, const Thing& wanted) { return one.thing < wanted; });
  return item != items_.end() && item->thing == thing ? item->witnesses : Witnesses();
}

ThingSet::ThingSet(std::vector<Thing> things) : things_(std::move(things)) {
  std::stable_sort(things_.begin(), things_.end());
  things_.erase(std::unique(things_.begin(), things_.end()), things_.end());
  for (const Thing& thing : things_) {
    if (thing.note >= notes_.size())
      notes_.resize(thing.note + 1);
    notes_[thing.note] = true;
  }
}

}  // namespace tote::index::question
