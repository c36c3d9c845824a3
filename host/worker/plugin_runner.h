// SPDX-License-Identifier: GPL-2.0-or-later
// Plugin libraries in this process: loads them with Boost.DLL and calls them. Only workers use it.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "host/worker/messages.h"
#include "index/vocabulary.h"

namespace tote::host::worker {

class PluginRunner {
 public:
  /// Told the position of a plugin right before any of its code runs.
  using BeforeCall = std::function<void(std::uint32_t)>;

  explicit PluginRunner(BeforeCall before_call);
  ~PluginRunner();
  PluginRunner(const PluginRunner&) = delete;
  PluginRunner& operator=(const PluginRunner&) = delete;

  /// Loads the libraries and makes an instance of each plugin. Per plugin an error, or "".
  [[nodiscard]] std::vector<std::string> load(const Setup& setup, index::Vocabulary vocabulary);
  /// What the plugins make of a note: the canonical values of its normalised fields, and what they
  /// extract.
  [[nodiscard]] index::Facts run(const NoteJob& job);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tote::host::worker
