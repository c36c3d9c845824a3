// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/markup.h"

#include "host/publish/site.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '{':
        out += "&#123;";
        break;
      case '}':
        out += "&#125;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' ? c != 0x7F : c == '\n' || c == '\t')
          out += c;
    }
  }
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (;;) {
    const auto bad = notes::find_invalid_utf8(text);
    append_escaped(out, text.substr(0, bad));
    if (bad == std::string_view::npos)
      return out;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
}

void Markup::begin(std::string_view element, std::initializer_list<Attribute> attributes) {
  out_.append("<").append(element);
  for (const auto& [name, value] : attributes) {
    if (value.empty() && name != "alt")
      continue;
    out_.append(" ").append(name).append("=\"");
    // A URL within the site keeps its mark.
    if (!value.empty() && value.front() == top_mark && (name == "href" || name == "src"))
      out_.append(1, top_mark).append(escaped(value.substr(1)));
    else
      out_.append(escaped(value));
    out_.append("\"");
  }
}

void Markup::open(std::string_view element, std::initializer_list<Attribute> attributes) {
  begin(element, attributes);
  out_ += '>';
  open_.emplace_back(element);
}

void Markup::empty(std::string_view element, std::initializer_list<Attribute> attributes) {
  begin(element, attributes);
  out_ += "/>";
}

void Markup::text(std::string_view text) {
  out_ += escaped(text);
}

void Markup::close() {
  out_.append("</").append(open_.back()).append(">");
  open_.pop_back();
}

void Markup::close_to(std::size_t depth) {
  while (open_.size() > depth)
    close();
}

void Markup::add(std::string_view element, std::initializer_list<Attribute> attributes,
                 std::string_view content) {
  open(element, attributes);
  text(content);
  close();
}

std::string Markup::take() {
  close_to(0);
  return std::move(out_);
}

}  // namespace tote::host::publish
