// SPDX-License-Identifier: GPL-2.0-or-later
// What a public page shows of a book or a review beside its text.
#pragma once

#include <string>

#include <tote/plugin.hpp>

namespace tote::books {

/// "by Amy Rose Davis · The Taurin Chronicles 1 · ISBN 978…"
void render_book(const public_note& note, markup& page);
/// The book and the stars, as h-review has them (microformats.org/wiki/h-review).
void render_review(const public_note& note, markup& page);

/// "★★★★☆" of 5, with ½ for a half.
[[nodiscard]] std::string star_row(double stars);

}  // namespace tote::books
