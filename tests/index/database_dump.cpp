// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/index/database_dump.h"

#include <fmt/format.h>
#include <xapian.h>

#include "index/store/database.h"

namespace tote::index {
namespace {

void dump_note(const Xapian::Database& database, Xapian::docid note,
               std::vector<std::string>& lines) {
  const Xapian::Document document = database.get_document(note);
  lines.push_back(fmt::format("{}: {:?}", note, document.get_data()));
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    lines.push_back(fmt::format("{} slot {}: {:?}", note, value.get_valueno(), *value));
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    std::string line = fmt::format("{} {:?} x{} at", note, *term, term.get_wdf());
    for (auto at = term.positionlist_begin(); at != term.positionlist_end(); ++at)
      line += fmt::format(" {}", *at);
    lines.push_back(std::move(line));
  }
}

}  // namespace

std::vector<std::string> dump(const std::filesystem::path& directory) {
  const auto database = store::open_current(directory);
  if (!database)
    return {to_string(database.error())};
  std::vector<std::string> lines;
  for (auto key = database->metadata_keys_begin(); key != database->metadata_keys_end(); ++key)
    lines.push_back(fmt::format("{}: {:?}", *key, database->get_metadata(*key)));
  for (auto note = database->postlist_begin(""); note != database->postlist_end(""); ++note)
    dump_note(*database, *note, lines);
  return lines;
}

}  // namespace tote::index
