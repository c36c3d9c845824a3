// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/occurrences.h"

#include <algorithm>
#include <set>

namespace tote::index::question {
namespace {

bool is_declared(const Witness& witness) {
  return witness.tier <= Tier::inline_field;
}

bool is_dated(const Witness& witness) {
  return witness.date && witness.date->year != 0;
}

/// Whether `day` lies within a month or year of which no more is known.
bool holds_day(notes::Date period, notes::Date day) {
  return period.day == 0 && period != day && period.year == day.year &&
         (period.month == 0 || period.month == day.month);
}

}  // namespace

void drop_retellings(std::vector<Witness>& witnesses) {
  constexpr int nearby_days = 14;
  std::vector<Witness> declared;
  for (const Witness& witness : witnesses)
    if (is_declared(witness) && witness.date && witness.date->day != 0)
      declared.push_back(witness);
  std::erase_if(witnesses, [&](const Witness& witness) {
    if (is_declared(witness) || !witness.date || witness.date->day == 0)
      return false;
    return std::any_of(declared.begin(), declared.end(), [&](const Witness& field) {
      return field.asked == witness.asked && field.other == witness.other &&
             notes::add_days(*field.date, -nearby_days) <= *witness.date &&
             *witness.date <= notes::add_days(*field.date, nearby_days);
    });
  });
}

std::size_t count_occurrences(Witnesses witnesses) {
  if (witnesses.size() == 1)
    return is_dated(witnesses.front()) ? 1 : 0;
  std::vector<Witness> events(witnesses.begin(), witnesses.end());
  drop_retellings(events);
  std::set<notes::Date> dates;
  for (const Witness& witness : events)
    if (is_dated(witness))
      dates.insert(*witness.date);
  return static_cast<std::size_t>(
      std::count_if(dates.begin(), dates.end(), [&](notes::Date period) {
        return std::none_of(dates.begin(), dates.end(),
                            [&](notes::Date day) { return holds_day(period, day); });
      }));
}

std::size_t count_others(Witnesses witnesses) {
  if (witnesses.size() == 1)
    return 1;
  std::vector<std::pair<NoteId, std::uint64_t>> others;
  others.reserve(witnesses.size());
  for (const Witness& witness : witnesses)
    others.emplace_back(witness.other.note, witness.other.literal);
  std::sort(others.begin(), others.end());
  return static_cast<std::size_t>(std::unique(others.begin(), others.end()) - others.begin());
}

bool are_enough(const Times& times, Witnesses witnesses) {
  if (!times.is_limited())
    return true;
  const std::size_t count = count_occurrences(witnesses);
  return times.is_at_least ? count >= times.count : count == times.count;
}

}  // namespace tote::index::question
