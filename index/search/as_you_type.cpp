// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/as_you_type.h"

#include <algorithm>
#include <utility>

#include <xapian.h>

#include "index/search/line_parser.h"
#include "index/search/query_builder.h"
#include "index/search/snippet.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

constexpr std::uint32_t default_limit = 10;

/// The tree with its last word left open, if nothing follows it in the line.
LineNode with_open_end(LineNode node, std::string_view line) {
  if (node.kind == LineNode::Kind::word && node.span.end == line.size())
    node.kind = LineNode::Kind::prefix;
  else if (node.kind == LineNode::Kind::conjunction)
    node.children.back() = with_open_end(std::move(node.children.back()), line);
  return node;
}

bool holds(const std::vector<AnswerItem>& items, NoteId note) {
  return std::any_of(items.begin(), items.end(),
                     [&](const AnswerItem& item) { return item.note->id == note; });
}

void add_named(const store::Reader& reader, std::string_view line, std::uint32_t limit,
               std::vector<AnswerItem>& items) {
  const std::string key = notes::name_key(line);
  const std::string beginning = store::name_term(key);
  const Xapian::Database& database = reader.database();
  if (key.empty())
    return;
  for (auto term = database.allterms_begin(beginning);
       term != database.allterms_end(beginning) && items.size() < limit; ++term)
    for (auto note = database.postlist_begin(*term);
         note != database.postlist_end(*term) && items.size() < limit; ++note)
      if (!holds(items, *note)) {
        AnswerItem& item = items.emplace_back();
        item.note = reader.card(*note);
        item.date = item.note->date;
      }
}

}  // namespace

Answer as_you_type(const store::Reader& reader, std::string_view line, const AskOptions& options) {
  const std::uint32_t limit = options.limit == 0 ? default_limit : options.limit;
  Answer answer;
  add_named(reader, line, limit, answer.items);
  answer.total = static_cast<std::uint32_t>(answer.items.size());
  ParsedLine parsed = parse_line(line);
  if (!parsed.root || answer.items.size() >= limit)
    return answer;
  const LineNode root = with_open_end(*std::move(parsed.root), line);
  const BuiltQuery built = build_query(reader, line, root, options, PrefixReach::few);
  answer.kind = built.has_text ? Answer::Kind::search : Answer::Kind::filter;
  Xapian::Enquire enquire(reader.database());
  enquire.set_query(built.query);
  // Those found by name may be found once more.
  const Xapian::MSet matches = enquire.get_mset(0, limit);
  for (auto match = matches.begin(); match != matches.end() && answer.items.size() < limit;
       ++match) {
    if (holds(answer.items, *match))
      continue;
    AnswerItem& item = answer.items.emplace_back();
    item.note = reader.card(*match);
    item.date = item.note->date;
    item.score = match.get_weight();
    if (options.wants_snippets && built.has_text)
      item.snippet = make_snippet(reader.source_text(*match), built.patterns, snippet_bytes);
  }
  answer.total = std::max(static_cast<std::uint32_t>(answer.items.size()),
                          static_cast<std::uint32_t>(matches.get_matches_estimated()));
  return answer;
}

}  // namespace tote::index::search
