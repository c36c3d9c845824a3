// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "host/writing/load_vault.h"
#include "host/writing/rename.h"
#include "notes/anchors.h"
#include "notes/edit/field_edit.h"
#include "notes/edit/part_ties.h"
#include "notes/edit/relocate.h"
#include "notes/link_graph.h"
#include "notes/text.h"

namespace tote::host {
namespace {

using notes::Note;
using notes::Value;

std::vector<std::string> items_of(const Note& note, const Value& field) {
  if (field.kind != Value::Kind::list)
    return {field.text};
  std::vector<std::string> items;
  const auto first = static_cast<std::uint32_t>(&field - note.values.data()) + 1;
  for (std::uint32_t i = first; i < field.next; i = note.values[i].next)
    items.push_back(note.values[i].text);
  return items;
}

/// One note grows by what another one says.
class Merger {
 public:
  Merger(Note from, Note into) : from_(std::move(from)), into_(std::move(into)) {}

  [[nodiscard]] Result<Note> run() {
    for (const std::string& name : notes::titles_of(from_))
      TOTE_CHECK(add_alias(name));
    TOTE_CHECK(add_alias(std::string(from_.stem())));
    for (std::uint32_t i = 0; i < from_.values.size(); i = from_.values[i].next)
      TOTE_CHECK(take_field(from_.values[i]));
    append_body();
    return std::move(into_);
  }

  [[nodiscard]] const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  [[nodiscard]] Result<void> edit(const std::vector<notes::Replacement>& edits) {
    TOTE_TRY(auto text, notes::replaced(into_.source, edits));
    into_ = notes::read_note(std::move(into_.path), std::move(text));
    return {};
  }

  [[nodiscard]] Result<void> add_alias(const std::string& name) {
    const auto keys = notes::name_keys(into_);
    if (std::find(keys.begin(), keys.end(), notes::name_key(name)) != keys.end())
      return {};
    TOTE_TRY(const auto edits, notes::add_to_field(into_, "aliases", name));
    return edit(edits);
  }

  [[nodiscard]] Result<void> take_field(const Value& field) {
    const std::string key = notes::canonical_field_key(field.key);
    if (key == "title" || key == "type" || key == "aliases" || key == "alias" ||
        field.kind == Value::Kind::null)
      return {};
    const Value* own = into_.find_value(key);
    const auto items = items_of(from_, field);
    if (field.kind == Value::Kind::map) {
      remarks_.push_back(
          fmt::format("the field {} of {} is not taken over; it holds fields of "
                      "its own",
                      field.key, from_.title));
      return {};
    }
    if (own == nullptr || own->kind == Value::Kind::null) {
      TOTE_TRY(const auto edits,
               notes::set_field(into_, field.key, {items, field.kind == Value::Kind::list}));
      return edit(edits);
    }
    if (own->kind == Value::Kind::list) {
      for (const std::string& item : items) {
        TOTE_TRY(const auto edits, notes::add_to_field(into_, key, item));
        TOTE_CHECK(edit(edits));
      }
      return {};
    }
    if (items != items_of(into_, *own))
      remarks_.push_back(fmt::format("{} stays '{}'; {} said '{}'", field.key, own->text,
                                     from_.title, fmt::join(items, ", ")));
    return {};
  }

  void append_body() {
    std::string_view body = from_.body.in(from_.source);
    while (body.starts_with('\n') || body.starts_with('\r'))
      body.remove_prefix(1);
    if (body.empty())
      return;
    std::string text = into_.source;
    const std::string_view newline = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
    if (!text.empty() && !text.ends_with('\n'))
      text += newline;
    text.append(newline).append(body);
    into_ = notes::read_note(std::move(into_.path), std::move(text));
  }

  Note from_;
  Note into_;
  std::vector<std::string> remarks_;
};

/// Links to a part of `from` that a part of `into` has the name of: they lead to that one then.
std::vector<std::string> remarks_on_parts(const notes::LoadedVault& vault, notes::NoteId from,
                                          notes::NoteId into) {
  std::vector<std::string> remarks;
  for (const Note& note : vault.notes) {
    for (const notes::Link& link : note.links) {
      if (link.is_external || link.target.empty() ||
          (link.heading.empty() && link.block_id.empty()))
        continue;
      const auto meaning = vault.graph.meaning(link.target, note.path);
      if (meaning && meaning->file == from && notes::linked_blocks(vault.notes[from], link) &&
          notes::linked_blocks(vault.notes[into], link))
        remarks.push_back(fmt::format(
            "{}:{}: the link to '{}' leads to what {} calls so", note.path, link.line,
            link.heading.empty() ? "^" + link.block_id : link.heading, vault.notes[into].title));
    }
  }
  return remarks;
}

}  // namespace

Result<Proposal> propose_merge(const Journal& journal, const std::string& from,
                               const std::string& into) {
  TOTE_TRY(auto vault, load_vault(journal));
  TOTE_TRY(const auto from_id, find_file(journal, vault, from));
  TOTE_TRY(const auto into_id, find_file(journal, vault, into));
  if (from_id == into_id || std::max(from_id, into_id) >= vault.notes.size())
    return fail(ErrorCode::invalid_input, "a merge takes two notes");
  Proposal proposal;
  proposal.remarks = remarks_on_name(vault, from_id, from);
  for (auto& more :
       {remarks_on_name(vault, into_id, into), remarks_on_parts(vault, from_id, into_id)})
    proposal.remarks.insert(proposal.remarks.end(), more.begin(), more.end());
  const Note& goes = vault.notes[from_id];
  TOTE_CHECK(notes::check_ties(goes, goes.body, vault.notes[into_id]));
  TOTE_TRY(auto edits, notes::redirect_links(vault, from_id, into_id));
  const auto with_edits = [&](notes::NoteId id) -> Result<Note> {
    const Note& note = vault.notes[id];
    const auto found =
        std::find_if(edits.begin(), edits.end(), [&](const auto& each) { return each.note == id; });
    TOTE_TRY(auto text,
             notes::replaced(note.source, found == edits.end() ? std::vector<notes::Replacement>()
                                                               : found->replacements));
    return notes::read_note(note.path, std::move(text));
  };
  TOTE_TRY(auto from_note, with_edits(from_id));
  TOTE_TRY(auto into_note, with_edits(into_id));
  Merger merger(std::move(from_note), std::move(into_note));
  TOTE_TRY(const Note merged, merger.run());
  const Note& before = vault.notes[into_id];
  auto& files = proposal.changes.files;
  files.push_back(notes::rewrite(before, {notes::difference(before.source, merged.source)}));
  files.push_back(notes::rewrite(vault.notes[from_id], {}));
  files.back().is_removal = true;
  for (auto& each : edits) {
    if (each.note != from_id && each.note != into_id)
      files.push_back(notes::rewrite(vault.notes[each.note], std::move(each.replacements)));
  }
  proposal.path = before.path;
  proposal.remarks.insert(proposal.remarks.end(), merger.remarks().begin(), merger.remarks().end());
  proposal.changes.summary =
      fmt::format("merge {} into {}", vault.notes[from_id].path, before.path);
  return proposal;
}

}  // namespace tote::host
