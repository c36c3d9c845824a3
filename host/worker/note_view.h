// SPDX-License-Identifier: GPL-2.0-or-later
// A note as plugins see it: the arrays of the plugin ABI, borrowing every text from the note.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include <tote/plugin.h>

#include "notes/note.h"

namespace tote::host::worker {

/// Builds the ABI's view of a note. The note must outlive the view.
class NoteView {
 public:
  explicit NoteView(const notes::Note& note);
  NoteView(const NoteView&) = delete;
  NoteView& operator=(const NoteView&) = delete;

  [[nodiscard]] const tote_note_t* get() const { return &view_; }

  /// Of all that a plugin can reach through the view: another one means that it wrote to it.
  [[nodiscard]] std::uint64_t digest() const;

 private:
  /// Texts are UTF-8 by the ABI's word, whatever the file holds.
  void mend_texts();
  void mend(tote_str_t& text);

  std::vector<tote_value_t> values_;
  std::vector<tote_block_t> blocks_;
  std::vector<tote_link_t> links_;
  std::vector<tote_tag_t> tags_;
  std::vector<tote_inline_field_t> inline_fields_;
  std::deque<std::string> mended_;
  tote_note_t view_{};
};

/// Borrows the value's texts.
[[nodiscard]] tote_value_t to_abi(const notes::Value& value);
/// Borrows `text`.
[[nodiscard]] tote_str_t to_abi(std::string_view text);
[[nodiscard]] tote_span_t to_abi(notes::ByteSpan span);

}  // namespace tote::host::worker
