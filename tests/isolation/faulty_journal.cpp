// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/isolation/faulty_journal.h"

#include <filesystem>
#include <optional>

#include <gtest/gtest.h>

#include "host/sandbox/sanitizers.h"
#include "tests/index/database_dump.h"

namespace tote::isolation {
namespace fs = std::filesystem;

namespace {

constexpr std::string_view declarations = R"(
  "id": "test.faulty", "name": "Faulty", "version": "1.2.3",
  "types": [{"id": "mood", "nouns": [["mood", "moods"]]}, {"id": "post", "nouns": [["post", "posts"]]}],
  "fields": [{"id": "publish", "on": ["post"], "kind": "boolean"},
             {"id": "mood", "on": ["mood"], "kind": "text"},
             {"id": "flavour", "on": ["mood"], "kind": "text", "normalised": true}])";

constexpr std::string_view code = R"(,
  "abi": {"major": 1, "minor": 0}, "library": "fault.so",
  "provides": ["tote.extract/1", "tote.field/1", "tote.command/1", "tote.render/1", "tote.export/1"],
  "commands": [{"id": "felt", "summary": "You felt so", "on": ["mood"],
                "values": [{"id": "mood"}]}])";

std::string manifest(bool has_code) {
  return "{" + std::string(declarations) + std::string(has_code ? code : "") + "}";
}

const char* folder_of(FaultyJournal::Plugin plugin) {
  switch (plugin) {
    case FaultyJournal::Plugin::sound:
      return "sound";
    case FaultyJournal::Plugin::no_code:
      return "no-code";
    default:
      return "plugins";
  }
}

// Sanitizers make everything slower; what hangs hangs for ever all the same.
std::chrono::milliseconds deadline() {
  return std::chrono::milliseconds(host::sandbox::is_sanitized() ? 1000 : 600);
}

}  // namespace

FaultyJournal::FaultyJournal(const std::string& place, const std::string& fault)
    : name_(place + "-" + fault) {
  for (const auto& plugin : {"plugins/" + name_, std::string("sound/nowhere-fine")}) {
    folder_.write(plugin + "/plugin.json", manifest(true));
    fs::copy_file(TOTE_FAULT_LIBRARY, folder_.path() / plugin / "fault.so");
  }
  folder_.write("no-code/faulty/plugin.json", manifest(false));
  for (const char* plugins : {"plugins", "sound", "no-code"})
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

void FaultyJournal::write_post(const std::string& name, std::string_view word) const {
  folder_.write("vault/posts/" + name + ".md",
                "---\ntype: post\nstatus: published\ntitle: the " + std::string(word) +
                    "\ndate: 2024-03-09\n---\nA post named " + name + ".\n");
}

fs::path FaultyJournal::index_of(Plugin plugin) const {
  return folder_.path() / (std::string("index-of-") + folder_of(plugin));
}

host::Journal FaultyJournal::open(Plugin plugin) const {
  host::JournalOptions options;
  options.vault = vault();
  options.index_directory = index_of(plugin);
  options.plugin_path = {folder_.path() / folder_of(plugin)};
  options.worker_program = TOTE_PROGRAM;
  options.plugin_deadline = deadline();
  return host::Journal::open(std::move(options)).value();
}

std::map<std::string, std::string> FaultyJournal::indexed(Plugin plugin) const {
  auto journal = open(plugin);
  EXPECT_TRUE(journal.refresh());
  return index::dump_what_is_known(index_of(plugin));
}

FaultyJournal::Site FaultyJournal::publish(Plugin plugin) const {
  Site site;
  auto journal = open(plugin);
  EXPECT_TRUE(journal.refresh());
  host::publish::PublishOptions options;
  options.output = folder_.path() / (std::string("site-of-") + folder_of(plugin));
  const auto report = journal.publish_post(std::nullopt, options);
  if (!report) {
    site.problems = to_string(report.error());
    return site;
  }
  for (const auto& problem : report->problems)
    site.problems += problem + '\n';
  for (const auto& file : fs::recursive_directory_iterator(options.output))
    // What tote remembers of its files says nothing that the files do not.
    if (file.is_regular_file() && file.path().filename() != ".tote-site.json") {
      const auto path = file.path().lexically_relative(folder_.path());
      site.files[file.path().lexically_relative(options.output)] = folder_.read(path.string());
    }
  return site;
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
