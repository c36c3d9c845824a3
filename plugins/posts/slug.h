// SPDX-License-Identifier: GPL-2.0-or-later
// Slugs: the part of a post's address that says what it is about.
#pragma once

#include <string>
#include <string_view>

namespace tote::posts {

/// `small-presses-long-evenings` for `Small presses, long evenings`: lower case, letters with marks
/// as their base letters (U+00C0 to U+017F), other scripts kept, one hyphen for everything else.
/// Cut between words at 80 bytes. Empty if the text has no letter or digit.
[[nodiscard]] std::string slug_of(std::string_view title);

/// A slug as written in one form: of an address or path (`/2011/small-presses/`) the last part.
[[nodiscard]] std::string normal_slug(std::string_view text);

}  // namespace tote::posts
