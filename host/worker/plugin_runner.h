// SPDX-License-Identifier: GPL-2.0-or-later
// Plugin libraries in this process: loads them with Boost.DLL and calls them. Only workers use it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "host/publish/plugin_view.h"
#include "host/worker/messages.h"
#include "index/vocabulary.h"

namespace tote::host::worker {

/// What a runner tells while it runs.
struct RunnerHooks {
  /// Right before any code of a plugin runs.
  std::function<void(const Calling&)> before_call;
  /// A plugin did what makes its process unfit to go on. Empty: nobody looks, which is for
  /// debuggers.
  std::function<void(const Misdeed&)> on_misdeed;
};

class PluginRunner {
 public:
  /// Requires: the sandbox is not entered yet, if it will be.
  explicit PluginRunner(RunnerHooks hooks);
  /// Destroys the instances that are left, then unloads the libraries.
  ~PluginRunner();
  PluginRunner(const PluginRunner&) = delete;
  PluginRunner& operator=(const PluginRunner&) = delete;

  /// Loads the libraries and makes an instance of each plugin. Per plugin an error, or "".
  [[nodiscard]] std::vector<std::string> load(const Setup& setup, index::Vocabulary vocabulary);
  /// What the plugins make of a note: the canonical values of its normalised fields, and what they
  /// extract. A call that fails by the plugin's fault leaves no facts, only a diagnostic.
  [[nodiscard]] index::Facts run(const NoteJob& job);
  /// What the first plugin answers to a command. A call that fails by its fault leaves no edits; a
  /// finding says so.
  [[nodiscard]] CommandAnswer answer(const CommandCall& typed);
  /// Destroys the instances.
  void destroy();
  /// What the first plugin adds to a site.
  [[nodiscard]] publish::PluginShare publish(const publish::ViewedSite& site);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tote::host::worker
