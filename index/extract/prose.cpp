// SPDX-License-Identifier: GPL-2.0-or-later
// Prose: blocks that may hold a verb of the vocabulary are cut into sentences, sentences read into
// clauses, clauses held against the verbs' frames, and what fits becomes edges.
#include <set>
#include <tuple>

#include "index/extract/clause.h"
#include "index/extract/extract.h"
#include "index/extract/frame.h"
#include "index/extract/sentence.h"
#include "index/extract/verbs.h"

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

/// Whether a list item is a task that is not done: "[ ] call Ana".
bool is_open_task(const notes::Note& note, const notes::Block& item, const notes::Block& text) {
  const notes::ByteSpan marker{item.span.begin, text.span.begin};
  std::string_view before = marker.in(note.source);
  while (before.ends_with(' ') || before.ends_with('\t'))
    before.remove_suffix(1);
  if (before.size() < 3 || before.back() != ']' || before[before.size() - 3] != '[')
    return false;
  const char mark = before[before.size() - 2];
  return mark != 'x' && mark != 'X';
}

/// Whether a block may hold the owner's own statements: no code, no heading, no quotation.
bool is_own_prose(const notes::Note& note, const notes::Block& block) {
  using Kind = notes::Block::Kind;
  if (block.kind != Kind::paragraph && block.kind != Kind::table_cell &&
      block.kind != Kind::footnote)
    return false;
  for (std::int32_t i = block.parent; i >= 0; i = note.blocks[static_cast<std::size_t>(i)].parent) {
    const notes::Block& outer = note.blocks[static_cast<std::size_t>(i)];
    if (outer.kind == Kind::block_quote ||
        (outer.kind == Kind::callout && (outer.info == "quote" || outer.info == "cite")) ||
        (outer.kind == Kind::list_item && is_open_task(note, outer, block)))
      return false;
  }
  return true;
}

EdgeEnd end_of(const Sentence& sentence, const Phrase& phrase) {
  EdgeEnd end;
  if (phrase.kind == Phrase::Kind::me)
    end.kind = EdgeEnd::Kind::me;
  else if (phrase.kind == Phrase::Kind::entity)
    return sentence.units[phrase.unit].end;
  return end;
}

/// Adds the edges of one sentence, each once.
void add_edges(const notes::Note& note, const Sentence& sentence,
               const std::vector<Statement>& statements, const std::vector<RelationDecl>& relations,
               Facts& facts) {
  std::set<std::tuple<std::uint32_t, std::string, std::string, std::int8_t>> stated;
  for (const Statement& statement : statements) {
    Edge edge;
    edge.relation = relations[statement.relation].id;
    edge.from = end_of(sentence, statement.from);
    edge.to = end_of(sentence, statement.to);
    if (!stated.emplace(statement.relation, edge.from.text, edge.to.text, statement.polarity)
             .second)
      continue;
    const bool is_linked =
        edge.from.kind != EdgeEnd::Kind::name && edge.to.kind != EdgeEnd::Kind::name;
    edge.tier = is_linked ? Tier::prose_linked : Tier::prose_partly;
    edge.date = note.date;
    edge.polarity = statement.polarity;
    edge.line = note.line_of(sentence.span.begin);
    edge.span = sentence.span;
    facts.edges.push_back(std::move(edge));
  }
}

}  // namespace

ProseReader::ProseReader(const Vocabulary& vocabulary)
    : state_(std::make_unique<State>(vocabulary)) {}

ProseReader::ProseReader(ProseReader&&) noexcept = default;
ProseReader& ProseReader::operator=(ProseReader&&) noexcept = default;
ProseReader::~ProseReader() = default;

void ProseReader::extract(const notes::Note& note, Facts& facts) const {
  if (state_->verbs.empty())
    return;
  const bool is_dated = state_->dated_types.contains(note.type);
  for (const notes::Block& block : note.blocks) {
    if (!is_own_prose(note, block) || !state_->verbs.may_occur_in(block.span.in(note.source)))
      continue;
    for (const Sentence& sentence : split_sentences(note, block, state_->verbs)) {
      std::vector<Statement> statements;
      for (const Clause& clause : read_clauses(sentence, is_dated))
        for (const Statement& statement : statements_of(clause, state_->relations, note.type))
          statements.push_back(statement);
      add_edges(note, sentence, statements, state_->relations, facts);
    }
  }
}

}  // namespace tote::index::extract
