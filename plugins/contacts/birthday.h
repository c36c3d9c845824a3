// SPDX-License-Identifier: GPL-2.0-or-later
// Birthdays, of which the year is often not known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tote::contacts {

/// The canonical form, `1954-11-27`, `--06-30` (RFC 6350, section 4.3.1), `1954-11` or `1954`, of
/// `1954-11-27`, `27 November 1954`, `Nov. 27, 1954`, `27.11.1954`, `30 June`, `June 30th`, `30.6.`
/// and `06-30`. nullopt for what is no date, and for `6/30/1954` and the like, which mean different
/// days in different countries.
[[nodiscard]] std::optional<std::string> read_birthday(std::string_view text);

/// YYYYMMDD of a canonical birthday as a number, unknown parts 0: birthdays sort by it.
[[nodiscard]] double birthday_key(std::string_view canonical);

}  // namespace tote::contacts
