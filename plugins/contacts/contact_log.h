// SPDX-License-Identifier: GPL-2.0-or-later
// The log that some keep in a person's note: a section of dated list items, one for each time that
// they were in touch.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <tote/plugin.hpp>

namespace tote::contacts {

/// One dated item of a contact log.
struct LogEntry {
  tote::date date;
  tote::span span;
};

/// The dated items under a heading `Contact log`, `Contacts`, `Contact` or `Log of contacts`, down
/// to the next heading of its level. An item is dated by the day that it begins with:
/// `- 2024-05-12: tea at her place`.
[[nodiscard]] std::vector<LogEntry> read_contact_log(const note& note);

/// The day at the beginning of a list item, behind its marker: `- **2024-05-12** …`,
/// `1. [[2024-05-12]]: …`. Only full and possible days count.
[[nodiscard]] std::optional<tote::date> leading_day(std::string_view item);

}  // namespace tote::contacts
