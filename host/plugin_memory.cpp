// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_memory.h"

#include <chrono>
#include <fstream>
#include <string_view>
#include <sys/stat.h>
#include <system_error>

#include <fmt/format.h>
#include <xxhash.h>

namespace tote::host {
namespace fs = std::filesystem;

namespace {

// On disk: what begins otherwise is forgotten. Then follow, one a line, what was asked, the
// fingerprint, the identity, and each file as seen_at() has it.
constexpr std::string_view greeting = "tote-plugins/1";

constexpr std::chrono::seconds trusted_after{2};

std::chrono::nanoseconds time_of(const struct stat& status) {
  return std::chrono::seconds(status.st_mtim.tv_sec) +
         std::chrono::nanoseconds(status.st_mtim.tv_nsec);
}

/// How a file or folder looks, and its path.
std::string seen_at(const std::string& path) {
  struct stat status {};

  if (::stat(path.c_str(), &status) != 0)
    return "absent " + path;
  return fmt::format("{} {} {} {}", time_of(status).count(), status.st_size, status.st_ino, path);
}

bool is_touched_now(const std::string& path) {
  struct stat status {};

  const std::chrono::nanoseconds now = std::chrono::system_clock::now().time_since_epoch();
  return ::stat(path.c_str(), &status) == 0 && time_of(status) + trusted_after > now;
}

/// The path at the end of what seen_at() gave.
std::string path_in(std::string_view seen) {
  const std::size_t slash = seen.find('/');
  return slash == std::string_view::npos ? std::string() : std::string(seen.substr(slash));
}

}  // namespace

PluginMemory::PluginMemory(fs::path file, const std::string& asked)
    : file_(std::move(file)),
      asked_(fmt::format("{:016x}", XXH3_64bits(asked.data(), asked.size()))) {}

std::optional<IndexIdentity> PluginMemory::recall() const {
  std::ifstream stream(file_, std::ios::binary);
  std::string line;
  const auto next_is = [&](std::string_view wanted) {
    return std::getline(stream, line) && line == wanted;
  };
  IndexIdentity found;
  if (!next_is(greeting) || !next_is(asked_) || !std::getline(stream, found.fingerprint) ||
      !std::getline(stream, found.identity))
    return std::nullopt;
  bool is_whole = false;
  while (std::getline(stream, line)) {
    is_whole = line == greeting;
    if (!is_whole && seen_at(path_in(line)) != line)
      return std::nullopt;
  }
  return is_whole ? std::optional(found) : std::nullopt;
}

void PluginMemory::remember(const std::vector<fs::path>& looked_at,
                            const IndexIdentity& found) const {
  std::string text =
      fmt::format("{}\n{}\n{}\n{}\n", greeting, asked_, found.fingerprint, found.identity);
  for (const auto& looked : looked_at) {
    const auto path = fs::absolute(looked).string();
    if (is_touched_now(path) || path.find('\n') != std::string::npos)
      return;
    text += seen_at(path) + '\n';
  }
  // Said once more at the end, so that half a file is none.
  text.append(greeting).append("\n");
  auto temporary = file_;
  temporary += ".new";
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  std::error_code error;
  if (stream)
    fs::rename(temporary, file_, error);
  if (!stream || error)
    fs::remove(temporary, error);
}

}  // namespace tote::host
