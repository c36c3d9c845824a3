// SPDX-License-Identifier: GPL-2.0-or-later
// Every link between the project's pages leads to a file that is there, and to a heading of it.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace tote::docs {
namespace {

namespace fs = std::filesystem;

const fs::path root = TOTE_SOURCE_DIR;

/// A link to a file of the project or a heading.
struct PageLink {
  std::size_t line = 0;
  std::string target;  ///< as written, with its `#heading`
};

struct Page {
  std::vector<std::string> anchors;  ///< of the headings, as GitHub makes them
  std::vector<PageLink> links;       ///< but for those to the web
};

std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const unsigned char c : heading) {
    if (std::isalnum(c) != 0 || c == '-' || c == '_' || c >= 0x80)
      anchor += static_cast<char>(std::tolower(c));
    else if (c == ' ')
      anchor += '-';
  }
  return anchor;
}

void collect_links(const std::string& line, std::size_t number, std::vector<PageLink>& links) {
  static const std::regex code{"`[^`]*`"};
  static const std::regex link{R"(\]\(([^)\s]+)\))"};
  const auto prose = std::regex_replace(line, code, "");
  for (auto it = std::sregex_iterator(prose.begin(), prose.end(), link);
       it != std::sregex_iterator(); ++it) {
    if (auto target = (*it)[1].str(); target.find(':') == std::string::npos)
      links.push_back({number, std::move(target)});
  }
}

Page read_page(std::istream& stream) {
  Page page;
  bool is_code = false;
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (line.starts_with("```"))
      is_code = !is_code;
    if (is_code)
      continue;
    const auto level = line.find_first_not_of('#');
    if (level != 0 && level != std::string::npos && line[level] == ' ')
      page.anchors.push_back(anchor_of(std::string_view(line).substr(level + 1)));
    collect_links(line, number, page.links);
  }
  return page;
}

Page read_page(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return read_page(file);
}

/// The pages for readers: the project's README, docs/, and the READMEs beside the code.
std::vector<fs::path> pages() {
  std::vector<fs::path> found{root / "README.md"};
  for (const auto* room : {"docs", "plugins", "sdk"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      const bool is_template = entry.path().parent_path().filename() == "templates";
      if (entry.path().extension() == ".md" && !is_template)
        found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Pages, LinkToFilesAndHeadingsThatAreThere) {
  ASSERT_GT(pages().size(), 3U);
  for (const auto& path : pages()) {
    const auto page = read_page(path);
    for (const auto& link : page.links) {
      SCOPED_TRACE(path.lexically_relative(root).string() + ":" + std::to_string(link.line) + ": " +
                   link.target);
      const auto hash = std::min(link.target.find('#'), link.target.size());
      const auto file = hash == 0 ? path : path.parent_path() / link.target.substr(0, hash);
      EXPECT_TRUE(fs::exists(file)) << "there is no such file";
      if (hash == link.target.size())
        continue;
      const auto anchors = read_page(file).anchors;
      EXPECT_EQ(std::count(anchors.begin(), anchors.end(), link.target.substr(hash + 1)), 1)
          << "there is no such heading";
    }
  }
}

TEST(Pages, AreReadWithoutCodeAndTheWeb) {
  std::istringstream text(
      "# One & two\n[a](b.md#c) `[x](y.md)` [w](https://w.example/)\n```md\n[c](d.md)\n```\n");
  const auto page = read_page(text);
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_EQ(page.links[0].target, "b.md#c");
  EXPECT_EQ(page.anchors, std::vector<std::string>{"one--two"});
}

}  // namespace
}  // namespace tote::docs
