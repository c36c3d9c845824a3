// SPDX-License-Identifier: GPL-2.0-or-later
// How tote reports failure: errors are values, with what happened, where, and what to do about it.
// No exception crosses a module; each module maps its libraries' exceptions to these codes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace tote {

/// Why an operation failed, coarse enough to act on.
enum class ErrorCode {
  not_found,      ///< the note, plugin, index or file asked for is not there
  invalid_input,  ///< what the user or a file said cannot be used
  io,             ///< reading or writing failed
  conflict,       ///< someone else holds a lock, or the file changed meanwhile
  unavailable,    ///< a part that is needed (plugin worker, library) cannot be used now
  internal,       ///< a bug in tote
};

/// A place in a file as a person reads it. `line` and `column` are 1-based, `column` counts bytes;
/// 0 means unknown.
struct SourcePlace {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

/// What went wrong: a full sentence for the user, without the place.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::optional<SourcePlace> place;
};

/// A value or the reason why there is none. Every function that returns one is [[nodiscard]].
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(ErrorCode::io, "…")`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::optional<SourcePlace> place = std::nullopt) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(place)});
}

/// The error as one line: `path:line:column: message`, as much of the place as is known.
[[nodiscard]] std::string to_string(const Error& error);

/// The place as `path:line:column`, leaving out what is unknown.
[[nodiscard]] std::string to_string(const SourcePlace& place);

}  // namespace tote

#define TOTE_CONCAT_INNER(a, b) a##b
#define TOTE_CONCAT(a, b) TOTE_CONCAT_INNER(a, b)
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses.
#define TOTE_TRY_AS(result, declaration, expression)                 \
  auto result = (expression);                                        \
  if (!result)                                                       \
    return tl::unexpected<::tote::Error>(std::move(result).error()); \
  declaration = *std::move(result)
// NOLINTEND(bugprone-macro-parentheses)

/// `TOTE_TRY(auto note, read(path));` declares `note` from the value, or returns the error to the
/// caller.
#define TOTE_TRY(declaration, expression) \
  TOTE_TRY_AS(TOTE_CONCAT(tote_try_, __COUNTER__), declaration, expression)

/// `TOTE_CHECK(write(path));` returns the error of a `Result<void>` to the caller.
#define TOTE_CHECK(expression)                                             \
  do {                                                                     \
    if (auto tote_check = (expression); !tote_check)                       \
      return tl::unexpected<::tote::Error>(std::move(tote_check).error()); \
  } while (false)
