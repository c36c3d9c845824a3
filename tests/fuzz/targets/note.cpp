// SPDX-License-Identifier: GPL-2.0-or-later
// A note of any bytes is read, and all its spans are true.
#include "notes/note.h"

#include "tests/fuzz/fuzz.h"
#include "tests/notes/note_dump.h"

namespace tote::fuzz {

void read(std::string_view input) {
  const auto note = notes::read_note("a.md", std::string(input));
  for (const auto& problem : notes::broken_promises(note))
    require(false, problem);
  for (const auto& block : note.blocks)
    require(note.plain_text(block).size() <= 3 * input.size() + 16,
            "a block is no longer than its note");
}

std::vector<std::string> seeds() {
  auto texts = files_of("notes/examples");
  for (auto& text : files_of("fuzz/corpus/notes"))
    texts.push_back(std::move(text));
  return texts;
}

}  // namespace tote::fuzz
