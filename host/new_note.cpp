// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/new_note.h"

#include <cstring>

#include <fmt/format.h>

#include "notes/edit/yaml_text.h"
#include "notes/text.h"

namespace tote::host {
namespace {

constexpr std::size_t max_file_name_bytes =
    200;  // of the 255 that file systems take; leaves room for sync tools' suffixes

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// `text` cut to at most `size` bytes, not within a character.
std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size)
    return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return text.substr(0, size);
}

}  // namespace

Result<std::string> new_note_path(const index::TypeDecl& type, std::string_view title) {
  std::string name;
  for (const char c : title) {
    const bool is_unusable =
        static_cast<unsigned char>(c) < 0x20 || std::strchr("/\\:*?\"<>|#^[]", c) != nullptr;
    if (is_unusable || c == ' ') {
      if (!name.empty() && name.back() != ' ')
        name += ' ';
    } else {
      name += c;
    }
  }
  name = cut(name, max_file_name_bytes);
  while (!name.empty() && (name.back() == ' ' || name.back() == '.'))
    name.pop_back();
  while (!name.empty() && (name.front() == '.' || name.front() == ' '))
    name.erase(0, 1);
  if (name.empty() || notes::find_invalid_utf8(name) != std::string_view::npos)
    return fail(ErrorCode::invalid_input, fmt::format("'{}' cannot be a note's title", title));
  return (type.folder.empty() ? name : type.folder + '/' + name) + ".md";
}

std::string new_note_text(const index::TypeDecl& type, std::string_view title, notes::Date today) {
  std::string text = type.template_text;
  if (text.empty())
    text = fmt::format("---\ntype: {}\ntitle: {{{{title}}}}\n---\n\n", type.id);
  replace_all(text, "{{title}}", notes::yaml_scalar(title));
  replace_all(text, "{{date}}", notes::to_string(today));
  return text;
}

}  // namespace tote::host
