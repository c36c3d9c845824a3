// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/vocabulary.h"

#include <algorithm>

namespace tote::index {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// How well a declaration that holds for `types` fits a note of `type`: 0 not at all, 2 by name.
int fit(const std::vector<std::string>& types, std::string_view type) {
  if (type.empty() || contains(types, type))
    return 2;
  return contains(types, "*") ? 1 : 0;
}

bool has_key(const FieldDecl& field, std::string_view key) {
  return field.id == key || contains(field.spellings, key);
}

bool has_key(const RelationDecl& relation, std::string_view key) {
  return relation.source != RelationSource::links &&
         (relation.field == key || contains(relation.spellings, key));
}

const std::vector<std::string>& types_of(const FieldDecl& field) {
  return field.on;
}

const std::vector<std::string>& types_of(const RelationDecl& relation) {
  return relation.from;
}

/// The declaration with this key that fits `type` best; of equally good ones the first.
template <class Declaration>
const Declaration* best_fit(const std::vector<Declaration>& declarations, std::string_view key,
                            std::string_view type) {
  const Declaration* best = nullptr;
  int best_fit = 0;
  for (const Declaration& declaration : declarations) {
    if (!has_key(declaration, key))
      continue;
    const int here = fit(types_of(declaration), type);
    if (here > best_fit) {
      best = &declaration;
      best_fit = here;
    }
  }
  return best;
}

/// Whether two declarations hold for a type that both name ("*" counts as a name of its own: a
/// declaration for one type may refine one for all).
bool share_a_type(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& type) { return contains(b, type); });
}

tl::unexpected<Error> taken(std::string_view what, const std::string& id, const std::string& plugin,
                            const std::string& owner) {
  return fail(ErrorCode::invalid_input, "plugin '" + plugin + "' declares the " +
                                            std::string(what) + " '" + id + "', which '" + owner +
                                            "' declares already: give it another id");
}

void add_type(Vocabulary& into, TypeDecl addition) {
  const auto known = std::find_if(into.types.begin(), into.types.end(),
                                  [&](const TypeDecl& type) { return type.id == addition.id; });
  if (known == into.types.end()) {
    into.types.push_back(std::move(addition));
    return;
  }
  for (Noun& noun : addition.nouns) {
    const bool is_known =
        std::any_of(known->nouns.begin(), known->nouns.end(),
                    [&](const Noun& other) { return other.singular == noun.singular; });
    if (!is_known)
      known->nouns.push_back(std::move(noun));
  }
  known->is_dated = known->is_dated || addition.is_dated;
  known->is_dated = known->is_dated || addition.is_dated;
  if (known->folder.empty())
    known->folder = std::move(addition.folder);
  if (known->template_text.empty() && known->template_file.empty()) {
    known->template_text = std::move(addition.template_text);
    known->template_file = std::move(addition.template_file);
  }
}

Result<void> add_relation(Vocabulary& into, RelationDecl addition) {
  for (const std::string* id : {&addition.id, &addition.inverse})
    if (const RelationDecl* other = id->empty() ? nullptr : into.relation(*id))
      return taken("relation", *id, addition.plugin, other->plugin);
  for (const RelationDecl& other : into.relations)
    if (addition.source != RelationSource::links && has_key(other, addition.field) &&
        share_a_type(other.from, addition.from))
      return taken("field", addition.field, addition.plugin, other.plugin);
  for (const FieldDecl& other : into.fields)
    if (addition.source != RelationSource::links && has_key(other, addition.field) &&
        share_a_type(other.on, addition.from))
      return taken("field", addition.field, addition.plugin, other.plugin);
  into.relations.push_back(std::move(addition));
  return {};
}

Result<void> add_field(Vocabulary& into, FieldDecl addition) {
  for (const FieldDecl& other : into.fields)
    if (has_key(other, addition.id) && share_a_type(other.on, addition.on))
      return taken("field", addition.id, addition.plugin, other.plugin);
  for (const RelationDecl& other : into.relations)
    if (has_key(other, addition.id) && share_a_type(other.from, addition.on))
      return taken("field", addition.id, addition.plugin, other.plugin);
  into.fields.push_back(std::move(addition));
  return {};
}

}  // namespace

const TypeDecl* Vocabulary::type(std::string_view id) const {
  const auto found =
      std::find_if(types.begin(), types.end(), [&](const TypeDecl& type) { return type.id == id; });
  return found == types.end() ? nullptr : &*found;
}

const RelationDecl* Vocabulary::relation(std::string_view id_or_inverse) const {
  const auto found =
      std::find_if(relations.begin(), relations.end(), [&](const RelationDecl& relation) {
        return relation.id == id_or_inverse || relation.inverse == id_or_inverse;
      });
  return found == relations.end() ? nullptr : &*found;
}

const FieldDecl* Vocabulary::field(std::string_view key, std::string_view type) const {
  return best_fit(fields, key, type);
}

const RelationDecl* Vocabulary::relation_of_field(std::string_view key,
                                                  std::string_view type) const {
  return best_fit(relations, key, type);
}

bool Vocabulary::dates(std::string_view key, const RelationDecl& relation,
                       std::string_view type) const {
  if (relation.date_field.empty() || key == relation.date_field)
    return !relation.date_field.empty();
  // Asked for every field of a note, of which few are declared as such.
  const FieldDecl* its = field(key, type);
  return its != nullptr && its == field(relation.date_field, type);
}

Vocabulary core_vocabulary() {
  TypeDecl note;
  note.id = "note";
  note.plugin = "core";
  note.nouns = {{"note", "notes"},
                {"thing", "things"},
                {"anything", ""},
                {"something", ""},
                {"everything", ""}};
  TypeDecl journal;
  journal.id = "journal";
  journal.plugin = "core";
  journal.nouns = {{"journal entry", "journal entries"}, {"entry", "entries"}, {"day", "days"}};
  journal.is_dated = true;
  journal.folder = "journal";
  RelationDecl mentions;
  mentions.id = "mentions";
  mentions.inverse = "mentioned-in";
  mentions.plugin = "core";
  mentions.from = {"*"};
  mentions.to = {"*"};
  mentions.source = RelationSource::links;
  mentions.field = "mentions";
  const auto add_verb = [&](const char* lemma, std::array<std::string, 4> forms,
                            std::map<std::string, End> frame, const char* required) {
    VerbDecl verb;
    verb.lemma = lemma;
    verb.forms = std::move(forms);
    verb.frame = std::move(frame);
    verb.requires_slots = {required};
    mentions.verbs.push_back(std::move(verb));
  };
  add_verb("mention", {"mentions", "mentioned", "mentioned", "mentioning"},
           {{"subj", End::from}, {"obj", End::to}}, "obj");
  add_verb("link", {"links", "linked", "linked", "linking"}, {{"subj", End::from}, {"to", End::to}},
           "to");
  add_verb("refer", {"refers", "referred", "referred", "referring"},
           {{"subj", End::from}, {"to", End::to}}, "to");
  add_verb("write", {"writes", "wrote", "written", "writing"},
           {{"subj", End::me}, {"obj", End::from}, {"about", End::to}}, "about");
  return {{note, journal}, {mentions}, {}};
}

Result<void> merge(Vocabulary& into, Vocabulary addition) {
  Vocabulary merged = into;
  for (TypeDecl& type : addition.types)
    add_type(merged, std::move(type));
  for (RelationDecl& relation : addition.relations)
    TOTE_CHECK(add_relation(merged, std::move(relation)));
  for (FieldDecl& field : addition.fields)
    TOTE_CHECK(add_field(merged, std::move(field)));
  into = std::move(merged);
  return {};
}

bool is_for_type(const std::vector<std::string>& types, std::string_view type) {
  return contains(types, type) || contains(types, "*");
}

}  // namespace tote::index
