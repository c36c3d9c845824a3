// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/facts_check.h"

#include <algorithm>

#include "host/worker/call_limits.h"
#include "host/worker/claims.h"
#include "notes/text.h"

namespace tote::host::worker {
namespace {

// For all plugins together; one call gives max_items at most.
constexpr std::size_t max_of_a_kind = 16 * max_items;
constexpr std::size_t max_keys = 16;

bool is_sane(std::string_view text) {
  return text.size() <= max_text_bytes && notes::find_invalid_utf8(text) == std::string_view::npos;
}

bool is_within(notes::ByteSpan span, std::size_t source_bytes) {
  return span.begin <= span.end && span.end <= source_bytes;
}

bool is_sane(const index::EdgeEnd& end) {
  return is_sane(end.text) && end.keys.size() <= max_keys &&
         std::all_of(end.keys.begin(), end.keys.end(),
                     [](const std::string& key) { return is_sane(key); });
}

bool are_believable(const std::vector<notes::Diagnostic>& diagnostics, std::size_t source_bytes) {
  return diagnostics.size() <= max_of_a_kind &&
         std::all_of(diagnostics.begin(), diagnostics.end(),
                     [&](const notes::Diagnostic& diagnostic) {
                       return is_sane(diagnostic.code) && is_sane(diagnostic.message) &&
                              is_within(diagnostic.span, source_bytes);
                     });
}

}  // namespace

bool is_believable(const index::Facts& facts, std::size_t source_bytes,
                   const index::Vocabulary& vocabulary) {
  const auto is_declared = [&](const std::string& id) {
    return std::any_of(vocabulary.fields.begin(), vocabulary.fields.end(),
                       [&](const index::FieldDecl& field) { return field.id == id; });
  };
  for (const auto size : {facts.values.size(), facts.edges.size(), facts.terms.size()})
    if (size > max_of_a_kind)
      return false;
  for (const auto& value : facts.values)
    if (!is_declared(value.field) || !is_sane(value.text) || !is_within(value.span, source_bytes))
      return false;
  for (const auto& edge : facts.edges) {
    const auto* relation = vocabulary.relation(edge.relation);
    if (relation == nullptr || relation->id != edge.relation || !is_sane(edge.from) ||
        !is_sane(edge.to) || !is_within(edge.span, source_bytes))
      return false;
  }
  for (const auto& term : facts.terms)
    if (!is_sane(term))
      return false;
  return are_believable(facts.diagnostics, source_bytes);
}

bool is_believable(const CommandAnswer& answer, std::string_view plugin, const notes::Note& note,
                   const index::Vocabulary& vocabulary) {
  std::size_t bytes = 0;
  for (const auto& edit : answer.edits)
    bytes += edit.text.size();
  return answer.edits.size() <= max_edits && bytes <= max_edits_bytes &&
         std::all_of(answer.edits.begin(), answer.edits.end(),
                     [&](const CommandEdit& edit) {
                       if (!is_sane(edit.field) || !is_sane(edit.text))
                         return false;
                       return edit.action == CommandEdit::Action::append
                                  ? is_one_line(edit.text)
                                  : may_write(vocabulary, plugin, note.type, edit.field);
                     }) &&
         are_believable(answer.findings, note.source.size());
}

}  // namespace tote::host::worker
