// SPDX-License-Identifier: GPL-2.0-or-later
// The way of a line: parse_line gives its tree, build_query a Xapian query, and what that finds is
// put in order here: a search by weight, a filter by the date it asks for, else by title.
#include "index/search/search.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <utility>

#include <xapian.h>

#include "index/search/line_parser.h"
#include "index/search/note_set.h"
#include "index/search/query_builder.h"
#include "index/search/reading.h"
#include "index/search/snippet.h"
#include "index/search/spelling.h"
#include "index/store/reader.h"
#include "index/store/terms.h"

namespace tote::index::search {
namespace {

/// With fewer results than this, words that no note has are corrected.
constexpr std::uint32_t few_results = 3;
constexpr std::size_t max_suggestions = 3;

/// One note found.
struct Found {
  NoteId note = 0;
  double weight = 0;
  std::optional<notes::Date> date;
};

/// A page of what was found, and how much there is.
struct Page {
  std::vector<Found> found;
  std::uint32_t total = 0;
  bool is_total_least = false;  ///< there may be more, which were not counted
};

/// What lists notes by weight, or all of equal weight; then by title and path.
Xapian::Enquire by_weight(const store::Reader& reader, const Xapian::Query& query, bool has_text) {
  Xapian::Enquire enquire(reader.database());
  enquire.set_query(query);
  if (!has_text)
    enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_relevance_then_value(store::title_slot, false);
  return enquire;
}

std::vector<Found> found_in(const Xapian::MSet& matches) {
  std::vector<Found> found;
  for (auto match = matches.begin(); match != matches.end(); ++match)
    found.push_back({*match, match.get_weight(), std::nullopt});
  return found;
}

/// To look at the order of words costs much more than all else, so a thousand notes with the
/// phrases are counted. If there are more, the order is looked at only where the page needs it.
Page page_with_phrases(const store::Reader& reader, const BuiltQuery& built,
                       const AskOptions& options) {
  constexpr Xapian::doccount counted = 1000;
  std::vector<NoteId> some = notes_of(reader.database(), built.query, counted);
  const auto total = static_cast<std::uint32_t>(some.size());
  const PhrasesApart& apart = *built.apart;
  if (total < counted) {
    const Xapian::Query these(Xapian::Query::OP_FILTER, apart.query, query_of(std::move(some)));
    return {found_in(by_weight(reader, these, true).get_mset(options.offset, options.limit)),
            total};
  }
  const store::AllInOrder in_order(reader.database(), apart.phrases, apart.named);
  Page page{found_in(by_weight(reader, apart.query, true)
                         .get_mset(options.offset, options.limit, 0, nullptr, &in_order))};
  page.total = std::max(total, options.offset + static_cast<std::uint32_t>(page.found.size()));
  page.is_total_least = true;
  return page;
}

Page page_by_weight(const store::Reader& reader, const BuiltQuery& built,
                    const AskOptions& options) {
  if (built.apart && options.limit != 0)
    return page_with_phrases(reader, built, options);
  // Matching all is what an exact total costs; at 100,000 notes that is a few milliseconds.
  const Xapian::doccount all = reader.database().get_doccount();
  const Xapian::MSet matches =
      by_weight(reader, built.query, built.has_text)
          .get_mset(options.offset, options.limit == 0 ? all : options.limit, all);
  return {found_in(matches), matches.get_matches_estimated()};
}

/// Notes by the date they were found by, the oldest first; those without one last, by title.
Page page_by_date(const store::Reader& reader, const BuiltQuery& built, const AskOptions& options) {
  AskOptions everything = options;
  everything.offset = 0;
  everything.limit = 0;
  Page page = page_by_weight(reader, built, everything);
  for (Found& found : page.found)
    found.date = built.date_of(found.note);
  std::stable_sort(page.found.begin(), page.found.end(), [](const Found& a, const Found& b) {
    constexpr auto key = [](const Found& found) {
      return std::pair(!found.date, found.date ? notes::sort_key(*found.date) : 0);
    };
    return key(a) < key(b);
  });
  const auto begin =
      page.found.begin() + std::min<std::ptrdiff_t>(options.offset, std::ssize(page.found));
  page.found.erase(page.found.begin(), begin);
  if (options.limit != 0 && page.found.size() > options.limit)
    page.found.resize(options.limit);
  return page;
}

AnswerItem item_of(const store::Reader& reader, const Found& found, const BuiltQuery& built,
                   const AskOptions& options) {
  AnswerItem item;
  item.note = reader.card(found.note);
  item.score = found.weight;
  item.date = found.date ? found.date : item.note->date;
  if (options.wants_snippets && built.has_text)
    item.snippet = make_snippet(reader.source_text(found.note), built.patterns, snippet_bytes);
  return item;
}

/// Corrected lines that do find something.
std::vector<std::string> suggestions_for(const store::Reader& reader, std::string_view line,
                                         const BuiltQuery& built, std::uint32_t total,
                                         const AskOptions& options) {
  // With a field that there is not, whatever was found is not what was asked for.
  const std::size_t enough = built.unknown_fields.empty() ? total : 0;
  std::vector<std::string> lines = corrected_lines(reader, line, built, max_suggestions);
  if (total == 0 && built.has_text) {
    const std::vector<std::string> names = names_near(reader, line, max_suggestions);
    lines.insert(lines.end(), names.begin(), names.end());
  }
  std::vector<std::string> kept;
  for (std::string& corrected : lines) {
    if (kept.size() < max_suggestions && matching(reader, corrected, options).size() > enough)
      kept.push_back(std::move(corrected));
  }
  return kept;
}

std::string joined(const std::vector<std::string>& remarks) {
  std::string message;
  for (const std::string& remark : remarks)
    message += (message.empty() ? "" : "; ") + remark;
  return message;
}

}  // namespace

Answer search(const store::Reader& reader, std::string_view line, const AskOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  ParsedLine parsed = parse_line(line);
  Answer answer;
  if (!parsed.root) {
    parsed.remarks.emplace_back("there is nothing to search for");
    answer.message = joined(parsed.remarks);
    return answer;
  }
  const BuiltQuery built = build_query(reader, line, *parsed.root, options);
  answer.kind = built.has_text ? Answer::Kind::search : Answer::Kind::filter;
  answer.query = to_line(*parsed.root);
  answer.reading = reading_of(*parsed.root, reader.vocabulary());
  parsed.remarks.insert(parsed.remarks.end(), built.remarks.begin(), built.remarks.end());
  answer.message = joined(parsed.remarks);
  const bool is_by_date = !built.has_text && built.date_of;
  const Page page =
      is_by_date ? page_by_date(reader, built, options) : page_by_weight(reader, built, options);
  answer.total = page.total;
  answer.is_total_least = page.is_total_least;
  for (const Found& found : page.found)
    answer.items.push_back(item_of(reader, found, built, options));
  if (answer.total < few_results || !built.unknown_fields.empty())
    answer.suggestions = suggestions_for(reader, line, built, answer.total, options);
  if (options.wants_explanation) {
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    answer.explanation = "line: " + answer.query + "\nquery: " + built.query.get_description() +
                         "\ntime: " + std::to_string(spent.count()) + " ms\n";
  }
  return answer;
}

std::vector<NoteId> matching(const store::Reader& reader, std::string_view line,
                             const AskOptions& options) {
  const ParsedLine parsed = parse_line(line);
  if (!parsed.root)
    return {};
  return notes_of(reader.database(), build_query(reader, line, *parsed.root, options).query);
}

}  // namespace tote::index::search
