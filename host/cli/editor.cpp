// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/editor.h"

#include <cstdlib>
#include <sys/wait.h>

#include <fmt/format.h>

namespace tote::cli {
namespace {

std::string editor_command() {
  for (const char* variable : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && value[0] != '\0')
      return value;
  }
  return "vi";
}

/// `text` as one word of a shell command.
std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char c : text)
    word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

}  // namespace

Result<ExitCode> edit_file(const std::filesystem::path& file, std::uint32_t line) {
  // $EDITOR may hold options ("code --wait"), so the shell reads it, as git and others do.
  const auto editor = editor_command();
  const auto position = line == 0 ? std::string() : fmt::format("+{} ", line);
  const int status =
      std::system(fmt::format("{} {}{}", editor, position, shell_word(file.string())).c_str());
  if (status == -1 || (WIFEXITED(status) && WEXITSTATUS(status) == 127))
    return fail(ErrorCode::unavailable,
                fmt::format("the editor '{}' does not start; set EDITOR to one that does", editor));
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? exit_done : exit_error;
}

}  // namespace tote::cli
