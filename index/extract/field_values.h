// SPDX-License-Identifier: GPL-2.0-or-later
// What a field's text means under its declared kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "index/vocabulary.h"
#include "notes/date.h"

namespace tote::index::extract {

/// A field's text in its canonical form, and as a number where the kind has one.
struct Reading {
  std::string text;
  double number = 0;
};

/// Reads a trimmed value; nullopt if it does not fit the field's kind.
[[nodiscard]] std::optional<Reading> read_kind(const FieldDecl& field, std::string_view text);

/// The same, but where the field's plugin normalises, a value that does not fit is kept as written
/// for the plugin to read.
[[nodiscard]] std::optional<Reading> read_value(const FieldDecl& field, std::string_view text);

/// What is wrong with a value: the code and message of a diagnostic.
struct Misfit {
  std::string code;
  std::string message;
};

/// What a value that does not fit should have been.
[[nodiscard]] Misfit misfit_of(const FieldDecl& field, std::string_view key, std::string_view text);

/// A date, also as a link to the day's note: `2011-07-03`, `[[2011-07-03]]`.
[[nodiscard]] std::optional<notes::Date> read_date(std::string_view text);

/// `true`, `yes`, `on` and their opposites in any case.
[[nodiscard]] std::optional<bool> read_boolean(std::string_view text);

/// Without white space at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// The text for a message: in quotes, cut to a readable length between characters.
[[nodiscard]] std::string quoted_for_message(std::string_view text);

}  // namespace tote::index::extract
