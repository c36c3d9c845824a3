// SPDX-License-Identifier: GPL-2.0-or-later
// Edges and links. Postings narrow down which notes may state something; the records say what they
// state; the names in it are resolved now, so that renamed and new notes count at once.
#include <algorithm>
#include <charconv>

#include "index/store/reader.h"
#include "index/store/reader_state.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool contains(const std::vector<NoteId>& list, NoteId item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

const EdgeEnd& end_of(const Edge& edge, End end) {
  return end == End::from ? edge.from : edge.to;
}

bool is_prose(Tier tier) {
  return tier == Tier::prose_linked || tier == Tier::prose_partly;
}

/// A link as an edge of a relation that every link states.
Edge edge_of_link(std::string_view relation, const LinkRecord& link, const NoteCard& card) {
  Edge edge;
  edge.relation = relation;
  edge.to.kind = EdgeEnd::Kind::link;
  edge.to.text = link.target;
  edge.date = card.date;
  edge.tier = Tier::link;
  edge.line = link.line;
  edge.span = link.span;
  return edge;
}

/// The edges of one relation that a note states. `by_links`: its links state the relation too.
std::vector<StatedEdge> stated_by(const NoteRecord& record, std::string_view relation,
                                  bool by_links) {
  std::vector<StatedEdge> edges;
  std::uint32_t index = 0;
  for (const Edge& edge : record.edges) {
    if (edge.relation == relation)
      edges.push_back({record.card.id, edge, index});
    ++index;
  }
  if (by_links)
    for (const LinkRecord& link : record.links)
      edges.push_back({record.card.id, edge_of_link(relation, link, record.card), index++});
  return edges;
}

bool is_by_links(const Vocabulary& vocabulary, std::string_view relation) {
  const RelationDecl* declared = vocabulary.relation(relation);
  return declared != nullptr && declared->source == RelationSource::links;
}

}  // namespace

const std::vector<NoteId>& Reader::resolve_link(std::string_view target, NoteId note) const {
  constexpr std::size_t max_links = 8192;
  const std::string& path = card(note).path;
  // What a link means depends on the folder that it is written in, and no more on the note.
  std::string key = path.substr(0, path.rfind('/') + 1);
  key += '\0';
  key += target;
  const auto known = state_->links.find(key);
  if (known != state_->links.end())
    return known->second;
  std::vector<NoteId> meant = notes::resolve(*this, target, std::string(path)).candidates;
  if (state_->links.size() >= max_links)
    state_->links.clear();
  return state_->links.emplace(std::move(key), std::move(meant)).first->second;
}

ResolvedEnd Reader::resolve_end(const StatedEdge& stated, End end) const {
  const EdgeEnd& written = end_of(stated.edge, end);
  const RelationDecl* declared = vocabulary().relation(stated.edge.relation);
  const auto suitable = [&](const std::vector<NoteId>& notes) {
    if (declared == nullptr)
      return notes;
    const std::vector<std::string>& types = end == End::from ? declared->from : declared->to;
    if (contains(types, "*"))
      return notes;
    std::vector<NoteId> kept;
    std::copy_if(notes.begin(), notes.end(), std::back_inserter(kept), [&](NoteId note) {
      return std::any_of(types.begin(), types.end(),
                         [&](const std::string& type) { return state_->is_of_type(note, type); });
    });
    return kept;
  };
  // Extraction does not know what a name in a sentence means: "I read [[Ana]]" is no reading. Only
  // a note without a type of its own may be anything.
  const auto otherwise = [&](const std::vector<NoteId>& notes) {
    if (!is_prose(stated.edge.tier))
      return notes;
    std::vector<NoteId> kept;
    std::copy_if(notes.begin(), notes.end(), std::back_inserter(kept),
                 [&](NoteId note) { return card(note).type == "note"; });
    return kept;
  };
  ResolvedEnd resolved;
  const auto choose = [&](const std::vector<NoteId>& owners) {
    if (resolved.notes.empty())
      resolved.notes = owners;
  };
  switch (written.kind) {
    case EdgeEnd::Kind::self:
      resolved.notes = {stated.note};
      return resolved;
    case EdgeEnd::Kind::me:
      resolved.is_me = true;
      return resolved;
    case EdgeEnd::Kind::link: {
      const std::vector<NoteId>& owners = resolve_link(written.text, stated.note);
      choose(suitable(owners));
      choose(otherwise(owners));
      if (resolved.notes.empty() && !owners.empty())
        return resolved;
      break;
    }
    case EdgeEnd::Kind::name: {
      for (const std::string& key : written.keys)
        choose(suitable(named(key)));
      for (const std::string& key : written.keys)
        choose(otherwise(named(key)));
      if (!is_prose(stated.edge.tier))
        break;
      // A mention in prose is a guess: it counts only if it can mean one note alone.
      if (resolved.notes.size() > 1)
        resolved.notes.clear();
      return resolved;
    }
  }
  if (resolved.notes.empty())
    resolved.literal = written.text;
  return resolved;
}

std::vector<StatedEdge> Reader::edges_by(NoteId note, std::string_view relation) const {
  return stated_by(record(note), relation, is_by_links(vocabulary(), relation));
}

std::vector<NoteId> Reader::stating_at(std::string_view relation, End end, NoteId note) const {
  const bool is_linked = end == End::to && is_by_links(vocabulary(), relation);
  std::vector<std::string> terms;
  for (const std::string& key : keys_of(record(note))) {
    terms.push_back(edge_term(relation, end, key));
    if (is_linked)
      terms.push_back(link_term(key));
  }
  std::vector<NoteId> stating = state_->postings_of_any(terms);
  if (!contains(stating, note))
    stating.insert(std::upper_bound(stating.begin(), stating.end(), note), note);
  return stating;
}

std::vector<NoteId> Reader::stating_of_me(std::string_view relation,
                                          std::optional<notes::Date> first,
                                          std::optional<notes::Date> last) const {
  if (!first && !last)
    return state_->postings(me_term(relation));
  std::vector<std::string> terms;
  const std::string any_year = me_term(relation) + "Y";
  for (auto term = state_->database.allterms_begin(any_year);
       term != state_->database.allterms_end(any_year); ++term) {
    const std::string digits = (*term).substr(any_year.size());
    int year = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), year);
    if (year == 0 || ((!first || year >= first->year) && (!last || year <= last->year)))
      terms.push_back(*term);
  }
  return state_->postings_of_any(terms);
}

std::vector<NoteId> Reader::linking_by_name(NoteId note) const {
  std::vector<std::string> terms;
  for (const std::string& key : keys_of(record(note)))
    terms.push_back(link_term(key));
  std::vector<NoteId> linking = state_->postings_of_any(terms);
  std::erase(linking, note);
  return linking;
}

std::vector<Backlink> Reader::backlinks(NoteId note) const {
  const std::vector<std::string> keys = keys_of(record(note));
  std::vector<Backlink> backlinks;
  for (const NoteId other : linking_by_name(note)) {
    // A copy, since resolving decodes further records.
    const NoteRecord linking = record(other);
    for (const LinkRecord& link : linking.links) {
      if (!contains(keys, notes::link_key(link.target)) &&
          !contains(keys, notes::name_key(link.target)))
        continue;
      const std::vector<NoteId>& meant = resolve_link(link.target, other);
      if (contains(meant, note))
        backlinks.push_back({linking.card, link.line, link.span, meant.size() > 1});
    }
  }
  std::sort(backlinks.begin(), backlinks.end(), [](const Backlink& a, const Backlink& b) {
    return std::tie(a.note.path, a.span.begin) < std::tie(b.note.path, b.span.begin);
  });
  return backlinks;
}

}  // namespace tote::index::store
