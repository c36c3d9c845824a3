// SPDX-License-Identifier: GPL-2.0-or-later
// A host as a plugin may meet it: as it is today, without services, older or younger, short of
// room, or in a hurry. It does nothing with what a plugin states but look at it closely.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tote/plugin.h>

#include "host/author/check/findings.h"
#include "host/author/check/stage.h"
#include "host/manifest.h"
#include "host/publish/plugin_view.h"
#include "notes/note.h"

namespace tote::host::author::check {

struct Simulation {
  Era era = Era::present;
  bool offers_services = true;
  std::uint64_t refuses_from = UINT64_MAX;  ///< the first use of a sink that is answered TOTE_LIMIT
  std::uint64_t memory_ends_at = UINT64_MAX;  ///< the first allocation of the call that fails
  bool is_cancelled = false;

  /// Whether nothing about it excuses a call that fails.
  [[nodiscard]] bool is_undisturbed() const {
    return offers_services && refuses_from == UINT64_MAX && memory_ends_at == UINT64_MAX &&
           !is_cancelled;
  }
};

struct CallResult {
  tote_status_t status = TOTE_OK;
  std::vector<std::string> said;  ///< a line for each thing that the sink took, and each diagnostic
  std::uint64_t sink_uses = 0;
  std::uint64_t allocations = 0;  ///< once watch_allocations was called
  std::uint64_t diagnostics = 0;
  std::vector<publish::ViewedFile> files;  ///< what it has written whole, of tote.export/1
  Findings findings;
  std::chrono::nanoseconds processor_time{};
  std::uint64_t memory = 0;  ///< bytes that it took at most; 0 where that cannot be told

  /// Of what became of the call: status and all that was said.
  [[nodiscard]] std::uint64_t digest() const;
};

/// Where two results that ought to be the same part.
[[nodiscard]] std::string first_difference(const CallResult& one, const CallResult& other);

/// One plugin library in this process, and calls into it.
class SimulatedHost {
 public:
  /// Borrows both.
  SimulatedHost(const Manifest& manifest, const tote_plugin_t& plugin)
      : manifest_(manifest), plugin_(plugin) {}

  /// Makes an instance.
  [[nodiscard]] CallResult create(const std::vector<notes::Value>& settings,
                                  const Simulation& simulation, void*& self) const;
  [[nodiscard]] CallResult extract(void* self, const notes::Note& note,
                                   const Simulation& simulation) const;
  [[nodiscard]] CallResult normalise(void* self, std::string_view field, std::string_view note_type,
                                     std::string_view text, const Simulation& simulation) const;
  [[nodiscard]] CallResult propose(void* self, const CommandCall& typed, const notes::Note& note,
                                   const Simulation& simulation) const;
  [[nodiscard]] CallResult render(void* self, const publish::ViewedPage& page,
                                  const Simulation& simulation) const;
  [[nodiscard]] CallResult export_site(void* self, const publish::ViewedSite& site,
                                       const Simulation& simulation) const;

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

  [[nodiscard]] const tote_plugin_t& plugin() const { return plugin_; }

 private:
  /// The instance's functions for an interface, or nullptr.
  template <class Functions>
  [[nodiscard]] const Functions* interface(void* self, const char* id) const {
    return static_cast<const Functions*>(plugin_.get_interface(self, id));
  }

  const Manifest& manifest_;
  const tote_plugin_t& plugin_;
};

/// An instance with the default settings.
class Instance {
 public:
  explicit Instance(const SimulatedHost& host);
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;
  ~Instance();

  [[nodiscard]] CallResult extract(const notes::Note& note, const Simulation& simulation) const {
    return host_.extract(self_, note, simulation);
  }

  [[nodiscard]] CallResult normalise(std::string_view field, std::string_view type,
                                     std::string_view text, const Simulation& simulation) const {
    return host_.normalise(self_, field, type, text, simulation);
  }

  [[nodiscard]] CallResult propose(const CommandCall& typed, const notes::Note& note,
                                   const Simulation& simulation) const {
    return host_.propose(self_, typed, note, simulation);
  }

  [[nodiscard]] CallResult render(const publish::ViewedPage& page,
                                  const Simulation& simulation) const {
    return host_.render(self_, page, simulation);
  }

  [[nodiscard]] CallResult export_site(const publish::ViewedSite& site,
                                       const Simulation& simulation) const {
    return host_.export_site(self_, site, simulation);
  }

 private:
  const SimulatedHost& host_;
  void* self_ = nullptr;  ///< null if none could be made
};

}  // namespace tote::host::author::check
