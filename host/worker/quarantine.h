// SPDX-License-Identifier: GPL-2.0-or-later
// Which plugins failed on which notes, so that it happens once: a pair is not tried again until the
// note or the plugin's library has changed. Kept beside the index, never in the vault.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "host/manifest.h"
#include "host/reports.h"
#include "notes/result.h"

namespace tote::host::worker {

/// A plugin's failure on one note, or, with an empty `path`, while it was loaded.
struct Incident {
  std::string plugin;
  std::string version;
  std::string library;  ///< Manifest::library_hash
  std::string path;     ///< in the vault
  std::string note;     ///< note_hash
  std::string cause;    ///< "crashed (SIGSEGV) in tote.extract/1"
};

/// Names the content of a note. XXH3-128, as of libraries: it tells changes, and nobody would gain
/// by forging one, since whoever can choose a plugin's bytes runs code already.
[[nodiscard]] std::string note_hash(std::string_view source);

/// Not thread-safe. Written by whoever holds the index for writing.
class Quarantine {
 public:
  /// How many notes a plugin may fail on before it is left out altogether.
  static constexpr std::size_t most_notes = 5;

  /// Reads `file`; one that is missing or damaged is empty. An empty path keeps everything in
  /// memory.
  explicit Quarantine(std::filesystem::path file = {}, std::size_t notes_allowed = most_notes);

  [[nodiscard]] const std::vector<Incident>& incidents() const { return incidents_; }

  /// What this plugin with this library did to a note of this content, or nullptr.
  [[nodiscard]] const Incident* find(const Manifest& plugin, std::string_view note) const;
  /// Why this plugin is left out: "" if it is not.
  [[nodiscard]] std::string why_disabled(const Manifest& plugin) const;

  /// Remembers, and forgets what another library of the same plugin did.
  [[nodiscard]] Result<void> add(Incident incident);
  /// The note at this path now has this content, or, with an empty `note`, is of no interest to
  /// plugins any more: what happened with another content is forgotten.
  [[nodiscard]] Result<void> forget(std::string_view path, std::string_view note);
  /// Forgets everything.
  [[nodiscard]] Result<void> clear();

 private:
  [[nodiscard]] Result<void> save() const;

  std::filesystem::path file_;
  std::size_t notes_allowed_;
  std::vector<Incident> incidents_;
};

/// What the index lacks because of these plugins' failures; empty if it lacks nothing.
[[nodiscard]] std::vector<PluginGap> find_gaps(const Quarantine& quarantine,
                                               const std::vector<Manifest>& plugins);
/// The same, each a sentence for the user.
[[nodiscard]] std::vector<std::string> describe_gaps(const Quarantine& quarantine,
                                                     const std::vector<Manifest>& plugins);

}  // namespace tote::host::worker
