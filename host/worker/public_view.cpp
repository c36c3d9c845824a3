// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/public_view.h"

#include <string_view>

#include <xxhash.h>

#include "host/worker/note_view.h"

namespace tote::host::worker {
namespace {

/// Of several pieces of memory, one after the other.
class Digest {
 public:
  void add(const void* data, std::size_t size) {
    value_ = XXH3_64bits_withSeed(data, size, value_);
  }

  void add(tote_str_t text) { add(text.data, static_cast<std::size_t>(text.size)); }

  template <class T>
  void add(const std::vector<T>& items) {
    add(items.data(), items.size() * sizeof(T));
  }

  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace

PageView::PageView(const publish::ViewedPage& page, Extent extent) {
  for (const auto& field : page.fields)
    fields_.push_back({to_abi(field.name), to_abi(field.value), to_abi(field.url), {}});
  for (const auto& tag : page.tags)
    tags_.push_back(to_abi(tag));
  view_.size = sizeof view_;
  view_.type = to_abi(page.type);
  view_.title = to_abi(page.title);
  view_.url = to_abi(page.url);
  view_.summary = to_abi(page.summary);
  if (extent == Extent::with_html)
    view_.html = to_abi(page.html);
  if (page.published)
    view_.published = {page.published->year, page.published->month, page.published->day};
  view_.fields = fields_.data();
  view_.field_count = static_cast<std::uint32_t>(fields_.size());
  view_.tags = tags_.data();
  view_.tag_count = static_cast<std::uint32_t>(tags_.size());
}

std::uint64_t PageView::digest() const {
  Digest digest;
  digest.add(&view_, sizeof view_);
  for (const auto text : {view_.type, view_.title, view_.url, view_.summary, view_.html})
    digest.add(text);
  digest.add(fields_);
  for (const auto& field : fields_)
    for (const auto text : {field.name, field.value, field.url})
      digest.add(text);
  digest.add(tags_);
  for (const auto tag : tags_)
    digest.add(tag);
  return digest.value();
}

SiteView::SiteView(const publish::ViewedSite& site) {
  for (const auto& page : site.pages) {
    pages_.push_back(std::make_unique<PageView>(page, PageView::Extent::with_html));
    raw_pages_.push_back(pages_.back()->get());
  }
  view_.size = sizeof view_;
  view_.title = to_abi(site.title);
  view_.url = to_abi(site.url);
  view_.author = to_abi(site.author);
  view_.author_url = to_abi(site.author_url);
  view_.language = to_abi(site.language);
  view_.notes = raw_pages_.data();
  view_.note_count = static_cast<std::uint32_t>(raw_pages_.size());
}

std::uint64_t SiteView::digest() const {
  Digest digest;
  digest.add(&view_, sizeof view_);
  for (const auto text : {view_.title, view_.url, view_.author, view_.author_url, view_.language})
    digest.add(text);
  digest.add(raw_pages_);
  for (const auto& page : pages_) {
    const auto of_page = page->digest();
    digest.add(&of_page, sizeof of_page);
  }
  return digest.value();
}

}  // namespace tote::host::worker
