// SPDX-License-Identifier: GPL-2.0-or-later
// Prose: blocks that may hold a verb of the vocabulary are cut into sentences, sentences read into
// clauses, clauses held against the verbs' frames, and what fits becomes edges.
#include <algorithm>
#include <set>
#include <tuple>

#include "index/extract/clause.h"
#include "index/extract/event_noun.h"
#include "index/extract/extract.h"
#include "index/extract/frame.h"
#include "index/extract/sentence.h"
#include "index/extract/setting.h"
#include "index/extract/verbs.h"
#include "index/extract/when.h"
#include "index/language/words.h"

namespace tote::index::extract {

struct ProseReader::State {
  explicit State(const Vocabulary& vocabulary)
      : relations(vocabulary.relations), verbs(vocabulary) {
    for (const TypeDecl& type : vocabulary.types)
      if (type.is_dated)
        dated_types.insert(type.id);
  }

  std::vector<RelationDecl> relations;
  std::set<std::string, std::less<>> dated_types;
  VerbLexicon verbs;
};

namespace {

EdgeEnd end_of(const Sentence& sentence, const Setting& setting, const Phrase& phrase) {
  EdgeEnd end;
  if (phrase.kind == Phrase::Kind::entity)
    return sentence.units[phrase.unit].end;
  if (phrase.kind == Phrase::Kind::topic && setting.topic)
    return *setting.topic;
  if (phrase.kind == Phrase::Kind::me)
    end.kind = EdgeEnd::Kind::me;
  return end;
}

/// Adds the edges of one sentence, each once.
class EdgeWriter {
 public:
  EdgeWriter(const notes::Note& note, const Sentence& sentence, const Setting& setting,
             const std::vector<RelationDecl>& relations, Facts& facts)
      : note_(note),
        sentence_(sentence),
        setting_(setting),
        relations_(relations),
        facts_(facts),
        times_(find_times(sentence, setting.date)) {}

  void add(const EventStatement& event) {
    add(event.statement, date_of(sentence_, event.place, times_, setting_.date));
  }

  void add(const Clause& clause) {
    for (const Statement& statement : statements_of(clause, relations_, note_.type))
      if (!holds_other_sense(relations_[statement.relation]))
        add(statement, date_of(sentence_, clause.place, times_, setting_.date));
  }

 private:
  /// Whether the sentence has a phrase that must not be taken for the relation.
  [[nodiscard]] bool holds_other_sense(const RelationDecl& relation) const {
    if (relation.not_phrases.empty())
      return false;
    std::vector<std::string_view> words;
    for (const Unit& unit : sentence_.units)
      if (unit.verb != nullptr)
        words.insert(words.end(), unit.verb->words.begin(), unit.verb->words.end());
      else
        words.emplace_back(unit.kind == Unit::Kind::word ? std::string_view(unit.text) : "");
    return std::ranges::any_of(relation.not_phrases, [&](const std::string& phrase) {
      return language::holds_phrase(words, phrase);
    });
  }

  void add(const Statement& statement, const std::optional<notes::Date>& date) {
    Edge edge;
    edge.relation = relations_[statement.relation].id;
    edge.from = end_of(sentence_, setting_, statement.from);
    edge.to = end_of(sentence_, setting_, statement.to);
    if (!stated_.emplace(statement.relation, edge.from.text, edge.to.text, statement.polarity)
             .second)
      return;
    const bool is_linked =
        edge.from.kind != EdgeEnd::Kind::name && edge.to.kind != EdgeEnd::Kind::name;
    edge.tier = is_linked ? Tier::prose_linked : Tier::prose_partly;
    edge.date = date;
    edge.polarity = statement.polarity;
    edge.line = note_.line_of(sentence_.span.begin);
    edge.span = sentence_.span;
    facts_.edges.push_back(std::move(edge));
  }

  const notes::Note& note_;
  const Sentence& sentence_;
  const Setting& setting_;
  const std::vector<RelationDecl>& relations_;
  Facts& facts_;
  std::vector<TimeMention> times_;
  std::set<std::tuple<std::uint32_t, std::string, std::string, std::int8_t>> stated_;
};

}  // namespace

ProseReader::ProseReader(const Vocabulary& vocabulary)
    : state_(std::make_unique<State>(vocabulary)) {}

ProseReader::ProseReader(ProseReader&&) noexcept = default;
ProseReader& ProseReader::operator=(ProseReader&&) noexcept = default;
ProseReader::~ProseReader() = default;

void ProseReader::extract(const notes::Note& note, Facts& facts) const {
  if (state_->verbs.empty())
    return;
  std::optional<SettingReader> settings;  // most notes hold no verb of the vocabulary
  for (std::size_t i = 0; i < note.blocks.size(); ++i) {
    const notes::Block& block = note.blocks[i];
    if (!state_->verbs.may_occur_in(block.span.in(note.source)))
      continue;
    if (!settings)
      settings.emplace(note, state_->dated_types.contains(note.type));
    const auto setting = settings->of(i);
    if (!setting)
      continue;
    for (const Sentence& sentence : split_sentences(note, block, state_->verbs)) {
      EdgeWriter edges(note, sentence, *setting, state_->relations, facts);
      for (const Clause& clause : read_clauses(sentence, *setting))
        edges.add(clause);
      for (const EventStatement& event : read_events(sentence, *setting))
        edges.add(event);
    }
  }
}

}  // namespace tote::index::extract
