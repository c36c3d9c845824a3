// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/updater.h"

#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <xapian.h>

#include "index/build/child_task.h"
#include "index/store/composer.h"
#include "index/store/database.h"
#include "index/store/directory.h"
#include "index/store/file_states.h"
#include "index/store/guard.h"
#include "index/store/metadata.h"
#include "index/store/prefix_table.h"
#include "index/store/record.h"
#include "index/store/seal.h"
#include "index/store/value_blocks.h"

namespace tote::index {
namespace {

namespace fs = std::filesystem;
using store::FileState;
using store::FileStates;
using store::guarded;
using store::Kind;
namespace metadata = store::metadata;

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

constexpr const char* damaged = "the index was damaged";
constexpr const char* of_other_version = "the index is of another version of tote, or was damaged";

/// Opens a database to go on with it. Throws only if it is locked.
Opened open_existing(const fs::path& directory, const std::string& name, const Kind& kind) {
  const store::Wholeness found = store::look_at_sealed(directory / name);
  if (found != store::Wholeness::whole)
    return {std::nullopt, found == store::Wholeness::damaged ? damaged : of_other_version};
  try {
    Xapian::WritableDatabase writer((directory / name).string(), Xapian::DB_OPEN);
    if (std::string refusal = store::difference(writer, kind); !refusal.empty())
      return {std::nullopt, std::move(refusal)};
    if (auto files = FileStates::load(writer))
      return {Database{name, std::move(writer), *std::move(files)}, {}};
    return {std::nullopt, damaged};
  } catch (const Xapian::DatabaseLockError&) {
    throw;
  } catch (const Xapian::Error& error) {
    return {std::nullopt, std::string(damaged) + " (" + error.get_msg() + ')'};
  }
}

Database create(const fs::path& directory, const Kind& kind) {
  Database database;
  database.name = store::next_name(directory);
  database.writer =
      Xapian::WritableDatabase((directory / database.name).string(), Xapian::DB_CREATE);
  store::mark(database.writer, kind);
  return database;
}

}  // namespace

Result<Survey> survey(const fs::path& directory, std::string_view fingerprint,
                      const std::vector<notes::VaultFile>& files) {
  const store::Wholeness found = store::look_at_current(directory);
  if (found == store::Wholeness::damaged)
    return fail(ErrorCode::io, damaged);
  if (found == store::Wholeness::unknown)
    return fail(ErrorCode::unavailable, of_other_version);
  return guarded([&]() -> Result<Survey> {
    TOTE_TRY(const Xapian::Database database, store::open_current(directory));
    if (database.get_metadata(metadata::fingerprint) != fingerprint)
      return fail(ErrorCode::unavailable, store::of_other_plugins);
    const auto states = FileStates::load(database);
    if (!states)
      return fail(ErrorCode::io, damaged);
    return Survey{states->compare(files), states->file_count()};
  });
}

std::string generation(const fs::path& directory, std::string_view fingerprint) {
  if (store::look_at_current(directory) != store::Wholeness::whole)
    return "";
  const auto read = guarded([&]() -> Result<std::string> {
    TOTE_TRY(const Xapian::Database database, store::open_current(directory));
    if (database.get_metadata(metadata::fingerprint) != fingerprint)
      return std::string();
    return database.get_uuid() + ':' + std::to_string(database.get_revision());
  });
  return read.value_or("");
}

std::optional<std::uint32_t> note_count(const fs::path& directory) {
  if (store::look_at_current(directory) != store::Wholeness::whole)
    return std::nullopt;
  const auto read = guarded([&]() -> Result<std::uint32_t> {
    TOTE_TRY(const Xapian::Database database, store::open_current(directory));
    return database.get_doccount();
  });
  return read ? std::optional(*read) : std::nullopt;
}

void clear_leftovers(const fs::path& directory) {
  if (!store::has_leftovers(directory))
    return;
  if (const auto lock = store::WriterLock::take(directory))
    store::remove_databases_except(directory, {store::current_name(directory).value_or("")});
}

struct Updater::State {
  fs::path directory;
  store::WriterLock lock;
  Vocabulary vocabulary;
  store::Composer composer;
  std::string rebuild_reason;
  Database database;
  bool is_current = false;  ///< whether readers open this database
  bool is_in_transaction = false;
  bool is_behind = false;    ///< the writer, which was closed: a child has committed
  std::set<NoteId> changed;  ///< since the last commit

  State(fs::path index_directory, store::WriterLock held, Vocabulary words)
      : directory(std::move(index_directory)),
        lock(std::move(held)),
        vocabulary(std::move(words)),
        composer(vocabulary) {}

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() {
    // What was not committed is given up; left to itself, Xapian would commit it.
    try {
      if (!is_in_transaction)
        return;
      database.writer.cancel_transaction();
      (void)store::seal(path());
    } catch (...) {  // Then the next writer finds the last commit all the same.
      is_in_transaction = false;
    }
  }

  /// Opens the database to go on with, or makes a new one. Clears away what a process that was
  /// broken off has left.
  [[nodiscard]] Result<void> open_database(const Kind& kind) {
    const std::optional<std::string> current = store::current_name(directory);
    store::remove_databases_except(directory, {current.value_or("")});
    if (current) {
      Opened opened = open_existing(directory, *current, kind);
      if (opened.database) {
        database = *std::move(opened.database);
        is_current = true;
        return store::seal(path());
      }
      rebuild_reason = std::move(opened.refusal);
    } else if (store::has_current_file(directory)) {
      rebuild_reason = damaged;
    }
    database = create(directory, kind);
    return {};
  }

  [[nodiscard]] fs::path path() const { return directory / database.name; }

  /// Everything up to the next commit becomes visible at once, even where Xapian flushes earlier.
  Xapian::WritableDatabase& writer() {
    if (!is_in_transaction) {
      if (std::exchange(is_behind, false))
        database.writer = Xapian::WritableDatabase(path().string(), Xapian::DB_OPEN);
      if (const auto done = store::break_seal(path()); !done)
        throw Xapian::DatabaseError(done.error().message);
      database.writer.begin_transaction();
      is_in_transaction = true;
    }
    return database.writer;
  }

  void forget_document(const FileState& state, std::string_view path) {
    if (state.note != 0) {
      writer().delete_document(state.note);
      changed.insert(state.note);
    } else {
      writer().set_metadata(metadata::unreadable_key(path), "");
    }
  }

  void put(const notes::Note& note, const notes::VaultFile& file, Facts plugin_facts) {
    FileState state =
        store::state_of(file, store::content_hash(note.source, plugin_facts), NoteId{0});
    const Xapian::Document document = composer.compose(note, std::move(plugin_facts));
    const FileState* before = database.files.find(file.path);
    if (before != nullptr && before->note != 0) {
      state.note = before->note;
      writer().replace_document(state.note, document);
    } else {
      if (before != nullptr)
        forget_document(*before, file.path);
      state.note = writer().add_document(document);
    }
    changed.insert(state.note);
    database.files.set(file.path, state);
  }

  void save() {
    Xapian::WritableDatabase& open = writer();
    database.files.save(open);
    store::write_blocks(open, changed);
    if (store::is_prefix_table_due(open))
      store::write_prefix_table(open);
    open.commit_transaction();
    is_in_transaction = false;
    changed.clear();
  }

  /// Saves in a child, where that can be: Xapian writes some values in a destructor, and what that
  /// throws when the disk is full ends the process it is in.
  [[nodiscard]] Result<void> save_apart() {
    if (!build::can_fork())
      return guarded([&] { save(); });
    return guarded([&]() -> Result<void> {
      Xapian::WritableDatabase& open = writer();
      TOTE_TRY(auto saving, build::ChildTask::start([&] { return guarded([&] { save(); }); }));
      TOTE_CHECK(saving.finish());
      open.cancel_transaction();
      is_in_transaction = false;
      open.close();
      is_behind = true;
      changed.clear();
      return {};
    });
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
    TOTE_CHECK(state->open_database(kind));
    return Updater(std::move(state));
  });
}

const std::string& Updater::rebuild_reason() const {
  return state_->rebuild_reason;
}

Changes Updater::compare(const std::vector<notes::VaultFile>& files) const {
  return state_->database.files.compare(files);
}

Changes Updater::compare_some(const std::vector<notes::VaultFile>& present,
                              const std::vector<std::string>& gone) {
  FileStates& files = state_->database.files;
  Changes changes;
  for (const notes::VaultFile& file : present)
    if (const FileState* state = files.find(file.path);
        state == nullptr || !store::is_same(*state, file))
      changes.changed.push_back(file);
  for (const std::string& path : gone)
    if (files.find(path) != nullptr)
      changes.removed.push_back(path);
  return changes;
}

Result<bool> Updater::keep_if_same(const notes::VaultFile& file, std::string_view source) {
  return guarded([&] {
    const FileState* before = state_->database.files.find(file.path);
    if (before == nullptr || before->note == 0 || before->hash == 0 ||
        before->hash != store::content_hash(source, {}))
      return false;
    if (!store::is_same(*before, file))
      state_->database.files.set(file.path, store::state_of(file, before->hash, before->note));
    return true;
  });
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
    state_->database.files.set(file.path, store::state_of(file, 0, 0));
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

Result<void> Updater::commit() {
  TOTE_CHECK(state_->save_apart());
  TOTE_CHECK(store::seal(state_->path()));
  if (state_->is_current)
    return {};
  TOTE_CHECK(store::make_current(state_->directory, state_->database.name));
  state_->is_current = true;
  store::remove_databases_except(state_->directory, {state_->database.name});
  return {};
}

}  // namespace tote::index
