// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/names.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include <xapian.h>

#include "index/language/words.h"
#include "index/store/edit_distance.h"
#include "index/store/reader.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

constexpr std::uint32_t most_similar = 6;
constexpr std::size_t most_literals = 8;

/// Whether `key` holds `part` as whole words.
bool holds_words(std::string_view key, std::string_view part) {
  for (std::size_t at = key.find(part); at != std::string_view::npos; at = key.find(part, at + 1)) {
    const std::size_t end = at + part.size();
    if ((at == 0 || key[at - 1] == ' ') && (end == key.size() || key[end] == ' '))
      return true;
  }
  return false;
}

/// Whether the plain words of what was typed are the name's as well: "Andrew not Mocete" and "to
/// Ribollita" are no slips, "of mice and man" is one.
bool keeps_plain_words(std::string_view typed, std::string_view name) {
  const std::vector<notes::Word> own = notes::split_words(name);
  for (const notes::Word& word : notes::split_words(typed)) {
    const bool is_plain = language::is_function_word(word.folded) &&
                          !language::is_article(word.folded) &&
                          !notes::begins_with_capital(word.span.in(typed));
    const auto is_near = [&, letters = store::code_points(word.folded)](const notes::Word& other) {
      return store::edit_distance(letters, store::code_points(other.folded), 1) <= 1;
    };
    if (is_plain && std::none_of(own.begin(), own.end(), is_near))
      return false;
  }
  return true;
}

class IndexNames final : public Names {
 public:
  explicit IndexNames(const store::Reader& reader) : reader_(reader) {}

  // The grammar tries the same words at many places.

  std::vector<Meaning> find(std::string_view typed) const override {
    return once(found_, typed, [&] { return look_up(typed); });
  }

  std::vector<Meaning> similar(std::string_view typed) const override {
    return once(similar_, typed, [&] { return look_for_similar(typed); });
  }

  std::vector<Literal> literals(const RelationDecl& relation, End end, std::string_view typed,
                                bool by_part) const override {
    const std::string key = notes::name_key(typed);
    if (key.empty())
      return {};
    const Xapian::Database& database = reader_.database();
    if (database.term_exists(store::edge_term(relation.id, end, key)) &&
        !reader_.statements_at_literal(relation.id, end, key).empty())
      return {{key, 0}};
    std::vector<Literal> found;
    if (!by_part)
      return found;
    const std::string prefix = store::edge_term(relation.id, end, "");
    const auto keys = [&] {
      std::vector<std::string> all;
      for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
           ++term)
        all.push_back((*term).substr(prefix.size()));
      return all;
    };
    for (const std::string& candidate : reader_.remembered(prefix, keys)) {
      if (holds_words(candidate, key) &&
          !reader_.statements_at_literal(relation.id, end, candidate).empty())
        found.push_back({candidate, name_part_cost});
      if (found.size() >= most_literals)
        break;
    }
    return found;
  }

  bool has_word(std::string_view word) const override {
    return reader_.database().term_exists(store::text_term(word));
  }

  bool has_tag(std::string_view tag) const override {
    return reader_.database().term_exists(store::tag_term(tag));
  }

 private:
  using Known = std::map<std::string, std::vector<Meaning>, std::less<>>;

  template <class LookUp>
  static const std::vector<Meaning>& once(Known& known, std::string_view typed,
                                          const LookUp& look_up) {
    const auto entry = known.find(typed);
    return entry != known.end() ? entry->second
                                : known.emplace(std::string(typed), look_up()).first->second;
  }

  std::vector<Meaning> look_up(std::string_view typed) const {
    const std::string key = notes::name_key(typed);
    std::vector<Meaning> found;
    if (key.empty())
      return found;
    add(reader_.named(key), 0, found);
    if (key.find('/') != std::string::npos)
      add(reader_.by_path(notes::path_key(typed)), 0, found);
    add_without_article(key, found);
    if (found.empty())
      add_without_subtitle(key, found);
    add_by_part(key, found);
    return found;
  }

  std::vector<Meaning> look_for_similar(std::string_view typed) const {
    std::vector<Meaning> found;
    for (const store::NamedNote& named : reader_.find_similar_names(typed, most_similar))
      if (keeps_plain_words(typed, named.name))
        add({named.note}, typo_cost * std::max<std::uint32_t>(named.edits, 1), found);
    return found;
  }

  void add(const std::vector<NoteId>& notes, double cost, std::vector<Meaning>& found) const {
    for (const NoteId note : notes) {
      const bool is_known = std::any_of(
          found.begin(), found.end(), [&](const Meaning& meaning) { return meaning.note == note; });
      if (is_known)
        continue;
      const NoteCard& card = reader_.card(note);
      found.push_back({note, card.title, card.type, cost});
    }
  }

  void add_without_article(std::string_view key, std::vector<Meaning>& found) const {
    const std::size_t space = key.find(' ');
    if (space != std::string_view::npos && language::is_article(key.substr(0, space))) {
      add(reader_.named(key.substr(space + 1)), article_cost, found);
      return;
    }
    for (const std::string_view article : {"the ", "a ", "an "})
      add(reader_.named(std::string(article) + std::string(key)), article_cost, found);
  }

  /// "Sapiens" for "Sapiens: A Brief History", "Tigana" for "Tigana (anniversary edition)".
  void add_without_subtitle(const std::string& key, std::vector<Meaning>& found) const {
    constexpr std::uint32_t few = 4;
    for (const std::string_view joint : {":", " (", " - "})
      for (const std::string& name : reader_.names_with_prefix(key + std::string(joint), few))
        add(reader_.named(notes::name_key(name)), subtitle_cost, found);
  }

  /// Notes one of whose names holds the key as whole words: "Andrew" for "Andrew Mocete".
  void add_by_part(const std::string& key, std::vector<Meaning>& found) const {
    const std::vector<notes::Word> words = notes::split_words(key);
    constexpr std::size_t most_words = 4;
    if (words.empty() || words.size() > most_words)
      return;
    if (words.size() == 1 && language::is_function_word(words.front().folded))
      return;
    std::vector<std::string> folded;
    for (const notes::Word& word : words)
      folded.push_back(word.folded);
    constexpr std::size_t most_holding = 200;
    const auto holding = reader_.with_name_parts(folded, most_holding);
    if (!holding)
      return;
    for (const NoteId note : *holding) {
      const store::NoteRecord& record = reader_.record(note);
      if (record.card.type != "person")
        continue;
      const bool is_part =
          holds_words(notes::name_key(record.card.title), key) ||
          std::any_of(record.aliases.begin(), record.aliases.end(), [&](const std::string& alias) {
            return holds_words(notes::name_key(alias), key);
          });
      if (is_part)
        add({note}, name_part_cost, found);
    }
  }

  const store::Reader& reader_;
  mutable Known found_;
  mutable Known similar_;
};

}  // namespace

std::unique_ptr<Names> names_of(const store::Reader& reader) {
  return std::make_unique<IndexNames>(reader);
}

}  // namespace tote::index::question
