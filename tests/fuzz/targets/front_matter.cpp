// SPDX-License-Identifier: GPL-2.0-or-later
// Front matter of any bytes is read; a field that is set can be read again, and taken back leaves
// what was there.
#include "notes/edit/field_edit.h"
#include "tests/fuzz/fuzz.h"
#include "tests/notes/note_dump.h"

namespace tote::fuzz {

namespace {

/// The text with some replacements made; they are within it.
std::string made(const std::string& text, const std::vector<notes::Replacement>& replacements) {
  const auto result = notes::replaced(text, replacements);
  require(result.has_value(), "replacements are within the note, in order");
  return *result;
}

}  // namespace

void read(std::string_view input) {
  const auto note = notes::read_note("a.md", "---\n" + std::string(input) + "\n---\n");
  for (const auto& problem : notes::broken_promises(note))
    require(false, problem);
  if (note.find_value("fuzzed") != nullptr)
    return;
  const auto set = notes::set_field(note, "fuzzed", notes::one_value("a: b"));
  if (!set)
    return;
  const auto changed = notes::read_note("a.md", made(note.source, *set));
  const auto* value = changed.find_value("fuzzed");
  require(value != nullptr && value->text == "a: b", "a field reads as it was set");
  const auto unset = notes::unset_field(changed, "fuzzed");
  require(unset.has_value(), "a field that was set can be taken back");
  require(made(changed.source, *unset) == note.source, "set and unset give the same bytes");
}

std::vector<std::string> seeds() {
  return files_of("fuzz/corpus/front_matter");
}

}  // namespace tote::fuzz
