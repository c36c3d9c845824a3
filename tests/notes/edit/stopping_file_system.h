// SPDX-License-Identifier: GPL-2.0-or-later
// A disk that fails at the n-th call that changes it: once (a full disk, a lost permission), or
// from then on, as if the program had been killed there; or with SIGKILL, so that it is.
#pragma once

#include <csignal>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "notes/edit/file_system.h"

namespace tote::notes {

class StoppingFileSystem final : public FileSystem {
 public:
  enum class Fault {
    none,      ///< only counts
    once,      ///< this call fails, later ones work
    for_good,  ///< this call and all later ones fail
    torn,      ///< as for_good, but a write leaves half of its bytes behind
    killed     ///< the process is killed instead of making this call
  };

  /// `call` counts from 1.
  StoppingFileSystem(Fault fault, std::size_t call) : fault_(fault), stop_at_(call) {}

  [[nodiscard]] std::size_t calls() const { return calls_; }

  [[nodiscard]] Result<std::optional<FileState>> look(const std::filesystem::path& path) override {
    return disk_->look(path);
  }

  [[nodiscard]] Result<std::optional<std::string>> read(
      const std::filesystem::path& path) override {
    return disk_->read(path);
  }

  [[nodiscard]] Result<std::optional<ContentHash>> hash(
      const std::filesystem::path& path) override {
    return disk_->hash(path);
  }

  [[nodiscard]] Result<void> write_new(const std::filesystem::path& path, std::string_view bytes,
                                       const std::filesystem::path* like,
                                       std::uint32_t mode) override {
    if (stops()) {
      if (fault_ == Fault::torn && calls_ == stop_at_)
        (void)disk_->write_new(path, bytes.substr(0, bytes.size() / 2), like, mode);
      return stopped();
    }
    return disk_->write_new(path, bytes, like, mode);
  }

  [[nodiscard]] Result<void> replace(const std::filesystem::path& from,
                                     const std::filesystem::path& to) override {
    return stops() ? stopped() : disk_->replace(from, to);
  }

  [[nodiscard]] Result<void> rename_new(const std::filesystem::path& from,
                                        const std::filesystem::path& to) override {
    return stops() ? stopped() : disk_->rename_new(from, to);
  }

  [[nodiscard]] Result<void> remove(const std::filesystem::path& path) override {
    return stops() ? stopped() : disk_->remove(path);
  }

  [[nodiscard]] Result<void> make_folder(const std::filesystem::path& path) override {
    return stops() ? stopped() : disk_->make_folder(path);
  }

  [[nodiscard]] Result<void> remove_empty_folder(const std::filesystem::path& path) override {
    return stops() ? stopped() : disk_->remove_empty_folder(path);
  }

  [[nodiscard]] Result<void> sync_folder(const std::filesystem::path& path) override {
    return stops() ? stopped() : disk_->sync_folder(path);
  }

 private:
  bool stops() {
    ++calls_;
    if (fault_ == Fault::killed && calls_ == stop_at_)
      (void)std::raise(SIGKILL);
    return fault_ == Fault::once ? calls_ == stop_at_ : fault_ != Fault::none && calls_ >= stop_at_;
  }

  [[nodiscard]] static Result<void> stopped() { return fail(ErrorCode::io, "the disk is full"); }

  Fault fault_;
  std::size_t stop_at_;
  std::size_t calls_ = 0;
  std::unique_ptr<FileSystem> disk_ = disk();
};

}  // namespace tote::notes
