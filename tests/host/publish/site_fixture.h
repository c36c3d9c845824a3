// SPDX-License-Identifier: GPL-2.0-or-later
// A journal in a folder of its own, and the site that is published from it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::host {

/// Every file below a folder, by its path in it.
inline std::map<std::string, std::string> files_below(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
    if (file.is_regular_file()) {
      std::ifstream stream(file.path(), std::ios::binary);
      files[file.path().lexically_relative(folder).generic_string()] = {
          std::istreambuf_iterator<char>(stream), {}};
    }
  return files;
}

/// Notes in, pages out. The journal has the plugins that come with tote.
class SiteFixture {
 public:
  SiteFixture() { folder_.write("vault/.tote/config.toml", "[me]\nname = \"Nell Hartigan\"\n"); }

  void note(const std::string& path, std::string_view text) {
    folder_.write("vault/" + path, text);
    journal_.reset();
  }

  /// The journal, its index up to date.
  Journal& journal() {
    if (!journal_) {
      JournalOptions options;
      options.vault = vault();
      options.index_directory = folder_.path() / "index";
      options.plugin_path = {{TOTE_BUILT_PLUGINS}};
      options.worker_program = TOTE_PROGRAM;
      auto opened = Journal::open(std::move(options));
      EXPECT_TRUE(opened.has_value()) << to_string(opened.error());
      journal_.emplace(*std::move(opened));
      const auto report = journal_->refresh();
      EXPECT_TRUE(report.has_value());
    }
    return *journal_;
  }

  [[nodiscard]] publish::PublishOptions to(publish::Target target = publish::Target::html) const {
    publish::PublishOptions options;
    options.target = target;
    options.output = site(target);
    return options;
  }

  [[nodiscard]] std::filesystem::path vault() const { return folder_.path() / "vault"; }

  [[nodiscard]] std::filesystem::path site(publish::Target target = publish::Target::html) const {
    return folder_.path() / ("site-" + std::string(publish::to_string(target)));
  }

  /// Publishes everything that says it is public, and gives the site's files.
  std::map<std::string, std::string> publish_all(publish::Target target = publish::Target::html) {
    const auto report = journal().publish_post(std::nullopt, to(target));
    EXPECT_TRUE(report.has_value()) << to_string(report.error());
    return files_below(site(target));
  }

  /// The page of the one post there is, published from this text below its front matter.
  std::string page_of(std::string_view body) {
    note("posts/Post.md",
         "---\ntype: post\nstatus: published\ndate: 2026-11-14\n---\n" + std::string(body));
    return publish_all()["posts/post.html"];
  }

  TempFolder& folder() { return folder_; }

 private:
  TempFolder folder_;
  std::optional<Journal> journal_;
};

}  // namespace tote::host
