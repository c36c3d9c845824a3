// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/suggest.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/never_suggested.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::host {
namespace {

using notes::name_key;

std::vector<notes::Replacement> replacements_for(const std::vector<ChosenLink>& chosen) {
  std::vector<notes::Replacement> replacements;
  replacements.reserve(chosen.size());
  for (const ChosenLink& each : chosen)
    replacements.push_back({each.suggestion.span, link_for(each)});
  return replacements;
}

/// The line that holds a position, without white space around it.
std::string line_text(const notes::Note& note, std::uint32_t line) {
  const auto begin = note.line_starts[line - 1];
  const auto end = line < note.line_starts.size() ? note.line_starts[line] : note.source.size();
  const auto text = std::string_view(note.source).substr(begin, end - begin);
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

/// Notes whose text holds one of the names as a phrase.
Result<std::set<std::string>> paths_with_names(const Journal& journal,
                                               const std::vector<std::string>& names) {
  std::set<std::string> paths;
  index::AskOptions options;
  options.today = journal.today();
  options.wants_snippets = false;
  for (std::string name : names) {
    std::replace(name.begin(), name.end(), '"', ' ');
    TOTE_TRY(const auto answer, journal.search(fmt::format("\"{}\"", name), options));
    for (const auto& item : answer.items) {
      if (item.note)
        paths.insert(item.note->path);
    }
  }
  return paths;
}

}  // namespace

std::string link_for(const ChosenLink& chosen) {
  const auto& suggestion = chosen.suggestion;
  const auto& target = suggestion.targets[chosen.target];
  const std::string_view stem = notes::stem_of(target.path);
  const std::string key = name_key(suggestion.text);
  // A note that is not named by its title is linked by title, as the rest of such a vault does.
  const bool is_named_by_title = name_key(stem) == name_key(target.title);
  const std::string name(is_named_by_title ? stem : std::string_view(target.title));
  if (key == name_key(name))
    return fmt::format("[[{}]]", suggestion.text);
  return fmt::format("[[{}{}|{}]]", name, suggestion.is_in_table ? "\\" : "", suggestion.text);
}

Result<std::string> linked_text(const notes::Note& note, const std::vector<ChosenLink>& chosen) {
  return notes::replaced(note.source, replacements_for(chosen));
}

Result<Proposal> propose_links(const Journal& journal, const notes::Note& note,
                               const std::vector<ChosenLink>& chosen,
                               const std::vector<std::string>& never) {
  Proposal proposal;
  proposal.path = note.path;
  proposal.changes.summary =
      fmt::format("link {} in {}", chosen.size() == 1 ? "a name" : "names", note.path);
  if (!chosen.empty())
    proposal.changes.files = {notes::rewrite(note, replacements_for(chosen))};
  else
    proposal.changes.summary = fmt::format("never suggest {}", fmt::join(never, ", "));
  if (!never.empty()) {
    TOTE_TRY(auto names, never_suggest(journal.vault(), never));
    proposal.changes.files.push_back(std::move(names));
  }
  return proposal;
}

Result<std::vector<Mention>> find_mentions(const Journal& journal, const index::NoteCard& note) {
  std::vector<Mention> mentions;
  TOTE_TRY(const auto backlinks, journal.backlinks(note.id));
  std::set<std::string> paths;
  for (const auto& backlink : backlinks) {
    TOTE_TRY(const auto read, journal.read_note(backlink.note.path));
    if (backlink.span.end > read.source.size())
      continue;
    mentions.push_back({backlink.note, backlink.line, read.column_of(backlink.span.begin),
                        backlink.span, line_text(read, backlink.line), true,
                        index::Confidence::high});
  }
  TOTE_TRY(const auto details, journal.details(note.id));
  std::vector<std::string> names = {note.title};
  names.insert(names.end(), details.aliases.begin(), details.aliases.end());
  TOTE_TRY(paths, paths_with_names(journal, names));
  paths.erase(note.path);
  for (const std::string& path : paths) {
    TOTE_TRY(const auto read, journal.read_note(path));
    TOTE_TRY(const auto found, journal.suggest_links(read, index::Occurrences::all));
    for (const auto& suggestion : found) {
      const bool is_it = std::any_of(suggestion.targets.begin(), suggestion.targets.end(),
                                     [&](const auto& card) { return card.id == note.id; });
      if (!is_it)
        continue;
      index::NoteCard card;
      card.path = path;
      card.title = read.title;
      card.type = read.type;
      card.date = read.date;
      mentions.push_back({std::move(card), suggestion.line, suggestion.column, suggestion.span,
                          line_text(read, suggestion.line), false, suggestion.confidence});
    }
  }
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.note.path, a.span.begin) < std::tie(b.note.path, b.span.begin);
  });
  return mentions;
}

}  // namespace tote::host
