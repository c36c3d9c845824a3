// SPDX-License-Identifier: GPL-2.0-or-later
// Declared fields. Front matter and inline fields are flattened into items, one for each value;
// then every key is looked up once: a relation makes edges of its items, a field values.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "index/extract/extract.h"
#include "index/extract/field_values.h"
#include "notes/text.h"

namespace tote::index::extract {
namespace {

/// Fields that mean the same in every note; notes::read_note has read them.
constexpr std::array<std::string_view, 7> own_keys = {"alias", "aliases", "date", "tag",
                                                      "tags",  "title",   "type"};

/// One value as written.
struct Item {
  std::string_view text;  ///< trimmed
  notes::Value::Kind kind = notes::Value::Kind::text;
  notes::ByteSpan value;  ///< within which its links lie
  notes::ByteSpan place;  ///< what is shown as evidence
  Tier tier = Tier::field;
};

/// Items by canonical key, in order of position.
using Items = std::map<std::string, std::vector<Item>, std::less<>>;

class FieldReader {
 public:
  FieldReader(const notes::Note& note, const Vocabulary& vocabulary, Facts& facts)
      : note_(note), vocabulary_(vocabulary), facts_(facts) {
    const TypeDecl* type = vocabulary.type(note.type);
    is_dated_ = type != nullptr && type->is_dated;
    collect_front_matter();
    collect_inline_fields();
  }

  void read() {
    for (const auto& [key, items] : items_) {
      if (const RelationDecl* relation = vocabulary_.relation_of_field(key, note_.type))
        read_relation(*relation, key, items);
      if (const FieldDecl* field = vocabulary_.field(key, note_.type))
        read_field(*field, key, items);
    }
  }

 private:
  void collect_front_matter();
  void collect_inline_fields();
  void add_item(std::vector<Item>& items, const notes::Value& value, notes::ByteSpan place);

  void read_relation(const RelationDecl& relation, const std::string& key,
                     const std::vector<Item>& items);
  void read_dates_with_me(const RelationDecl& relation, const std::string& key, const Item& item);
  void read_field(const FieldDecl& field, const std::string& key, const std::vector<Item>& items);
  void add_value(const FieldDecl& field, const std::string& key, const Item& item,
                 std::string_view text);
  void add_edge(const RelationDecl& relation, const Item& item, EdgeEnd to,
                std::optional<notes::Date> date);
  void report(Misfit misfit, const Item& item);

  [[nodiscard]] std::vector<EdgeEnd> ends(const Item& item) const;
  [[nodiscard]] std::vector<notes::Date> dates_of(const RelationDecl& relation) const;

  [[nodiscard]] std::uint32_t line_of(const Item& item) const {
    return note_.line_of(item.value.begin);
  }

  const notes::Note& note_;
  const Vocabulary& vocabulary_;
  Facts& facts_;
  bool is_dated_ = false;
  Items items_;
  std::set<std::tuple<std::string_view, EdgeEnd::Kind, std::string, std::optional<notes::Date>>>
      stated_;
};

void FieldReader::collect_front_matter() {
  for (std::size_t i = 0; i < note_.values.size();
       i = std::max<std::size_t>(i + 1, note_.values[i].next)) {
    const notes::Value& field = note_.values[i];
    std::string key = notes::canonical_field_key(field.key);
    if (std::find(own_keys.begin(), own_keys.end(), key) != own_keys.end())
      continue;
    const notes::ByteSpan whole{field.key_span.begin, std::max(field.span.end, field.key_span.end)};
    std::vector<Item>& items = items_[std::move(key)];
    if (field.kind != notes::Value::Kind::list) {
      add_item(items, field, whole);
      continue;
    }
    for (std::size_t child = i + 1; child < field.next;
         child = std::max<std::size_t>(child + 1, note_.values[child].next)) {
      const notes::Value& value = note_.values[child];
      const bool is_on_key_line =
          note_.line_of(value.span.begin) == note_.line_of(field.key_span.begin);
      add_item(items, value, is_on_key_line ? whole : value.span);
    }
    // Without quotes YAML takes [[Name]] for a list within a list; the brackets still say link.
    if (items.size() == 1 && items[0].kind == notes::Value::Kind::list) {
      items[0].value = field.span;
      items[0].text = trimmed(field.span.in(note_.source));
    }
  }
}

void FieldReader::add_item(std::vector<Item>& items, const notes::Value& value,
                           notes::ByteSpan place) {
  if (value.kind == notes::Value::Kind::null)
    return;
  const std::string_view text = trimmed(value.text);
  const bool is_scalar =
      value.kind != notes::Value::Kind::list && value.kind != notes::Value::Kind::map;
  if (is_scalar && text.empty())
    return;
  items.push_back({text, value.kind, value.span, place, Tier::field});
}

void FieldReader::collect_inline_fields() {
  for (const notes::InlineField& field : note_.fields) {
    std::string key = notes::canonical_field_key(field.key);
    const std::string_view text = trimmed(field.value);
    if (text.empty() || std::find(own_keys.begin(), own_keys.end(), key) != own_keys.end())
      continue;
    items_[std::move(key)].push_back({text,
                                      notes::Value::Kind::text,
                                      field.value_span,
                                      {field.key_span.begin, field.value_span.end},
                                      Tier::inline_field});
  }
}

EdgeEnd name_end(std::string_view name) {
  EdgeEnd end;
  end.kind = EdgeEnd::Kind::name;
  end.text = name;
  end.keys.push_back(notes::name_key(name));
  return end;
}

EdgeEnd link_end(std::string_view target) {
  EdgeEnd end;
  end.kind = EdgeEnd::Kind::link;
  end.text = target;
  return end;
}

/// The target of a text that is one wikilink and nothing else, without heading and display text.
std::string_view sole_wikilink(std::string_view text) {
  if (!text.starts_with("[[") || !text.ends_with("]]") || text.size() <= 4)
    return {};
  text = text.substr(2, text.size() - 4);
  if (text.find_first_of("[]\n") != std::string_view::npos)
    return {};
  return trimmed(text.substr(0, text.find_first_of("|#")));
}

std::vector<EdgeEnd> FieldReader::ends(const Item& item) const {
  std::vector<EdgeEnd> found;
  auto link = std::lower_bound(
      note_.links.begin(), note_.links.end(), item.value.begin,
      [](const notes::Link& l, std::uint32_t offset) { return l.span.begin < offset; });
  bool has_link = false;
  for (; link != note_.links.end() && link->span.end <= item.value.end; ++link) {
    has_link = true;
    if (link->kind == notes::Link::Kind::image || link->target.empty())
      continue;
    const std::string_view label = trimmed(link->label_span.in(note_.source));
    if (link->is_external)
      found.push_back(name_end(label.empty() ? std::string_view(link->target) : label));
    else
      found.push_back(link_end(link->target));
  }
  if (has_link)
    return found;
  if (const std::string_view target = sole_wikilink(item.text); !target.empty())
    return {link_end(target)};
  if (item.kind == notes::Value::Kind::list || item.kind == notes::Value::Kind::map ||
      item.kind == notes::Value::Kind::boolean || notes::name_key(item.text).empty())
    return {};
  return {name_end(item.text)};
}

/// The dates of the field that dates this relation's edges.
std::vector<notes::Date> FieldReader::dates_of(const RelationDecl& relation) const {
  std::vector<notes::Date> dates;
  for (const auto& [key, items] : items_) {
    if (!vocabulary_.dates(key, relation, note_.type))
      continue;
    for (const Item& item : items)
      if (const auto date = read_date(item.text); date && date->year != 0)
        dates.push_back(*date);
  }
  return dates;
}

void FieldReader::read_relation(const RelationDecl& relation, const std::string& key,
                                const std::vector<Item>& items) {
  if (relation.source == RelationSource::date_field) {
    for (const Item& item : items)
      read_dates_with_me(relation, key, item);
    return;
  }
  std::vector<std::pair<const Item*, EdgeEnd>> edges;
  for (const Item& item : items) {
    std::vector<EdgeEnd> named = ends(item);
    if (named.empty())
      report({"field-not-a-name",
              fmt::format("'{}' should name a note, such as \"[[Name]]\", or give a name "
                          "as text; {} is neither and is kept as text",
                          key, quoted_for_message(trimmed(item.value.in(note_.source))))},
             item);
    for (EdgeEnd& end : named)
      edges.emplace_back(&item, std::move(end));
  }
  // Two recommenders and two dates belong together in order; one date is for all of them.
  const std::vector<notes::Date> dates = dates_of(relation);
  for (std::size_t i = 0; i < edges.size(); ++i) {
    std::optional<notes::Date> date;
    if (dates.size() == 1 || dates.size() == edges.size())
      date = dates.size() == 1 ? dates[0] : dates[i];
    else if (dates.empty() && is_dated_)
      date = note_.date;
    add_edge(relation, *edges[i].first, std::move(edges[i].second), date);
  }
}

/// `text` cut at commas, each part trimmed; empty parts left out.
std::vector<std::string_view> comma_separated(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    if (const std::string_view part = trimmed(text.substr(0, comma)); !part.empty())
      parts.push_back(part);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

void FieldReader::read_dates_with_me(const RelationDecl& relation, const std::string& key,
                                     const Item& item) {
  EdgeEnd me;
  me.kind = EdgeEnd::Kind::me;
  if (const auto flag = read_boolean(item.text)) {
    if (*flag)
      add_edge(relation, item, me, std::nullopt);
    return;
  }
  for (const std::string_view part : comma_separated(item.text)) {
    const auto date = read_date(part);
    if (date && date->year != 0)
      add_edge(relation, item, me, date);
    else
      report({"field-not-a-date",
              fmt::format("'{}' should be a date such as 2011-07-03, 2011-07 or 2011, or "
                          "yes, not {}; it is kept as text",
                          key, quoted_for_message(part))},
             item);
  }
}

void FieldReader::read_field(const FieldDecl& field, const std::string& key,
                             const std::vector<Item>& items) {
  for (const Item& item : items) {
    if (item.kind == notes::Value::Kind::list || item.kind == notes::Value::Kind::map) {
      report(misfit_of(field, key, trimmed(item.value.in(note_.source))), item);
      continue;
    }
    // A list may be written as text with commas, unless commas may belong to the text itself.
    const bool may_be_cut = field.is_list && field.kind != FieldKind::text &&
                            !field.is_normalised && !read_value(field, item.text);
    if (!may_be_cut) {
      add_value(field, key, item, item.text);
      continue;
    }
    for (const std::string_view part : comma_separated(item.text))
      add_value(field, key, item, part);
  }
}

void FieldReader::add_value(const FieldDecl& field, const std::string& key, const Item& item,
                            std::string_view text) {
  auto reading = read_value(field, text);
  if (!reading) {
    report(misfit_of(field, key, text), item);
    return;
  }
  facts_.values.push_back(
      {field.id, std::move(reading->text), reading->number, line_of(item), item.place});
}

void FieldReader::add_edge(const RelationDecl& relation, const Item& item, EdgeEnd to,
                           std::optional<notes::Date> date) {
  if (!stated_.emplace(relation.id, to.kind, notes::name_key(to.text), date).second)
    return;
  Edge edge;
  edge.relation = relation.id;
  edge.to = std::move(to);
  edge.date = date;
  edge.tier = item.tier;
  edge.line = line_of(item);
  edge.span = item.place;
  facts_.edges.push_back(std::move(edge));
}

void FieldReader::report(Misfit misfit, const Item& item) {
  notes::Diagnostic diagnostic;
  diagnostic.code = std::move(misfit.code);
  diagnostic.message = std::move(misfit.message);
  diagnostic.span = item.value;
  facts_.diagnostics.push_back(std::move(diagnostic));
}

}  // namespace

void extract_fields(const notes::Note& note, const Vocabulary& vocabulary, Facts& facts) {
  FieldReader(note, vocabulary, facts).read();
}

}  // namespace tote::index::extract
