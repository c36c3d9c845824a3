// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/render.h"

#include <algorithm>

namespace tote::index::question {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view joint) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty())
      text += joint;
    text += part;
  }
  return text;
}

std::string link(const std::string& title) {
  return "[[" + title + "]]";
}

std::string describe(const Set& set);

std::string describe_end(const Predicate& predicate, End end) {
  const SetRef& set = predicate.end(end);
  if (set)
    return describe(*set);
  if (predicate.relation != nullptr && is_of_owner(*predicate.relation)) {
    const std::vector<std::string>& types =
        end == End::from ? predicate.relation->from : predicate.relation->to;
    if (types.size() == 1 && types.front() == "me")
      return "me";
  }
  return "anything";
}

std::string describe_time(const TimeRange& time) {
  return time.is_limited() ? " (" + to_filter(time) + ")" : "";
}

std::string describe_times(const Times& times) {
  if (!times.is_limited())
    return {};
  const std::string count = std::to_string(times.count) + (times.count == 1 ? " time" : " times");
  return times.is_at_least ? " (" + count + " or more)" : " (exactly " + count + ")";
}

std::string describe_field(const Predicate& predicate) {
  std::string text = predicate.field->id;
  switch (predicate.compare) {
    case Compare::any:
      break;
    case Compare::equal:
      text += " = " + predicate.value;
      break;
    case Compare::at_least:
      text += " ≥ " + predicate.value;
      break;
    case Compare::at_most:
      text += " ≤ " + predicate.value;
      break;
    case Compare::more:
      text += " > " + predicate.value;
      break;
    case Compare::less:
      text += " < " + predicate.value;
      break;
    case Compare::within:
      text += " in";
      break;
  }
  if (predicate.recurring.is_limited())
    text += " " + to_filter(predicate.recurring) + " of any year";
  return text + describe_time(predicate.time);
}

std::string describe_predicate(const Predicate& predicate) {
  if (predicate.relation == nullptr)
    return " with " + describe_field(predicate);
  const End other = opposite(*predicate.gap);
  std::string relation = predicate.relation->id;
  if (predicate.is_denied || predicate.is_complement)
    relation = "not " + relation;
  const std::string far = describe_end(predicate, other);
  return (*predicate.gap == End::from ? " — " + relation + " → " + far
                                      : " ← " + relation + " — " + far) +
         (predicate.others.is_limited()
              ? " (" + std::to_string(predicate.others.count) + " or more of them)"
              : std::string()) +
         describe_time(predicate.time) + describe_times(predicate.times);
}

std::string_view describe_pick(Pick pick) {
  switch (pick) {
    case Pick::all:
      return "";
    case Pick::first:
      return "first ";
    case Pick::last:
      return "last ";
    case Pick::most:
      return "most often: ";
    case Pick::fewest:
      return "least often: ";
    case Pick::highest:
      return "highest: ";
    case Pick::lowest:
      return "lowest: ";
  }
  return "";
}

/// What kinds of note the set is of; "who" is a person where the relation has people.
std::vector<std::string> kinds_of(const Set& set) {
  std::vector<std::string> types = set.types;
  if (types.empty())
    if (const Predicate* main = main_predicate(set); main != nullptr && main->relation != nullptr)
      types = types_at(*main->relation, *main->gap);
  std::erase_if(types, [](const std::string& type) { return type == "literal" || type == "me"; });
  const bool has_people = std::find(types.begin(), types.end(), "person") != types.end();
  if (set.asks_who && (has_people || types.empty()))
    return {"person"};
  return types;
}

std::string kind_of(const Set& set) {
  const std::vector<std::string> types = kinds_of(set);
  return types.empty() ? "note" : join(types, "/");
}

std::string describe(const Set& set) {
  switch (set.kind) {
    case Set::Kind::owner:
      return "me";
    case Set::Kind::reference:
      return "“" + set.typed + "”";
    case Set::Kind::named: {
      std::vector<std::string> names;
      for (const Meaning& meaning : set.meanings)
        names.push_back(link(meaning.title));
      for (const Literal& literal : set.literals)
        names.push_back("“" + (set.choices.empty() ? set.typed : literal.key) + "”");
      return names.empty() ? "“" + set.typed + "”" : join(names, " or ");
    }
    case Set::Kind::described:
      break;
  }
  std::string text(describe_pick(set.pick));
  for (const std::string& tag : set.tags)
    text += "#" + tag + " ";
  text += kind_of(set);
  if (set.dated.is_limited())
    text += " of " + to_filter(set.dated);
  std::string rest;
  for (const Predicate& predicate : set.predicates) {
    const bool is_bare_role = predicate.relation == set.role_relation && !predicate.verb &&
                              !predicate.ends[0] && !predicate.ends[1] &&
                              predicate.relation != nullptr && set.predicates.size() > 1;
    if (is_bare_role)
      continue;
    if (!rest.empty())
      rest += " and";
    rest += describe_predicate(predicate);
  }
  return text + rest;
}

std::string quoted_value(std::string_view text) {
  std::string value(text);
  std::erase(value, '"');
  return "\"" + value + "\"";
}

std::optional<std::string> filter_predicate(const Predicate& predicate);

std::optional<std::string> filter_values(const std::string& key, const Set& set) {
  std::vector<std::string> choices;
  for (const Meaning& meaning : set.meanings) {
    if (meaning.title.find_first_of("[]|#") != std::string::npos)
      return std::nullopt;
    choices.push_back(key + ":" + link(meaning.title));
  }
  for (const Literal& literal : set.literals)
    choices.push_back(key + ":" + quoted_value(literal.key));
  if (choices.empty())
    return std::nullopt;
  return choices.size() == 1 ? choices.front() : "(" + join(choices, " OR ") + ")";
}

std::optional<std::string> filter_field(const Predicate& predicate) {
  const FieldDecl& field = *predicate.field;
  std::string value;
  const std::string& number = predicate.value;
  switch (predicate.compare) {
    case Compare::any:
      value = "*";
      break;
    case Compare::equal:
      value = number.find(' ') == std::string::npos ? number : quoted_value(number);
      break;
    case Compare::at_least:
      value = ">=" + number;
      break;
    case Compare::at_most:
      value = "<=" + number;
      break;
    case Compare::more:
      value = ">" + number;
      break;
    case Compare::less:
      value = "<" + number;
      break;
    case Compare::within:
      if (predicate.recurring.is_limited())
        return std::nullopt;
      value = to_filter(predicate.time);
      break;
  }
  return field.via.empty() ? std::optional(field.id + ":" + value) : std::nullopt;
}

std::optional<std::string> filter_predicate(const Predicate& predicate) {
  if (predicate.relation == nullptr)
    return filter_field(predicate);
  const RelationDecl& relation = *predicate.relation;
  const bool is_forward = *predicate.gap == End::from;
  const std::string& key = is_forward ? relation.id : relation.inverse;
  if (predicate.is_denied || predicate.is_aside || !predicate.told_by.empty() ||
      predicate.times.is_limited() || predicate.is_sole || predicate.others.is_limited() ||
      key.empty())
    return std::nullopt;
  const SetRef& other = predicate.end(opposite(*predicate.gap));
  if (predicate.time.is_limited() && (other || !is_of_owner(relation)))
    return std::nullopt;
  const std::string time = predicate.time.is_limited() ? to_filter(predicate.time) : "*";
  if (predicate.is_complement && other) {
    Predicate held = predicate;
    held.is_complement = false;
    const auto part = filter_predicate(held);
    return part && part->front() != '(' ? std::optional("-" + *part) : std::nullopt;
  }
  if (predicate.is_complement) {
    return predicate.time.is_limited() ? key + ":* -" + key + ":" + time : "-" + key + ":*";
  }
  if (!other)
    return key + ":" + time;
  if (other->kind == Set::Kind::named)
    return filter_values(key, *other);
  if (other->kind == Set::Kind::owner)
    return key + ":me";
  const auto inner = render_filter(*other);
  if (!inner)
    return std::nullopt;
  return key + ":(" + *inner + ")";
}

}  // namespace

std::optional<std::string> render_filter(const Set& set) {
  if (set.kind != Set::Kind::described || set.pick != Pick::all)
    return std::nullopt;
  std::vector<std::string> parts;
  const bool is_complement =
      std::any_of(set.predicates.begin(), set.predicates.end(),
                  [](const Predicate& predicate) { return predicate.is_complement; });
  // What is not on record is told of notes of a kind, so that kind is to be said.
  std::vector<std::string> types = set.asks_who || is_complement ? kinds_of(set) : set.types;
  if (is_complement && types.empty())
    return std::nullopt;
  std::erase_if(types, [](const std::string& type) { return type == "literal" || type == "me"; });
  for (std::string& type : types)
    type = "type:" + type;
  if (types.size() == 1)
    parts.push_back(types.front());
  else if (types.size() > 1)
    parts.push_back("(" + join(types, " OR ") + ")");
  for (const std::string& tag : set.tags)
    parts.push_back("#" + tag);
  if (set.dated.is_limited())
    parts.push_back("date:" + to_filter(set.dated));
  for (const Predicate& predicate : set.predicates) {
    const auto part = filter_predicate(predicate);
    if (!part)
      return std::nullopt;
    parts.push_back(*part);
  }
  if (parts.empty())
    return std::nullopt;
  return join(parts, " ");
}

std::string render_reading(const Question& question) {
  const Predicate& fact = question.fact;
  const auto sides = [&] {
    const std::string relation = (fact.is_denied ? "not " : "") + fact.relation->id;
    return describe_end(fact, End::from) + " — " + relation + " → " + describe_end(fact, End::to) +
           describe_time(fact.time) + describe_times(fact.times);
  };
  switch (question.ask) {
    case Question::Ask::set:
      return describe(*question.set);
    case Question::Ask::count:
      return "how many: " + describe(*question.set);
    case Question::Ask::define:
      return "who or what is " + describe(*question.set);
    case Question::Ask::values:
      return question.field->id + " of " + describe(*question.set);
    case Question::Ask::dates:
      return (fact.pick == Pick::last    ? "last time: "
              : fact.pick == Pick::first ? "first time: "
              : fact.pick == Pick::most  ? "most often when: "
                                         : "when: ") +
             sides();
    case Question::Ask::times:
      return "how often: " + sides();
    case Question::Ask::truth:
      return "whether: " + sides();
    case Question::Ask::refusal:
      break;
  }
  return {};
}

std::string render_roles(const Question& question) {
  const Predicate* predicate = &question.fact;
  if (question.set && question.ask != Question::Ask::values)
    predicate = main_predicate(*question.set);
  if (predicate == nullptr || predicate->relation == nullptr)
    return question.field != nullptr ? question.field->id : "";
  const auto side = [&](End end) -> std::string {
    if (predicate->gap == end)
      return "?";
    const SetRef& set = predicate->end(end);
    if (set && set->kind == Set::Kind::named && !set->meanings.empty())
      return set->meanings.front().title;
    if (set && set->kind == Set::Kind::named)
      return set->typed;
    return set ? "(" + describe(*set) + ")" : describe_end(*predicate, end);
  };
  return predicate->relation->id + "(from=" + side(End::from) + ",to=" + side(End::to) + ")";
}

}  // namespace tote::index::question
