// SPDX-License-Identifier: GPL-2.0-or-later
// What plugins are shown of a site, and what they give back: plain data on both ways, since they
// run in a process of their own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/publish/site.h"
#include "notes/result.h"

namespace tote::host::publish {

/// A page as a plugin sees it. URLs are absolute, or relative to the site's top.
struct ViewedPage {
  std::string type;
  std::string title;
  std::string url;
  std::string summary;
  std::string html;  ///< only for tote.export/1
  std::optional<notes::Date> published;
  std::vector<PublicField> fields;
  std::vector<std::string> tags;
};

/// A site as a plugin sees it: the pages of the types that it declares.
struct ViewedSite {
  std::string title;
  std::string url;
  std::string author;
  std::string author_url;
  std::string language;
  std::vector<ViewedPage> pages;
};

/// One step of writing a fragment.
struct FragmentStep {
  enum class Kind : std::uint8_t { open, text, close };
  Kind kind = Kind::text;
  std::string name;  ///< of an element; of text the text
  std::string classes;
  std::string url;
  std::string relation;
  std::string value;
};

/// A file that a plugin writes.
struct ViewedFile {
  std::string name;
  std::string media_type;
  std::string text;
};

/// What one plugin adds.
struct PluginShare {
  std::vector<std::vector<FragmentStep>> fragments;  ///< one for each page, in their order
  std::vector<ViewedFile> files;
  std::string problem;  ///< what it did wrong, or ""
};

/// Whether an element may stand on a page: name, classes and relation by list, a URL that is within
/// the site or on the web. Text always may: it is escaped.
[[nodiscard]] bool is_allowed(const FragmentStep& step);

/// The fragment as markup, URLs within the site marked. Errors: invalid_input (a step that is not
/// allowed, more closed than opened).
[[nodiscard]] Result<std::string> to_markup(const std::vector<FragmentStep>& steps);

/// Whether a name stays in the site: parts of letters, digits, `-`, `_` and `.`, none of which
/// begins with a dot.
[[nodiscard]] bool is_file_name(std::string_view name);

/// Errors: invalid_input, when a file's name leads elsewhere, its type is unknown, or its text is
/// not what its type says.
[[nodiscard]] Result<void> check_file(const ViewedFile& file);

}  // namespace tote::host::publish
