// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/output_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xxhash.h>

namespace tote::host::publish {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr int list_version = 1;
constexpr const char* list_name = ".tote-site.json";
constexpr const char* staging_name = ".tote-staging";

std::string hash_of(std::string_view bytes) {
  const auto hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

tl::unexpected<Error> io_failure(const fs::path& path, std::string_view what) {
  return fail(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno)),
              SourcePlace{path.string(), 0, 0});
}

std::optional<std::string> read_if_there(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

Result<void> write_whole(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const int file =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644);
  if (file < 0)
    return io_failure(path, "write this file");
  bool is_written = true;
  while (is_written && !bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR)
      continue;
    is_written = count > 0;
    bytes.remove_prefix(is_written ? static_cast<std::size_t>(count) : 0);
  }
  is_written = is_written && ::fsync(file) == 0;
  if (::close(file) != 0 || !is_written)
    return io_failure(path, "write this file");
  return {};
}

Result<void> move_to(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (::rename(from.c_str(), to.c_str()) != 0)
    return io_failure(to, "put this file in its place");
  return {};
}

/// Whether a symbolic link on the way from `folder` to `address` would lead elsewhere.
bool leaves_the_folder(const fs::path& folder, const std::string& address) {
  fs::path way = folder;
  for (const auto& part : fs::path(address)) {
    way /= part;
    std::error_code error;
    if (fs::is_symlink(way, error))
      return true;
  }
  return false;
}

std::string list_text(const SiteList& list) {
  json text = {{"version", list_version},
               {"target", list.target},
               {"posts", list.posts},
               {"files", list.files}};
  if (!list.begun.empty())
    text["begun"] = list.begun;
  return text.dump(1) + '\n';
}

/// One run.
class Writer {
 public:
  Writer(fs::path folder, SiteList old, WriteMode mode)
      : folder_(std::move(folder)), old_(std::move(old)), mode_(mode) {}

  [[nodiscard]] Result<WriteReport> run(SiteList list, const std::vector<PublicFile>& files) {
    for (const auto& file : files)
      list.files[file.address] = hash_of(file.bytes);
    for (const auto& file : files)
      TOTE_CHECK(look_at(file, list.files[file.address]));
    for (const auto& [address, hash] : old_.files)
      if (list.files.count(address) == 0)
        look_at_leftover(address);
    if (is_dry(mode_))
      return std::move(report_);
    const bool is_same = report_.written.empty() && report_.removed.empty() &&
                         list.posts == old_.posts && list.files == old_.files && old_.begun.empty();
    if (!is_same)
      TOTE_CHECK(carry_out(std::move(list)));
    return std::move(report_);
  }

 private:
  [[nodiscard]] bool is_ours(const std::string& address, const std::string& hash) const {
    const auto known = [&](const std::map<std::string, std::string>& files) {
      const auto found = files.find(address);
      return found != files.end() && found->second == hash;
    };
    return known(old_.files) || known(old_.begun);
  }

  [[nodiscard]] Result<void> look_at(const PublicFile& file, const std::string& hash) {
    const auto path = folder_ / file.address;
    if (leaves_the_folder(folder_, file.address))
      return fail(ErrorCode::conflict, "a symbolic link is in the way of the site",
                  SourcePlace{path.string(), 0, 0});
    const auto there = read_if_there(path);
    if (there == file.bytes) {
      ++report_.unchanged;
      return {};
    }
    std::error_code error;
    if (there && !writes_over(mode_) && !is_ours(file.address, hash_of(*there)))
      return fail(ErrorCode::conflict,
                  old_.files.count(file.address) == 0
                      ? "tote did not write this file and leaves it alone: move it away, or choose "
                        "another folder with --out"
                      : "this file was changed since tote wrote it: move it away, or write over it "
                        "with --force",
                  SourcePlace{path.string(), 0, 0});
    if (!there && fs::is_directory(path, error))
      return fail(ErrorCode::conflict, "a folder is in the way of the site",
                  SourcePlace{path.string(), 0, 0});
    report_.written.push_back(file.address);
    to_write_.push_back(&file);
    (void)hash;
    return {};
  }

  void look_at_leftover(const std::string& address) {
    const auto there = read_if_there(folder_ / address);
    if (!there)
      return;
    const bool may_go = !leaves_the_folder(folder_, address) && is_ours(address, hash_of(*there));
    (may_go ? report_.removed : report_.kept).push_back(address);
  }

  [[nodiscard]] Result<void> carry_out(SiteList list) {
    const auto staging = folder_ / staging_name;
    std::error_code error;
    fs::remove_all(staging, error);
    for (const auto* file : to_write_)
      TOTE_CHECK(write_whole(staging / file->address, file->bytes));
    // From here on a run that is cut short leaves files that the next one knows as its own.
    auto begun = old_;
    begun.target = list.target;
    begun.begun = list.files;
    TOTE_CHECK(write_list(begun));
    for (const auto* file : to_write_)
      TOTE_CHECK(move_to(staging / file->address, folder_ / file->address));
    for (const auto& address : report_.removed) {
      fs::remove(folder_ / address, error);
      remove_empty_folders((folder_ / address).parent_path());
    }
    TOTE_CHECK(write_list(list));
    fs::remove_all(staging, error);
    return {};
  }

  [[nodiscard]] Result<void> write_list(const SiteList& list) {
    const auto staged = folder_ / staging_name / list_name;
    TOTE_CHECK(write_whole(staged, list_text(list)));
    return move_to(staged, folder_ / list_name);
  }

  void remove_empty_folders(fs::path path) {
    std::error_code error;
    while (path != folder_ && fs::is_empty(path, error) && !error && fs::remove(path, error))
      path = path.parent_path();
  }

  fs::path folder_;
  SiteList old_;
  WriteMode mode_;
  WriteReport report_;
  std::vector<const PublicFile*> to_write_;
};

}  // namespace

std::string_view to_string(Target target) {
  switch (target) {
    case Target::html:
      return "html";
    case Target::hugo:
      return "hugo";
    case Target::jekyll:
      return "jekyll";
  }
  return "html";
}

Result<SiteList> read_site_list(const fs::path& folder) {
  const auto path = folder / list_name;
  const auto text = read_if_there(path);
  if (!text)
    return SiteList{};
  const auto wrong = [&](const char* what) {
    return fail(ErrorCode::invalid_input, what, SourcePlace{path.string(), 0, 0});
  };
  try {
    const auto root = json::parse(*text);
    if (root.at("version").get<int>() != list_version)
      return wrong("this list of a site was written by another version of tote");
    SiteList list;
    list.target = root.at("target").get<std::string>();
    list.posts = root.at("posts").get<std::vector<std::string>>();
    list.files = root.at("files").get<std::map<std::string, std::string>>();
    list.begun = root.value("begun", std::map<std::string, std::string>{});
    return list;
  } catch (const json::exception&) {
    return wrong("this list of a site is damaged: move it away, and the site's files with it");
  }
}

Result<WriteReport> write_site(const fs::path& folder, Target target,
                               const std::vector<PublicFile>& files, std::vector<std::string> posts,
                               WriteMode mode) {
  TOTE_TRY(auto old, read_site_list(folder));
  if (!old.target.empty() && old.target != to_string(target))
    return fail(
        ErrorCode::conflict,
        fmt::format("this folder holds a site for {}; choose another one with --out", old.target),
        SourcePlace{folder.string(), 0, 0});
  std::sort(posts.begin(), posts.end());
  auto ordered = files;
  std::sort(ordered.begin(), ordered.end(),
            [](const PublicFile& a, const PublicFile& b) { return a.address < b.address; });
  return Writer(folder, std::move(old), mode)
      .run({std::string(to_string(target)), std::move(posts), {}, {}}, ordered);
}

Result<fs::path> checked_output(const fs::path& folder, const fs::path& vault, bool may_be_inside) {
  std::error_code error;
  auto path = fs::weakly_canonical(fs::absolute(folder), error);
  if (error)
    return fail(ErrorCode::io, "cannot find this folder", SourcePlace{folder.string(), 0, 0});
  if (!path.has_filename())
    path = path.parent_path();
  const auto home = fs::canonical(vault, error);
  const auto is_within = [](const fs::path& inner, const fs::path& outer) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
  };
  if (is_within(home, path))
    return fail(ErrorCode::invalid_input,
                "the journal itself is in this folder: pages go to a folder of their own",
                SourcePlace{path.string(), 0, 0});
  if (is_within(path, home) && !may_be_inside)
    return fail(ErrorCode::invalid_input,
                "this folder is in the journal: choose another one with --out, or set "
                "[publish] into-vault = true",
                SourcePlace{path.string(), 0, 0});
  return path;
}

}  // namespace tote::host::publish
