// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/link_writer.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "notes/body_blocks.h"
#include "notes/html_syntax.h"
#include "notes/link_syntax.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

std::string joined(const std::vector<std::string_view>& parts, std::size_t first) {
  std::string path;
  for (std::size_t i = first; i < parts.size(); ++i)
    path.append(path.empty() ? "" : "/").append(parts[i]);
  return path;
}

bool has_note_extension(std::string_view path) {
  return path_key(path) != name_key(path);
}

std::string_view without_note_extension(std::string_view path) {
  return has_note_extension(path) ? path.substr(0, path.rfind('.')) : path;
}

/// The way from a folder to a file, with `..` where it leads up.
std::string relative_path(std::string_view folder, std::string_view path) {
  const auto from = parts_of(folder);
  const auto to = parts_of(path);
  std::size_t common = 0;
  while (common < from.size() && common + 1 < to.size() && from[common] == to[common])
    ++common;
  std::string up;
  for (std::size_t i = common; i < from.size(); ++i)
    up += "../";
  return up + joined(to, common);
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return lower;
}

std::string ascii_upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return upper;
}

/// The new name, in small letters or capitals if the old one was written so.
std::string spelled_like(std::string_view written, std::string_view old_name,
                         std::string_view new_name) {
  if (written != old_name && written == ascii_lower(old_name))
    return ascii_lower(new_name);
  if (written != old_name && written == ascii_upper(old_name))
    return ascii_upper(new_name);
  return std::string(new_name);
}

bool is_markdown(const Link& link) {
  return link.kind == Link::Kind::markdown || link.kind == Link::Kind::image;
}

/// A path as a link names it that gives its extension or, of a note, does not.
std::string_view shown_for(const Retarget& wanted, std::string_view path) {
  const bool has_extension =
      !has_note_extension(wanted.old_path) || has_note_extension(wanted.link.target);
  return has_extension ? path : without_note_extension(path);
}

/// How a target leads from a note to a file as a browser reads it, from folder to folder.
enum class Relative : std::uint8_t { not_at_all, but_for_case, exactly };

Relative relative_way(const Retarget& wanted, std::string_view note_path, const std::string& target,
                      std::string_view file) {
  if (!is_markdown(wanted.link) || target.starts_with('/'))
    return Relative::not_at_all;
  const auto way =
      (std::filesystem::path(folder_of(note_path)) / target).lexically_normal().generic_string();
  if (way == shown_for(wanted, file))
    return Relative::exactly;
  return path_key(way) == path_key(file) ? Relative::but_for_case : Relative::not_at_all;
}

/// Whether the path ends in the target, letter by letter.
bool is_spelled_so(std::string_view path, std::string_view target) {
  return path == target || (path.size() > target.size() && path.ends_with(target) &&
                            path[path.size() - target.size() - 1] == '/');
}

/// Whether what was found by a title or an alias that several notes bear still may mean the goal:
/// which of them comes first says nothing.
bool is_still_shared(const Retarget& wanted, const std::string& target, const Resolution& found) {
  constexpr auto by_name = Resolution::How::title_or_alias;
  return wanted.how == by_name && found.how == by_name && target == wanted.link.target &&
         std::find(found.candidates.begin(), found.candidates.end(), wanted.goal) !=
             found.candidates.end();
}

bool leads_there(const LinkGraph& graph, const Retarget& wanted, const std::string& target) {
  const auto found = resolve(graph, target, wanted.note_path);
  if (found.candidates.empty() ||
      (found.candidates.front() != wanted.goal && !is_still_shared(wanted, target, found)))
    return false;
  // A Markdown link that other programs can follow stays one.
  if (relative_way(wanted, wanted.note_path, target, graph.path(wanted.goal)) <
      relative_way(wanted, wanted.note.path, wanted.link.target, wanted.old_path))
    return false;
  const bool is_path =
      is_markdown(wanted.link) || wanted.link.target.find('/') != std::string::npos;
  return !is_path || wanted.how != Resolution::How::path || found.how == Resolution::How::path;
}

/// Targets that may lead to the goal, decoded, the one nearest to the old form first.
std::vector<std::string> candidates(const LinkGraph& graph, const Retarget& wanted) {
  const std::string& target = wanted.link.target;
  const std::string_view new_path = shown_for(wanted, graph.path(wanted.goal));
  const std::string_view new_name = file_name_of(new_path);
  const std::string_view old_path = shown_for(wanted, wanted.old_path);
  const std::string_view home = folder_of(wanted.note_path);
  const bool is_path = target.find('/') != std::string::npos;
  std::vector<std::string> found;
  const auto last = target.rfind('/');
  const std::string prefix = last == std::string::npos ? "" : target.substr(0, last + 1);
  found.push_back(prefix + spelled_like(file_name_of(target), file_name_of(old_path), new_name));
  if (target.starts_with('/'))
    found.push_back(fmt::format("/{}", new_path));
  if (is_markdown(wanted.link) || target.starts_with("./") || target.starts_with("../")) {
    const std::string relative = relative_path(home, new_path);
    const bool wants_dot = target.starts_with("./") && !relative.starts_with("../");
    found.push_back((wants_dot ? "./" : "") + relative);
  }
  if (is_path && name_key(target) == name_key(old_path))
    found.emplace_back(new_path);
  const auto parts = parts_of(new_path);
  const std::size_t written = is_path ? parts_of(target).size() : 1;
  for (std::size_t count = std::min(written, parts.size()); count < parts.size(); ++count)
    found.push_back(joined(parts, parts.size() - count));
  found.emplace_back(new_path);
  found.push_back(fmt::format("/{}", new_path));
  return found;
}

/// A destination as `[](…)` or `[](<…>)` holds it (CommonMark 6.3), and as it is decoded again.
std::string markdown_destination(std::string_view path, bool is_bracketed) {
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_special = is_bracketed ? std::string_view("<>\\%#").find(c) != npos
                                         : std::string_view("<>\\%# ?").find(c) != npos;
    if (byte < 0x20 || byte == 0x7F || is_special)
      out += fmt::format("%{:02X}", byte);
    else
      out += c;
  }
  if (is_bracketed)
    return out;
  std::ptrdiff_t depth = 0;
  bool is_balanced = true;
  for (const char c : out) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    is_balanced = is_balanced && depth >= 0;
  }
  if (is_balanced && depth == 0)
    return out;
  std::string escaped;
  for (const char c : out)
    escaped += c == '(' ? std::string("%28") : c == ')' ? std::string("%29") : std::string(1, c);
  return escaped;
}

/// The quote within which a link in front matter stands.
char quote_around(const Note& note, const Link& link) {
  for (const Value& value : note.values) {
    if (value.quoted && value.span.begin <= link.span.begin && link.span.end <= value.span.end)
      return note.source[value.span.begin];
  }
  return '\0';
}

std::string quoted_for(char quote, std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (quote == '\'' && c == '\'')
      out += '\'';
    else if (quote == '"' && (c == '"' || c == '\\'))
      out += '\\';
    out += c;
  }
  return out;
}

Result<std::string> written_target(const Note& note, const Link& link, ByteSpan place,
                                   std::string_view target) {
  if (is_markdown(link)) {
    const bool is_bracketed = place.begin > 0 && note.source[place.begin - 1] == '<';
    const std::string_view written = place.in(note.source);
    const std::size_t written_last = written.rfind('/');
    const std::size_t last = target.rfind('/');
    // Folders that stay keep their bytes.
    if (last != npos && written_last != npos &&
        percent_decode(unescape(written.substr(0, written_last))) == target.substr(0, last))
      return std::string(written.substr(0, written_last + 1)) +
             markdown_destination(target.substr(last + 1), is_bracketed);
    return markdown_destination(target, is_bracketed);
  }
  if (target.find_first_of("[]|#^\n") != npos)
    return fail(ErrorCode::invalid_input,
                fmt::format("a link cannot name '{}': choose a name without [ ] | # ^", target),
                SourcePlace{note.path, link.line, note.column_of(link.span.begin)});
  const char quote = link.origin == Origin::front_matter ? quote_around(note, link) : '\0';
  return quoted_for(quote, target);
}

bool is_in_table(const Retarget& wanted) {
  const auto& blocks = wanted.note.blocks;
  return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
    return block.kind == Block::Kind::table_cell && block.span.begin <= wanted.link.span.begin &&
           wanted.link.span.end <= block.span.end;
  });
}

/// What follows the target of a wikilink up to its `]]`, with `|Name` if it would else show another
/// name than it did.
std::string wikilink_tail(const Retarget& wanted, const std::string& target) {
  const Link& link = wanted.link;
  const std::string_view source = wanted.note.source;
  std::string tail(source.substr(link.target_span.end, link.span.end - 2 - link.target_span.end));
  const bool is_within_note = link.target_span.empty();  // `[[#Heading]]` shows the heading
  const bool shows_same =
      !is_within_note && name_key(file_name_of(target)) == name_key(file_name_of(link.target));
  const bool has_text = tail.find('|') != std::string::npos;
  const std::string text =
      is_within_note ? tail.substr(tail.rfind('#') + 1) : std::string(link.target_span.in(source));
  for (std::size_t i = 0; i < wanted.outer_headings; ++i)
    tail.erase(0, tail.find('#', 1));
  if (link.kind == Link::Kind::wikilink && wanted.keeps_text && !has_text && !shows_same)
    tail += (is_in_table(wanted) ? "\\|" : "|") + text;
  return tail;
}

}  // namespace

bool leads_to_goal(const LinkGraph& graph, const Retarget& wanted) {
  const std::string& target = wanted.link.target;
  // `[[Ana Petrovic]]` leads to Ana Petrović for tote, which reads over case and diacritics; other
  // programs need the new spelling.
  const std::string old_path(shown_for(wanted, wanted.old_path));
  const std::string new_path(shown_for(wanted, graph.path(wanted.goal)));
  const auto loses = [](std::string_view before, std::string_view after, std::string_view written) {
    return is_spelled_so(before, written) && !is_spelled_so(after, written);
  };
  const bool is_old_spelling =
      loses(old_path, new_path, target) ||
      loses(ascii_lower(old_path), ascii_lower(new_path), ascii_lower(target));
  return !is_old_spelling && leads_there(graph, wanted, target);
}

std::optional<ByteSpan> definition_of(const Note& note, const Link& link) {
  const std::string_view source = note.source;
  const bool is_inline =
      link.target_span.begin > link.label_span.end && source[link.label_span.end + 1] == '(';
  if (!is_markdown(link) || link.origin == Origin::front_matter || is_inline)
    return std::nullopt;
  const auto opaque = find_opaque_spans(source, note.body, note.line_starts);
  const BodyBlocks body = read_blocks(source, note.body, note.line_starts, opaque);
  const auto label = link.target_span.begin;
  const auto found =
      body.definitions.find(name_key(source.substr(label, source.find(']', label) - label)));
  if (found == body.definitions.end())
    return std::nullopt;
  return found->second;
}

Result<Replacement> retarget(const LinkGraph& graph, const Retarget& wanted) {
  const Link& link = wanted.link;
  for (const std::string& target : candidates(graph, wanted)) {
    if (!leads_there(graph, wanted, target))
      continue;
    ByteSpan place = link.target_span;
    if (const auto definition = definition_of(wanted.note, link)) {
      place = *definition;
      const auto hash = place.in(wanted.note.source).find('#');
      place.end = hash == npos ? place.end : place.begin + static_cast<std::uint32_t>(hash);
    }
    TOTE_TRY(auto text, written_target(wanted.note, link, place, target));
    if (!is_markdown(link)) {
      place.end = link.span.end - 2;
      text += wikilink_tail(wanted, target);
    }
    return Replacement{place, std::move(text)};
  }
  return fail(ErrorCode::invalid_input,
              fmt::format("no link can be written to {} from here", graph.path(wanted.goal)),
              SourcePlace{wanted.note.path, link.line, wanted.note.column_of(link.span.begin)});
}

}  // namespace tote::notes
