// SPDX-License-Identifier: GPL-2.0-or-later
// All that a plugin can be asked, as one list: whatever a host may be like is tried with each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/author/check/probe.h"
#include "host/author/check/simulated_host.h"

namespace tote::host::author::check {

/// What is given to the plugin.
enum class Subject {
  notes,     ///< and the values of fields that it normalises
  commands,  ///< that its library answers
  pages,     ///< to be rendered
  sites,     ///< to be exported
};

/// One thing to give to a plugin.
struct Trial {
  Subject subject = Subject::notes;
  std::string name;
  std::size_t bytes = 0;  ///< of what it is given
  std::function<CallResult(const Instance&, const Simulation&)> run;
};

/// What a plugin meets every day; of all interfaces that it provides, or of `only` one subject.
[[nodiscard]] std::vector<Trial> plain_trials(const Manifest& plugin, const ProbeOptions& options,
                                              std::optional<Subject> only = std::nullopt);
/// What nobody should write. The largest note has `large_note_bytes`.
[[nodiscard]] std::vector<Trial> hostile_trials(const Manifest& plugin,
                                                std::size_t large_note_bytes,
                                                std::optional<Subject> only = std::nullopt);
/// A note and a value that chance makes, the same for the same seed.
[[nodiscard]] std::vector<Trial> random_trials(const Manifest& plugin, std::uint64_t seed);

}  // namespace tote::host::author::check
