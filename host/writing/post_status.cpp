// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/post_status.h"

#include <string_view>

#include "host/publish/privacy.h"
#include "host/writing/note_text.h"

namespace tote::host {
namespace {

/// A date that is written but cannot be read is the author's to mend.
bool lacks_date(const notes::Note& note) {
  const auto* written = note.find_value("date");
  return !note.date && (written == nullptr || written->kind == notes::Value::Kind::null);
}

}  // namespace

Result<std::string> text_to_publish(const notes::Note& note, notes::Date today) {
  if (note.type != "post" || publish::publicity_of(note).is_public)
    return note.source;
  TOTE_TRY(auto edited, with_field(note, "status", "published"));
  if (lacks_date(note)) {
    TOTE_TRY(edited, with_field(edited, "date", notes::to_string(today)));
  }
  return std::move(edited.source);
}

Result<std::string> text_to_unpublish(const notes::Note& note) {
  if (note.type != "post" || !publish::publicity_of(note).is_public)
    return note.source;
  TOTE_TRY(auto edited, with_field(note, "status", "draft"));
  for (const std::string_view key : {"publish", "public"}) {
    TOTE_TRY(edited, without_field(edited, key));
  }
  return std::move(edited.source);
}

}  // namespace tote::host
