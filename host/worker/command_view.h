// SPDX-License-Identifier: GPL-2.0-or-later
// A command as plugins see it: the plugin ABI's form, borrowing every text from the call.
#pragma once

#include <cstdint>
#include <vector>

#include <tote/plugin.h>

#include "host/plugin_answer.h"
#include "host/worker/note_view.h"

namespace tote::host::worker {

/// Builds the ABI's view of a command. The call and the note's view must outlive it.
class CommandView {
 public:
  CommandView(const CommandCall& call, const NoteView& note);
  CommandView(const CommandView&) = delete;
  CommandView& operator=(const CommandView&) = delete;

  [[nodiscard]] const tote_command_t* get() const { return &view_; }

  /// Of all that a plugin can reach through the view: another one means that it wrote to it.
  [[nodiscard]] std::uint64_t digest() const;

 private:
  const NoteView& note_;
  std::vector<tote_argument_t> arguments_;
  tote_command_t view_{};
};

}  // namespace tote::host::worker
