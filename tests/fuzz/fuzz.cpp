// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tote::fuzz {

namespace fs = std::filesystem;

void require(bool holds, std::string_view promise) {
  if (holds)
    return;
  std::cerr << "broken: " << promise << '\n';
  std::abort();
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  require(stream.good(), file.string() + " can be read");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> files_of(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(TOTE_TESTS) / folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  texts.reserve(paths.size());
  for (const auto& path : paths)
    texts.push_back(text_of(path));
  require(!texts.empty(), "there are inputs in " + folder.string());
  return texts;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream stream(fs::path(TOTE_TESTS) / file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    if (!line.empty())
      lines.push_back(line);
  require(!lines.empty(), "there are inputs in " + file.string());
  return lines;
}

}  // namespace tote::fuzz
