// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/note_text.h"

#include <utility>
#include <vector>

#include "notes/edit/field_edit.h"

namespace tote::host {
namespace {

Result<notes::Note> edited(const notes::Note& note, const std::vector<notes::Replacement>& edits) {
  TOTE_TRY(auto text, notes::replaced(note.source, edits));
  return notes::read_note(note.path, std::move(text));
}

}  // namespace

std::string with_line(std::string_view text, std::string_view line, LineKind kind) {
  const std::string_view newline = text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  std::string out(text);
  if (!out.empty() && !out.ends_with('\n'))
    out += newline;
  std::string_view body = out;
  body.remove_suffix(body.empty() ? 0 : newline.size());
  const std::string_view last = body.substr(body.rfind('\n') + 1);
  const bool goes_on =
      last.empty() || last == "\r" || (kind == LineKind::list_item && last.starts_with("- "));
  if (!goes_on)
    out += newline;
  return out.append(line).append(newline);
}

Result<notes::Note> with_value(const notes::Note& note, std::string_view field,
                               std::string_view value) {
  const auto* held = note.find_value(field);
  if (held == nullptr || held->kind == notes::Value::Kind::null)
    return with_field(note, field, value);
  TOTE_TRY(const auto edits, notes::add_to_field(note, field, value));
  return edited(note, edits);
}

Result<notes::Note> without_field(const notes::Note& note, std::string_view field) {
  TOTE_TRY(const auto edits, notes::unset_field(note, field));
  return edited(note, edits);
}

Result<notes::Note> with_field(const notes::Note& note, std::string_view field,
                               std::string_view value) {
  TOTE_TRY(const auto edits, notes::set_field(note, field, notes::one_value(std::string(value))));
  return edited(note, edits);
}

}  // namespace tote::host
