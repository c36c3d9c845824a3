// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/composer.h"

#include <iterator>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <xapian.h>
#include <xxhash.h>

#include "index/store/document.h"
#include "index/store/record.h"

namespace tote::index::store {
namespace {

/// Where plugins gave values of fields: there they have read better than the generic reading.
class RestatedValues {
 public:
  explicit RestatedValues(const std::vector<FieldValue>& by_plugin) {
    for (const FieldValue& value : by_plugin)
      if (value.span.empty())
        lines_.emplace(value.field, value.line);
      else
        ends_.emplace(std::pair(std::string_view(value.field), value.span.begin), value.span.end);
  }

  [[nodiscard]] bool contain(const FieldValue& value) const {
    if (lines_.contains({value.field, value.line}))
      return true;
    auto next = ends_.lower_bound({value.field, value.span.end});
    if (next == ends_.begin())
      return false;
    const auto& [start, end] = *--next;
    return start.first == value.field && end > value.span.begin;
  }

 private:
  std::set<std::pair<std::string_view, std::uint32_t>> lines_;
  std::map<std::pair<std::string_view, std::uint32_t>, std::uint32_t> ends_;
};

/// What an edge states and where.
auto statement_of(const Edge& edge) {
  const auto end = [](const EdgeEnd& written) {
    return std::pair(written.kind, std::string_view(written.text));
  };
  return std::tuple(std::string_view(edge.relation), edge.line, edge.date, end(edge.from),
                    end(edge.to));
}

/// Adds the facts of a plugin; where both speak of the same thing the plugin's hold.
void add_plugin_facts(Facts& facts, Facts plugin) {
  const RestatedValues restated(plugin.values);
  std::erase_if(facts.values, [&](const FieldValue& value) { return restated.contain(value); });
  std::set<decltype(statement_of(Edge()))> stated;
  for (const Edge& edge : plugin.edges)
    stated.insert(statement_of(edge));
  std::erase_if(facts.edges, [&](const Edge& edge) { return stated.contains(statement_of(edge)); });
  append(facts, std::move(plugin));
}

}  // namespace

Composer::Composer(const Vocabulary& vocabulary) : vocabulary_(vocabulary), prose_(vocabulary) {}

Xapian::Document Composer::compose(const notes::Note& note, Facts plugin_facts) const {
  Facts facts;
  extract::extract_fields(note, vocabulary_, facts);
  prose_.extract(note, facts);
  add_plugin_facts(facts, std::move(plugin_facts));
  const std::vector<std::string> terms = std::move(facts.terms);
  const NoteRecord record = make_record(note, std::move(facts));
  return make_document(note, record, terms, vocabulary_, encode_record(record));
}

std::uint64_t content_hash(std::string_view source, const Facts& plugin_facts) {
  return plugin_facts.is_partial ? 0 : XXH3_64bits(source.data(), source.size());
}

}  // namespace tote::index::store
