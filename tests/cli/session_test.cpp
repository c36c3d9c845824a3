// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/session.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::cli {
namespace {

namespace fs = std::filesystem;

/// Every case, and the documents whose examples must be true.
std::vector<fs::path> session_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(TOTE_SOURCE) / "tests/cli/cases"))
    files.push_back(entry.path());
  for (const auto& entry : fs::directory_iterator(fs::path(TOTE_SOURCE) / "docs"))
    if (entry.path().extension() == ".md")
      files.push_back(entry.path());
  files.push_back(fs::path(TOTE_SOURCE) / "README.md");
  files.push_back(fs::path(TOTE_SOURCE) / "sdk/README.md");
  std::sort(files.begin(), files.end());
  return files;
}

std::string test_name(const fs::path& file) {
  std::string name;
  for (const char c : file.parent_path().filename().string() + '_' + file.stem().string())
    name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

class CliSession : public testing::TestWithParam<fs::path> {};

TEST_P(CliSession, GoesAsItIsWritten) {
  const auto session = read_session(GetParam());
  if (session.steps.empty())
    return;  // a document without examples
  const host::TempFolder folder;
  const auto vault = folder.path() / "vault";
  if (session.files.empty()) {
    fs::copy(fs::path(TOTE_SOURCE) / "notes/sample-journal", vault, fs::copy_options::recursive);
  } else {
    for (const auto& [name, text] : session.files)
      folder.write("vault/" + name, text);
    fs::create_directories(vault / ".tote");
  }
  fs::create_directories(folder.path() / "home");
  const bool is_update = std::getenv("TOTE_UPDATE_GOLDEN") != nullptr;
  std::string updated;
  std::size_t copied = 0;
  for (const auto& step : session.steps) {
    const auto output = run_step(step.command, vault, folder.path() / "home");
    if (!is_update) {
      EXPECT_EQ(output, step.output) << GetParam().filename() << ": $ " << step.command;
    }
    updated.append(session.text, copied, step.output_begin - copied).append(output);
    copied = std::max(step.output_end, step.output_begin);
  }
  updated.append(session.text, copied);
  if (is_update && updated != session.text)
    std::ofstream(GetParam(), std::ios::binary) << updated;
}

INSTANTIATE_TEST_SUITE_P(Files, CliSession, testing::ValuesIn(session_files()),
                         [](const auto& parameter) { return test_name(parameter.param); });

}  // namespace
}  // namespace tote::cli
