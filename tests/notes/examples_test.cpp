// SPDX-License-Identifier: GPL-2.0-or-later
// Each example of tests/notes/examples is a test: a note, a line with a full stop, and the dump
// that reading the note must give. TOTE_UPDATE_GOLDEN=1 writes what reading gives into the files;
// review the difference.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/note.h"
#include "tests/notes/note_dump.h"

namespace tote::notes {
namespace {

constexpr std::string_view fence = "````````";

struct Example {
  std::string name;
  std::string input;
  std::string expected;
};

void PrintTo(const Example& example, std::ostream* out) {  // NOLINT: GoogleTest's name
  *out << example.name;
}

/// A file of examples, with the prose between them kept so that it can be written back.
struct ExampleFile {
  std::filesystem::path path;
  std::vector<std::string> prose;  ///< prose[i] stands before example i; the last one at the end
  std::vector<Example> examples;
};

/// `Tags after a space` becomes TagsAfterASpace, a name GoogleTest takes.
std::string test_name(const std::string& heading) {
  std::string out;
  bool is_start = true;
  for (const char c : heading) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      is_start = true;
      continue;
    }
    out += is_start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    is_start = false;
  }
  return out;
}

ExampleFile read_examples(const std::filesystem::path& path) {
  ExampleFile file{path, {""}, {}};
  std::ifstream in(path);
  std::string heading;
  enum class Part { prose, input, expected } part = Part::prose;
  for (std::string line; std::getline(in, line);) {
    if (part == Part::prose) {
      file.prose.back() += line + "\n";
      if (line.starts_with("## "))
        heading = line.substr(3);
      if (line == fence) {
        file.examples.push_back(
            {test_name(path.stem().string()) + "_" + test_name(heading), "", ""});
        part = Part::input;
      }
    } else if (line == fence) {
      file.prose.push_back(line + "\n");
      part = Part::prose;
    } else if (part == Part::input && line == ".") {
      part = Part::expected;
    } else {
      Example& example = file.examples.back();
      (part == Part::input ? example.input : example.expected) += line + "\n";
    }
  }
  return file;
}

std::vector<ExampleFile> read_all() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(TOTE_NOTE_EXAMPLES))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<ExampleFile> files;
  for (const auto& path : paths)
    files.push_back(read_examples(path));
  return files;
}

void update_golden(const std::vector<ExampleFile>& files) {
  for (const ExampleFile& file : files) {
    std::ofstream out(file.path);
    for (std::size_t i = 0; i < file.prose.size(); ++i) {
      out << file.prose[i];
      if (i < file.examples.size())
        out << file.examples[i].input << ".\n" << dump(read_note("a.md", file.examples[i].input));
    }
  }
}

std::vector<Example> all_examples() {
  const std::vector<ExampleFile> files = read_all();
  if (std::getenv("TOTE_UPDATE_GOLDEN") != nullptr)
    update_golden(files);
  std::vector<Example> examples;
  for (const ExampleFile& file : files)
    examples.insert(examples.end(), file.examples.begin(), file.examples.end());
  return examples;
}

class NoteExample : public ::testing::TestWithParam<Example> {};

TEST_P(NoteExample, ReadsAsWritten) {
  const Note note = read_note("a.md", GetParam().input);
  EXPECT_EQ(dump(note), GetParam().expected) << "of the note:\n" << GetParam().input;
  EXPECT_THAT(broken_promises(note), ::testing::IsEmpty());
}

TEST_P(NoteExample, ReadsTheSameWithCrlf) {
  std::string input;
  for (const char c : GetParam().input)
    input += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Note note = read_note("a.md", input);
  EXPECT_EQ(dump(note), GetParam().expected);
  EXPECT_THAT(broken_promises(note), ::testing::IsEmpty());
}

TEST_P(NoteExample, ReadsTheSameBehindAByteOrderMark) {
  const Note note = read_note("a.md", "\xEF\xBB\xBF" + GetParam().input);
  EXPECT_EQ(dump(note), GetParam().expected);
  EXPECT_THAT(broken_promises(note), ::testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Files, NoteExample, ::testing::ValuesIn(all_examples()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::notes
