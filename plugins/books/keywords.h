// SPDX-License-Identifier: GPL-2.0-or-later
// The words that people use for how far they are with a book, and for what it is made of.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tote::books {

/// The reading status that a word means: `to-read`, `reading`, `paused`, `read`, `abandoned` or
/// `reference`; empty for an unknown word.
[[nodiscard]] std::string_view read_status(std::string_view text);

/// The format that a word means: `paperback`, `hardcover`, `ebook`, `audiobook`, `comic`,
/// `magazine` or `pdf`; empty for an unknown word.
[[nodiscard]] std::string_view read_format(std::string_view text);

/// The number of pages in `304`, `304 pages`, `304 pp.` or `1,024 p`.
[[nodiscard]] std::optional<std::int64_t> read_pages(std::string_view text);

}  // namespace tote::books
