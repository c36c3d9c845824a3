// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/dev_loop.h"

#include <chrono>
#include <poll.h>
#include <system_error>
#include <thread>

#include "host/author/text_diff.h"

namespace tote::host::author {
namespace fs = std::filesystem;

namespace {

/// Where nothing tells of changes.
constexpr std::chrono::milliseconds between_looks{300};
/// An editor that saves in several steps makes one change.
constexpr std::chrono::milliseconds quiet_time{50};
constexpr int idle_milliseconds = 1000;

DevOptions with_journal(DevOptions options) {
  if (options.journal.empty())
    options.journal = options.plugin / "fixtures" / "notes";
  return options;
}

}  // namespace

DevLoop::DevLoop(DevOptions options)
    : options_(with_journal(std::move(options))),
      mirror_(options_.journal, scratch_.path() / "journal"),
      last_(read_fixtures(fixtures())) {
  listen();
}

void DevLoop::listen() {
  // What the build writes is no change of the plugin.
  const notes::ScanOptions all_but_built{{"build/"}};
  for (const auto& folder : {options_.plugin, options_.journal}) {
    auto watch = notes::VaultWatch::open(folder, all_but_built);
    if (!watch)
      return watches_.clear();
    watches_.push_back(*std::move(watch));
  }
}

void DevLoop::wait() {
  if (watches_.empty())
    return std::this_thread::sleep_for(between_looks);
  std::vector<pollfd> watched;
  for (const auto& watch : watches_)
    watched.push_back({watch.descriptor(), POLLIN, 0});
  if (::poll(watched.data(), watched.size(), idle_milliseconds) <= 0)
    return;
  std::this_thread::sleep_for(quiet_time);
  for (auto& watch : watches_)
    // Without its folder, or with more folders than it may watch, a watch is of no use any more.
    if (!watch.take())
      return watches_.clear();
}

DevLoop::Snapshot DevLoop::look() const {
  Snapshot snapshot;
  for (const auto& folder : {options_.plugin, options_.journal}) {
    std::error_code error;
    for (auto entry = fs::recursive_directory_iterator(folder, error);
         entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      const auto name = entry->path().filename().string();
      if (entry->is_directory(error) && (name == "build" || name == ".git")) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file(error)) {
        const auto time = entry->last_write_time(error).time_since_epoch().count();
        snapshot[entry->path().string()] = {time, entry->file_size(error)};
      }
    }
  }
  return snapshot;
}

bool DevLoop::has_changed() const {
  return look() != seen_;
}

DevStep DevLoop::step() {
  seen_ = look();
  DevStep step;
  const auto plugin = open_plugin(options_.plugin);
  if (!plugin) {
    step.fault = to_string(plugin.error());
    return step;
  }
  if (const auto copied = mirror_.update(); !copied) {
    step.fault = to_string(copied.error());
    return step;
  }
  FixtureOptions options;
  options.notes = mirror_.copy();
  options.questions = read_fixtures(fixtures()).questions;
  options.index_directory = scratch_.path() / "index";
  options.program = options_.program;
  const auto run = run_fixtures(*plugin, options);
  if (!run) {
    step.fault = to_string(run.error());
    return step;
  }
  for (const auto& problem : run->problems)
    step.fault += (step.fault.empty() ? "" : "\n") + problem;
  step.notes = run->notes;
  step.indexed = run->indexed;
  step.statement_changes = line_diff(last_.expected, run->found.expected);
  step.answer_changes = line_diff(last_.questions, run->found.questions);
  last_ = run->found;
  return step;
}

}  // namespace tote::host::author
