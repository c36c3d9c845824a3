// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/builder.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "index/build/arena.h"
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
using build::ChildTask;
using store::guarded;
namespace metadata = store::metadata;

/// What is on disk before the end need not last: a build that was broken off starts over.
constexpr int scratch = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS;

/// A part of the index on disk.
struct Part {
  fs::path path;
  std::uint32_t notes = 0;
};

/// Writes the documents of a run, numbered from 1 in the order of the notes.
void write_run(const fs::path& path, const std::vector<BuildFile>& run,
               const store::Composer& composer, const notes::ReadOptions& read_options) {
  Xapian::WritableDatabase database(path.string(), scratch);
  for (const BuildFile& file : run)
    if (!file.unreadable)
      database.add_document(composer.compose(
          notes::read_note(file.file.path, file.source, read_options), file.plugin_facts));
  database.commit();
}

/// Merges `parts` into a database at `target`. Their notes are numbered on from part to part.
[[nodiscard]] Result<void> merge(const std::vector<Part>& parts, const fs::path& target) {
  return guarded([&]() -> Result<void> {
    std::uint32_t notes = 0;
    Xapian::Database all;
    for (const Part& part : parts) {
      all.add_database(Xapian::Database(part.path.string()));
      notes += part.notes;
    }
    if (all.get_doccount() != notes)
      return fail(ErrorCode::io, "a part of the new index lacks notes");
    all.compact(target.string());
    if (Xapian::Database(target.string()).get_doccount() != notes)
      return fail(ErrorCode::io, "the new index lacks notes");
    for (const Part& part : parts)
      fs::remove_all(part.path);
    return {};
  });
}

/// Adds what is made from all notes: from their names and words.
[[nodiscard]] Result<void> complete(const fs::path& path) {
  return guarded([&] {
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    store::write_blocks(database);
    if (store::is_prefix_table_due(database))
      store::write_prefix_table(database);
    database.commit();
  });
}

}  // namespace

struct Builder::State {
  fs::path directory;
  fs::path folder;  ///< of the work
  store::WriterLock lock;
  const Vocabulary vocabulary;
  store::Kind kind;
  store::Composer composer;
  BuildOptions options;
  std::vector<Part> parts;
  std::vector<ChildTask> children;
  store::FileStates files;
  std::vector<std::pair<std::string, std::string>> unreadable;  ///< keys and values of metadata
  std::uint32_t note_count = 0;

  State(fs::path index_directory, fs::path work, store::WriterLock held, Vocabulary words,
        std::string_view fingerprint, BuildOptions wanted)
      : directory(std::move(index_directory)),
        folder(std::move(work)),
        lock(std::move(held)),
        vocabulary(std::move(words)),
        kind{std::string(fingerprint), to_json(vocabulary)},
        composer(vocabulary),
        options(std::move(wanted)) {
    if (!build::can_fork())
      options.processes = 0;
  }

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() {
    children.clear();
    std::error_code ignored;  // The next writer clears away what is left.
    fs::remove_all(folder, ignored);
  }

  /// Does `work` in a child, or here and now.
  [[nodiscard]] Result<void> start(const std::function<Result<void>()>& work) {
    if (options.processes == 0)
      return work();
    while (children.size() >= options.processes)
      TOTE_CHECK(wait(-1));
    TOTE_TRY(ChildTask child, ChildTask::start([&] {
               build::use_arena();
               return work();
             }));
    children.push_back(std::move(child));
    return {};
  }

  /// Waits until one child is done, or at most so long.
  [[nodiscard]] Result<void> wait(int milliseconds) {
    const auto done = ChildTask::wait_for_any(children, milliseconds);
    if (!done)
      return {};
    const auto child = children.begin() + static_cast<std::ptrdiff_t>(*done);
    ChildTask task = std::move(*child);
    children.erase(child);
    return task.finish();
  }

  /// False if `keeps_going` said no.
  [[nodiscard]] Result<bool> wait_for_all(const std::function<bool()>& keeps_going) {
    constexpr int pause_milliseconds = 100;
    while (!children.empty()) {
      if (!keeps_going())
        return false;
      TOTE_CHECK(wait(pause_milliseconds));
    }
    return keeps_going();
  }

  /// Notes of the run are numbered on from those before it, as the merge will do.
  void remember(const BuildFile& file, std::uint32_t& notes_in_run) {
    if (file.unreadable) {
      files.set(file.file.path, store::state_of(file.file, 0, 0));
      unreadable.emplace_back(
          metadata::unreadable_key(file.file.path),
          store::encode_diagnostic(*file.unreadable, SourcePlace{file.file.path, 0, 0}));
      return;
    }
    const NoteId note = note_count + ++notes_in_run;
    const std::uint64_t hash = store::content_hash(file.source, file.plugin_facts);
    files.set(file.file.path, store::state_of(file.file, hash, note));
  }

  [[nodiscard]] fs::path next_part() const {
    return folder / fmt::format("part.{}", parts.size() + 1);
  }

  /// A database without notes: what the index is for, and the state of its files.
  void write_metadata() {
    const fs::path path = folder / "metadata";
    Xapian::WritableDatabase database(path.string(), scratch);
    store::mark(database, kind);
    for (const auto& [key, value] : unreadable)
      database.set_metadata(key, value);
    files.save(database);
    database.commit();
    parts.push_back({path, 0});
  }

  /// Merges in groups while there are too many parts to have open at once.
  [[nodiscard]] Result<bool> merge_in_groups(const std::function<bool()>& keeps_going) {
    for (int level = 1; parts.size() > options.merge_at_once; ++level) {
      std::vector<Part> merged;
      for (std::size_t begin = 0; begin < parts.size(); begin += options.merge_at_once) {
        const std::size_t end = std::min(parts.size(), begin + options.merge_at_once);
        const std::vector<Part> group(parts.begin() + static_cast<std::ptrdiff_t>(begin),
                                      parts.begin() + static_cast<std::ptrdiff_t>(end));
        Part& target =
            merged.emplace_back(Part{folder / fmt::format("group.{}.{}", level, begin), 0});
        for (const Part& part : group)
          target.notes += part.notes;
        TOTE_CHECK(start([group, path = target.path] { return merge(group, path); }));
      }
      parts = std::move(merged);
      TOTE_TRY(const bool is_wanted, wait_for_all(keeps_going));
      if (!is_wanted)
        return false;
    }
    return true;
  }
};

Builder::Builder(std::unique_ptr<State> state) : state_(std::move(state)) {}

Builder::Builder(Builder&&) noexcept = default;
Builder& Builder::operator=(Builder&&) noexcept = default;
Builder::~Builder() = default;

Result<Builder> Builder::open(const fs::path& directory, const Vocabulary& vocabulary,
                              std::string_view fingerprint, BuildOptions options) {
  return guarded([&]() -> Result<Builder> {
    TOTE_TRY(store::WriterLock lock, store::WriterLock::take(directory));
    store::remove_databases_except(directory, {store::current_name(directory).value_or("")});
    TOTE_TRY(fs::path folder, store::make_work_folder(directory));
    return Builder(std::make_unique<State>(directory, std::move(folder), std::move(lock),
                                           vocabulary, fingerprint, std::move(options)));
  });
}

Result<void> Builder::add_run(std::vector<BuildFile> run) {
  return guarded([&]() -> Result<void> {
    State& state = *state_;
    Part part{state.next_part(), 0};
    for (const BuildFile& file : run)
      state.remember(file, part.notes);
    state.note_count += part.notes;
    state.parts.push_back(part);
    return state.start([&state, &run, path = part.path] {
      return guarded([&] { write_run(path, run, state.composer, state.options.read_options); });
    });
  });
}

Result<bool> Builder::finish(const std::function<bool()>& keeps_going) {
  return guarded([&]() -> Result<bool> {
    State& state = *state_;
    TOTE_TRY(bool is_wanted, state.wait_for_all(keeps_going));
    if (!is_wanted)
      return false;
    state.write_metadata();
    TOTE_TRY(is_wanted, state.merge_in_groups(keeps_going));
    if (!is_wanted)
      return false;
    const fs::path merged = state.folder / "merged";
    TOTE_CHECK(state.start([&state, &merged] {
      const Result<void> whole = merge(state.parts, merged);
      return whole ? complete(merged) : whole;
    }));
    TOTE_TRY(is_wanted, state.wait_for_all(keeps_going));
    if (!is_wanted)
      return false;
    TOTE_CHECK(store::seal(merged));
    TOTE_TRY(const std::string name, store::adopt(state.directory, merged));
    TOTE_CHECK(store::make_current(state.directory, name));
    store::remove_databases_except(state.directory, {name});
    return true;
  });
}

}  // namespace tote::index
