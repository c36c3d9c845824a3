// SPDX-License-Identifier: GPL-2.0-or-later
// What a block stands in, as far as its sentences need it: whether they are the owner's own words,
// and whose section or list it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "index/facts.h"
#include "notes/note.h"

namespace tote::index::extract {

/// How to read a block's sentences.
struct Setting {
  /// A sentence that begins with its verb is about the owner: "Met [[Ana]]".
  bool subjectless_is_me = false;
  /// A task that is done: "[x] call [[Ana]]" says that it was done.
  bool is_done_task = false;
  /// Whom the heading, the list item above or the label before the text names, and nothing else:
  /// a sentence that begins with its verb may be about them, and never about the owner.
  std::optional<EdgeEnd> topic;
  /// The day of the entry: that of the heading it stands under ("## 2011-07-03"), else the note's.
  std::optional<notes::Date> date;
};

/// Finds the settings of a note's blocks.
class SettingReader {
 public:
  /// `is_dated`: the note is an entry of the owner's. Requires: `note` outlives it.
  SettingReader(const notes::Note& note, bool is_dated);

  /// The setting of a block, by its index; nullopt if it holds no statements of the owner's: code,
  /// headings, quotations, tasks to do.
  [[nodiscard]] std::optional<Setting> of(std::size_t block) const;

 private:
  [[nodiscard]] std::optional<EdgeEnd> label(std::size_t block) const;
  [[nodiscard]] std::optional<EdgeEnd> only_name(std::size_t block) const;
  [[nodiscard]] std::optional<notes::Date> heading_date(std::size_t block) const;
  [[nodiscard]] std::optional<EdgeEnd> list_topic(std::size_t block) const;

  [[nodiscard]] bool is_planned(std::size_t block) const;

  const notes::Note& note_;
  bool is_dated_;
  /// By block: whether it stands under a heading of what is to be done.
  std::vector<bool> is_planned_;
  /// By block: the heading of the innermost section that is about somebody, or -1.
  std::vector<std::int32_t> headings_;
  /// By block: the day that a heading above it names, until a heading of its level or above.
  std::vector<std::optional<notes::Date>> dates_;
};

}  // namespace tote::index::extract
