// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace tote::notes {
namespace {

constexpr std::size_t context_lines = 3;
/// Pairs of lines; what is larger is shown as changed in one piece.
constexpr std::size_t max_compared_lines = 1'000'000;

/// Lines as diff counts them: only `\n` ends one.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines [old_begin, old_end) that became [new_begin, new_end).
struct Block {
  std::size_t old_begin = 0;
  std::size_t old_end = 0;
  std::size_t new_begin = 0;
  std::size_t new_end = 0;
};

/// The line that holds a byte; what comes behind a line's end is on a line of its own.
std::size_t line_at(const std::vector<std::size_t>& starts, std::size_t offset) {
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) -
                                  starts.begin()) -
         1;
}

std::vector<std::size_t> starts_of(const std::vector<std::string_view>& lines) {
  std::vector<std::size_t> starts;
  std::size_t at = 0;
  for (const auto line : lines) {
    starts.push_back(at);
    at += line.size();
  }
  if (lines.empty() || lines.back().ends_with('\n'))
    starts.push_back(at);
  return starts;
}

class FileDiff {
 public:
  FileDiff(std::string_view before, std::string_view after, const std::vector<Splice>& splices)
      : old_(lines_of(before)), new_(lines_of(after)) {
    find_blocks(splices);
  }

  [[nodiscard]] std::string hunks() const {
    std::string out;
    for (std::size_t i = 0; i < blocks_.size();) {
      std::size_t last = i;
      while (last + 1 < blocks_.size() &&
             blocks_[last + 1].old_begin <= blocks_[last].old_end + 2 * context_lines)
        ++last;
      add_hunk(out, i, last);
      i = last + 1;
    }
    return out;
  }

 private:
  void find_blocks(const std::vector<Splice>& splices) {
    const auto old_starts = starts_of(old_);
    const auto new_starts = starts_of(new_);
    std::size_t grown = 0;  // wraps around where the text shrank, and comes back by addition
    for (const Splice& each : splices) {
      const std::size_t new_offset = each.offset + grown;
      Block block{line_at(old_starts, each.offset),
                  line_at(old_starts, each.offset + each.before.size()) + 1,
                  line_at(new_starts, new_offset),
                  line_at(new_starts, new_offset + each.after.size()) + 1};
      grown += each.after.size() - each.before.size();
      block.old_end = std::min(block.old_end, old_.size());
      block.new_end = std::min(block.new_end, new_.size());
      if (!blocks_.empty() && block.old_begin < blocks_.back().old_end) {
        blocks_.back().old_end = std::max(blocks_.back().old_end, block.old_end);
        blocks_.back().new_end = std::max(blocks_.back().new_end, block.new_end);
      } else {
        blocks_.push_back(block);
      }
    }
    std::vector<Block> found;
    for (Block& block : blocks_) {
      trim(block);
      split(block, found);
    }
    blocks_ = std::move(found);
  }

  /// A splice that covers several changes becomes one block for each, by the longest common
  /// subsequence of its lines.
  void split(const Block& whole, std::vector<Block>& found) const {
    const std::size_t rows = whole.old_end - whole.old_begin;
    const std::size_t columns = whole.new_end - whole.new_begin;
    if (rows == 0 || columns == 0 || rows * columns > max_compared_lines) {
      if (rows + columns > 0)
        found.push_back(whole);
      return;
    }
    const auto is_same = [&](std::size_t i, std::size_t j) {
      return old_[whole.old_begin + i] == new_[whole.new_begin + j];
    };
    // common[i][j]: how many lines the rests from i and from j have in common.
    std::vector<std::vector<std::uint32_t>> common(rows + 1,
                                                   std::vector<std::uint32_t>(columns + 1));
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;)
        common[i][j] =
            is_same(i, j) ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
    Block block{whole.old_begin, whole.old_begin, whole.new_begin, whole.new_begin};
    const auto finish = [&] {
      if (block.old_begin < block.old_end || block.new_begin < block.new_end)
        found.push_back(block);
    };
    for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
      if (i < rows && j < columns && is_same(i, j)) {
        finish();
        ++i;
        ++j;
        block = {whole.old_begin + i, whole.old_begin + i, whole.new_begin + j,
                 whole.new_begin + j};
      } else if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
        block.old_end = whole.old_begin + ++i;
      } else {
        block.new_end = whole.new_begin + ++j;
      }
    }
    finish();
  }

  /// Lines that are alike on both sides are context.
  void trim(Block& block) const {
    while (block.old_begin < block.old_end && block.new_begin < block.new_end &&
           old_[block.old_begin] == new_[block.new_begin]) {
      ++block.old_begin;
      ++block.new_begin;
    }
    while (block.old_begin < block.old_end && block.new_begin < block.new_end &&
           old_[block.old_end - 1] == new_[block.new_end - 1]) {
      --block.old_end;
      --block.new_end;
    }
  }

  void add_hunk(std::string& out, std::size_t first, std::size_t last) const {
    const Block& head = blocks_[first];
    const Block& tail = blocks_[last];
    const std::size_t lead = std::min({context_lines, head.old_begin, head.new_begin});
    const std::size_t follow = std::min(context_lines, old_.size() - tail.old_end);
    const std::size_t old_count = tail.old_end + follow - (head.old_begin - lead);
    const std::size_t new_count = tail.new_end + follow - (head.new_begin - lead);
    out += fmt::format("@@ -{} +{} @@\n", range(head.old_begin - lead, old_count),
                       range(head.new_begin - lead, new_count));
    std::size_t at = head.old_begin - lead;
    for (std::size_t i = first; i <= last; ++i) {
      add_lines(out, ' ', old_, at, blocks_[i].old_begin);
      add_lines(out, '-', old_, blocks_[i].old_begin, blocks_[i].old_end);
      add_lines(out, '+', new_, blocks_[i].new_begin, blocks_[i].new_end);
      at = blocks_[i].old_end;
    }
    add_lines(out, ' ', old_, at, at + follow);
  }

  /// `first,count` as diff writes it: an empty range names the line before it.
  static std::string range(std::size_t begin, std::size_t count) {
    const std::size_t first = count == 0 ? begin : begin + 1;
    return count == 1 ? fmt::format("{}", first) : fmt::format("{},{}", first, count);
  }

  static void add_lines(std::string& out, char mark, const std::vector<std::string_view>& lines,
                        std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      out += mark;
      out += lines[i];
      if (!lines[i].ends_with('\n'))
        out += "\n\\ No newline at end of file\n";
    }
  }

  std::vector<std::string_view> old_;
  std::vector<std::string_view> new_;
  std::vector<Block> blocks_;
};

/// git quotes names that could be misread.
std::string shown(std::string_view side, const std::string& path) {
  const bool is_plain = path.find_first_of("\"\\\t\n") == std::string::npos;
  if (is_plain)
    return std::string(side) + path;
  std::string quoted = "\"" + std::string(side);
  for (const char c : path) {
    if (c == '\n' || c == '\t') {
      quoted += c == '\n' ? "\\n" : "\\t";
    } else {
      if (c == '"' || c == '\\')
        quoted += '\\';
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace

std::string unified_diff(const RecordedChange& change, std::string_view before) {
  const std::string old_name = shown("a/", change.path);
  const std::string new_name = shown("b/", change.path_after());
  std::string out = fmt::format("diff --git {} {}\n", old_name, new_name);
  if (!change.before)
    out += "new file mode 100644\n";
  if (!change.after)
    out += "deleted file mode 100644\n";
  if (!change.new_path.empty())
    out += fmt::format("rename from {}\nrename to {}\n", shown("", change.path),
                       shown("", change.new_path));
  if (change.splices.empty())
    return out;
  // As git does: a tab ends a name with spaces, for GNU patch.
  const auto header = [](const std::string& name) {
    return name.find(' ') == std::string::npos ? name : name + '\t';
  };
  out += fmt::format("--- {}\n+++ {}\n", change.before ? header(old_name) : "/dev/null",
                     change.after ? header(new_name) : "/dev/null");
  return out + FileDiff(before, splice(before, change.splices), change.splices).hunks();
}

}  // namespace tote::notes
