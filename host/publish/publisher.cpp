// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/publisher.h"

#include <algorithm>

#include <fmt/format.h>

#include "host/publish/targets.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace fs = std::filesystem;

Publisher::Publisher(VaultSource& source, const PublishConfig& config,
                     const index::Vocabulary& vocabulary, const fs::path& home, PluginShare share)
    : source_(source), config_(config), home_(home), share_(std::move(share)) {
  for (const auto& type : vocabulary.types)
    if (auto section = slug_of(type.folder); !section.empty())
      sections_[type.id] = std::move(section);
}

Result<std::vector<Publisher::Post>> Publisher::all_posts() {
  TOTE_TRY(const auto paths, source_.found_by("type:post"));
  std::vector<Post> posts;
  for (const auto& path : paths) {
    const auto note = source_.read(path);
    if (!note || note->type != "post")
      continue;
    posts.push_back({path, note->title, post_slug(*note), note->date, publicity_of(*note)});
  }
  return posts;
}

Result<fs::path> Publisher::folder_of(const PublishOptions& options) const {
  fs::path folder = options.output;
  if (folder.empty()) {
    const auto set = config_.output.find(std::string(to_string(options.target)));
    if (set == config_.output.end())
      return fail(ErrorCode::invalid_input,
                  fmt::format("where to? Name a folder with --out DIR, or set [publish] output = "
                              "{{{} = \"…\"}} in .tote/config.toml",
                              to_string(options.target)));
    folder = home_ / set->second;
  }
  return checked_output(folder, home_, config_.may_write_into_vault);
}

Selection Publisher::selected(const std::vector<Post>& posts, const std::vector<std::string>& slugs,
                              std::vector<std::string>& withdrawn) {
  Selection selection;
  for (const auto& slug : slugs) {
    std::vector<const Post*> owners;
    for (const auto& post : posts)
      if (post.slug == slug)
        owners.push_back(&post);
    // Of two posts with one slug nobody knows which was published.
    if (owners.size() == 1 && owners.front()->publicity.is_public)
      selection.posts.insert(owners.front()->path);
    else
      withdrawn.push_back(slug);
  }
  return selection;
}

Result<std::vector<PostState>> Publisher::posts(const PublishOptions& options) {
  TOTE_TRY(const auto posts, all_posts());
  std::vector<std::string> out;
  if (const auto folder = folder_of(options)) {
    TOTE_TRY(auto list, read_site_list(*folder));
    out = std::move(list.posts);
  }
  std::vector<PostState> states;
  for (const auto& post : posts)
    states.push_back({post.path, post.title, post.date, post.publicity,
                      std::find(out.begin(), out.end(), post.slug) != out.end()});
  std::stable_sort(states.begin(), states.end(), [](const PostState& a, const PostState& b) {
    return (a.date ? notes::sort_key(*a.date) : 0) > (b.date ? notes::sort_key(*b.date) : 0);
  });
  return states;
}

Result<std::vector<std::string>> Publisher::public_posts() {
  TOTE_TRY(const auto posts, all_posts());
  std::vector<std::string> paths;
  for (const auto& post : posts)
    if (post.publicity.is_public)
      paths.push_back(post.path);
  return paths;
}

Result<PostCheck> Publisher::check(const std::string& path, const PublishOptions& options) {
  TOTE_TRY(const auto posts, all_posts());
  std::vector<std::string> withdrawn;
  Selection selection;
  if (const auto folder = folder_of(options)) {
    TOTE_TRY(const auto list, read_site_list(*folder));
    selection = selected(posts, list.posts, withdrawn);
  }
  selection.preview = path;
  SiteBuilder builder(source_, config_, sections_, address_style(options.target));
  TOTE_TRY(const auto site, builder.build(selection));
  TOTE_TRY(const auto note, source_.read(path));
  auto findings = builder.findings_of(path);
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  return PostCheck{path, note.title, builder.address_of(path), publicity_of(note),
                   std::move(findings)};
}

Result<PublishReport> Publisher::write(SiteBuilder& builder, const Selection& selection,
                                       const fs::path& folder, const PublishOptions& options,
                                       const BeforeWriting& before_writing, PublicSite* built) {
  TOTE_TRY(auto site, builder.build(selection));
  PublishReport report;
  report.folder = options.output.empty() ? folder : options.output;
  report.problems = share_(site);
  std::vector<std::string> slugs;
  for (const auto& page : site.pages) {
    if (page.type != "post")
      continue;
    report.posts.push_back(page.title);
    if (!selection.preview || page.key != *selection.preview)
      slugs.push_back(page.slug);
  }
  const auto files = files_of(site, options.target);
  if (before_writing && !is_dry(options.mode)) {
    if (options.mode == WriteMode::write)
      TOTE_CHECK(write_site(folder, options.target, files, slugs, WriteMode::dry_run));
    TOTE_CHECK(before_writing());
  }
  TOTE_TRY(report.files, write_site(folder, options.target, files, std::move(slugs), options.mode));
  if (built != nullptr)
    *built = std::move(site);
  return report;
}

Result<PublishReport> Publisher::publish(const std::vector<std::string>& paths,
                                         const PublishOptions& options,
                                         const BeforeWriting& before_writing) {
  TOTE_TRY(const auto folder, folder_of(options));
  TOTE_TRY(const auto posts, all_posts());
  TOTE_TRY(const auto list, read_site_list(folder));
  std::vector<std::string> withdrawn;
  auto selection = selected(posts, list.posts, withdrawn);
  for (const auto& path : paths) {
    const auto post =
        std::find_if(posts.begin(), posts.end(), [&](const Post& one) { return one.path == path; });
    if (post == posts.end())
      return fail(ErrorCode::invalid_input,
                  "this note is no post; other notes go along with the site when they say "
                  "publish: true",
                  SourcePlace{path, 0, 0});
    if (!post->publicity.is_public)
      return fail(ErrorCode::invalid_input,
                  fmt::format("'{}' is private ({}): change that in the note first; 'tote post "
                              "preview' shows it to you alone",
                              post->title, post->publicity.reason),
                  SourcePlace{path, post->publicity.line, 0});
    const auto twin = std::find_if(posts.begin(), posts.end(), [&](const Post& one) {
      return one.slug == post->slug && one.path != path;
    });
    if (twin != posts.end())
      return fail(ErrorCode::conflict,
                  fmt::format("'{}' has the same slug, '{}': give one of them another", twin->path,
                              post->slug),
                  SourcePlace{path, 0, 0});
    selection.posts.insert(path);
  }
  SiteBuilder builder(source_, config_, sections_, address_style(options.target));
  TOTE_TRY(auto report, write(builder, selection, folder, options, before_writing));
  report.withdrawn = std::move(withdrawn);
  for (const auto& path : paths) {
    report.page = builder.address_of(path);
    for (auto& finding : builder.findings_of(path))
      if (finding.outcome == Finding::Outcome::blocked)
        report.blocked.push_back(std::move(finding));
  }
  return report;
}

Result<PublishReport> Publisher::preview(const std::string& path, const PublishOptions& options,
                                         const fs::path& folder) {
  TOTE_TRY(const auto posts, all_posts());
  std::vector<std::string> withdrawn;
  Selection selection;
  if (const auto out = folder_of(options)) {
    TOTE_TRY(const auto list, read_site_list(*out));
    selection = selected(posts, list.posts, withdrawn);
  }
  selection.preview = path;
  SiteBuilder builder(source_, config_, sections_, address_style(Target::html));
  PublishOptions shown;
  shown.mode = WriteMode::force;  // nobody else writes there
  TOTE_TRY(auto report, write(builder, selection, folder, shown, {}));
  report.page = builder.address_of(path);
  return report;
}

Result<UnpublishReport> Publisher::unpublish(const std::string& path, const PublishOptions& options,
                                             const BeforeWriting& before_writing) {
  TOTE_TRY(const auto folder, folder_of(options));
  TOTE_TRY(const auto posts, all_posts());
  TOTE_TRY(auto list, read_site_list(folder));
  const auto post =
      std::find_if(posts.begin(), posts.end(), [&](const Post& one) { return one.path == path; });
  if (post == posts.end() ||
      std::find(list.posts.begin(), list.posts.end(), post->slug) == list.posts.end())
    return fail(ErrorCode::not_found,
                fmt::format("'{}' is not on the site in {}",
                            post == posts.end() ? path : post->title, folder.string()));
  UnpublishReport report;
  report.address = fmt::format("posts/{}{}", post->slug,
                               address_style(options.target).ends_in_html ? ".html" : "/");
  for (const std::string_view feed : {"feed.xml", "feed.json"})
    if (list.files.count(std::string(feed)) != 0)
      report.feeds.emplace_back(config_.base_url + std::string(feed));
  std::erase(list.posts, post->slug);
  std::vector<std::string> withdrawn;
  const auto selection = selected(posts, list.posts, withdrawn);
  SiteBuilder builder(source_, config_, sections_, address_style(options.target));
  PublicSite site;
  TOTE_TRY(report.site, write(builder, selection, folder, options, before_writing, &site));
  report.site.withdrawn = std::move(withdrawn);
  for (const auto& page : site.pages)
    if (std::find(page.mentions.begin(), page.mentions.end(), path) != page.mentions.end())
      report.mentions.push_back(page.address);
  return report;
}

}  // namespace tote::host::publish
