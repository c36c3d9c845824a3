// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the inlines of one leaf block. Only what notes/ has read as text, code, link or tag can
// get out; of all that lies between, only paired emphasis marks and footnote marks mean anything.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "host/publish/link_fate.h"
#include "host/publish/markup.h"
#include "notes/note.h"

namespace tote::host::publish {

class InlineWriter {
 public:
  /// Gives the number of the footnote with a label, 0 if it has no text. Writes the reference.
  using FootnoteMark = std::function<void(Markup& out, std::string_view label)>;

  InlineWriter(Markup& out, const notes::Note& note, LinkRules& rules, FootnoteMark footnote)
      : out_(out), note_(note), rules_(rules), footnote_(std::move(footnote)) {}

  /// Writes the leaf from the byte `begin` of the source on; everything opened is closed.
  void write(const notes::Block& leaf, std::uint32_t begin);

 private:
  struct OpenMark {
    char mark;
    std::uint32_t length;
  };

  void write_one(const notes::Inline& item);
  void write_link(const notes::Inline& item);
  void write_label(const notes::Link& link);
  void write_text(std::string_view text);
  void write_code(const notes::Inline& item);
  void write_break(const notes::Inline& item);
  /// What lies between two inlines.
  void gap(std::uint32_t begin, std::uint32_t end);
  std::uint32_t skip_comment(std::uint32_t at, std::uint32_t end);
  std::uint32_t take_footnote(std::uint32_t at, std::uint32_t end);
  void take_run(std::uint32_t at, std::uint32_t length);
  [[nodiscard]] bool close_mark(char mark, std::uint32_t& length);
  void open_mark(char mark, std::uint32_t length);

  Markup& out_;
  const notes::Note& note_;
  LinkRules& rules_;
  FootnoteMark footnote_;
  std::vector<OpenMark> marks_;
  std::uint32_t leaf_begin_ = 0;
  std::uint32_t leaf_end_ = 0;
  std::uint32_t hidden_until_ = 0;  ///< the value of a field that does not leave
  bool is_in_code_ = false;         ///< the inline before was code
};

}  // namespace tote::host::publish
