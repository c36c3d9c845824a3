// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/capture.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "host/writing/note_text.h"
#include "host/writing/suggest.h"
#include "index/extract/extract.h"
#include "notes/date.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::host {
namespace {

using index::EdgeEnd;

/// The line as a note of today's.
notes::Note as_entry(const Journal& journal, const std::string& text) {
  return notes::read_note(fmt::format("{}.md", notes::to_string(journal.today())), text + "\n");
}

std::string shown(const EdgeEnd& end) {
  return end.kind == EdgeEnd::Kind::me ? "me" : end.text;
}

/// The first type that a relation's end declares and that is a kind of note.
std::string type_for(const index::Vocabulary& vocabulary, const std::vector<std::string>& types) {
  const auto found = std::find_if(types.begin(), types.end(), [&](const std::string& type) {
    return vocabulary.type(type) != nullptr;
  });
  return found == types.end() ? "note" : *found;
}

/// The note that a name in a sentence means: one that has it, or a person of whose name it is a
/// part. Unlike a name that is typed to find a note it is not bent further: one that is only
/// similar may well be somebody new. Errors: as Journal::find_note.
Result<index::NoteCard> note_called(const Journal& journal, const std::string& name) {
  TOTE_TRY(auto card, journal.find_note(name));
  TOTE_TRY(const auto details, journal.details(card.id));
  std::vector<std::string> names = details.aliases;
  names.push_back(card.title);
  names.emplace_back(notes::stem_of(card.path));
  const auto wanted = notes::split_words(name);
  const bool has_it = std::any_of(names.begin(), names.end(), [&](const std::string& own) {
    const auto words = notes::split_words(own);
    if (card.type != "person" && notes::name_key(own) != notes::name_key(name))
      return false;
    return std::search(words.begin(), words.end(), wanted.begin(), wanted.end(),
                       [](const notes::Word& a, const notes::Word& b) {
                         return a.folded == b.folded;
                       }) != words.end();
  });
  if (!has_it)
    return fail(ErrorCode::not_found, fmt::format("no note is called '{}'", name));
  return card;
}

bool is_known(const Journal& journal, const std::vector<index::Suggestion>& suggestions,
              const EdgeEnd& end) {
  if (end.kind != EdgeEnd::Kind::name)
    return true;
  const auto key = notes::name_key(end.text);
  return std::any_of(suggestions.begin(), suggestions.end(),
                     [&](const auto& each) {
                       const auto named = notes::name_key(each.text);
                       return named == key ||
                              std::find(end.keys.begin(), end.keys.end(), named) != end.keys.end();
                     }) ||
         note_called(journal, end.text).has_value();
}

std::string alternatives(const index::Suggestion& suggestion) {
  std::string text;
  for (const auto& target : suggestion.targets)
    text += (text.empty() ? "" : " or ") + target.title;
  return text;
}

/// The suggestions that need no asking: one note, and a capital.
std::vector<ChosenLink> clear_links(const std::vector<index::Suggestion>& suggestions) {
  std::vector<ChosenLink> chosen;
  for (const auto& suggestion : suggestions) {
    if (suggestion.targets.size() == 1 && (suggestion.confidence != index::Confidence::low ||
                                           notes::begins_with_capital(suggestion.text)))
      chosen.push_back({suggestion, 0});
  }
  return chosen;
}

/// Links for the names that are to become notes, where they stand for the first time.
std::string with_new_links(std::string text, const std::vector<UnknownName>& created) {
  for (const UnknownName& unknown : created) {
    const auto at = text.find(unknown.name);
    if (at != std::string::npos)
      text.replace(at, unknown.name.size(), fmt::format("[[{}]]", unknown.name));
  }
  return text;
}

/// Writes what was understood into the fields of notes, those among them that are only planned.
class FieldWriter {
 public:
  FieldWriter(const Journal& journal, Proposal& proposal)
      : journal_(journal), proposal_(proposal) {}

  [[nodiscard]] Result<void> write(const Understood& statement) {
    const auto* relation = journal_.vocabulary().relation(statement.relation);
    if (relation == nullptr || statement.is_denied || relation->field.empty() ||
        relation->source == index::RelationSource::links)
      return {};
    TOTE_TRY(auto* note, note_to_change(statement.from));
    const auto date = statement.date ? notes::to_string(*statement.date) : std::string();
    if (relation->source == index::RelationSource::date_field) {
      if (date.empty())
        return {};
      TOTE_TRY(*note, with_value(*note, relation->field, date));
    } else {
      TOTE_TRY(const auto value, value_for(statement.to));
      TOTE_TRY(*note, with_value(*note, relation->field, value));
      if (!relation->date_field.empty() && !date.empty() && is_empty(*note, relation->date_field)) {
        TOTE_TRY(*note, with_field(*note, relation->date_field, date));
      }
    }
    proposal_.path = note->path;
    ++written_;
    return {};
  }

  /// Puts the notes as they are now into the proposal.
  [[nodiscard]] Result<void> finish() {
    if (written_ == 0)
      return fail(ErrorCode::invalid_input,
                  "nothing here that a field could hold; without --field it goes to the journal");
    for (auto& [path, note] : changed_) {
      const auto planned =
          std::find_if(proposal_.changes.files.begin(), proposal_.changes.files.end(),
                       [&, &at = path](const auto& file) { return file.path == at; });
      if (planned != proposal_.changes.files.end()) {
        *planned = notes::new_file(path, note.source);
        continue;
      }
      TOTE_TRY(const auto before, journal_.read_note(path));
      proposal_.changes.files.push_back(
          notes::rewrite(before, {notes::difference(before.source, note.source)}));
    }
    return {};
  }

 private:
  static bool is_empty(const notes::Note& note, const std::string& field) {
    const auto* value = note.find_value(field);
    return value == nullptr || value->kind == notes::Value::Kind::null;
  }

  [[nodiscard]] Result<std::string> title_of(const std::string& name) const {
    for (const auto& file : proposal_.changes.files) {
      const auto note = notes::read_note(file.path, file.replacements.front().text);
      if (notes::name_key(note.title) == notes::name_key(name))
        return note.title;
    }
    TOTE_TRY(const auto card, note_called(journal_, name));
    return card.title;
  }

  /// A link to the note, or the name as it is where there is none.
  [[nodiscard]] Result<std::string> value_for(const std::string& name) const {
    const auto title = title_of(name);
    if (title)
      return fmt::format("[[{}]]", *title);
    if (title.error().code == ErrorCode::not_found)
      return name;
    return tl::unexpected(title.error());
  }

  [[nodiscard]] Result<notes::Note*> note_to_change(const std::string& name) {
    for (const auto& file : proposal_.changes.files) {
      auto note = notes::read_note(file.path, file.replacements.front().text);
      if (notes::name_key(note.title) == notes::name_key(name))
        return &changed_.try_emplace(file.path, std::move(note)).first->second;
    }
    TOTE_TRY(const auto card, note_called(journal_, name));
    TOTE_TRY(auto note, journal_.read_note(card.path));
    return &changed_.try_emplace(card.path, std::move(note)).first->second;
  }

  const Journal& journal_;
  Proposal& proposal_;
  std::map<std::string, notes::Note> changed_;
  std::size_t written_ = 0;
};

Result<void> add_to_journal(const Journal& journal, const std::string& line, Proposal& proposal) {
  TOTE_TRY(auto day, journal.propose_day(journal.today()));
  proposal.path = day.path;
  if (!day.changes.files.empty()) {
    auto& text = day.changes.files.front().replacements.front().text;
    text = with_line(text, line, LineKind::paragraph);
    proposal.changes.files.push_back(std::move(day.changes.files.front()));
    return {};
  }
  TOTE_TRY(const auto note, journal.read_note(day.path));
  const auto text = with_line(note.source, line, LineKind::paragraph);
  proposal.changes.files.push_back(notes::rewrite(note, {notes::difference(note.source, text)}));
  return {};
}

}  // namespace

Result<CapturedLine> read_line(const Journal& journal, const std::string& text) {
  const auto entry = as_entry(journal, text);
  index::Facts facts;
  const auto& vocabulary = journal.vocabulary();
  index::extract::ProseReader(vocabulary).extract(entry, facts);
  TOTE_TRY(const auto suggestions, journal.suggest_links(entry, index::Occurrences::first));
  CapturedLine line;
  line.text = text;
  for (const auto& suggestion : suggestions) {
    if (suggestion.targets.size() > 1)
      line.ambiguous.push_back(
          fmt::format("'{}' may be {}", suggestion.text, alternatives(suggestion)));
  }
  const auto take_unknown = [&](const EdgeEnd& end, const std::vector<std::string>& types) {
    const bool is_new =
        std::none_of(line.unknown.begin(), line.unknown.end(),
                     [&](const UnknownName& each) { return each.name == end.text; });
    if (!is_new || is_known(journal, suggestions, end))
      return;
    const auto similar = journal.find_note(end.text);
    line.unknown.push_back(
        {end.text, type_for(vocabulary, types), similar ? similar->title : std::string()});
  };
  for (const auto& edge : facts.edges) {
    line.statements.push_back(
        {shown(edge.from), edge.relation, shown(edge.to), edge.date, edge.polarity < 0});
    if (const auto* relation = vocabulary.relation(edge.relation)) {
      take_unknown(edge.from, relation->from);
      take_unknown(edge.to, relation->to);
    }
  }
  return line;
}

Result<Proposal> propose_capture(const Journal& journal, const CapturedLine& line,
                                 const std::vector<UnknownName>& created, CaptureTarget target) {
  Proposal proposal;
  proposal.changes.summary = fmt::format("add \"{}\"", line.text);
  auto& summary = proposal.changes.summary;
  std::replace(summary.begin(), summary.end(), '\n', ' ');
  for (const UnknownName& unknown : created) {
    TOTE_TRY(auto note, journal.propose_note(unknown.type, unknown.name));
    proposal.changes.files.push_back(std::move(note.changes.files.front()));
  }
  if (target == CaptureTarget::fields) {
    FieldWriter writer(journal, proposal);
    for (const Understood& statement : line.statements)
      TOTE_CHECK(writer.write(statement));
    TOTE_CHECK(writer.finish());
    return proposal;
  }
  const auto entry = as_entry(journal, line.text);
  TOTE_TRY(const auto suggestions, journal.suggest_links(entry, index::Occurrences::first));
  TOTE_TRY(auto linked, linked_text(entry, clear_links(suggestions)));
  linked.pop_back();
  TOTE_CHECK(add_to_journal(journal, with_new_links(std::move(linked), created), proposal));
  return proposal;
}

}  // namespace tote::host
