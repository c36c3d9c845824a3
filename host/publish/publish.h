// SPDX-License-Identifier: GPL-2.0-or-later
// Publishing as the faces see it: what posts there are, what of one will be public, and the site.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/proposal.h"
#include "host/publish/finding.h"
#include "host/publish/output_folder.h"
#include "host/publish/privacy.h"
#include "notes/date.h"

namespace tote::host::publish {

/// Where to write, and how.
struct PublishOptions {
  Target target = Target::html;
  std::filesystem::path output;  ///< empty: what the configuration says
  WriteMode mode = WriteMode::write;
};

/// A post in a list.
struct PostState {
  std::string path;
  std::string title;
  std::optional<notes::Date> date;
  Publicity publicity;  ///< what it says of itself
  bool is_out = false;  ///< on the site in the output folder
};

/// What `tote post check` tells of one note.
struct PostCheck {
  std::string path;
  std::string title;
  std::string address;  ///< of its page
  Publicity publicity;
  std::vector<Finding> findings;  ///< in order of place
};

/// What a run did, or would do.
struct PublishReport {
  std::filesystem::path folder;  ///< as it was given, if it was
  WriteReport files;
  std::string page;                    ///< of the note that was named, from the folder
  std::vector<std::string> posts;      ///< on the site now: titles, newest first
  std::vector<std::string> withdrawn;  ///< were on the site and are not public any more: slugs
  std::vector<Finding> blocked;        ///< of the note that was named: what stayed back
  std::vector<std::string> problems;   ///< of plugins
  /// What was written into the note that was named, or would be; nothing in most runs.
  Proposal note_change;
};

/// What taking a post back cannot undo.
struct UnpublishReport {
  PublishReport site;
  std::vector<std::string> feeds;     ///< addresses of feeds that had it
  std::vector<std::string> mentions;  ///< pages that led to it and now only name it
  std::string address;                ///< where the page was
};

}  // namespace tote::host::publish
