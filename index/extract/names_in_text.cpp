// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/names_in_text.h"

#include "notes/text.h"

namespace tote::index::extract {
namespace {

/// A run of units that may be a name.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< one past its last unit
};

bool opens_clause(const std::vector<Unit>& units, std::size_t i) {
  if (i == 0)
    return true;
  const Unit& before = units[i - 1];
  return before.kind == Unit::Kind::mark &&
         (before.mark == ':' || before.mark == '(' || before.mark == '-');
}

bool is_name_word(const Unit& unit) {
  return unit.kind == Unit::Kind::word && unit.is_capitalised &&
         !unit.classes.has_any(WordClass::first_subject, WordClass::first_object);
}

bool may_begin(const std::vector<Unit>& units, std::size_t i, const VerbLexicon& verbs) {
  const Unit& unit = units[i];
  if (!is_name_word(unit) || unit.classes.has(WordClass::time_noun))
    return false;
  const bool is_followed = i + 1 < units.size() && is_name_word(units[i + 1]);
  if (opens_clause(units, i)) {
    const bool is_participle = unit.text.size() > 5 && unit.text.ends_with("ing") && !is_followed;
    if (verbs.beginning_with(unit.text) != nullptr || is_participle)
      return false;
    if (unit.classes.has(WordClass::honorific))
      return true;
    if (unit.text == "the")
      return is_followed;
    return unit.classes.empty() || (unit.classes.has(WordClass::common_name) && is_followed);
  }
  // Within a sentence a capital says title: "The Hobbit", "To the Lighthouse".
  return unit.classes.empty() || unit.classes.has(WordClass::honorific) || is_followed;
}

/// The end of the run that begins at `begin`.
std::size_t run_end(const std::vector<Unit>& units, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < units.size() && !units[end - 1].is_possessive) {
    std::size_t next = end;
    // The full stop of an initial or of "Dr" is part of the name.
    if (units[next].mark == '.' &&
        (units[next - 1].text.size() == 1 || units[next - 1].classes.has(WordClass::honorific)))
      ++next;
    while (next < units.size() && next < end + 3 && units[next].kind == Unit::Kind::word &&
           !units[next].is_capitalised &&
           (units[next].classes.has(WordClass::particle) || units[next].text == "&"))
      ++next;
    if (next >= units.size() || !is_name_word(units[next]) ||
        (units[next].classes.has(WordClass::time_noun) && next == end))
      break;
    end = next + 1;
  }
  return end;
}

std::string written(const std::vector<Unit>& units, Run run, std::string_view source) {
  std::string name;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const Unit& unit = units[i];
    if (unit.kind == Unit::Kind::mark) {
      name += '.';
      continue;
    }
    std::string_view word = unit.span.in(source);
    if (unit.is_possessive && i + 1 == run.end)
      word = word.substr(0, word.find_first_of("'\xE2", word.size() > 4 ? word.size() - 4 : 0));
    name += (name.empty() ? "" : " ") + std::string(word);
  }
  return name;
}

}  // namespace

EdgeEnd name_in_text(const std::string& name, bool opens_sentence) {
  EdgeEnd end;
  end.kind = EdgeEnd::Kind::name;
  end.text = name;
  end.keys.push_back(notes::name_key(name));
  const std::string key = end.keys.front();
  const auto space = key.find(' ');
  if (space == std::string::npos)
    return end;
  std::string_view first = std::string_view(key).substr(0, space);
  if (first.ends_with('.'))
    first.remove_suffix(1);
  if (language::classes_of(first).has(WordClass::honorific) || (opens_sentence && first == "the"))
    end.keys.push_back(key.substr(space + 1));
  return end;
}

void join_names(std::vector<Unit>& units, std::string_view source, const VerbLexicon& verbs) {
  std::vector<Unit> joined;
  joined.reserve(units.size());
  for (std::size_t i = 0; i < units.size();) {
    if (!may_begin(units, i, verbs)) {
      // A common word with a capital in mid-sentence may be a person that must not be guessed.
      if (i > 0 && is_name_word(units[i]) && units[i].classes.has(WordClass::common_name) &&
          !opens_clause(units, i))
        units[i].classes = language::classes_of("someone");
      joined.push_back(std::move(units[i++]));
      continue;
    }
    const Run run{i, run_end(units, i)};
    const bool is_single = run.end == run.begin + 1;
    if (is_single && (units[i].classes.has(WordClass::common_name) || units[i].text.size() < 2)) {
      joined.push_back(std::move(units[i++]));
      continue;
    }
    Unit name;
    name.kind = Unit::Kind::entity;
    name.span = {units[run.begin].span.begin, units[run.end - 1].span.end};
    name.is_glued = units[run.begin].is_glued;
    name.is_possessive = units[run.end - 1].is_possessive;
    name.end = name_in_text(written(units, run, source), opens_clause(units, i));
    name.text = name.end.text;
    joined.push_back(std::move(name));
    i = run.end;
  }
  units = std::move(joined);
}

}  // namespace tote::index::extract
