// SPDX-License-Identifier: GPL-2.0-or-later
// The one place where Xapian's exceptions end: public functions of this room run inside guarded().
#pragma once

#include <type_traits>
#include <utility>

#include "notes/result.h"

namespace tote::index::store {

/// The exception in flight as an error: who holds a lock is a conflict, a missing database is not
/// found, another format is unavailable, damage and failed reads are io, a bad query is invalid
/// input. Out of memory is thrown on. Requires: called in a catch clause.
[[nodiscard]] Error describe_current_exception();

/// Whether the exception in flight says that the writer has overtaken this reader: reopen and try
/// again. Requires: called in a catch clause.
[[nodiscard]] bool is_overtaken();

template <class T>
struct GuardedResult {
  using type = Result<T>;
};

template <class T>
struct GuardedResult<Result<T>> {
  using type = Result<T>;
};

/// What `action` returns (a value, nothing, or a Result), or the error that its exception means.
template <class Action>
[[nodiscard]] auto guarded(Action&& action) ->
    typename GuardedResult<std::invoke_result_t<Action&>>::type {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action&>>) {
      action();
      return {};
    } else {
      return action();
    }
  } catch (...) {
    return tl::unexpected<Error>(describe_current_exception());
  }
}

}  // namespace tote::index::store
