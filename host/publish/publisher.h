// SPDX-License-Identifier: GPL-2.0-or-later
// The work behind `tote post`: from a journal to a site in a folder.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/publish/publish.h"
#include "host/publish/site_builder.h"
#include "host/publish/vault_source.h"
#include "index/vocabulary.h"

namespace tote::host::publish {

class Publisher {
 public:
  /// Adds to a site what plugins know; gives their problems.
  using PluginShare = std::function<std::vector<std::string>(PublicSite&)>;
  /// Called when the site is complete and nothing speaks against it, before the first file of it is
  /// written; not in a dry run. What it fails with ends the run.
  using BeforeWriting = std::function<Result<void>()>;

  /// `home` is the vault, from which configured folders are seen. Borrows all but `share`.
  Publisher(VaultSource& source, const PublishConfig& config, const index::Vocabulary& vocabulary,
            const std::filesystem::path& home, PluginShare share);

  [[nodiscard]] Result<std::vector<PostState>> posts(const PublishOptions& options);
  [[nodiscard]] Result<PostCheck> check(const std::string& path, const PublishOptions& options);
  /// Publishes the posts at `paths` beside those that are out. Errors: invalid_input (a post that
  /// is not public, no folder to write to), conflict, io.
  [[nodiscard]] Result<PublishReport> publish(const std::vector<std::string>& paths,
                                              const PublishOptions& options,
                                              const BeforeWriting& before_writing = {});
  /// Paths of all posts that say that they are public.
  [[nodiscard]] Result<std::vector<std::string>> public_posts();
  /// The site as it would be with this note in it, whatever the note says of itself.
  [[nodiscard]] Result<PublishReport> preview(const std::string& path,
                                              const PublishOptions& options,
                                              const std::filesystem::path& folder);
  [[nodiscard]] Result<UnpublishReport> unpublish(const std::string& path,
                                                  const PublishOptions& options,
                                                  const BeforeWriting& before_writing = {});

 private:
  struct Post {
    std::string path;
    std::string title;
    std::string slug;
    std::optional<notes::Date> date;
    Publicity publicity;
  };

  [[nodiscard]] Result<std::vector<Post>> all_posts();
  [[nodiscard]] Result<std::filesystem::path> folder_of(const PublishOptions& options) const;
  /// The posts that a list of slugs means: public ones with a slug of their own.
  [[nodiscard]] static Selection selected(const std::vector<Post>& posts,
                                          const std::vector<std::string>& slugs,
                                          std::vector<std::string>& withdrawn);
  [[nodiscard]] Result<PublishReport> write(SiteBuilder& builder, const Selection& selection,
                                            const std::filesystem::path& folder,
                                            const PublishOptions& options,
                                            const BeforeWriting& before_writing,
                                            PublicSite* built = nullptr);

  VaultSource& source_;
  const PublishConfig& config_;
  const std::filesystem::path& home_;
  PluginShare share_;
  std::map<std::string, std::string> sections_;
};

}  // namespace tote::host::publish
