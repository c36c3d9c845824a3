// SPDX-License-Identifier: GPL-2.0-or-later
// Public pages and a site as plugins see them: the plugin ABI's form, borrowing every text.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <tote/plugin.h>

#include "host/publish/plugin_view.h"

namespace tote::host::worker {

/// Builds the ABI's view of a page. The page must outlive it.
class PageView {
 public:
  /// What of a page is shown; its text as HTML only to tote.export/1.
  enum class Extent { without_html, with_html };

  PageView(const publish::ViewedPage& page, Extent extent);
  PageView(const PageView&) = delete;
  PageView& operator=(const PageView&) = delete;

  [[nodiscard]] const tote_public_note_t* get() const { return &view_; }

  /// Of all that a plugin can reach through the view: another one means that it wrote to it.
  [[nodiscard]] std::uint64_t digest() const;

 private:
  std::vector<tote_public_field_t> fields_;
  std::vector<tote_str_t> tags_;
  tote_public_note_t view_{};
};

/// Builds the ABI's view of a site with all its pages. The site must outlive it.
class SiteView {
 public:
  explicit SiteView(const publish::ViewedSite& site);
  SiteView(const SiteView&) = delete;
  SiteView& operator=(const SiteView&) = delete;

  [[nodiscard]] const tote_public_site_t* get() const { return &view_; }

  /// As PageView's.
  [[nodiscard]] std::uint64_t digest() const;

 private:
  std::vector<std::unique_ptr<PageView>> pages_;
  std::vector<const tote_public_note_t*> raw_pages_;
  tote_public_site_t view_{};
};

}  // namespace tote::host::worker
