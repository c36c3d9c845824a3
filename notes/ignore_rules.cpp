// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/ignore_rules.h"

#include <cstddef>
#include <optional>

#include "notes/utf8.h"

namespace tote::notes {
namespace {

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// Takes one character, `\` escapes resolved, off the pattern.
char32_t take_char(std::string_view pattern, std::size_t& at) {
  if (pattern[at] == '\\' && at + 1 < pattern.size())
    ++at;
  const DecodedChar c = decode_utf8(pattern, at);
  at += c.size;
  return c.code;
}

/// Matches `[…]` at `at`; moves `at` behind it. nullopt if the bracket is never closed.
std::optional<bool> matches_class(std::string_view pattern, std::size_t& at, char32_t wanted) {
  std::size_t i = at + 1;
  const bool is_negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (is_negated)
    ++i;
  bool matched = false;
  for (bool is_first = true; i < pattern.size(); is_first = false) {
    if (pattern[i] == ']' && !is_first) {
      at = i + 1;
      return matched != is_negated;
    }
    const char32_t low = take_char(pattern, i);
    char32_t high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      ++i;
      high = take_char(pattern, i);
    }
    matched = matched || (low <= wanted && wanted <= high);
  }
  return std::nullopt;
}

/// Matches the one pattern item at `at` with a character; moves `at` behind it.
bool matches_one(std::string_view pattern, std::size_t& at, char32_t wanted) {
  if (pattern[at] == '?') {
    ++at;
    return true;
  }
  if (pattern[at] == '[') {
    if (const auto matched = matches_class(pattern, at, wanted))
      return *matched;
  }
  return take_char(pattern, at) == wanted;
}

bool is_any_folders(const std::string& segment) {
  return segment == "**";
}

/// Matches all segments with all path parts. One row of the usual table: `reach[j]` says whether
/// the segments so far match the first j parts.
bool matches_path(const std::vector<std::string>& segments,
                  const std::vector<std::string_view>& parts) {
  std::vector<bool> reach(parts.size() + 1, false);
  reach[0] = true;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::vector<bool> next(parts.size() + 1, false);
    if (is_any_folders(segments[i])) {
      // A closing `**` means everything inside, so it takes at least one part.
      const bool is_last = i + 1 == segments.size();
      bool seen = false;
      for (std::size_t j = 0; j <= parts.size(); ++j) {
        next[j] = seen || (reach[j] && !is_last);
        seen = seen || reach[j];
      }
    } else {
      for (std::size_t j = 0; j < parts.size(); ++j)
        next[j + 1] = reach[j] && matches_segment(segments[i], parts[j]);
    }
    reach = std::move(next);
  }
  return reach[parts.size()];
}

/// Trailing spaces do not count unless escaped.
std::string_view trim_pattern(std::string_view pattern) {
  while (!pattern.empty() && (pattern.back() == ' ' || pattern.back() == '\r') &&
         !pattern.ends_with("\\ "))
    pattern.remove_suffix(1);
  return pattern;
}

}  // namespace

bool matches_segment(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star_p = std::string_view::npos;
  std::size_t star_n = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star_p = ++p;
      star_n = n;
      continue;
    }
    const DecodedChar c = decode_utf8(name, n);
    if (p < pattern.size() && matches_one(pattern, p, c.code)) {
      n += c.size;
      continue;
    }
    if (star_p == std::string_view::npos)
      return false;
    p = star_p;
    star_n += decode_utf8(name, star_n).size;
    n = star_n;
  }
  while (p < pattern.size() && pattern[p] == '*')
    ++p;
  return p == pattern.size();
}

IgnoreRules::IgnoreRules(const std::vector<std::string>& patterns) {
  for (const std::string& written : patterns) {
    std::string_view pattern = trim_pattern(written);
    if (pattern.empty() || pattern.front() == '#')
      continue;
    Rule rule;
    if (pattern.front() == '!') {
      rule.is_negated = true;
      pattern.remove_prefix(1);
    }
    if (pattern.ends_with('/')) {
      rule.is_folder_only = true;
      pattern.remove_suffix(1);
    }
    if (pattern.empty())
      continue;
    const bool is_anchored = pattern.find('/') != std::string_view::npos;
    if (pattern.front() == '/')
      pattern.remove_prefix(1);
    if (!is_anchored)
      rule.segments.emplace_back("**");
    for (const std::string_view segment : split_path(pattern))
      rule.segments.emplace_back(segment);
    rules_.push_back(std::move(rule));
  }
}

bool IgnoreRules::is_ignored(std::string_view path, FileKind kind) const {
  if (rules_.empty())
    return false;
  const std::vector<std::string_view> parts = split_path(path);
  for (auto rule = rules_.rbegin(); rule != rules_.rend(); ++rule) {
    if (rule->is_folder_only && kind != FileKind::folder)
      continue;
    if (matches_path(rule->segments, parts))
      return !rule->is_negated;
  }
  return false;
}

}  // namespace tote::notes
