// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/lost_declarations.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace tote::host::author::check {
namespace {

using index::FieldDecl;
using index::FieldKind;
using index::RelationDecl;
using index::RelationSource;

bool holds(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/// The texts of `before` that are not among `now`.
std::vector<std::string> missing(const std::vector<std::string>& before,
                                 const std::vector<std::string>& now) {
  std::vector<std::string> lost;
  for (const auto& text : before)
    if (!holds(now, text))
      lost.push_back(text);
  return lost;
}

/// "'a', 'b'".
std::string quoted(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts)
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", text);
  return list;
}

template <class Decl>
const Decl* find_by_id(const std::vector<Decl>& all, std::string_view id) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Decl& each) { return each.id == id; });
  return found == all.end() ? nullptr : &*found;
}

bool takes_kind(FieldKind now, FieldKind before) {
  return now == before || now == FieldKind::text || now == FieldKind::keyword ||
         (now == FieldKind::decimal && before == FieldKind::integer);
}

bool takes_kind(ValueKind now, ValueKind before) {
  return now == before || now == ValueKind::text ||
         (now == ValueKind::decimal && before == ValueKind::integer);
}

bool is_number(FieldKind kind) {
  return kind == FieldKind::integer || kind == FieldKind::decimal;
}

std::string range(const index::Bounds& bounds) {
  return bounds.min || bounds.max ? index::within("a number", bounds) : "any number";
}

/// The first of these types as Vocabulary takes it, where "*" is "".
std::string_view first_of(const std::vector<std::string>& types) {
  return types.empty() || types.front() == "*" ? std::string_view() : types.front();
}

/// One version beside the other.
class Comparison {
 public:
  Comparison(const Manifest& before, const Manifest& now, const index::Vocabulary& words)
      : before_(before), now_(now), words_(words) {}

  [[nodiscard]] std::vector<std::string> run() {
    for (const auto& type : before_.vocabulary.types)
      if (words_.type(type.id) == nullptr)
        lost(fmt::format("the type '{}'", type.id), "is gone",
             "notes of it would be of a type that nobody knows");
    for (const auto& field : before_.vocabulary.fields)
      compare_field(field);
    for (const auto& relation : before_.vocabulary.relations)
      compare_relation(relation);
    for (const auto& setting : before_.settings)
      compare_setting(setting);
    for (const auto& command : before_.commands)
      compare_command(command);
    return std::move(lost_);
  }

 private:
  /// `thing` is what it was, `how` what became of it, `effect` who notices and by what.
  void lost(std::string_view thing, std::string_view how, std::string_view effect) {
    lost_.push_back(fmt::format("{} of {} {}: {}", thing, before_.version, how, effect));
  }

  /// Whether notes of this type are known still; if not, that is said of the type.
  [[nodiscard]] bool is_known(const std::string& type) const {
    return type == "*" || type == "me" || type == "literal" || words_.type(type) != nullptr;
  }

  [[nodiscard]] std::vector<std::string> known(const std::vector<std::string>& types) const {
    std::vector<std::string> all;
    std::copy_if(types.begin(), types.end(), std::back_inserter(all),
                 [&](const std::string& type) { return is_known(type); });
    return all;
  }

  /// The field that this key means in notes of the type, "*" being each.
  [[nodiscard]] const FieldDecl* field(std::string_view key, const std::string& type) const {
    if (type != "*")
      return words_.field(key, type);
    const auto* found = words_.field(key);
    return found != nullptr && holds(found->on, "*") ? found : nullptr;
  }

  void compare_field(const FieldDecl& before) {
    const auto thing = fmt::format("the field '{}'", before.id);
    const FieldDecl* now = nullptr;
    std::vector<std::string> lost_types;
    const auto types = known(before.on);
    for (const auto& type : types) {
      if (const auto* found = field(before.id, type); found != nullptr)
        now = found;
      else
        lost_types.push_back(type);
    }
    if (types.empty())
      return;
    if (now == nullptr)
      return lost(thing, "is gone", "notes that have it would not be understood");
    if (!lost_types.empty())
      lost(thing, fmt::format("is no longer on notes of type {}", quoted(lost_types)),
           "what they say in it would not be understood");
    compare_spellings(before.spellings, thing, [&](const std::string& key) {
      return words_.field(key, first_of(types)) != nullptr;
    });
    compare_values(before, *now, thing);
    compare_verbs(before.verbs, now->verbs, thing);
  }

  void compare_values(const FieldDecl& before, const FieldDecl& now, const std::string& thing) {
    const char* effect = "notes with other values would be told of as wrong";
    if (!takes_kind(now.kind, before.kind))
      return lost(thing,
                  fmt::format("was of kind {} and is of kind {}", to_string(before.kind),
                              to_string(now.kind)),
                  "what notes say in it would not be read as that");
    const bool is_open = before.kind != FieldKind::keyword || before.values.empty();
    if (now.kind == FieldKind::keyword && !now.values.empty()) {
      const auto values = missing(before.values, now.values);
      if (is_open)
        lost(thing, fmt::format("took any value and takes {} only", quoted(now.values)), effect);
      else if (!values.empty())
        lost(thing, fmt::format("no longer takes {}", quoted(values)), effect);
    }
    if (is_number(before.kind) && is_number(now.kind) && !now.bounds.contain(before.bounds))
      lost(thing, fmt::format("took {} and takes {}", range(before.bounds), range(now.bounds)),
           effect);
    if (before.is_list && !now.is_list)
      lost(thing, "was a list and is one value", "notes with several would not be understood");
  }

  template <class IsKnown>
  void compare_spellings(const std::vector<std::string>& keys, const std::string& thing,
                         IsKnown is_known_key) {
    std::vector<std::string> unknown;
    for (const auto& key : keys)
      if (!is_known_key(key))
        unknown.push_back(key);
    if (!unknown.empty())
      lost(thing, fmt::format("is no longer written {}", quoted(unknown)),
           "notes that write it so would not be understood");
  }

  void compare_verbs(const std::vector<index::VerbDecl>& before,
                     const std::vector<index::VerbDecl>& now, const std::string& thing) {
    std::vector<std::string> verbs;
    for (const auto& verb : before)
      if (std::none_of(now.begin(), now.end(),
                       [&](const index::VerbDecl& other) { return other.lemma == verb.lemma; }))
        verbs.push_back(verb.lemma);
    if (!verbs.empty())
      lost(thing, fmt::format("has lost the verb {}", quoted(verbs)),
           "sentences and questions with it would not be understood");
  }

  void compare_relation(const RelationDecl& before) {
    const auto thing = fmt::format("the relation '{}'", before.id);
    const auto* now = successor_of(before, words_);
    if (now == nullptr)
      return lost(thing, "is gone", "notes and sentences that state it would not be understood");
    if (now->source != before.source)
      return lost(thing,
                  fmt::format("was stated by a source {} and is by {}", to_string(before.source),
                              to_string(now->source)),
                  "notes that state it would not be understood");
    const auto types = known(before.from);
    if (before.source != RelationSource::links) {
      auto keys = before.spellings;
      keys.insert(keys.begin(), before.field);
      compare_spellings(keys, thing, [&](const std::string& key) {
        return words_.relation_of_field(key, first_of(types)) == now;
      });
    }
    compare_ends(before.from, now->from, thing, "from");
    compare_ends(before.to, now->to, thing, "to");
    if (!before.date_field.empty() && !words_.dates(before.date_field, *now, first_of(types)))
      lost(thing, fmt::format("is no longer dated by '{}'", before.date_field),
           "what notes state would have no date");
    compare_verbs(before.verbs, now->verbs, thing);
  }

  void compare_ends(const std::vector<std::string>& before, const std::vector<std::string>& now,
                    const std::string& thing, std::string_view end) {
    const auto types = holds(now, "*") ? std::vector<std::string>() : missing(known(before), now);
    if (!types.empty())
      lost(thing, fmt::format("no longer has {} in its '{}'", quoted(types), end),
           "notes that state it of such would not be understood");
  }

  void compare_setting(const SettingDecl& before) {
    const auto thing = fmt::format("the setting '{}'", before.id);
    const auto* now = find_by_id(now_.settings, before.id);
    if (now == nullptr)
      lost(thing, "is gone", "what owners of a vault have set has no effect");
    else if (!takes_all_of(*now, before))
      lost(thing, fmt::format("was {} and is {}", form_of(before), form_of(*now)),
           "in a vault whose owner has set it, no command would run");
  }

  void compare_command(const CommandDecl& before) {
    const auto thing = fmt::format("the command '{}'", before.id);
    const auto* now = find_by_id(now_.commands, before.id);
    const char* effect = "what people are used to type would be refused";
    if (now == nullptr)
      return lost(thing, "is gone", effect);
    std::vector<std::string> types;
    for (const auto& type : known(before.on))
      if (!now->is_about(type))
        types.push_back(type);
    if (!types.empty())
      lost(thing, fmt::format("is no longer for notes of type {}", quoted(types)), effect);
    if (!before.usual.empty() && now->usual.empty())
      lost(thing, "no longer finds the note that is meant", effect);
    if (before.values.size() != now->values.size())
      lost(
          thing,
          fmt::format("takes {} values where it took {}", now->values.size(), before.values.size()),
          effect);
    // What is typed is told apart by its place, and by its name after two hyphens.
    for (std::size_t i = 0; i < std::min(before.values.size(), now->values.size()); ++i)
      compare_typed(before.values[i], now->values[i], thing, effect);
    for (const auto& option : before.options) {
      if (const auto* other = find_by_id(now->options, option.id); other != nullptr)
        compare_typed(option, *other, thing, effect);
      else
        lost(thing, fmt::format("has lost the option '--{}'", option.id), effect);
    }
  }

  void compare_typed(const CommandValue& before, const CommandValue& now, const std::string& thing,
                     std::string_view effect) {
    if (!takes_kind(now.kind, before.kind))
      lost(thing,
           fmt::format("took {} as '{}' and takes {}", value_kind_name(before.kind), before.id,
                       value_kind_name(now.kind)),
           effect);
    else if (now.kind != ValueKind::text && !now.bounds.contain(before.bounds))
      lost(thing,
           fmt::format("took {} as '{}' and takes {}", range(before.bounds), before.id,
                       range(now.bounds)),
           effect);
  }

  const Manifest& before_;
  const Manifest& now_;
  const index::Vocabulary& words_;
  std::vector<std::string> lost_;
};

}  // namespace

std::vector<std::string> lost_declarations(const Manifest& before, const Manifest& now,
                                           const index::Vocabulary& words) {
  return Comparison(before, now, words).run();
}

const RelationDecl* successor_of(const RelationDecl& before, const index::Vocabulary& words) {
  const auto* same = words.relation(before.id);
  if (same != nullptr && same->id == before.id)
    return same;
  if (before.source == RelationSource::links)
    return nullptr;
  return words.relation_of_field(before.field, first_of(before.from));
}

}  // namespace tote::host::author::check
