// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/plugin_view.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <pugixml.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/publish/markup.h"
#include "host/publish/privacy.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

constexpr std::array<std::string_view, 19> elements = {
    "a", "abbr", "b",  "cite", "data",  "dd",   "div",    "dl",   "dt", "em",
    "i", "li",   "ol", "p",    "small", "span", "strong", "time", "ul"};

bool is_word_list(std::string_view words) {
  return std::all_of(words.begin(), words.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == ' ';
  });
}

/// Relative to the site's top, and not out of it.
bool is_within_site(std::string_view url) {
  return !url.empty() && url.front() != '/' && url.find(':') == std::string_view::npos &&
         url.find("..") == std::string_view::npos &&
         url.find_first_of(" \\\"<>") == std::string_view::npos;
}

/// `x.y` for a document of that type, without a document type of XML: entities can say anything.
bool is_well_formed_xml(const std::string& text) {
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_full, pugi::encoding_utf8);
  if (!parsed)
    return false;
  const auto children = document.children();
  return std::none_of(children.begin(), children.end(),
                      [](const pugi::xml_node& node) { return node.type() == pugi::node_doctype; });
}

}  // namespace

bool is_allowed(const FragmentStep& step) {
  if (step.kind != FragmentStep::Kind::open)
    return true;
  if (std::find(elements.begin(), elements.end(), step.name) == elements.end() ||
      !is_word_list(step.classes) || !is_word_list(step.relation))
    return false;
  if (step.name != "a")
    return step.url.empty() && step.relation.empty();
  return may_link_to(step.url) || is_within_site(step.url);
}

Result<std::string> to_markup(const std::vector<FragmentStep>& steps) {
  Markup out;
  for (const auto& step : steps) {
    if (!is_allowed(step))
      return fail(ErrorCode::invalid_input,
                  fmt::format("the element '{}' is none that may stand on a page so", step.name));
    if (step.kind == FragmentStep::Kind::text) {
      out.text(step.name);
    } else if (step.kind == FragmentStep::Kind::close) {
      if (out.depth() == 0)
        return fail(ErrorCode::invalid_input, "it closes what it has not opened");
      out.close();
    } else {
      const auto url = step.url.empty() || may_link_to(step.url) ? step.url : top_mark + step.url;
      const std::string_view value_name = step.name == "data"   ? "value"
                                          : step.name == "time" ? "datetime"
                                                                : "title";
      out.open(step.name, {{"class", step.classes},
                           {"href", url},
                           {"rel", step.relation},
                           {value_name, step.value}});
    }
  }
  return out.take();
}

bool is_file_name(std::string_view name) {
  constexpr std::size_t max_bytes = 200;
  if (name.empty() || name.size() > max_bytes)
    return false;
  bool is_first = true;  // of its part
  for (const char c : name) {
    const bool is_plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    if (is_first ? !is_plain : !is_plain && c != '.' && c != '/')
      return false;
    is_first = c == '/';
  }
  return !is_first;
}

Result<void> check_file(const ViewedFile& file) {
  const auto wrong = [&](std::string_view what) {
    return fail(ErrorCode::invalid_input, fmt::format("its file '{}' {}", file.name, what));
  };
  if (!is_file_name(file.name))
    return wrong("has a name that leads out of the site or that is none");
  if (notes::find_invalid_utf8(file.text) != std::string_view::npos)
    return wrong("is not UTF-8");
  const std::string_view type = file.media_type;
  if (type == "text/plain")
    return {};
  if (type == "application/json" || type.ends_with("+json"))
    return nlohmann::json::accept(file.text) ? Result<void>() : wrong("is not JSON");
  if (type.ends_with("+xml"))
    return is_well_formed_xml(file.text) ? Result<void>() : wrong("is not well-formed XML");
  return wrong("has a media type that cannot be checked");
}

}  // namespace tote::host::publish
