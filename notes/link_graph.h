// SPDX-License-Identifier: GPL-2.0-or-later
// Every file of a vault by its names, in memory: what a link means, and what it will mean when a
// file is called otherwise. For work on the vault as a whole; questions ask the index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "notes/names.h"
#include "notes/note.h"

namespace tote::notes {

/// What a link leads to, and how its target found it.
struct LinkMeaning {
  NoteId file = 0;
  Resolution::How how = Resolution::How::none;
};

class LinkGraph final : public NameLookup {
 public:
  /// Adds a note; ids count from 0 in the order of adding.
  NoteId add(const Note& note);
  /// Adds a file that is no note: a picture, a PDF. Links name it with its extension.
  NoteId add_file(std::string path);
  /// Gives a file another path and, if it is a note, other titles and aliases.
  void rename(NoteId file, std::string path, const std::vector<std::string>& titles);
  /// Takes a file's names away; its id means nothing afterwards.
  void remove(NoteId file);

  [[nodiscard]] const std::string& path(NoteId file) const { return files_[file].path; }

  /// The file at exactly this path.
  [[nodiscard]] std::optional<NoteId> at(std::string_view path) const;
  /// What a link to `target`, written in the note at `from_path`, leads to: the best of its
  /// candidates. Nothing if it is broken.
  [[nodiscard]] std::optional<LinkMeaning> meaning(std::string_view target,
                                                   std::string_view from_path) const;

  /// Keys that links by name to this file have: of its file name, its titles and aliases.
  [[nodiscard]] const std::vector<std::string>& name_keys(NoteId file) const {
    return files_[file].names;
  }

  [[nodiscard]] std::vector<NoteId> by_path(std::string_view key) const override;
  [[nodiscard]] std::vector<NoteId> by_file_name(std::string_view key) const override;
  [[nodiscard]] std::vector<NoteId> by_title_or_alias(std::string_view key) const override;

  [[nodiscard]] std::string path_of(NoteId file) const override { return path(file); }

 private:
  struct File {
    std::string path;
    std::string path_key;
    std::vector<std::string> names;  ///< the file name's key first
  };

  using Index = std::unordered_map<std::string, std::vector<NoteId>>;

  NoteId add_names(std::string path, const std::vector<std::string>& titles);
  void enter(NoteId file);
  static std::vector<NoteId> look_up(const Index& index, std::string_view key);

  std::vector<File> files_;
  Index by_path_;
  Index by_file_name_;
  Index by_title_;
};

/// The title and the aliases of a note.
[[nodiscard]] std::vector<std::string> titles_of(const Note& note);

}  // namespace tote::notes
