// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/new_note.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>

#include "notes/text.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_file_name_bytes =
    200;  // of the 255 that file systems take; leaves room for sync tools' suffixes

/// `text` as a double-quoted YAML scalar if it needs quotes, else as it is.
std::string yaml_scalar(std::string_view text) {
  const bool is_plain =
      !text.empty() && text.find_first_of(":#[]{}\"'&*!|>%@`,\\") == std::string_view::npos &&
      text.front() != '-' && text.front() != '?' && text.front() != ' ' && text.back() != ' ' &&
      text.find_first_not_of("0123456789.-+eE") != std::string_view::npos;
  if (is_plain)
    return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

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

tl::unexpected<Error> io_error(const char* what, const fs::path& path) {
  return fail(ErrorCode::io, fmt::format("{}: {}", what, std::strerror(errno)),
              SourcePlace{path.string(), 0, 0});
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
  replace_all(text, "{{title}}", yaml_scalar(title));
  replace_all(text, "{{date}}", notes::to_string(today));
  return text;
}

Result<void> write_new_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    return fail(ErrorCode::io, fmt::format("cannot make the folder: {}", error.message()),
                SourcePlace{path.parent_path().string(), 0, 0});
  // Written beside and linked into place: link() refuses an existing name, which rename() would
  // replace.
  const auto temporary = path.parent_path() / fmt::format(".tote-new-{}", ::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0)
    return io_error("cannot write a new note here", path);
  bool is_written = true;
  for (std::string_view rest = text; is_written && !rest.empty();) {
    const auto count = ::write(file, rest.data(), rest.size());
    if (count < 0 && errno == EINTR)
      continue;
    is_written = count > 0;
    if (is_written)
      rest.remove_prefix(static_cast<std::size_t>(count));
  }
  is_written = is_written && ::fsync(file) == 0;
  ::close(file);
  const bool is_linked = is_written && ::link(temporary.c_str(), path.c_str()) == 0;
  const int reason = errno;
  ::unlink(temporary.c_str());
  if (is_linked)
    return {};
  errno = reason;
  if (is_written && reason == EEXIST)
    return fail(ErrorCode::conflict,
                "this file exists already; open it with 'tote edit', or choose another title",
                SourcePlace{path.string(), 0, 0});
  return io_error("cannot write the new note", path);
}

}  // namespace tote::host
