// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/updater.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include <xapian.h>
#include <xxhash.h>

#include "index/extract/extract.h"
#include "index/store/database.h"
#include "index/store/directory.h"
#include "index/store/document.h"
#include "index/store/file_states.h"
#include "index/store/guard.h"
#include "index/store/metadata.h"
#include "index/store/record.h"

namespace tote::index {
namespace {

namespace fs = std::filesystem;
using store::FileState;
using store::FileStates;
using store::guarded;
namespace metadata = store::metadata;

/// What an index is built for; of another kind it is built anew.
struct Kind {
  std::string fingerprint;
  std::string vocabulary;  ///< as JSON
};

/// Why a database cannot be continued for `kind`; empty if it can.
std::string difference(const Xapian::Database& database, const Kind& kind) {
  if (database.get_metadata(metadata::format) != std::to_string(store::format_number))
    return "the index has the form of another version of tote";
  if (database.get_metadata(metadata::fingerprint) != kind.fingerprint ||
      database.get_metadata(metadata::vocabulary) != kind.vocabulary)
    return "plugins, their vocabulary or the settings changed";
  return {};
}

/// A database open for writing, and what is remembered of its files.
struct Database {
  std::string name;
  Xapian::WritableDatabase writer;
  FileStates files;
};

struct Opened {
  std::optional<Database> database;
  std::string refusal;  ///< why not, if there is none
};

/// Opens a database to go on with it. Throws only if it is locked.
Opened open_existing(const fs::path& directory, const std::string& name, const Kind& kind) {
  try {
    Xapian::WritableDatabase writer((directory / name).string(), Xapian::DB_OPEN);
    if (std::string refusal = difference(writer, kind); !refusal.empty())
      return {std::nullopt, std::move(refusal)};
    if (auto files = FileStates::load(writer))
      return {Database{name, std::move(writer), *std::move(files)}, {}};
    return {std::nullopt, "the index was damaged"};
  } catch (const Xapian::DatabaseLockError&) {
    throw;
  } catch (const Xapian::Error& error) {
    return {std::nullopt, "the index was damaged (" + error.get_msg() + ')'};
  }
}

Database create(const fs::path& directory, const Kind& kind) {
  Database database;
  database.name = store::next_name(directory);
  database.writer =
      Xapian::WritableDatabase((directory / database.name).string(), Xapian::DB_CREATE);
  database.writer.set_metadata(metadata::format, std::to_string(store::format_number));
  database.writer.set_metadata(metadata::fingerprint, kind.fingerprint);
  database.writer.set_metadata(metadata::vocabulary, kind.vocabulary);
  database.writer.commit();
  return database;
}

/// Where plugins gave values of fields: there they have read better than the generic reading.
class RestatedValues {
 public:
  explicit RestatedValues(const std::vector<FieldValue>& by_plugin) {
    for (const FieldValue& value : by_plugin)
      if (value.span.empty())
        lines_.emplace(value.field, value.line);
      else
        ends_.emplace(std::pair(std::string_view(value.field), value.span.begin), value.span.end);
  }

  [[nodiscard]] bool contain(const FieldValue& value) const {
    if (lines_.contains({value.field, value.line}))
      return true;
    auto next = ends_.lower_bound({value.field, value.span.end});
    if (next == ends_.begin())
      return false;
    const auto& [start, end] = *--next;
    return start.first == value.field && end > value.span.begin;
  }

 private:
  std::set<std::pair<std::string_view, std::uint32_t>> lines_;
  std::map<std::pair<std::string_view, std::uint32_t>, std::uint32_t> ends_;
};

/// What an edge states and where.
auto statement_of(const Edge& edge) {
  const auto end = [](const EdgeEnd& written) {
    return std::pair(written.kind, std::string_view(written.text));
  };
  return std::tuple(std::string_view(edge.relation), edge.line, edge.date, end(edge.from),
                    end(edge.to));
}

/// Adds the facts of a plugin; where both speak of the same thing the plugin's hold.
void add_plugin_facts(Facts& facts, Facts plugin) {
  const RestatedValues restated(plugin.values);
  std::erase_if(facts.values, [&](const FieldValue& value) { return restated.contain(value); });
  std::set<decltype(statement_of(Edge()))> stated;
  for (const Edge& edge : plugin.edges)
    stated.insert(statement_of(edge));
  std::erase_if(facts.edges, [&](const Edge& edge) { return stated.contains(statement_of(edge)); });
  const auto append = [](auto& into, auto& from) {
    into.insert(into.end(), std::make_move_iterator(from.begin()),
                std::make_move_iterator(from.end()));
  };
  append(facts.values, plugin.values);
  append(facts.edges, plugin.edges);
  append(facts.terms, plugin.terms);
  append(facts.diagnostics, plugin.diagnostics);
}

/// Of everything that a note's document is made from.
std::uint64_t content_hash(const notes::Note& note, const std::string& record,
                           const std::vector<std::string>& terms) {
  std::uint64_t hash = XXH64(note.source.data(), note.source.size(), 0);
  hash = XXH64(record.data(), record.size(), hash);
  for (const std::string& term : terms)
    hash = XXH64(term.data(), term.size(), hash);
  return hash;
}

}  // namespace

struct Updater::State {
  fs::path directory;
  store::WriterLock lock;
  Vocabulary vocabulary;
  extract::ProseReader prose;
  std::string rebuild_reason;
  Database database;
  bool is_current = false;  ///< whether readers open this database
  bool is_in_transaction = false;

  State(fs::path index_directory, store::WriterLock held, Vocabulary words)
      : directory(std::move(index_directory)),
        lock(std::move(held)),
        vocabulary(std::move(words)),
        prose(vocabulary) {}

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() {
    // What was not committed is given up; left to itself, Xapian would commit it.
    try {
      if (is_in_transaction)
        database.writer.cancel_transaction();
    } catch (...) {  // Then the next writer finds the last commit all the same.
      is_in_transaction = false;
    }
  }

  /// Opens the database to go on with, or makes a new one.
  void open_database(const Kind& kind) {
    const std::optional<std::string> current = store::current_name(directory);
    if (current) {
      Opened opened = open_existing(directory, *current, kind);
      if (opened.database) {
        database = *std::move(opened.database);
        is_current = true;
        return;
      }
      rebuild_reason = std::move(opened.refusal);
    }
    // A rebuild that was interrupted goes on where it was.
    for (const std::string& name : store::database_names(directory)) {
      if (name == current)
        continue;
      Opened opened = open_existing(directory, name, kind);
      if (opened.database) {
        database = *std::move(opened.database);
        return;
      }
    }
    database = create(directory, kind);
    store::remove_databases_except(directory, {current.value_or(""), database.name});
  }

  /// Everything up to the next commit becomes visible at once, even where Xapian flushes earlier.
  Xapian::WritableDatabase& writer() {
    if (!is_in_transaction) {
      database.writer.begin_transaction();
      is_in_transaction = true;
    }
    return database.writer;
  }

  void forget_document(const FileState& state, std::string_view path) {
    if (state.note != 0)
      writer().delete_document(state.note);
    else
      writer().set_metadata(metadata::unreadable_key(path), "");
  }

  void put(const notes::Note& note, const notes::VaultFile& file, Facts plugin_facts) {
    Facts facts;
    extract::extract_fields(note, vocabulary, facts);
    prose.extract(note, facts);
    add_plugin_facts(facts, std::move(plugin_facts));
    const std::vector<std::string> terms = std::move(facts.terms);
    const store::NoteRecord record = store::make_record(note, std::move(facts));
    const std::string data = store::encode_record(record);
    FileState state{file.mtime_ns, file.size, file.inode, content_hash(note, data, terms), 0};
    const FileState* before = database.files.find(file.path);
    if (before != nullptr && before->note != 0 && before->hash == state.hash) {
      state.note = before->note;
      database.files.set(file.path, state);
      return;
    }
    const Xapian::Document document = store::make_document(note, record, terms, vocabulary, data);
    if (before != nullptr && before->note != 0) {
      state.note = before->note;
      writer().replace_document(state.note, document);
    } else {
      if (before != nullptr)
        forget_document(*before, file.path);
      state.note = writer().add_document(document);
    }
    database.files.set(file.path, state);
  }

  void save() {
    Xapian::WritableDatabase& open = writer();
    database.files.save(open);
    open.commit_transaction();
    is_in_transaction = false;
  }
};

Updater::Updater(std::unique_ptr<State> state) : state_(std::move(state)) {}

Updater::Updater(Updater&&) noexcept = default;
Updater& Updater::operator=(Updater&&) noexcept = default;
Updater::~Updater() = default;

Result<Updater> Updater::open(const fs::path& directory, Vocabulary vocabulary,
                              std::string_view fingerprint) {
  return guarded([&]() -> Result<Updater> {
    TOTE_TRY(store::WriterLock lock, store::WriterLock::take(directory));
    const Kind kind{std::string(fingerprint), to_json(vocabulary)};
    auto state = std::make_unique<State>(directory, std::move(lock), std::move(vocabulary));
    state->open_database(kind);
    return Updater(std::move(state));
  });
}

const std::string& Updater::rebuild_reason() const {
  return state_->rebuild_reason;
}

Changes Updater::compare(const std::vector<notes::VaultFile>& files) const {
  return state_->database.files.compare(files);
}

Result<void> Updater::put(const notes::Note& note, const notes::VaultFile& file,
                          Facts plugin_facts) {
  return guarded([&] { state_->put(note, file, std::move(plugin_facts)); });
}

Result<void> Updater::put_unreadable(const notes::VaultFile& file, notes::Diagnostic reason) {
  return guarded([&] {
    if (const FileState* before = state_->database.files.find(file.path))
      state_->forget_document(*before, file.path);
    const SourcePlace place{file.path, 0, 0};
    state_->writer().set_metadata(metadata::unreadable_key(file.path),
                                  store::encode_diagnostic(reason, place));
    state_->database.files.set(file.path, {file.mtime_ns, file.size, file.inode, 0, 0});
  });
}

Result<void> Updater::remove(std::string_view path) {
  return guarded([&] {
    const FileState* before = state_->database.files.find(path);
    if (before == nullptr)
      return;
    state_->forget_document(*before, path);
    state_->database.files.erase(path);
  });
}

Result<void> Updater::checkpoint() {
  return guarded([&] { state_->save(); });
}

Result<void> Updater::commit() {
  TOTE_CHECK(checkpoint());
  if (state_->is_current)
    return {};
  TOTE_CHECK(store::make_current(state_->directory, state_->database.name));
  state_->is_current = true;
  store::remove_databases_except(state_->directory, {state_->database.name});
  return {};
}

bool is_current(const fs::path& directory, std::string_view fingerprint) {
  const std::optional<std::string> current = store::current_name(directory);
  if (!current)
    return false;
  const auto result = guarded([&] {
    const Xapian::Database database((directory / *current).string());
    return database.get_metadata(metadata::format) == std::to_string(store::format_number) &&
           database.get_metadata(metadata::fingerprint) == fingerprint;
  });
  return result && *result;
}

Result<Changes> compare_with_index(const fs::path& directory,
                                   const std::vector<notes::VaultFile>& files) {
  return guarded([&]() -> Result<Changes> {
    TOTE_TRY(const Xapian::Database database, store::open_current(directory));
    const auto states = FileStates::load(database);
    if (!states)
      return fail(ErrorCode::io, "the index is damaged: `tote reindex` builds it anew");
    return states->compare(files);
  });
}

}  // namespace tote::index
