// SPDX-License-Identifier: GPL-2.0-or-later
// One plugin alone in a fresh worker. What happens here is that plugin's doing and nobody else's:
// so blame is found, failures are shown again, and plugins are checked.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/manifest.h"
#include "host/publish/plugin_view.h"
#include "host/worker/worker_session.h"
#include "index/facts.h"
#include "index/vocabulary.h"

namespace tote::host::worker {

/// What each plugin's instances are given, by plugin id, in preorder.
using Settings = std::map<std::string, std::vector<notes::Value>>;

struct TrialOptions {
  std::filesystem::path program;             ///< the `tote` to run as worker
  std::chrono::milliseconds deadline{2000};  ///< for one note or command
  std::chrono::milliseconds start_deadline{10000};
  std::vector<std::pair<std::string, std::string>> folder_types;
  Settings settings;
  bool goes_to_the_end = false;  ///< also has the instance destroyed
  bool notes_refusals = false;   ///< also tells what the sandbox refused
};

/// A note for a trial.
struct TrialNote {
  std::string path;
  std::string source;
};

/// What became of it.
struct TrialResult {
  std::vector<sandbox::Measure> measures;  ///< enforced upon the worker
  std::string load_error;  ///< why the plugin cannot be used, though it did nothing wrong; or ""
  std::vector<index::Facts> facts;  ///< of the notes, in order, up to the one with the fault
  std::optional<Fault> fault;
  std::vector<Refusal> refusals;  ///< with the notes' positions as ids
};

/// Loads `plugin` and gives it the notes one after the other. Needs no vault and no index; nothing
/// that the plugin does reaches the caller but what is returned.
[[nodiscard]] TrialResult try_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                                    const std::vector<TrialNote>& notes,
                                    const TrialOptions& options);

/// What became of a command.
struct CommandTrial {
  std::string load_error;  ///< as in TrialResult
  CommandAnswer answer;    ///< nothing in it has been checked
  std::optional<Fault> fault;
  std::vector<Refusal> refusals;
};

/// Has `plugin` answer a command.
[[nodiscard]] CommandTrial ask_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                                     const CommandCall& call, const TrialOptions& options);

/// What became of publishing.
struct PublishTrial {
  std::string load_error;      ///< as in TrialResult
  publish::PluginShare share;  ///< nothing in it has been checked
  std::optional<Fault> fault;
  std::vector<Refusal> refusals;
};

/// Has `plugin` add to the site, `options.deadline` for all of it.
[[nodiscard]] PublishTrial publish_alone(const Manifest& plugin,
                                         const index::Vocabulary& vocabulary,
                                         const publish::ViewedSite& site,
                                         const TrialOptions& options);

/// The plugin as a worker needs it that reads notes.
[[nodiscard]] PluginSpec spec_of(const Manifest& plugin, const Settings& settings);

/// "crashed (SIGSEGV) in tote.extract/1".
[[nodiscard]] std::string to_string(const Fault& fault);

}  // namespace tote::host::worker
