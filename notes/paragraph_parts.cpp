// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/paragraph_parts.h"

#include <algorithm>
#include <optional>

#include "notes/link_syntax.h"
#include "notes/source_lines.h"
#include "notes/text.h"
#include "notes/word_syntax.h"

namespace tote::notes {
namespace {

/// A table wider than this is taken for text.
constexpr std::size_t max_table_columns = 1000;
/// CommonMark 4.7: a label has at most 999 characters.
constexpr std::size_t max_label_bytes = 999;

bool is_delimiter_cell(std::string_view cell) {
  if (cell.starts_with(':'))
    cell.remove_prefix(1);
  if (cell.ends_with(':'))
    cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == std::string_view::npos;
}

bool is_delimiter_row(std::string_view source, ByteSpan row, std::size_t& columns) {
  const std::string_view text = row.in(source);
  if (text.find_first_not_of("|-: \t") != std::string_view::npos ||
      text.find('|') == std::string_view::npos)
    return false;
  const std::vector<ByteSpan> cells = split_table_row(source, row);
  columns = cells.size();
  return columns <= max_table_columns &&
         std::all_of(cells.begin(), cells.end(),
                     [&](ByteSpan cell) { return is_delimiter_cell(cell.in(source)); });
}

bool begins_table(std::string_view source, const std::vector<ByteSpan>& lines, std::size_t at) {
  std::size_t columns = 0;
  return at + 1 < lines.size() && lines[at].in(source).find('|') != std::string_view::npos &&
         is_delimiter_row(source, lines[at + 1], columns) &&
         split_table_row(source, lines[at]).size() == columns;
}

/// The size of `[^label]:` and the blanks after it at the front of a line; 0 if there is none.
std::size_t footnote_marker_size(std::string_view line) {
  if (!line.starts_with("[^"))
    return 0;
  const std::size_t close = line.find_first_of("] \t", 2);
  if (close == std::string_view::npos || close == 2 || line[close] != ']' ||
      line.substr(close + 1, 1) != ":")
    return 0;
  return std::min(line.find_first_not_of(" \t", close + 2), line.size());
}

/// An inline field on a line of its own is no sentence of the text around it.
bool begins_field(std::string_view line) {
  return line.find("::") != std::string_view::npos && read_field_key(line, 0).has_value();
}

struct LinkDefinition {
  std::string label;
  ByteSpan destination;
};

/// `[label]: destination "title"` on one line (CommonMark 4.7).
std::optional<LinkDefinition> read_definition(std::string_view source, ByteSpan line) {
  const std::string_view text = line.in(source);
  if (!text.starts_with('[') || text.starts_with("[^"))
    return std::nullopt;
  std::size_t close = 1;
  while (close < text.size() && text[close] != ']' && text[close] != '[') {
    close += text[close] == '\\' ? 2 : 1;
    if (close > max_label_bytes)
      return std::nullopt;
  }
  if (close + 1 >= text.size() || text[close] != ']' || text[close + 1] != ':')
    return std::nullopt;
  const auto destination = read_definition_target(text, close + 2);
  std::string label = name_key(text.substr(1, close - 1));
  if (!destination || label.empty())
    return std::nullopt;
  return LinkDefinition{std::move(label),
                        {line.begin + destination->begin, line.begin + destination->end}};
}

}  // namespace

std::vector<ParagraphPart> split_paragraph(std::string_view source,
                                           const std::vector<ByteSpan>& lines) {
  std::vector<ParagraphPart> parts;
  const auto add_text = [&](ByteSpan line) {
    const bool is_field = begins_field(line.in(source));
    if (parts.empty() || parts.back().kind == ParagraphPart::Kind::definition || is_field ||
        (parts.back().kind == ParagraphPart::Kind::text &&
         begins_field(parts.back().lines.back().in(source)))) {
      parts.emplace_back();
      parts.back().begin = line.begin;
    }
    parts.back().lines.push_back(line);
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view text = lines[i].in(source);
    if (parts.empty() || parts.back().kind == ParagraphPart::Kind::definition) {
      if (auto definition = read_definition(source, lines[i])) {
        parts.push_back({ParagraphPart::Kind::definition,
                         lines[i].begin,
                         {},
                         std::move(definition->label),
                         definition->destination});
        continue;
      }
    }
    if (const std::size_t marker = footnote_marker_size(text); marker != 0) {
      const ByteSpan rest{lines[i].begin + static_cast<std::uint32_t>(marker), lines[i].end};
      parts.push_back({ParagraphPart::Kind::footnote, lines[i].begin, {rest}, {}, {}});
    } else if (begins_table(source, lines, i)) {
      parts.push_back({ParagraphPart::Kind::table,
                       lines[i].begin,
                       {lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end()},
                       {},
                       {}});
      break;
    } else {
      add_text(lines[i]);
    }
  }
  return parts;
}

std::vector<ByteSpan> split_table_row(std::string_view source, ByteSpan row) {
  row = trim(source, row);
  if (!row.empty() && source[row.begin] == '|')
    ++row.begin;
  std::vector<ByteSpan> cells;
  std::uint32_t begin = row.begin;
  for (std::uint32_t at = row.begin; at < row.end; ++at) {
    const char c = source[at];
    if (c == '\\') {
      ++at;
    } else if (c == '[' && at + 1 < row.end && source[at + 1] == '[') {
      if (const auto link = read_wikilink(row.in(source), at - row.begin))
        at = row.begin + static_cast<std::uint32_t>(link->end) - 1;
    } else if (c == '|') {
      cells.push_back(trim(source, {begin, at}));
      begin = at + 1;
    }
  }
  if (begin < row.end)
    cells.push_back(trim(source, {begin, row.end}));
  return cells;
}

CalloutMarker read_callout_marker(std::string_view line) {
  if (!line.starts_with("[!"))
    return {};
  const std::size_t close = line.find(']');
  if (close == std::string_view::npos || close == 2)
    return {};
  std::size_t size = close + 1;
  if (size < line.size() && (line[size] == '+' || line[size] == '-'))
    ++size;
  size = std::min(line.find_first_not_of(" \t", size), line.size());
  // `[!note|wide]`: what follows the bar is for themes.
  const std::string_view kind = line.substr(2, close - 2);
  return {name_key(kind.substr(0, kind.find('|'))), size};
}

std::size_t task_marker_size(std::string_view line) {
  const bool is_task = line.size() >= 3 && line[0] == '[' && line[1] != ']' && line[1] != '[' &&
                       line[2] == ']' && (line.size() == 3 || line[3] == ' ' || line[3] == '\t');
  return is_task ? std::min(line.find_first_not_of(" \t", 3), line.size()) : 0;
}

ByteSpan atx_heading_text(std::string_view source, ByteSpan heading) {
  while (!heading.empty() && source[heading.begin] == '#')
    ++heading.begin;
  heading = trim(source, heading);
  ByteSpan open = heading;
  while (!open.empty() && source[open.end - 1] == '#')
    --open.end;
  const bool is_closing =
      open.empty() || source[open.end - 1] == ' ' || source[open.end - 1] == '\t';
  return is_closing ? trim(source, open) : heading;
}

}  // namespace tote::notes
