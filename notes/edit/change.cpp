// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/change.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <xxhash.h>

#include "notes/note.h"

namespace tote::notes {

ContentHash hash_of(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.low64, hash.high64};
}

FileChange new_file(std::string path, std::string text) {
  FileChange change;
  change.path = std::move(path);
  change.replacements.push_back({{}, std::move(text)});
  return change;
}

FileChange rewrite(const Note& note, std::vector<Replacement> replacements) {
  FileChange change;
  change.path = note.path;
  change.base = hash_of(note.source);
  change.replacements = std::move(replacements);
  return change;
}

Result<std::vector<Splice>> splices_of(std::string_view text,
                                       std::vector<Replacement> replacements) {
  std::stable_sort(replacements.begin(), replacements.end(),
                   [](const Replacement& a, const Replacement& b) {
                     return std::tie(a.span.begin, a.span.end) < std::tie(b.span.begin, b.span.end);
                   });
  std::vector<Splice> splices;
  std::size_t done = 0;
  for (Replacement& replacement : replacements) {
    const ByteSpan span = replacement.span;
    if (span.begin < done || span.end < span.begin || span.end > text.size())
      return fail(ErrorCode::internal, "the parts of a change overlap; nothing was changed");
    done = span.end;
    if (span.in(text) != replacement.text)
      splices.push_back({span.begin, std::string(span.in(text)), std::move(replacement.text)});
  }
  return splices;
}

std::string splice(std::string_view text, const std::vector<Splice>& splices) {
  std::string out;
  std::size_t done = 0;
  for (const Splice& each : splices) {
    out += text.substr(done, each.offset - done);
    out += each.after;
    done = each.offset + each.before.size();
  }
  out += text.substr(std::min(done, text.size()));
  return out;
}

std::vector<Splice> inverse(const std::vector<Splice>& splices) {
  std::vector<Splice> back;
  back.reserve(splices.size());
  std::size_t grown = 0;  // wraps around where the text shrank, and comes back by addition
  for (const Splice& each : splices) {
    back.push_back({each.offset + grown, each.after, each.before});
    grown += each.after.size() - each.before.size();
  }
  return back;
}

Result<std::string> replaced(std::string_view text, std::vector<Replacement> replacements) {
  TOTE_TRY(const auto splices, splices_of(text, std::move(replacements)));
  return splice(text, splices);
}

Replacement difference(std::string_view before, std::string_view after) {
  const auto [left, right] =
      std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto begin = static_cast<std::size_t>(left - before.begin());
  std::size_t tail = 0;
  const std::size_t limit = std::min(before.size(), after.size()) - begin;
  while (tail < limit && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(before.size() - tail)},
          std::string(after.substr(begin, after.size() - tail - begin))};
}

}  // namespace tote::notes
