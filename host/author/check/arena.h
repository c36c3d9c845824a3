// SPDX-License-Identifier: GPL-2.0-or-later
// Memory for what a plugin is given: it ends right before a page that cannot be touched, can only
// be read while the plugin runs, and is gone after the call. A plugin that reads too far, writes,
// or comes back later is caught in the act.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <tote/plugin.h>

namespace tote::host::author::check {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// Keeps the addresses: whoever comes back later finds nothing there.
  ~Arena() { burn(); }

  /// `size` bytes that end right before the guard page, or nullptr for none.
  [[nodiscard]] void* take(std::size_t size);

  template <class T>
  [[nodiscard]] T* copy(const T* items, std::size_t count) {
    // NOLINTNEXTLINE(bugprone-sizeof-expression): items may be pointers, which are what is copied
    return static_cast<T*>(copy_bytes(items, count * sizeof(T)));
  }

  /// A text that nothing follows: no NUL, no byte at all.
  [[nodiscard]] tote_str_t text(std::string_view text);
  /// Text among other text: cheaper, with bytes that are no NUL behind it.
  [[nodiscard]] tote_str_t packed(std::string_view text);
  /// From now on it can only be read.
  void seal();
  /// From now on it cannot be touched.
  void burn();

 private:
  [[nodiscard]] void* copy_bytes(const void* bytes, std::size_t size);

  std::vector<std::size_t> regions_;  ///< positions in the table of all regions
  char* pack_ = nullptr;
  std::size_t pack_left_ = 0;
};

/// From now on touching an arena in the wrong way ends the process with a report of the check
/// `notes.inputs`. `report` is the descriptor to write to.
void watch_arenas(int report);

}  // namespace tote::host::author::check
