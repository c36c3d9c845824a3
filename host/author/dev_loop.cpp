// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/dev_loop.h"

#include <system_error>

#include "host/author/text_diff.h"

namespace tote::host::author {
namespace fs = std::filesystem;

DevLoop::DevLoop(DevOptions options) : options_(std::move(options)) {
  if (options_.journal.empty())
    options_.journal = fixtures() / "notes";
  last_ = read_fixtures(fixtures());
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
  FixtureOptions options;
  options.notes = options_.journal;
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
