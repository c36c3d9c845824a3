// SPDX-License-Identifier: GPL-2.0-or-later
// From a note, and what plugins said of it, to the one document that stands for it. Private to
// index/: whoever writes an index, note by note or as a whole, writes what is composed here.
#pragma once

#include <cstdint>
#include <string_view>

#include "index/extract/extract.h"
#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace Xapian {
class Document;
}

namespace tote::index::store {

class Composer {
 public:
  /// `vocabulary` must outlive the composer.
  explicit Composer(const Vocabulary& vocabulary);

  /// The document of a note: its text, links, the facts that need no plugin, and `plugin_facts`,
  /// which hold where both speak of the same thing. The same input gives the same document.
  [[nodiscard]] Xapian::Document compose(const notes::Note& note, Facts plugin_facts) const;

 private:
  const Vocabulary& vocabulary_;
  extract::ProseReader prose_;
};

/// What tells one version of a note from another, its bytes: all else that a document is made of
/// comes from them or makes a new index. 0 ("like no other") where no plugin could be asked, so
/// that the next touch of the file gives them another chance.
[[nodiscard]] std::uint64_t content_hash(std::string_view source, const Facts& plugin_facts);

}  // namespace tote::index::store
