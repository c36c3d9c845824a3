// SPDX-License-Identifier: GPL-2.0-or-later
#include "posts/status.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/ascii.h"

namespace tote::posts {
namespace {

/// A word as people write it (see text::keyword), and the status that it means.
struct Meaning {
  std::string_view word;
  std::string_view status;
};

constexpr std::array<Meaning, 27> meanings = {
    {{"idea", "idea"},         {"note", "idea"},           {"someday", "idea"},
     {"planned", "idea"},      {"draft", "draft"},         {"drafting", "draft"},
     {"wip", "draft"},         {"in-progress", "draft"},   {"work-in-progress", "draft"},
     {"writing", "draft"},     {"unpublished", "draft"},   {"started", "draft"},
     {"review", "review"},     {"in-review", "review"},    {"editing", "review"},
     {"ready", "review"},      {"scheduled", "scheduled"}, {"queued", "scheduled"},
     {"future", "scheduled"},  {"published", "published"}, {"public", "published"},
     {"live", "published"},    {"posted", "published"},    {"done", "published"},
     {"archived", "archived"}, {"retired", "archived"},    {"withdrawn", "archived"}}};

}  // namespace

std::string_view read_status(std::string_view text) {
  const std::string word = text::keyword(text);
  const auto* found = std::find_if(meanings.begin(), meanings.end(),
                                   [&](const Meaning& meaning) { return meaning.word == word; });
  return found == meanings.end() ? std::string_view{} : found->status;
}

}  // namespace tote::posts
