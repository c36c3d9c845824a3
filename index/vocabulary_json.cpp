// SPDX-License-Identifier: GPL-2.0-or-later
// The JSON form of the vocabulary, described in docs/vocabulary.md: members of a plugin.json, and
// the snapshot that the index keeps. Reading is strict, so that a misspelt member is an error
// instead of a relation that silently knows no verbs.
#include <algorithm>
#include <functional>
#include <initializer_list>

#include <nlohmann/json.hpp>

#include "index/language/words.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::index {
namespace {

using Json = nlohmann::ordered_json;

template <class Enum>
struct EnumName {
  std::string_view name;
  Enum value;
};

constexpr EnumName<End> end_names[] = {{"from", End::from}, {"to", End::to}, {"me", End::me}};
constexpr EnumName<RelationSource> source_names[] = {{"field", RelationSource::field},
                                                     {"date-field", RelationSource::date_field},
                                                     {"links", RelationSource::links}};
constexpr EnumName<bool> pick_names[] = {{"highest", true}, {"lowest", false}};
constexpr EnumName<FieldKind> kind_names[] = {
    {"text", FieldKind::text},       {"keyword", FieldKind::keyword},
    {"integer", FieldKind::integer}, {"decimal", FieldKind::decimal},
    {"date", FieldKind::date},       {"boolean", FieldKind::boolean},
    {"url", FieldKind::url}};

template <class Enum, std::size_t n>
std::string name_of(const EnumName<Enum> (&names)[n], Enum value) {
  for (const auto& entry : names)
    if (entry.value == value)
      return std::string(entry.name);
  return {};
}

/// A value of the document, and where it stands. The first thing that is wrong anywhere is kept in
/// `error`; after that every read yields an empty value.
class Node {
 public:
  Node(const Json& json, std::string pointer, std::optional<Error>& error)
      : json_(&json), pointer_(std::move(pointer)), error_(&error) {}

  void complain(const std::string& what) const {
    if (!*error_)
      *error_ = Error{
          ErrorCode::invalid_input,
          (pointer_.empty() ? std::string("the document") : "'" + pointer_ + "'") + ' ' + what,
          std::nullopt};
  }

  [[nodiscard]] bool has(const char* name) const {
    return json_->is_object() && json_->contains(name);
  }

  [[nodiscard]] Node member(const char* name) const {
    return {json_->at(name), pointer_ + '/' + name, *error_};
  }

  /// Complains of members that are not among `names`.
  void expect_members(std::initializer_list<std::string_view> names) const {
    if (!json_->is_object())
      return complain("must be an object");
    for (const auto& [name, value] : json_->items())
      if (std::find(names.begin(), names.end(), name) == names.end())
        complain("has a member '" + name + "', which is not known there");
  }

  [[nodiscard]] std::string text() const {
    if (json_->is_string())
      return json_->get<std::string>();
    complain("must be a text");
    return {};
  }

  [[nodiscard]] bool boolean() const {
    if (json_->is_boolean())
      return json_->get<bool>();
    complain("must be true or false");
    return false;
  }

  [[nodiscard]] double number() const {
    if (json_->is_number())
      return json_->get<double>();
    complain("must be a number");
    return 0;
  }

  [[nodiscard]] std::int8_t polarity() const {
    if (*json_ == -1)
      return -1;
    if (*json_ != 1)
      complain("must be 1, or -1 if the verb denies the relation");
    return 1;
  }

  template <class Enum, std::size_t n>
  [[nodiscard]] Enum one_of(const EnumName<Enum> (&names)[n]) const {
    const std::string name = text();
    std::string choices;
    for (const auto& entry : names) {
      if (entry.name == name)
        return entry.value;
      choices += (choices.empty() ? "" : ", ") + std::string(entry.name);
    }
    complain("must be one of: " + choices);
    return names[0].value;
  }

  /// What `read` makes of each item of a list.
  template <class Read>
  [[nodiscard]] auto list(Read read) const {
    std::vector<std::invoke_result_t<Read, const Node&>> items;
    if (!json_->is_array()) {
      complain("must be a list");
      return items;
    }
    items.reserve(json_->size());
    for (std::size_t i = 0; i < json_->size(); ++i)
      items.push_back(
          std::invoke(read, Node{(*json_)[i], pointer_ + '/' + std::to_string(i), *error_}));
    return items;
  }

  [[nodiscard]] std::vector<std::string> texts() const { return list(&Node::text); }

  /// What `read` makes of each member of an object.
  template <class Read>
  [[nodiscard]] auto map(Read read) const {
    std::map<std::string, std::invoke_result_t<Read, const Node&>> members;
    if (!json_->is_object()) {
      complain("must be an object");
      return members;
    }
    for (const auto& [name, value] : json_->items())
      members.emplace(name, std::invoke(read, Node{value, pointer_ + '/' + name, *error_}));
    return members;
  }

 private:
  const Json* json_;
  std::string pointer_;
  std::optional<Error>* error_;
};

std::string optional_text(const Node& node, const char* name) {
  return node.has(name) ? node.member(name).text() : std::string();
}

bool optional_boolean(const Node& node, const char* name) {
  return node.has(name) && node.member(name).boolean();
}

std::vector<std::string> optional_texts(const Node& node, const char* name) {
  return node.has(name) ? node.member(name).texts() : std::vector<std::string>();
}

std::optional<double> optional_number(const Node& node, const char* name) {
  return node.has(name) ? std::optional(node.member(name).number()) : std::nullopt;
}

template <class Read>
auto optional_list(const Node& node, const char* name, Read read) {
  return node.has(name) ? node.member(name).list(read)
                        : std::vector<std::invoke_result_t<Read, const Node&>>();
}

/// Ids become terms of the index and words of the search line: lower case letters, digits, hyphens.
std::string read_id(const Node& node, const char* name = "id") {
  if (!node.has(name)) {
    node.complain(std::string("needs a member '") + name + "'");
    return {};
  }
  std::string id = node.member(name).text();
  const bool is_valid = !id.empty() && id.size() <= 64 && id.front() >= 'a' && id.front() <= 'z' &&
                        std::all_of(id.begin(), id.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                        });
  if (!is_valid)
    node.member(name).complain(
        "must be lower case letters, digits and hyphens, begin with a letter, 64 at most");
  return id;
}

/// Keys that mean the same in every note, and words of the search line, are no plugin's.
void refuse_reserved(const Node& node, std::string_view key) {
  constexpr std::string_view reserved[] = {"title", "type", "alias",  "aliases", "date",
                                           "tag",   "tags", "folder", "path",    "linked"};
  if (std::find(std::begin(reserved), std::end(reserved), key) != std::end(reserved))
    node.complain("declares the field '" + std::string(key) +
                  "', which tote itself reads in every note: give it another name");
}

std::string read_plugin(const Node& node, std::string_view plugin) {
  return plugin.empty() ? optional_text(node, "plugin") : std::string(plugin);
}

std::vector<std::string> read_spellings(const Node& node) {
  std::vector<std::string> spellings = optional_texts(node, "spellings");
  for (std::string& spelling : spellings)
    spelling = notes::canonical_field_key(spelling);
  return spellings;
}

Noun read_noun(const Node& node) {
  const std::vector<std::string> numbers = node.texts();
  if (numbers.empty() || numbers.size() > 2)
    node.complain("must be a noun: [\"book\", \"books\"], or [\"mastodon\"] without a plural");
  return {numbers.empty() ? "" : numbers[0], numbers.size() > 1 ? numbers[1] : ""};
}

VerbDecl read_verb(const Node& node) {
  node.expect_members({"lemma", "forms", "frame", "requires", "polarity"});
  VerbDecl verb;
  verb.lemma = optional_text(node, "lemma");
  const std::vector<std::string> forms = optional_texts(node, "forms");
  const bool has_gap =
      std::any_of(forms.begin(), forms.end(), [](const std::string& form) { return form.empty(); });
  if (verb.lemma.empty() || has_gap || forms.size() != verb.forms.size())
    node.complain("must have a lemma and four forms: third person, past, participle and -ing form");
  else
    std::copy(forms.begin(), forms.end(), verb.forms.begin());
  if (node.has("frame"))
    verb.frame = node.member("frame").map([](const Node& end) { return end.one_of(end_names); });
  for (const auto& [slot, end] : verb.frame)
    if (slot != "subj" && slot != "obj" && slot != "iobj" && !language::is_preposition(slot))
      node.member("frame").complain("has the slot '" + slot +
                                    "', which is neither subj, obj, iobj nor a preposition");
  verb.requires_slots = optional_texts(node, "requires");
  for (const std::string& slot : verb.requires_slots)
    if (!verb.frame.contains(slot))
      node.member("requires").complain("names '" + slot + "', which is no slot of the frame");
  if (node.has("polarity"))
    verb.polarity = node.member("polarity").polarity();
  return verb;
}

/// A verb of a relation needs a frame: without one it is a word that states nothing.
VerbDecl read_relation_verb(const Node& node) {
  VerbDecl verb = read_verb(node);
  if (!verb.frame.contains("subj"))
    node.complain("needs a frame with the slot 'subj': who or what does it");
  return verb;
}

RoleNoun read_role_noun(const Node& node) {
  node.expect_members({"noun", "end", "prepositions", "where"});
  RoleNoun role;
  if (!node.has("noun") || !node.has("end"))
    node.complain("must have a noun and an end");
  else {
    role.noun = read_noun(node.member("noun"));
    role.end = node.member("end").one_of(end_names);
  }
  role.prepositions = optional_texts(node, "prepositions");
  if (node.has("where"))
    role.where = node.member("where").map(&Node::text);
  return role;
}

AdjectiveDecl read_adjective(const Node& node) {
  node.expect_members({"word", "has"});
  return {optional_text(node, "word"), !node.has("has") || node.member("has").boolean()};
}

Superlative read_superlative(const Node& node) {
  node.expect_members({"word", "picks"});
  if (!node.has("word") || !node.has("picks"))
    node.complain("must have a word and what it picks: highest or lowest");
  return {optional_text(node, "word"),
          !node.has("picks") || node.member("picks").one_of(pick_names)};
}

std::pair<std::string, std::string> read_example(const Node& node) {
  const std::vector<std::string> parts = node.texts();
  if (parts.size() == 2)
    return {parts[0], parts[1]};
  node.complain("must be a question and its reading");
  return {};
}

TypeDecl read_type(const Node& node, std::string_view plugin) {
  node.expect_members({"id", "plugin", "nouns", "dated", "folder", "template", "template_text"});
  TypeDecl type;
  type.id = read_id(node);
  type.plugin = read_plugin(node, plugin);
  type.nouns = optional_list(node, "nouns", read_noun);
  type.is_dated = optional_boolean(node, "dated");
  type.folder = optional_text(node, "folder");
  type.template_file = optional_text(node, "template");
  type.template_text = optional_text(node, "template_text");
  return type;
}

Bounds read_bounds(const Node& node, FieldKind kind) {
  const Bounds bounds{optional_number(node, "min"), optional_number(node, "max")};
  const auto thing = kind == FieldKind::integer   ? Bounded::integer
                     : kind == FieldKind::decimal ? Bounded::decimal
                                                  : Bounded::no_number;
  if (const auto fault = fault_of(bounds, thing); !fault.empty())
    node.complain(std::string(fault));
  return bounds;
}

FieldDecl read_field(const Node& node, std::string_view plugin) {
  node.expect_members({"id", "plugin", "label", "on", "kind", "list", "normalised", "spellings",
                       "values", "min", "max", "via", "verbs", "nouns", "superlatives"});
  FieldDecl field;
  field.id = read_id(node);
  refuse_reserved(node, field.id);
  field.plugin = read_plugin(node, plugin);
  field.label = node.has("label") ? node.member("label").text() : field.id;
  field.on = optional_texts(node, "on");
  if (field.on.empty())
    node.complain("needs a member 'on': the types that have the field, or [\"*\"]");
  if (node.has("kind"))
    field.kind = node.member("kind").one_of(kind_names);
  field.is_list = optional_boolean(node, "list");
  field.is_normalised = optional_boolean(node, "normalised");
  field.spellings = read_spellings(node);
  field.values = optional_texts(node, "values");
  field.bounds = read_bounds(node, field.kind);
  field.via = optional_text(node, "via");
  field.verbs = optional_list(node, "verbs", read_verb);
  field.nouns = optional_list(node, "nouns", read_noun);
  field.superlatives = optional_list(node, "superlatives", read_superlative);
  const bool is_ordered = field.kind == FieldKind::integer || field.kind == FieldKind::decimal ||
                          field.kind == FieldKind::date;
  if (!field.superlatives.empty() && !is_ordered)
    node.member("superlatives").complain("needs a field whose kind is integer, decimal or date");
  return field;
}

RelationDecl read_relation(const Node& node, std::string_view plugin) {
  node.expect_members({"id", "plugin", "inverse", "from", "to", "source", "field", "spellings",
                       "date_field", "parents", "place_of", "related", "bare_by", "verbs", "nouns",
                       "adjectives", "examples", "not_phrases"});
  RelationDecl relation;
  relation.id = read_id(node);
  relation.plugin = read_plugin(node, plugin);
  if (node.has("inverse"))
    relation.inverse = read_id(node, "inverse");
  relation.from = optional_texts(node, "from");
  relation.to = optional_texts(node, "to");
  if (relation.from.empty() || relation.to.empty())
    node.complain("needs the members 'from' and 'to': types of notes at its ends");
  if (node.has("source"))
    relation.source = node.member("source").one_of(source_names);
  relation.field =
      node.has("field") ? notes::canonical_field_key(node.member("field").text()) : relation.id;
  refuse_reserved(node, relation.field);
  relation.spellings = read_spellings(node);
  for (const std::string& spelling : relation.spellings)
    refuse_reserved(node, spelling);
  relation.date_field = notes::canonical_field_key(optional_text(node, "date_field"));
  relation.parents = optional_texts(node, "parents");
  relation.place_of = optional_text(node, "place_of");
  relation.is_related = optional_boolean(node, "related");
  relation.is_bare_by = optional_boolean(node, "bare_by");
  relation.verbs = optional_list(node, "verbs", read_relation_verb);
  relation.nouns = optional_list(node, "nouns", read_role_noun);
  relation.adjectives = optional_list(node, "adjectives", read_adjective);
  relation.examples = optional_list(node, "examples", read_example);
  relation.not_phrases = optional_texts(node, "not_phrases");
  return relation;
}

// Writing: members at their default are left out, so that the snapshot stays small.

void put(Json& into, const char* name, const std::string& text) {
  if (!text.empty())
    into[name] = text;
}

void put(Json& into, const char* name, bool value) {
  if (value)
    into[name] = true;
}

void put(Json& into, const char* name, const std::optional<double>& number) {
  if (number)
    into[name] = *number;
}

void put(Json& into, const char* name, const std::vector<std::string>& texts) {
  if (!texts.empty())
    into[name] = texts;
}

template <class Item, class Write>
void put_list(Json& into, const char* name, const std::vector<Item>& items, Write write) {
  if (items.empty())
    return;
  Json& list = into[name] = Json::array();
  for (const Item& item : items)
    list.push_back(write(item));
}

Json write_noun(const Noun& noun) {
  Json numbers = Json::array({noun.singular});
  if (!noun.plural.empty())
    numbers.push_back(noun.plural);
  return numbers;
}

Json write_verb(const VerbDecl& verb) {
  Json json = {{"lemma", verb.lemma}, {"forms", verb.forms}};
  for (const auto& [slot, end] : verb.frame)
    json["frame"][slot] = name_of(end_names, end);
  put(json, "requires", verb.requires_slots);
  if (verb.polarity < 0)
    json["polarity"] = -1;
  return json;
}

Json write_role_noun(const RoleNoun& role) {
  Json json = {{"noun", write_noun(role.noun)}, {"end", name_of(end_names, role.end)}};
  put(json, "prepositions", role.prepositions);
  if (!role.where.empty())
    json["where"] = role.where;
  return json;
}

Json write_adjective(const AdjectiveDecl& adjective) {
  Json json = {{"word", adjective.word}};
  if (!adjective.has)
    json["has"] = false;
  return json;
}

Json write_type(const TypeDecl& type) {
  Json json = {{"id", type.id}};
  put(json, "plugin", type.plugin);
  put_list(json, "nouns", type.nouns, write_noun);
  put(json, "dated", type.is_dated);
  put(json, "folder", type.folder);
  put(json, "template", type.template_file);
  put(json, "template_text", type.template_text);
  return json;
}

Json write_field(const FieldDecl& field) {
  Json json = {{"id", field.id}};
  put(json, "plugin", field.plugin);
  put(json, "label", field.label);
  put(json, "on", field.on);
  json["kind"] = name_of(kind_names, field.kind);
  put(json, "list", field.is_list);
  put(json, "normalised", field.is_normalised);
  put(json, "spellings", field.spellings);
  put(json, "values", field.values);
  put(json, "min", field.bounds.min);
  put(json, "max", field.bounds.max);
  put(json, "via", field.via);
  put_list(json, "verbs", field.verbs, write_verb);
  put_list(json, "nouns", field.nouns, write_noun);
  put_list(json, "superlatives", field.superlatives, [](const Superlative& superlative) {
    return Json{{"word", superlative.word}, {"picks", name_of(pick_names, superlative.is_highest)}};
  });
  return json;
}

Json write_relation(const RelationDecl& relation) {
  Json json = {{"id", relation.id}};
  put(json, "plugin", relation.plugin);
  put(json, "inverse", relation.inverse);
  put(json, "from", relation.from);
  put(json, "to", relation.to);
  json["source"] = name_of(source_names, relation.source);
  put(json, "field", relation.field);
  put(json, "spellings", relation.spellings);
  put(json, "date_field", relation.date_field);
  put(json, "parents", relation.parents);
  put(json, "place_of", relation.place_of);
  put(json, "related", relation.is_related);
  put(json, "bare_by", relation.is_bare_by);
  put_list(json, "verbs", relation.verbs, write_verb);
  put_list(json, "nouns", relation.nouns, write_role_noun);
  put_list(json, "adjectives", relation.adjectives, write_adjective);
  put_list(json, "examples", relation.examples, [](const auto& example) {
    return Json::array({example.first, example.second});
  });
  put(json, "not_phrases", relation.not_phrases);
  return json;
}

}  // namespace

Result<Vocabulary> parse_vocabulary(std::string_view json, std::string_view plugin) {
  Json document;
  try {
    document = Json::parse(json);
  } catch (const Json::exception& error) {
    return fail(ErrorCode::invalid_input, std::string("is not valid JSON: ") + error.what());
  }
  std::optional<Error> error;
  const Node root(document, "", error);
  if (!document.is_object())
    root.complain("must be an object");
  Vocabulary vocabulary;
  vocabulary.types =
      optional_list(root, "types", [&](const Node& node) { return read_type(node, plugin); });
  vocabulary.fields =
      optional_list(root, "fields", [&](const Node& node) { return read_field(node, plugin); });
  vocabulary.relations = optional_list(
      root, "relations", [&](const Node& node) { return read_relation(node, plugin); });
  if (error)
    return tl::unexpected<Error>(*std::move(error));
  return vocabulary;
}

std::string to_string(FieldKind kind) {
  return name_of(kind_names, kind);
}

std::string to_string(RelationSource source) {
  return name_of(source_names, source);
}

std::string to_json(const Vocabulary& vocabulary) {
  Json document = Json::object();
  put_list(document, "types", vocabulary.types, write_type);
  put_list(document, "fields", vocabulary.fields, write_field);
  put_list(document, "relations", vocabulary.relations, write_relation);
  // A text that is no UTF-8 cannot have been parsed, but a caller may have built one.
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace tote::index
