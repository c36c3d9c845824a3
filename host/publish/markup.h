// SPDX-License-Identifier: GPL-2.0-or-later
// HTML that is well-formed by construction: elements are closed by the writer, text and attributes
// are escaped by it. Everything that this room writes for browsers goes through here.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tote::host::publish {

/// A name and a value; one with an empty value is left out, unless it is `alt`.
using Attribute = std::pair<std::string_view, std::string_view>;

class Markup {
 public:
  void open(std::string_view element, std::initializer_list<Attribute> attributes = {});
  /// Opens and closes an element that has no content: img, hr, br, link, meta, input.
  void empty(std::string_view element, std::initializer_list<Attribute> attributes = {});
  void text(std::string_view text);
  /// Closes the element that was opened last. Requires: one is open.
  void close();
  /// Closes all but the first `depth` open elements.
  void close_to(std::size_t depth);
  /// An element with text alone.
  void add(std::string_view element, std::initializer_list<Attribute> attributes,
           std::string_view content);

  /// Markup that another Markup has made.
  void insert(std::string_view markup) { out_ += markup; }

  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  [[nodiscard]] const std::string& str() const { return out_; }

  /// All of it, every element closed.
  [[nodiscard]] std::string take();

 private:
  void begin(std::string_view element, std::initializer_list<Attribute> attributes);

  std::string out_;
  std::vector<std::string> open_;
};

/// Text for element content and double-quoted attributes. Braces become references, since Hugo and
/// Jekyll read two of them as code; control characters are dropped, bytes that are no UTF-8 become
/// U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace tote::host::publish
