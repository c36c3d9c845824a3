// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/install/archive_library.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <sha256.h>
#include <sys/types.h>
#include <system_error>

#include <fmt/format.h>

#include "host/install/archive.h"
#include "host/write_file.h"

namespace tote::host::install {
namespace fs = std::filesystem;

namespace {

constexpr const char* checksum_file = "checksums.txt";

struct CloseWriter {
  void operator()(archive* handle) const { archive_write_free(handle); }
};

struct CloseReader {
  void operator()(archive* handle) const { archive_read_free(handle); }
};

struct FreeEntry {
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

tl::unexpected<Error> failed(ErrorCode code, std::string message, const fs::path& file) {
  return fail(code, std::move(message), SourcePlace{file.string(), 0, 0});
}

std::string said_by(archive* handle) {
  const char* text = archive_error_string(handle);
  return text == nullptr ? "unknown reason" : text;
}

std::string sha256_of(const std::string& bytes) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> text{};
  SHA256Data(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), text.data());
  return text.data();
}

Result<std::string> read_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream)
    return failed(ErrorCode::io, "cannot read this file", file);
  return bytes;
}

/// Adds a file without a word of who made it, or when.
Result<void> add(archive* handle, const fs::path& target, const std::string& name,
                 const std::string& bytes, bool is_program) {
  constexpr unsigned plain = 0644;
  constexpr unsigned program = 0755;
  const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), is_program ? program : plain);
  archive_entry_set_mtime(entry.get(), 0, 0);
  if (archive_write_header(handle, entry.get()) != ARCHIVE_OK ||
      archive_write_data(handle, bytes.data(), bytes.size()) !=
          static_cast<la_ssize_t>(bytes.size()))
    return failed(ErrorCode::io, fmt::format("cannot write the archive: {}", said_by(handle)),
                  target);
  return {};
}

/// Whether a name stays within the folder that it is unpacked to.
bool is_safe(const fs::path& name) {
  return !name.empty() && name.is_relative() &&
         std::none_of(name.begin(), name.end(),
                      [](const fs::path& part) { return part == ".." || part == "."; });
}

Result<void> compare_checksums(const fs::path& archive,
                               const std::map<std::string, std::string>& found,
                               const std::string& listed) {
  std::map<std::string, std::string> expected;
  std::string_view rest = listed;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    const auto gap = line.find("  ");
    if (gap == std::string_view::npos)
      return failed(ErrorCode::invalid_input, "its checksums.txt cannot be read", archive);
    expected[std::string(line.substr(gap + 2))] = std::string(line.substr(0, gap));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const auto& [name, sum] : found)
    if (expected[name] != sum)
      return failed(ErrorCode::invalid_input,
                    fmt::format("'{}' is not as it was packed; fetch the archive again", name),
                    archive);
  if (expected.size() != found.size())
    return failed(ErrorCode::invalid_input, "a file is missing; fetch the archive again", archive);
  return {};
}

/// Reads entry after entry into a folder.
class Unpacker {
 public:
  Unpacker(const fs::path& file, const fs::path& folder) : file_(file), folder_(folder) {}

  [[nodiscard]] Result<void> run() {
    archive_read_support_filter_gzip(handle_.get());
    archive_read_support_format_tar(handle_.get());
    constexpr std::size_t block_bytes = std::size_t{64} * 1024;
    if (archive_read_open_filename(handle_.get(), file_.c_str(), block_bytes) != ARCHIVE_OK)
      return failed(ErrorCode::invalid_input,
                    fmt::format("this is no archive of a plugin: {}", said_by(handle_.get())),
                    file_);
    archive_entry* entry = nullptr;
    int status = ARCHIVE_OK;
    while ((status = archive_read_next_header(handle_.get(), &entry)) == ARCHIVE_OK)
      TOTE_CHECK(take(entry));
    if (status != ARCHIVE_EOF)
      return failed(ErrorCode::invalid_input,
                    fmt::format("this archive is damaged: {}", said_by(handle_.get())), file_);
    if (listed_.empty())
      return failed(ErrorCode::invalid_input,
                    "this is no archive of a plugin: it has no checksums.txt", file_);
    return compare_checksums(file_, sums_, listed_);
  }

 private:
  [[nodiscard]] Result<void> take(archive_entry* entry) {
    const char* given = archive_entry_pathname_utf8(entry);
    const fs::path name = given == nullptr ? "" : given;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr ||
        !is_safe(name))
      return failed(ErrorCode::invalid_input,
                    fmt::format("'{}' in it is no plain file of its own folder", name.string()),
                    file_);
    TOTE_TRY(auto bytes, read_bytes());
    if (name == checksum_file) {
      listed_ = std::move(bytes);
      return {};
    }
    if (!sums_.emplace(name.string(), sha256_of(bytes)).second || sums_.size() > most_archive_files)
      return failed(ErrorCode::invalid_input, "it holds a file twice, or too many files", file_);
    return write_file(folder_ / name, bytes);
  }

  [[nodiscard]] Result<std::string> read_bytes() {
    std::string bytes;
    std::array<char, std::size_t{64} * 1024> chunk{};
    for (;;) {
      const auto count = archive_read_data(handle_.get(), chunk.data(), chunk.size());
      if (count < 0)
        return failed(ErrorCode::invalid_input,
                      fmt::format("this archive is damaged: {}", said_by(handle_.get())), file_);
      if (count == 0)
        return bytes;
      total_ += static_cast<std::uint64_t>(count);
      if (total_ > most_archive_bytes)
        return failed(ErrorCode::invalid_input, "it holds more than 64 MiB", file_);
      bytes.append(chunk.data(), static_cast<std::size_t>(count));
    }
  }

  const fs::path& file_;
  const fs::path& folder_;
  std::unique_ptr<archive, CloseReader> handle_{archive_read_new()};
  std::map<std::string, std::string> sums_;
  std::string listed_;
  std::uint64_t total_ = 0;
};

Result<void> write(const fs::path& target, const std::map<std::string, fs::path>& files) {
  const std::unique_ptr<archive, CloseWriter> handle(archive_write_new());
  archive_write_add_filter_gzip(handle.get());
  // Without the time of packing in gzip's header.
  archive_write_set_filter_option(handle.get(), "gzip", "timestamp", nullptr);
  archive_write_set_format_ustar(handle.get());
  if (archive_write_open_filename(handle.get(), target.c_str()) != ARCHIVE_OK)
    return failed(ErrorCode::io, fmt::format("cannot write the archive: {}", said_by(handle.get())),
                  target);
  std::string sums;
  for (const auto& [name, file] : files) {
    if (name == checksum_file)
      continue;  // of an archive that this was unpacked from
    TOTE_TRY(const auto bytes, read_file(file));
    TOTE_CHECK(add(handle.get(), target, name, bytes, file.extension() == ".so"));
    sums += sha256_of(bytes) + "  " + name + '\n';
  }
  TOTE_CHECK(add(handle.get(), target, checksum_file, sums, false));
  if (archive_write_close(handle.get()) != ARCHIVE_OK)
    return failed(ErrorCode::io, fmt::format("cannot write the archive: {}", said_by(handle.get())),
                  target);
  return {};
}

Result<void> read(const fs::path& file, const fs::path& folder) {
  return Unpacker(file, folder).run();
}

}  // namespace
}  // namespace tote::host::install

extern "C" const tote::host::install::ArchiveLibrary* tote_archive_library() {
  static const tote::host::install::ArchiveLibrary functions{tote::host::install::write,
                                                             tote::host::install::read};
  return &functions;
}
