// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/check.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "host/writing/field_kind.h"
#include "host/writing/heading_names.h"
#include "host/writing/load_vault.h"
#include "notes/anchors.h"

namespace tote::host {
namespace {

using notes::Link;
using notes::Note;
using notes::Value;

/// Whether there is an element of HTML with this name to jump to.
bool has_html_anchor(const Note& note, const std::string& name) {
  constexpr std::array<std::string_view, 4> forms = {"id=\"{}\"", "id='{}'", "name=\"{}\"",
                                                     "name='{}'"};
  return std::any_of(forms.begin(), forms.end(), [&](std::string_view form) {
    return note.source.find(fmt::format(fmt::runtime(form), name)) != std::string::npos;
  });
}

class VaultCheck {
 public:
  VaultCheck(const Journal& journal, const notes::LoadedVault& vault)
      : journal_(journal), vault_(vault), vocabulary_(journal.vocabulary()) {}

  [[nodiscard]] Result<std::vector<CheckFinding>> run() {
    for (const Note& note : vault_.notes) {
      for (const Link& link : note.links)
        check_link(note, link);
      check_fields(note);
      check_inline_fields(note);
    }
    TOTE_TRY(const auto status, journal_.status());
    for (const auto& placed : status.diagnostics)
      findings_.push_back({placed.place, placed.diagnostic.code, placed.diagnostic.message});
    TOTE_CHECK(ask_plugins());
    std::sort(findings_.begin(), findings_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.place.path, a.place.line, a.place.column, a.code) <
             std::tie(b.place.path, b.place.line, b.place.column, b.code);
    });
    return std::move(findings_);
  }

 private:
  void add(const Note& note, std::uint32_t offset, std::string code, std::string message) {
    findings_.push_back({{note.path, note.line_of(offset), note.column_of(offset)},
                         std::move(code),
                         std::move(message)});
  }

  void check_link(const Note& note, const Link& link) {
    if (link.is_external)
      return;
    if (link.target.empty())
      return check_part(note, link, note);
    const auto found = notes::resolve(vault_.graph, link.target, note.path);
    if (found.candidates.empty()) {
      const auto meant = closest_name(link.target);
      add(note, link.span.begin, "link-broken",
          fmt::format("no note or file is called '{}'{}", link.target,
                      meant.empty() ? "" : fmt::format(" (did you mean {}?)", meant)));
    } else if (found.candidates.size() > 1) {
      std::string paths;
      for (const auto candidate : found.candidates)
        paths += (paths.empty() ? "" : ", ") + vault_.graph.path(candidate);
      add(note, link.span.begin, "link-ambiguous",
          fmt::format("'{}' may be {}: name the folder as well", link.target, paths));
    } else if (found.candidates.front() < vault_.notes.size()) {
      check_part(note, link, vault_.notes[found.candidates.front()]);
    }
  }

  /// Whether the note that the link leads to has the heading or the block.
  void check_part(const Note& note, const Link& link, const Note& meant) {
    const bool is_block = !link.block_id.empty();
    if (notes::linked_blocks(meant, link) ||
        (link.kind == Link::Kind::markdown && has_html_anchor(meant, link.heading)))
      return;
    const std::string closest =
        is_block ? closest_block_id(meant, link.block_id) : closest_heading(meant, link.heading);
    const std::string hint = closest.empty() ? "" : fmt::format(" (did you mean {}?)", closest);
    add(note, link.span.begin, is_block ? "block-unknown" : "heading-unknown",
        is_block
            ? fmt::format("{} has no block with the id '{}'{}", meant.title, link.block_id, hint)
            : fmt::format("{} has no heading '{}'{}", meant.title, link.heading, hint));
  }

  /// The one note that a name with a typo means.
  [[nodiscard]] std::string closest_name(const std::string& name) const {
    const auto found = journal_.find_note(name);
    return found ? found->title : "";
  }

  void check_fields(const Note& note) {
    for (std::uint32_t i = 0; i < note.values.size(); i = note.values[i].next) {
      const Value& value = note.values[i];
      const std::string key = notes::canonical_field_key(value.key);
      if (is_field_of_every_note(key))
        continue;
      const auto* field = vocabulary_.field(key, note.type);
      if (field != nullptr)
        check_value(note, *field, i);
      else if (vocabulary_.relation_of_field(key, note.type) == nullptr)
        check_unknown(note, value, key);
    }
  }

  /// Fields of one's own are fine; only what looks like a slip is told.
  void check_unknown(const Note& note, const Value& value, const std::string& key) {
    const auto meant = closest_field(vocabulary_, note.type, key);
    if (!meant.empty() && meant != key)
      add(note, value.key_span.begin, "field-unknown",
          fmt::format("no plugin knows the field '{}' of a {} (did you mean {}?)", value.key,
                      note.type, meant));
  }

  void check_value(const Note& note, const index::FieldDecl& field, std::uint32_t index) {
    const Value& value = note.values[index];
    const bool is_list = value.kind == Value::Kind::list;
    for (std::uint32_t i = is_list ? index + 1 : index; i < value.next; i = note.values[i].next) {
      const Value& one = note.values[i];
      if (one.kind == Value::Kind::null || one.kind == Value::Kind::map ||
          one.kind == Value::Kind::list || one.text.empty() || suits_field(field, one.text) ||
          is_brought_to_suit(note, field, one.span))
        continue;
      add(note, one.span.begin, "value-invalid", misfit(field, one.text));
    }
  }

  /// Of what a field in the text does not hold, the reader of the note tells, save for bounds.
  void check_inline_fields(const Note& note) {
    for (const auto& one : note.fields) {
      const auto* field = vocabulary_.field(notes::canonical_field_key(one.key), note.type);
      if (field != nullptr && is_out_of_bounds(*field, one.value) &&
          !is_brought_to_suit(note, *field, one.value_span))
        add(note, one.value_span.begin, "value-invalid", misfit(*field, one.value));
    }
  }

  /// Whether the plugin that normalises the field has read the value: then it is in the index in a
  /// form that suits the field, whatever it looks like in the note.
  [[nodiscard]] bool is_brought_to_suit(const Note& note, const index::FieldDecl& field,
                                        notes::ByteSpan value) const {
    if (!field.is_normalised)
      return false;
    const auto card = journal_.find_note(note.path);
    const auto details = card ? journal_.details(card->id) : tl::unexpected(card.error());
    const auto line = note.line_of(value.begin);
    return details &&
           std::any_of(details->fields.begin(), details->fields.end(), [&](const auto& indexed) {
             return indexed.field == field.id && indexed.line == line &&
                    suits_field(field, indexed.text);
           });
  }

  [[nodiscard]] Result<void> ask_plugins() {
    index::AskOptions options;
    options.today = journal_.today();
    options.wants_snippets = false;
    for (const auto& plugin : journal_.plugins().plugins()) {
      for (const auto& check : plugin.checks) {
        TOTE_TRY(const auto answer, journal_.search(check.query, options));
        for (const auto& item : answer.items) {
          if (item.note)
            findings_.push_back({{item.note->path, 1, 1},
                                 fmt::format("{}.{}", plugin.id, check.id),
                                 check.message});
        }
      }
    }
    return {};
  }

  const Journal& journal_;
  const notes::LoadedVault& vault_;
  const index::Vocabulary& vocabulary_;
  std::vector<CheckFinding> findings_;
};

}  // namespace

Result<std::vector<CheckFinding>> check_vault(const Journal& journal) {
  TOTE_TRY(const auto vault, load_vault(journal));
  return VaultCheck(journal, vault).run();
}

}  // namespace tote::host
