// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/relocate.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "notes/edit/field_edit.h"
#include "notes/edit/link_writer.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

/// A link that the change may concern, and what it meant before.
struct Concerned {
  std::uint32_t note = 0;
  std::uint32_t link = 0;
  LinkMeaning meaning;
  std::string old_path;
};

/// Links that name one of `keys`, and all that `file` holds.
std::vector<Concerned> concerned_links(const LoadedVault& vault, NoteId file,
                                       const std::unordered_set<std::string>& keys) {
  std::vector<Concerned> found;
  std::unordered_map<std::string_view, bool> seen;  // many links say the same
  const auto is_named = [&](const std::string& target) {
    const auto [entry, is_new] = seen.try_emplace(target);
    if (is_new)
      entry->second = keys.count(link_key(target)) != 0 || keys.count(name_key(target)) != 0;
    return entry->second;
  };
  for (std::uint32_t i = 0; i < vault.notes.size(); ++i) {
    const Note& note = vault.notes[i];
    for (std::uint32_t j = 0; j < note.links.size(); ++j) {
      const Link& link = note.links[j];
      if (link.is_external || link.target.empty())
        continue;
      if (i != file && !is_named(link.target))
        continue;
      if (const auto meaning = vault.graph.meaning(link.target, note.path))
        found.push_back({i, j, *meaning, vault.graph.path(meaning->file)});
    }
  }
  return found;
}

/// Rewrites the concerned links that would not lead to their goal; in order of notes.
template <class Goal>
Result<std::vector<LinkEdits>> rewrite_links(const LoadedVault& vault,
                                             const std::vector<Concerned>& links, NoteId moved,
                                             const std::string& moved_path, Goal goal) {
  std::vector<LinkEdits> edits;
  for (const Concerned& each : links) {
    const Note& note = vault.notes[each.note];
    const Link& link = note.links[each.link];
    const std::string& path = each.note == moved ? moved_path : note.path;
    const NoteId wanted_file = goal(each.meaning.file);
    const bool keeps_text = each.meaning.file != moved || wanted_file != moved;
    const Retarget wanted{note,      path, link, each.old_path, wanted_file, each.meaning.how,
                          keeps_text};
    if (leads_to_goal(vault.graph, wanted))
      continue;
    TOTE_TRY(auto replacement, retarget(vault.graph, wanted));
    if (edits.empty() || edits.back().note != each.note)
      edits.push_back({each.note, {}});
    auto& of_note = edits.back().replacements;
    // Several links may share one definition.
    if (std::find(of_note.begin(), of_note.end(), replacement) == of_note.end())
      of_note.push_back(std::move(replacement));
  }
  return edits;
}

std::unordered_set<std::string> keys_of(const std::vector<std::string>& names,
                                        const std::vector<std::string>& more) {
  std::unordered_set<std::string> keys(names.begin(), names.end());
  keys.insert(more.begin(), more.end());
  return keys;
}

/// A title that is a level-1 heading written without marks.
const Inline* plain_title_heading(const Note& note) {
  if (note.find_value("title") != nullptr || note.blocks.empty())
    return nullptr;
  const Block& block = note.blocks[0];
  const bool is_plain = block.kind == Block::Kind::heading && block.level == 1 &&
                        block.inline_count == 1 &&
                        note.inlines[block.first_inline].kind == Inline::Kind::text &&
                        note.inlines[block.first_inline].span.in(note.source) == note.title;
  return is_plain ? &note.inlines[block.first_inline] : nullptr;
}

/// Writes the new title where the old one is written. Gives whether there was such a place.
Result<bool> retitle(const Note& note, const std::string& title, std::vector<Replacement>& edits) {
  if (note.find_value("title") != nullptr) {
    TOTE_TRY(auto field, set_field(note, "title", one_value(title)));
    edits.insert(edits.end(), field.begin(), field.end());
    return true;
  }
  if (const Inline* heading = plain_title_heading(note)) {
    edits.push_back({heading->span, title});
    return true;
  }
  return false;
}

/// What a relocation does to the note's own names.
struct OwnNames {
  std::vector<Replacement> edits;
  std::vector<std::string> titles;  ///< by which links may find it afterwards
};

Result<OwnNames> own_names(const Note& note, const Relocation& relocation) {
  OwnNames names;
  const std::string old_stem(note.stem());
  const std::string new_stem(stem_of(relocation.new_path));
  names.titles = titles_of(note);
  if (old_stem == new_stem)
    return names;
  const bool follows = relocation.renames_title || note.title == old_stem;
  const bool is_stem_only = note.title == old_stem && note.find_value("title") == nullptr &&
                            plain_title_heading(note) == nullptr;
  if (follows && !is_stem_only) {
    TOTE_TRY(const bool is_retitled, retitle(note, new_stem, names.edits));
    if (is_retitled)
      names.titles[0] = new_stem;
  } else if (is_stem_only) {
    names.titles[0] = new_stem;
  }
  if (relocation.keeps_alias) {
    const std::string& old_name = follows ? note.title : old_stem;
    const char* key = note.find_value("aliases") == nullptr && note.find_value("alias") != nullptr
                          ? "alias"
                          : "aliases";
    TOTE_TRY(auto alias, add_to_field(note, key, old_name));
    names.edits.insert(names.edits.end(), alias.begin(), alias.end());
  }
  return names;
}

}  // namespace

Result<ChangeSet> relocate(LoadedVault& vault, const Relocation& relocation, ContentHash base) {
  const NoteId file = relocation.file;
  const std::string old_path = vault.graph.path(file);
  if (vault.graph.at(relocation.new_path))
    return fail(ErrorCode::conflict, "a file of this name is there already; choose another name",
                SourcePlace{relocation.new_path, 0, 0});
  const bool is_note = file < vault.notes.size();
  OwnNames own;
  if (is_note) {
    TOTE_TRY(own, own_names(vault.notes[file], relocation));
  }
  auto keys = keys_of(vault.graph.name_keys(file), {link_key(relocation.new_path)});
  for (const std::string& title : own.titles)
    keys.insert(name_key(title));
  const auto links = concerned_links(vault, file, keys);
  vault.graph.rename(file, relocation.new_path, own.titles);
  TOTE_TRY(auto edits, rewrite_links(vault, links, file, relocation.new_path,
                                     [](NoteId meaning) { return meaning; }));
  ChangeSet changes;
  const bool is_move = folder_of(old_path) != folder_of(relocation.new_path);
  changes.summary =
      fmt::format("{} {} to {}", is_move ? "move" : "rename", old_path, relocation.new_path);
  FileChange moved;
  moved.path = old_path;
  moved.base = is_note ? hash_of(vault.notes[file].source) : base;
  moved.new_path = relocation.new_path;
  moved.replacements = std::move(own.edits);
  for (LinkEdits& each : edits) {
    if (each.note == file)
      moved.replacements.insert(moved.replacements.end(), each.replacements.begin(),
                                each.replacements.end());
    else
      changes.files.push_back(rewrite(vault.notes[each.note], std::move(each.replacements)));
  }
  changes.files.insert(changes.files.begin(), std::move(moved));
  return changes;
}

Result<std::vector<LinkEdits>> redirect_links(LoadedVault& vault, NoteId from, NoteId to) {
  const std::string new_place = vault.graph.path(to);
  const auto links = concerned_links(vault, from, keys_of(vault.graph.name_keys(from), {}));
  vault.graph.remove(from);
  return rewrite_links(vault, links, from, new_place,
                       [=](NoteId meaning) { return meaning == from ? to : meaning; });
}

}  // namespace tote::notes
