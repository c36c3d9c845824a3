// SPDX-License-Identifier: GPL-2.0-or-later
// What one call of tote.render/1 or tote.export/1 may give: the rules of TOTE_HOST_MARKUP and
// TOTE_HOST_FILES, without the call.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <tote/plugin.h>

#include "host/publish/plugin_view.h"

namespace tote::host::worker {

/// Takes a fragment of a page. Its functions answer as those of the service of the same name.
class MarkupSink {
 public:
  [[nodiscard]] tote_status_t open(const tote_element_t& element);
  [[nodiscard]] tote_status_t text(tote_str_t text);
  [[nodiscard]] tote_status_t close();

  /// What was taken so far.
  [[nodiscard]] std::vector<publish::FragmentStep>& steps() { return steps_; }

  /// The first use that the ABI forbids, after "it": "closed an element that …"; or "".
  [[nodiscard]] const std::string& misuse() const { return misuse_; }

 private:
  tote_status_t add(publish::FragmentStep step);
  tote_status_t refuse(std::string why);

  std::vector<publish::FragmentStep> steps_;
  std::size_t depth_ = 0;
  std::size_t bytes_ = 0;
  std::string misuse_;
};

/// Takes files of a site. Its functions answer as those of the service of the same name.
class FilesSink {
 public:
  [[nodiscard]] tote_status_t open(tote_str_t name, tote_str_t media_type);
  [[nodiscard]] tote_status_t write(tote_str_t text);

  /// What was taken so far; whether it is what its types say is for check_file to find out.
  [[nodiscard]] std::vector<publish::ViewedFile>& files() { return files_; }

  /// As MarkupSink's.
  [[nodiscard]] const std::string& misuse() const { return misuse_; }

 private:
  tote_status_t refuse(std::string why);

  std::vector<publish::ViewedFile> files_;
  std::size_t bytes_ = 0;
  std::string misuse_;
};

}  // namespace tote::host::worker
