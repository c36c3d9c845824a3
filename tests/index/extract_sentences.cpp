// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/index/extract_sentences.h"

#include <algorithm>
#include <cctype>

#include "index/extract/extract.h"
#include "tests/index/extract_vocabulary.h"

namespace tote::index::extract {
namespace {

std::string written(const EdgeEnd& end) {
  if (end.kind == EdgeEnd::Kind::me)
    return "me";
  return end.kind == EdgeEnd::Kind::self ? "self" : end.text;
}

}  // namespace

std::vector<Edge> edges_of(const std::string& path, const std::string& text) {
  static const ProseReader reader(extraction_vocabulary());
  Facts facts;
  reader.extract(notes::read_note(path, text), facts);
  return facts.edges;
}

std::string stated_by(const std::string& text) {
  std::vector<std::string> edges;
  for (const Edge& edge : edges_of("journal/2026-01-02.md", text + "\n"))
    edges.push_back(edge.relation + '(' + written(edge.from) + ',' + written(edge.to) + ')' +
                    (edge.polarity > 0 ? '+' : '-'));
  std::sort(edges.begin(), edges.end());
  std::string joined;
  for (const std::string& edge : edges)
    joined += (joined.empty() ? "" : "; ") + edge;
  return joined;
}

std::string case_name(const std::string& text, std::size_t number) {
  std::string name;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      name += c;
  return name + std::to_string(number);
}

}  // namespace tote::index::extract
