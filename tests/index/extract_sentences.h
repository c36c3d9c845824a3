// SPDX-License-Identifier: GPL-2.0-or-later
// What a test of prose needs: the edges of a sentence in a line.
#pragma once

#include <string>
#include <vector>

#include "index/facts.h"

namespace tote::index::extract {

/// The edges that the prose of a note states.
[[nodiscard]] std::vector<Edge> edges_of(const std::string& path, const std::string& text);

/// The edges of a journal entry, sorted: "met(Rui,me)+; read(Emma,me)-".
[[nodiscard]] std::string stated_by(const std::string& text);

/// Letters and digits of a sentence, and its number: the name of a case.
[[nodiscard]] std::string case_name(const std::string& text, std::size_t number);

}  // namespace tote::index::extract
