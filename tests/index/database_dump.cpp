// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/index/database_dump.h"

#include <fmt/format.h>
#include <xapian.h>

#include "index/store/database.h"
#include "index/store/directory.h"
#include "index/store/metadata.h"
#include "index/store/record.h"
#include "index/store/seal.h"
#include "index/store/terms.h"

namespace tote::index {
namespace {

enum class Findings { kept, left_out };

/// The document's data, where findings are left out of it.
std::string data_of(const Xapian::Document& document, Findings findings) {
  auto record = store::decode_record(document.get_data(), document.get_docid());
  if (findings == Findings::kept || !record)
    return document.get_data();
  record->diagnostics.clear();
  record->diagnostic_places.clear();
  return store::encode_record(*record);
}

/// The values and terms of a note.
std::string dump_note(const Xapian::Document& document, Findings findings = Findings::kept) {
  std::string text = fmt::format("data {:?}\n", data_of(document, findings));
  for (auto value = document.values_begin(); value != document.values_end(); ++value)
    text += fmt::format("slot {} {:?}\n", value.get_valueno(), *value);
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    if (findings == Findings::left_out && *term == store::diagnostics_term())
      continue;
    text += fmt::format("term {:?} x{}\n", *term, term.get_wdf());
  }
  return text;
}

std::map<std::string, std::string> dump_notes(const std::filesystem::path& directory,
                                              Findings findings) {
  std::map<std::string, std::string> notes;
  const auto database = store::open_current(directory);
  if (!database)
    return notes;
  for (auto key = database->metadata_keys_begin(); key != database->metadata_keys_end(); ++key) {
    const bool is_left_out =
        (*key).starts_with(store::metadata::files_prefix) ||
        (*key).starts_with(store::metadata::blocks_prefix) ||
        (findings == Findings::left_out && *key == store::metadata::fingerprint);
    if (!is_left_out)
      notes[""] += fmt::format("{}: {:?}\n", *key, database->get_metadata(*key));
  }
  for (auto note = database->postlist_begin(""); note != database->postlist_end(""); ++note) {
    const Xapian::Document document = database->get_document(*note);
    const auto record = store::decode_record(document.get_data(), *note);
    notes[record ? record->card.path : fmt::format("damaged {}", *note)] =
        dump_note(document, findings);
  }
  return notes;
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
    lines.push_back(fmt::format("{}: {}", *note, dump_note(database->get_document(*note))));
  return lines;
}

std::map<std::string, std::string> dump_by_path(const std::filesystem::path& directory) {
  return dump_notes(directory, Findings::kept);
}

std::map<std::string, std::string> dump_what_is_known(const std::filesystem::path& directory) {
  return dump_notes(directory, Findings::left_out);
}

void set_format(const std::filesystem::path& directory, const std::string& format) {
  const auto database = directory / store::current_name(directory).value_or("");
  Xapian::WritableDatabase writer(database.string());
  writer.set_metadata(store::metadata::format, format);
  writer.commit();
  if (const auto sealed = store::seal(database); !sealed)
    throw Xapian::DatabaseError(sealed.error().message);
}

}  // namespace tote::index
