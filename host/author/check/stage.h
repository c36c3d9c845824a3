// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin is shown while it is checked: in an arena, and as a host of some era hands it out.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tote/plugin.h>

#include "host/author/check/arena.h"
#include "host/plugin_answer.h"
#include "host/publish/plugin_view.h"
#include "notes/note.h"

namespace tote::host::author::check {

enum class Era {
  present,
  old,     ///< structs end where the oldest host's end, right before memory that nobody may read
  future,  ///< structs are longer, reserved members are set, and there are kinds nobody knows
};

/// For one call: what it gives lives in its arena.
class Stage {
 public:
  explicit Stage(Era era) : era_(era) {}

  [[nodiscard]] const tote_note_t* note(const notes::Note& note);
  [[nodiscard]] const tote_field_value_t* field_value(std::string_view field, std::string_view type,
                                                      std::string_view text);
  [[nodiscard]] const tote_command_t* command(const CommandCall& call, const notes::Note& note);
  /// A page as tote.render/1 sees it.
  [[nodiscard]] const tote_public_note_t* page(const publish::ViewedPage& page);
  [[nodiscard]] const tote_public_site_t* site(const publish::ViewedSite& site);
  [[nodiscard]] const tote_settings_t* settings(const std::vector<notes::Value>& given);

  [[nodiscard]] Arena& arena() { return arena_; }

 private:
  [[nodiscard]] bool is_future() const { return era_ == Era::future; }

  const tote_value_t* values(const tote_value_t* given, std::uint32_t& count);
  const tote_block_t* blocks(const tote_block_t* given, std::uint32_t& count);
  const tote_link_t* links(const tote_link_t* given, std::uint32_t& count);
  const tote_tag_t* tags(const tote_tag_t* given, std::uint32_t& count);
  const tote_inline_field_t* inline_fields(const tote_inline_field_t* given, std::uint32_t& count);
  const tote_argument_t* arguments(const tote_argument_t* given, std::uint32_t& count);
  const tote_public_note_t* page(const tote_public_note_t& given);
  /// The array in the arena, and its size.
  template <class T>
  const T* finish(const std::vector<T>& all, std::uint32_t& count);

  Era era_;
  Arena arena_;
};

}  // namespace tote::host::author::check
