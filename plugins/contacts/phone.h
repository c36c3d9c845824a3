// SPDX-License-Identifier: GPL-2.0-or-later
// Telephone numbers in the international form of ITU-T E.164, `+15035550142`, with an extension as
// RFC 3966 writes it: `+15035550142;ext=12`.
#pragma once

#include <string>
#include <string_view>

namespace tote::contacts {

/// Why a text was not brought to the international form.
enum class PhoneFault {
  none,
  foreign_character,  ///< something that belongs to no telephone number
  length,             ///< too few or too many digits
  country,            ///< a national number, and nothing says of which country
};

/// A telephone number as read.
struct Phone {
  PhoneFault fault = PhoneFault::none;
  std::string canonical;  ///< empty on a fault
};

/// Reads `+1 (503) 555-0142`, `0044 20 7946 0958`, `+44 (0)20 7946 0958 ext. 12`,
/// `tel:+1-503-555-0142` and, if `country_code` is not empty, national numbers: `(503) 555-0142`,
/// `020 7946 0958`. `country_code` is a calling code without `+`, such as `44`.
[[nodiscard]] Phone read_phone(std::string_view text, std::string_view country_code = {});

/// The digits of a calling code in a setting: `+44`, `0044` and `44` are 44. Empty if it is none.
[[nodiscard]] std::string read_country_code(std::string_view text);

/// What is wrong and what to do, for people. Requires: fault != none.
[[nodiscard]] std::string explain(PhoneFault fault);

}  // namespace tote::contacts
