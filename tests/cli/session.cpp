// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/session.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string_view>
#include <sys/wait.h>

namespace tote::cli {
namespace {

/// Walks a text line by line, keeping the offset.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  [[nodiscard]] bool has_next() const { return at_ < text_.size(); }

  [[nodiscard]] std::size_t offset() const { return at_; }

  std::string_view next() {
    const auto end = std::min(text_.find('\n', at_), text_.size());
    const auto line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    return line;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_fence(std::string_view line) {
  return line.rfind("```", 0) == 0;
}

std::string read_file_block(Lines& lines) {
  std::string content;
  while (lines.has_next()) {
    const auto line = lines.next();
    if (is_fence(line))
      break;
    content.append(line).push_back('\n');
  }
  return content;
}

void read_console_block(Lines& lines, std::vector<Step>& steps) {
  while (lines.has_next()) {
    const auto begin = lines.offset();
    const auto line = lines.next();
    if (is_fence(line))
      break;
    if (line.rfind("$ ", 0) == 0) {
      steps.push_back({std::string(line.substr(2)), {}, lines.offset(), lines.offset()});
    } else if (!steps.empty()) {
      steps.back().output.append(line).push_back('\n');
      steps.back().output_end = begin + line.size() + 1;
    }
  }
}

std::string shell_word(const std::string& text) {
  std::string word = "'";
  for (const char c : text)
    word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + '\'';
}

}  // namespace

Session read_session(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  Session session;
  session.text.assign(std::istreambuf_iterator<char>(stream), {});
  Lines lines(session.text);
  while (lines.has_next()) {
    const auto line = lines.next();
    // "```json plugin.json" is a file; the language is for those who read the page.
    const auto name = is_fence(line) ? line.find(' ') : std::string_view::npos;
    if (name != std::string_view::npos) {
      session.files.emplace_back(std::string(line.substr(name + 1)), read_file_block(lines));
    } else if (line == "```console") {
      read_console_block(lines, session.steps);
    } else if (is_fence(line)) {
      (void)read_file_block(lines);
    }
  }
  return session;
}

std::string run_step(const std::string& command, const std::filesystem::path& vault,
                     const std::filesystem::path& home) {
  const std::string script =
      "cd " + shell_word(vault.string()) + " && exec 2>&1 && " + command + '\n';
  const std::string line =
      "env -i HOME=" + shell_word(home.string()) + " PATH=" + shell_word(TOTE_BIN) +
      ":/usr/bin:/bin TZ=UTC LANG=C.UTF-8 TERM=dumb TOTE_TODAY=2026-11-22 TOTE_PLUGIN_PATH= " +
      "SOURCE=" + shell_word(TOTE_SOURCE) + ' ' + "bash -c " + shell_word(script) + " </dev/null";
  std::string output;
  std::FILE* pipe = ::popen(line.c_str(), "r");
  std::array<char, 4096> chunk{};
  while (const auto count = std::fread(chunk.data(), 1, chunk.size(), pipe))
    output.append(chunk.data(), count);
  const int status = ::pclose(pipe);
  for (std::size_t at = output.find(vault.string()); at != std::string::npos;
       at = output.find(vault.string(), at + 1))
    output.replace(at, vault.string().size(), "$VAULT");
  if (!output.empty() && output.back() != '\n')
    output += '\n';
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != 0)
    output += "[exit " + std::to_string(code) + "]\n";
  return output;
}

}  // namespace tote::cli
