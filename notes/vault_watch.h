// SPDX-License-Identifier: GPL-2.0-or-later
// Hears of changes in the vault from the kernel, by inotify(7): what was done to a file before
// take() is called is among what it returns, since the kernel tells of a change before the call
// that made it returns.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "notes/result.h"
#include "notes/vault.h"

namespace tote::notes {

/// What happened since it was last asked.
struct VaultEvents {
  /// Notes that were written, came or went: sorted, each once. To be looked at with look_up.
  std::vector<std::string> files;
  bool needs_scan = false;  ///< folders or links changed, or events were lost: anything may differ
  bool has_new_configuration = false;  ///< .tote/config.toml changed
};

class VaultWatch {
 public:
  /// Watches every folder that scan_vault reads. Errors: unavailable (the system's limit of watched
  /// folders; a file system that other machines write to), io.
  [[nodiscard]] static Result<VaultWatch> open(const std::filesystem::path& root,
                                               const ScanOptions& options);
  VaultWatch(VaultWatch&&) noexcept;
  VaultWatch& operator=(VaultWatch&&) noexcept;
  ~VaultWatch();

  /// Readable when there are events. Valid until the next take().
  [[nodiscard]] int descriptor() const;
  /// All events there are; does not wait. Errors: as open, when folders have to be watched anew;
  /// then the watch is of no use any more.
  [[nodiscard]] Result<VaultEvents> take();

 private:
  struct State;
  explicit VaultWatch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::notes
