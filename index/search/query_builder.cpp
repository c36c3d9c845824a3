// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/query_builder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "index/search/name_match.h"
#include "index/search/note_set.h"
#include "index/search/spelling.h"
#include "index/search/text_terms.h"
#include "notes/note.h"

namespace tote::index::search {
namespace {

using Kind = LineNode::Kind;

/// Whether what a node finds is wanted, so that its words may be marked and corrected.
enum class Wanted : bool { no, yes };

/// `field:(a OR b)` is `field:a OR field:b`: the field goes to every leaf that has none.
LineNode distributed(const std::string& field, LineNode node) {
  for (LineNode& child : node.children)
    child = distributed(field, std::move(child));
  FieldTest test;
  test.field = field;
  test.value = node.text;
  switch (node.kind) {
    case Kind::word:
      test.kind = FieldTest::Kind::word;
      break;
    case Kind::phrase:
      test.kind = FieldTest::Kind::phrase;
      break;
    case Kind::prefix:
      test.kind = FieldTest::Kind::prefix;
      break;
    case Kind::link:
      test.kind = FieldTest::Kind::link;
      break;
    case Kind::everything:
      test.kind = FieldTest::Kind::any;
      break;
    case Kind::field:
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::negation:
      return node;
  }
  node.kind = Kind::field;
  node.test = std::move(test);
  return node;
}

bool is_relation(const FieldMeaning& meaning) {
  return meaning.kind == FieldMeaning::Kind::relation || meaning.kind == FieldMeaning::Kind::dated;
}

bool has_relation(const std::vector<FieldMeaning>& meanings) {
  return std::any_of(meanings.begin(), meanings.end(), is_relation);
}

class QueryBuilder {
 public:
  QueryBuilder(const store::Reader& reader, const AskOptions& options, PrefixReach reach)
      : reader_(reader), terms_(reader, reach), fields_(reader, options, terms_) {}

  BuiltQuery build(std::string_view line, const LineNode& root) {
    const bool is_conjunction = root.kind == Kind::conjunction;
    const std::vector<LineNode> alone =
        is_conjunction ? std::vector<LineNode>() : std::vector<LineNode>{root};
    auto query = all_of(is_conjunction ? root.children : alone, line);
    built_.query = query ? *std::move(query) : Xapian::Query::MatchNothing;
    return std::move(built_);
  }

 private:
  using MaybeQuery = std::optional<Xapian::Query>;

  void remark(std::string text) {
    auto& remarks = built_.remarks;
    if (std::find(remarks.begin(), remarks.end(), text) == remarks.end())
      remarks.push_back(std::move(text));
  }

  /// The notes that an inner line matches. Its words are not what is looked for in the outer notes.
  std::vector<NoteId> find(const LineNode& inner) {
    const bool had_text = built_.has_text;
    const auto query = build_node(inner, Wanted::no);
    built_.has_text = had_text;
    return query ? notes_of(reader_.database(), *query) : std::vector<NoteId>();
  }

  /// Text that every note must have, but those that have it as a name.
  struct RequiredText {
    std::string name;
    std::vector<Xapian::Query> queries;
    std::vector<Xapian::Query> in_any_order;  ///< the same, but for the order of `phrases`
    std::vector<store::Phrase> phrases;
  };

  static bool is_text(const LineNode& node) {
    return node.kind == Kind::word || node.kind == Kind::phrase;
  }

  [[nodiscard]] std::optional<TextPart> text_of(const LineNode& node) const {
    return node.kind == Kind::phrase ? terms_.phrase(text_space(), node.text)
                                     : terms_.word(text_space(), node.text);
  }

  void add(const LineNode& node, RequiredText& text) {
    text.name += (text.name.empty() ? "" : " ") + node.text;
    std::optional<TextPart> part = text_of(node);
    std::optional<store::PhraseParts> phrase;
    if (part)
      phrase = std::move(part->phrase);
    auto query = build_text(std::move(part), node, Wanted::yes);
    if (!query)
      return;
    text.in_any_order.push_back(phrase ? phrase->words : *query);
    text.queries.push_back(*std::move(query));
    if (phrase)
      text.phrases.push_back(std::move(phrase->order));
  }

  /// The parts of the whole line: its text may be a note's name as well.
  MaybeQuery all_of(const std::vector<LineNode>& parts, std::string_view line) {
    RequiredText text;
    std::vector<Xapian::Query> filters;
    std::vector<Xapian::Query> excluded;
    for (const LineNode& part : parts) {
      if (is_text(part))
        add(part, text);
      else
        sort_in(part, Wanted::yes, filters, excluded);
    }
    if (text.queries.empty())
      return joined(filters, excluded);
    NamedNotes named = find_named(reader_, text.name, line);
    const auto whole = [&](const std::vector<Xapian::Query>& queries) {
      const Xapian::Query words(Xapian::Query::OP_AND, queries.begin(), queries.end());
      std::vector<Xapian::Query> required = {with_names(words, named)};
      required.insert(required.end(), filters.begin(), filters.end());
      return joined(required, excluded);
    };
    auto query = whole(text.queries);
    if (!text.phrases.empty())
      built_.apart =
          PhrasesApart{*whole(text.in_any_order), std::move(text.phrases), std::move(named.called)};
    return query;
  }

  /// Builds a part of a conjunction, and puts it among what must or must not match.
  void sort_in(const LineNode& part, Wanted wanted, std::vector<Xapian::Query>& required,
               std::vector<Xapian::Query>& excluded) {
    const bool is_negation = part.kind == Kind::negation;
    auto query =
        is_negation ? build_node(part.children.front(), Wanted::no) : build_node(part, wanted);
    if (query)
      (is_negation ? excluded : required).push_back(*std::move(query));
  }

  static MaybeQuery joined(const std::vector<Xapian::Query>& required,
                           const std::vector<Xapian::Query>& excluded) {
    if (required.empty() && excluded.empty())
      return std::nullopt;
    Xapian::Query query = every_note();
    if (!required.empty())
      query = Xapian::Query(Xapian::Query::OP_AND, required.begin(), required.end());
    if (!excluded.empty())
      query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, any_of(excluded));
    return query;
  }

  MaybeQuery build_node(const LineNode& node, Wanted wanted) {
    switch (node.kind) {
      case Kind::everything:
        return every_note();
      case Kind::word:
      case Kind::phrase:
        return build_text(text_of(node), node, wanted);
      case Kind::prefix:
        return build_text(terms_.prefix(text_space(), node.text), node, wanted);
      case Kind::link:
        return use(fields_.about(node.text), node, wanted);
      case Kind::field:
        return build_field(node, wanted);
      case Kind::disjunction:
        return build_alternatives(node, wanted);
      case Kind::conjunction:
      case Kind::negation: {
        std::vector<Xapian::Query> required;
        std::vector<Xapian::Query> excluded;
        if (node.kind == Kind::negation)
          sort_in(node, wanted, required, excluded);
        for (std::size_t i = 0; node.kind == Kind::conjunction && i < node.children.size(); ++i)
          sort_in(node.children[i], wanted, required, excluded);
        return joined(required, excluded);
      }
    }
    return std::nullopt;
  }

  MaybeQuery build_alternatives(const LineNode& node, Wanted wanted) {
    std::vector<Xapian::Query> alternatives;
    for (const LineNode& child : node.children) {
      if (auto query = build_node(child, wanted))
        alternatives.push_back(*std::move(query));
    }
    return alternatives.empty() ? std::nullopt : MaybeQuery(any_of(alternatives));
  }

  MaybeQuery build_text(std::optional<TextPart> part, const LineNode& node, Wanted wanted) {
    if (!part) {
      if (!node.text.empty())
        remark("'" + node.text + "' holds no word: passed over");
      return std::nullopt;
    }
    built_.has_text = true;
    if (part->is_cut)
      remark("'" + node.text + "*' stands for the 50 most frequent words that begin so");
    if (wanted == Wanted::yes) {
      built_.patterns.push_back(std::move(part->pattern));
      if (node.kind != Kind::prefix)
        built_.text_spans.push_back(node.span);
    }
    return std::move(part->query);
  }

  MaybeQuery build_field(const LineNode& node, Wanted wanted) {
    const std::vector<FieldMeaning> meanings = meanings_of(reader_.vocabulary(), node.test.field);
    if (meanings.empty())
      return build_unknown(node, wanted);
    const bool is_nested = node.test.kind == FieldTest::Kind::nested;
    if (is_nested && !has_relation(meanings))
      return build_node(distributed(node.test.field, node.children.front()), wanted);
    // Once for all meanings, or lines within lines would take as many times as long as each has.
    const std::vector<NoteId> inner =
        is_nested ? find(node.children.front()) : std::vector<NoteId>();
    std::vector<FieldMatch> matches;
    for (const FieldMeaning& meaning : meanings) {
      if (!is_nested || is_relation(meaning))
        matches.push_back(fields_.match(node.test, meaning, inner));
    }
    // A name is unknown only if it is so in every meaning of the field.
    const bool is_known = std::any_of(matches.begin(), matches.end(), [](const FieldMatch& match) {
      return match.unknown_name.empty();
    });
    std::vector<Xapian::Query> queries;
    for (FieldMatch& match : matches) {
      if (is_known)
        match.unknown_name.clear();
      queries.push_back(use(std::move(match), node, wanted));
    }
    return any_of(queries);
  }

  /// A field that nobody declared is text: its value must be there, its name may be.
  MaybeQuery build_unknown(const LineNode& node, Wanted wanted) {
    const FieldTest& test = node.test;
    const auto meant =
        nearest(notes::canonical_field_key(test.field), field_names(reader_.vocabulary()));
    remark("no field '" + test.field + "'" + did_you_mean(meant) + ": read as text");
    if (meant) {
      const auto colon = node.span.begin - 1;
      built_.unknown_fields.push_back(
          {*meant, {static_cast<std::uint32_t>(colon - test.field.size()), colon}});
    }
    LineNode name;
    name.text = test.field;
    if (test.kind == FieldTest::Kind::any)
      return build_node(name, Wanted::no);
    if (test.kind == FieldTest::Kind::nested)
      return build_node(node.children.front(), wanted);
    LineNode value;
    value.kind = test.kind == FieldTest::Kind::phrase   ? Kind::phrase
                 : test.kind == FieldTest::Kind::prefix ? Kind::prefix
                                                        : Kind::word;
    value.text = test.value + (test.upper.empty() ? "" : " " + test.upper);
    value.span = node.span;
    const auto required = build_node(value, wanted);
    const auto welcome = build_node(name, Wanted::no);
    if (!required || !welcome)
      return required ? required : welcome;
    return Xapian::Query(Xapian::Query::OP_AND_MAYBE, *required, *welcome);
  }

  Xapian::Query use(FieldMatch match, const LineNode& node, Wanted wanted) {
    for (std::string& text : match.remarks)
      remark(std::move(text));
    if (!match.unknown_name.empty())
      remark("no note is called '" + match.unknown_name + "'");
    if (wanted == Wanted::no)
      return std::move(match.query);
    std::move(match.patterns.begin(), match.patterns.end(), std::back_inserter(built_.patterns));
    if (!built_.date_of)
      built_.date_of = std::move(match.date_of);
    if (!match.unknown_name.empty())
      built_.unknown_names.push_back({match.unknown_name, node.span});
    if (node.kind == Kind::field &&
        (node.test.kind == FieldTest::Kind::word || node.test.kind == FieldTest::Kind::phrase))
      built_.text_spans.push_back(node.span);
    return std::move(match.query);
  }

  const store::Reader& reader_;
  TextTerms terms_;
  FieldQueries fields_;
  BuiltQuery built_;
};

}  // namespace

BuiltQuery build_query(const store::Reader& reader, std::string_view line, const LineNode& root,
                       const AskOptions& options, PrefixReach reach) {
  return QueryBuilder(reader, options, reach).build(line, root);
}

}  // namespace tote::index::search
