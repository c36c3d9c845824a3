// SPDX-License-Identifier: GPL-2.0-or-later
// Email addresses (RFC 5321, section 2.3.11; RFC 6531 for letters outside ASCII).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tote::contacts {

/// The address in `walt@brennan.example`, `<walt@brennan.example>`, `Walt <walt@…>`,
/// `mailto:walt@…` or a Markdown link to one: the domain in lower case, the part before `@` as
/// written, since only its own host may say what that means. nullopt if this is no address.
[[nodiscard]] std::optional<std::string> read_email(std::string_view text);

}  // namespace tote::contacts
