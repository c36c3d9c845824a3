// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/document.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/edge_values.h"
#include "index/store/name_list.h"
#include "index/store/terms.h"
#include "index/store/word_order.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

// How often a word counts by where it stands. The rest of the ranking is BM25's.
constexpr Xapian::termcount title_weight = 5;
constexpr Xapian::termcount heading_weight = 3;
constexpr Xapian::termcount text_weight = 1;

enum class IsTitle : bool { no, yes };

/// Gathers the words of a document; each goes to it once, however often it stands there.
class TextIndexer {
 public:
  /// Indexes a stretch of text, apart from the one before.
  void add(std::string_view text, Xapian::termcount weight, IsTitle is_title = IsTitle::no) {
    bool is_after_run = false;
    for (const notes::Word& word : notes::split_words(text)) {
      if (word.is_cjk && is_after_run)
        order_.end_run();
      is_after_run = word.is_cjk;
      if (word.is_cjk) {
        add_cjk(word.folded, weight, is_title);
      } else {
        order_.add(word.folded);
        count(word.folded, weight, is_title);
      }
    }
    order_.end_block();
  }

  void put(Xapian::Document& document) const {
    for (const auto& [word, counts] : counts_) {
      document.add_term(text_term(word), counts.in_text);
      if (counts.in_title > 0)
        document.add_term(title_term(word), counts.in_title);
    }
    if (const std::string order = order_.encode(); !order.empty())
      document.add_value(word_order_slot, order);
  }

 private:
  struct Counts {
    Xapian::termcount in_text = 0;
    Xapian::termcount in_title = 0;
  };

  void count(const std::string& word, Xapian::termcount weight, IsTitle is_title) {
    Counts& counts = counts_[word];
    counts.in_text += weight;
    counts.in_title += is_title == IsTitle::yes ? 1 : 0;
  }

  void add_cjk(const std::string& run, Xapian::termcount weight, IsTitle is_title) {
    const CjkTerms terms = cjk_terms(run);
    for (const std::string& character : terms.characters) {
      order_.add(character);
      count(character, weight, is_title);
    }
    for (const std::string& bigram : terms.bigrams)
      count(bigram, weight, is_title);
  }

  std::unordered_map<std::string, Counts> counts_;
  WordOrder order_;
};

/// Whether the words of a front matter field are found as text: not those that say what the note
/// is, or that are indexed as names.
bool is_searched_as_text(std::string_view field) {
  constexpr std::string_view structure[] = {"type", "title", "alias", "aliases"};
  return std::find(std::begin(structure), std::end(structure), field) == std::end(structure);
}

void add_front_matter(TextIndexer& text, const notes::Note& note) {
  std::string field;
  for (const notes::Value& value : note.values) {
    if (value.depth == 0)
      field = notes::canonical_field_key(value.key);
    if (!value.text.empty() && is_searched_as_text(field))
      text.add(value.text, text_weight);
  }
}

void add_text(Xapian::Document& document, const notes::Note& note,
              const std::vector<std::string>& further_terms) {
  TextIndexer text;
  text.add(note.title, title_weight, IsTitle::yes);
  for (const std::string& alias : note.aliases)
    text.add(alias, title_weight);
  for (const notes::Block& block : note.blocks)
    if (block.inline_count > 0)
      text.add(note.plain_text(block),
               block.kind == notes::Block::Kind::heading ? heading_weight : text_weight);
  add_front_matter(text, note);
  for (const notes::InlineField& field : note.fields)
    text.add(field.value, text_weight);
  for (const std::string& term : further_terms)
    text.add(term, text_weight);
  text.put(document);
}

void add_names(Xapian::Document& document, const notes::Note& note) {
  const auto add_name = [&](const std::string& name) {
    const std::string key = notes::name_key(name);
    if (key.empty())
      return;
    document.add_boolean_term(name_term(key));
    for (const notes::Word& word : notes::split_words(name))
      document.add_boolean_term(name_part_term(word.folded));
  };
  add_name(note.title);
  for (const std::string& alias : note.aliases)
    add_name(alias);
  document.add_boolean_term(file_name_term(notes::name_key(note.stem())));
  const std::string path = notes::path_key(note.path);
  document.add_boolean_term(path_term(path));
  for (std::size_t slash = path.find('/'); slash != std::string::npos;
       slash = path.find('/', slash + 1))
    document.add_boolean_term(folder_term(std::string_view(path).substr(0, slash)));
}

void add_links(Xapian::Document& document, const NoteRecord& record) {
  for (const LinkRecord& link : record.links) {
    document.add_boolean_term(link_term(notes::link_key(link.target)));
    document.add_boolean_term(link_term(notes::name_key(link.target)));
  }
}

void add_edge_end(Xapian::Document& document, const Edge& edge, End end) {
  const EdgeEnd& written = end == End::from ? edge.from : edge.to;
  switch (written.kind) {
    case EdgeEnd::Kind::self:  // Found by the relation's term on this very document.
      return;
    case EdgeEnd::Kind::me:
      document.add_boolean_term(me_term(edge.relation));
      document.add_boolean_term(me_year_term(edge.relation, edge.date ? edge.date->year : 0));
      return;
    case EdgeEnd::Kind::link:
      document.add_boolean_term(edge_term(edge.relation, end, notes::link_key(written.text)));
      document.add_boolean_term(edge_term(edge.relation, end, notes::name_key(written.text)));
      return;
    case EdgeEnd::Kind::name:
      for (const std::string& key : written.keys)
        document.add_boolean_term(edge_term(edge.relation, end, key));
      return;
  }
}

void add_edges(Xapian::Document& document, const NoteRecord& record) {
  for (const Edge& edge : record.edges) {
    document.add_boolean_term(states_edges_term());
    document.add_boolean_term(relation_term(edge.relation));
    add_edge_end(document, edge, End::from);
    add_edge_end(document, edge, End::to);
    if (edge.from.kind != EdgeEnd::Kind::self)
      continue;
    // `author:guin` asks for a word of what the field says, whether or not a note has that name.
    for (const notes::Word& word : notes::split_words(edge.to.text))
      document.add_boolean_term(field_word_term(edge.relation, word.folded));
  }
}

/// The smallest and largest value of each slot.
class SlotRanges {
 public:
  void add(FieldSlots slots, double number) {
    for (Range& range : ranges_)
      if (range.slots.min == slots.min) {
        range.min = std::min(range.min, number);
        range.max = std::max(range.max, number);
        return;
      }
    ranges_.push_back({slots, number, number});
  }

  void put(Xapian::Document& document) const {
    for (const Range& range : ranges_) {
      document.add_value(range.slots.min, Xapian::sortable_serialise(range.min));
      document.add_value(range.slots.max, Xapian::sortable_serialise(range.max));
    }
  }

 private:
  struct Range {
    FieldSlots slots;
    double min;
    double max;
  };

  std::vector<Range> ranges_;
};

void add_values(Xapian::Document& document, const NoteRecord& record,
                const Vocabulary& vocabulary) {
  SlotRanges ranges;
  for (const FieldValue& value : record.values) {
    document.add_boolean_term(field_term(value.field));
    document.add_boolean_term(field_value_term(value.field, notes::name_key(value.text)));
    for (const notes::Word& word : notes::split_words(value.text))
      document.add_boolean_term(field_word_term(value.field, word.folded));
    const FieldDecl* declared = vocabulary.field(value.field, record.card.type);
    if (declared != nullptr && declared->kind == FieldKind::date)
      if (const auto date = notes::parse_date(value.text))
        for (const std::string& term : field_date_terms(value.field, *date))
          document.add_boolean_term(term);
    if (const auto slots = field_slots(vocabulary, value.field))
      ranges.add(*slots, value.number);
  }
  ranges.put(document);
}

/// What is needed of edges and names to answer without the record.
void add_edge_values(Xapian::Document& document, const notes::Note& note, const NoteRecord& record,
                     const Vocabulary& vocabulary) {
  document.add_value(file_name_slot, encode_file_name(note));
  if (const std::string titles = encode_titles(note); !titles.empty())
    document.add_value(titles_slot, titles);
  if (const std::string names = encode_names(note); !names.empty())
    document.add_value(names_slot, names);
  std::set<std::string_view> relations;
  for (const Edge& edge : record.edges)
    relations.insert(edge.relation);
  for (const std::string_view relation : relations)
    if (const auto slot = edge_slot(vocabulary, relation))
      document.add_value(*slot, encode_edges(record.edges, relation));
}

std::string counts(const notes::Note& note, const NoteRecord& record) {
  ByteWriter out;
  out.put_number(record.links.size());
  out.put_number(note.tags.size());
  out.put_number(record.edges.size());
  return out.take();
}

std::vector<std::string> distinct_tags(const notes::Note& note) {
  std::vector<std::string> tags;
  std::vector<std::string> keys;
  for (const notes::Tag& tag : note.tags) {
    keys.push_back(notes::name_key(tag.name));
    tags.push_back(tag.name);
  }
  // The first spelling of each stands for it.
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  order.erase(std::unique(order.begin(), order.end(),
                          [&](std::size_t a, std::size_t b) { return keys[a] == keys[b]; }),
              order.end());
  std::sort(order.begin(), order.end());
  std::vector<std::string> distinct;
  distinct.reserve(order.size());
  for (const std::size_t i : order)
    distinct.push_back(std::move(tags[i]));
  return distinct;
}

}  // namespace

NoteRecord make_record(const notes::Note& note, Facts facts) {
  NoteRecord record;
  record.card = {0, note.path, note.title, note.type, note.date};
  record.aliases = note.aliases;
  record.tags = distinct_tags(note);
  record.values = std::move(facts.values);
  record.edges = std::move(facts.edges);
  for (const notes::Link& link : note.links)
    if (!link.is_external && !link.target.empty())
      record.links.push_back({link.target, link.line, link.span});
  record.diagnostics = note.diagnostics;
  std::move(facts.diagnostics.begin(), facts.diagnostics.end(),
            std::back_inserter(record.diagnostics));
  for (const notes::Diagnostic& diagnostic : record.diagnostics) {
    const bool means_whole_note = diagnostic.span == notes::ByteSpan();
    const std::uint32_t at = diagnostic.span.begin;
    record.diagnostic_places.push_back(
        means_whole_note ? SourcePlace{note.path, 0, 0}
                         : SourcePlace{note.path, note.line_of(at), note.column_of(at)});
  }
  return record;
}

Xapian::Document make_document(const notes::Note& note, const NoteRecord& record,
                               const std::vector<std::string>& further_terms,
                               const Vocabulary& vocabulary, const std::string& data) {
  Xapian::Document document;
  add_text(document, note, further_terms);
  add_names(document, note);
  document.add_boolean_term(type_term(record.card.type));
  for (const notes::Tag& tag : note.tags)
    for (const std::string& term : tag_terms(tag.name))
      document.add_boolean_term(term);
  add_links(document, record);
  add_edges(document, record);
  add_values(document, record, vocabulary);
  if (record.card.date)
    document.add_value(date_slot, Xapian::sortable_serialise(notes::sort_key(*record.card.date)));
  add_edge_values(document, note, record, vocabulary);
  document.add_value(counts_slot, counts(note, record));
  document.add_value(title_slot, title_order(record.card.title, record.card.path));
  if (!record.diagnostics.empty())
    document.add_boolean_term(diagnostics_term());
  document.set_data(data);
  return document;
}

}  // namespace tote::index::store
