// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/isolation/faulty_journal.h"

#include <filesystem>

#include "host/sandbox/sanitizers.h"

namespace tote::isolation {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view declarations = R"(
  "id": "test.faulty", "name": "Faulty", "version": "1.2.3",
  "types": [{"id": "mood", "nouns": [["mood", "moods"]]}],
  "fields": [{"id": "mood", "on": ["mood"], "kind": "text"},
             {"id": "flavour", "on": ["mood"], "kind": "text", "normalised": true}])";

constexpr std::string_view code = R"(,
  "abi": {"major": 1, "minor": 0}, "library": "fault.so",
  "provides": ["tote.extract/1", "tote.field/1"])";

std::string manifest(bool has_code) {
  return "{" + std::string(declarations) + std::string(has_code ? code : "") + "}";
}

// Sanitizers make everything slower; what hangs hangs for ever all the same.
std::chrono::milliseconds deadline() {
  return std::chrono::milliseconds(host::sandbox::is_sanitized() ? 1000 : 600);
}

}  // namespace

FaultyJournal::FaultyJournal(const std::string& place, const std::string& fault)
    : name_(place + "-" + fault) {
  folder_.write("plugins/" + name_ + "/plugin.json", manifest(true));
  fs::copy_file(TOTE_FAULT_LIBRARY, plugins() / name_ / "fault.so");
  folder_.write("declared/faulty/plugin.json", manifest(false));
  for (const char* plugins : {"plugins", "declared"})
    fs::copy(TOTE_STEADY_PLUGIN, folder_.path() / plugins / "steady");
  fs::create_directories(vault());
}

void FaultyJournal::write_note(const std::string& name, std::string_view word) const {
  folder_.write("vault/moods/" + name + ".md", "---\ntype: mood\ntitle: the " + std::string(word) +
                                                   "\nflavour: " + std::string(word) +
                                                   "\n---\nA note named " + name + ".\n");
}

void FaultyJournal::replace_library() const {
  // What stands after an ELF file's sections is not looked at.
  const auto name = "plugins/" + name_ + "/fault.so";
  folder_.write(name, folder_.read(name) + "another build");
}

host::Journal FaultyJournal::open(const char* plugins, const char* index) const {
  host::JournalOptions options;
  options.vault = vault();
  options.index_directory = folder_.path() / index;
  options.plugin_path = {folder_.path() / plugins};
  options.worker_program = TOTE_PROGRAM;
  options.plugin_deadline = deadline();
  return host::Journal::open(std::move(options)).value();
}

std::string indexed(const host::Journal& journal, const std::string& name) {
  const auto card = journal.find_note("moods/" + name + ".md");
  if (!card)
    return to_string(card.error());
  const auto details = journal.details(card->id);
  if (!details)
    return to_string(details.error());
  std::string text = card->title + '\n';
  for (const auto& field : details->fields)
    text += field.field + ": " + field.text + '\n';
  return text;
}

std::string complaints(const host::Journal& journal, const host::RefreshReport& report) {
  std::string text;
  for (const auto* list : {&report.problems, &report.gaps})
    for (const auto& line : *list)
      text += line + '\n';
  if (const auto status = journal.status())
    for (const auto& placed : status->diagnostics)
      text += to_string(placed.place) + ": " + placed.diagnostic.message + '\n';
  return text;
}

}  // namespace tote::isolation
