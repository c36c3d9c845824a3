// SPDX-License-Identifier: GPL-2.0-or-later
// Reading while a writer works: Xapian keeps a snapshot alive over one further commit; a reader
// that is overtaken by more goes on to the last commit and starts its answer again.
#pragma once

#include "index/store/guard.h"
#include "index/store/reader.h"

namespace tote::index {

/// What `action` returns, as store::guarded, begun anew if the writer overtakes it.
template <class Action>
[[nodiscard]] auto read_guarded(store::Reader& reader, Action&& action)
    -> decltype(store::guarded(action)) {
  constexpr int max_attempts = 4;
  for (int attempt = 1;; ++attempt) {
    try {
      return action();
    } catch (...) {
      if (attempt < max_attempts && store::is_overtaken())
        reader.reopen();
      else
        return tl::unexpected<Error>(store::describe_current_exception());
    }
  }
}

}  // namespace tote::index
