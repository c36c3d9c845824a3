// SPDX-License-Identifier: GPL-2.0-or-later
// A vault as the source of what is published.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/publish/note_source.h"
#include "index/index.h"
#include "notes/note.h"

namespace tote::host::publish {

class VaultSource final : public NoteSource {
 public:
  /// Borrows all.
  VaultSource(const std::filesystem::path& vault, const index::Index& index,
              const index::Vocabulary& vocabulary, const notes::ReadOptions& read_options)
      : vault_(vault), index_(index), vocabulary_(vocabulary), read_options_(read_options) {}

  [[nodiscard]] Result<std::vector<std::string>> resolve(std::string_view target,
                                                         std::string_view from) override;
  [[nodiscard]] Result<notes::Note> read(std::string_view path) override;
  [[nodiscard]] Result<std::vector<std::string>> candidates() override;
  [[nodiscard]] std::string field_id(std::string_view type, std::string_view key) override;
  [[nodiscard]] Result<std::string> read_attachment(std::string_view target,
                                                    std::string_view from) override;

  /// Takes this for the note at its path, whatever the file says.
  void read_instead(notes::Note note) { instead_ = std::move(note); }

  /// Paths of the notes that a search line finds, sorted.
  [[nodiscard]] Result<std::vector<std::string>> found_by(std::string_view line) const;

 private:
  [[nodiscard]] Result<std::filesystem::path> find_attachment(std::string_view target,
                                                              std::string_view from);
  void list_files();

  const std::filesystem::path& vault_;
  const index::Index& index_;
  const index::Vocabulary& vocabulary_;
  const notes::ReadOptions& read_options_;
  std::optional<notes::Note> instead_;
  std::map<std::string, std::vector<std::filesystem::path>> files_;  ///< by name in lower case
  bool has_listed_ = false;
};

}  // namespace tote::host::publish
