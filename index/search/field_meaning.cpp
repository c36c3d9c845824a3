// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/field_meaning.h"

#include <algorithm>
#include <array>
#include <utility>

#include "notes/note.h"

namespace tote::index::search {
namespace {

using OwnField = std::pair<std::string_view, FieldMeaning::Kind>;

constexpr std::array<OwnField, 7> own_fields = {
    OwnField{"date", FieldMeaning::Kind::date}, OwnField{"folder", FieldMeaning::Kind::path},
    OwnField{"path", FieldMeaning::Kind::path}, OwnField{"tag", FieldMeaning::Kind::tag},
    OwnField{"tags", FieldMeaning::Kind::tag},  OwnField{"title", FieldMeaning::Kind::title},
    OwnField{"type", FieldMeaning::Kind::type},
};
constexpr std::string_view linked = "linked";

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

void add_relation_meanings(const RelationDecl& relation, std::string_view key,
                           std::vector<FieldMeaning>& meanings) {
  FieldMeaning meaning;
  meaning.kind = FieldMeaning::Kind::relation;
  meaning.relation = &relation;
  const bool is_links = relation.source == RelationSource::links;
  const bool is_field = !is_links && (relation.field == key || contains(relation.spellings, key));
  if (relation.id == key || is_field || (is_links && key == linked)) {
    meaning.is_latest = is_field && relation.id != key &&
                        relation.source == RelationSource::date_field && key.starts_with("last-");
    meanings.push_back(meaning);
  } else if (relation.inverse == key) {
    meaning.asked = End::to;
    meanings.push_back(meaning);
  } else if (relation.date_field == key) {
    meaning.kind = FieldMeaning::Kind::dated;
    meanings.push_back(meaning);
  }
}

}  // namespace

std::vector<FieldMeaning> meanings_of(const Vocabulary& vocabulary, std::string_view name) {
  const std::string key = notes::canonical_field_key(name);
  // Names that a declaration lacks are empty too.
  if (key.empty())
    return {};
  for (const auto& [own, kind] : own_fields) {
    if (own == key) {
      FieldMeaning meaning;
      meaning.kind = kind;
      return {meaning};
    }
  }
  std::vector<FieldMeaning> meanings;
  for (const RelationDecl& relation : vocabulary.relations)
    add_relation_meanings(relation, key, meanings);
  for (const FieldDecl& field : vocabulary.fields) {
    if (field.id == key || contains(field.spellings, key)) {
      FieldMeaning meaning;
      meaning.field = &field;
      meanings.push_back(meaning);
    }
  }
  return meanings;
}

std::vector<std::string> field_names(const Vocabulary& vocabulary) {
  std::vector<std::string> names = {std::string(linked)};
  for (const auto& [own, kind] : own_fields)
    names.emplace_back(own);
  for (const RelationDecl& relation : vocabulary.relations) {
    names.insert(names.end(), {relation.id, relation.inverse, relation.field, relation.date_field});
    names.insert(names.end(), relation.spellings.begin(), relation.spellings.end());
  }
  for (const FieldDecl& field : vocabulary.fields) {
    names.push_back(field.id);
    names.insert(names.end(), field.spellings.begin(), field.spellings.end());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.front().empty())
    names.erase(names.begin());
  return names;
}

std::vector<std::string> with_descendants(const Vocabulary& vocabulary,
                                          const RelationDecl& relation) {
  std::vector<std::string> ids = {relation.id};
  for (std::size_t next = 0; next < ids.size(); ++next) {
    for (const RelationDecl& child : vocabulary.relations) {
      if (contains(child.parents, ids[next]) && !contains(ids, child.id))
        ids.push_back(child.id);
    }
  }
  return ids;
}

}  // namespace tote::index::search
