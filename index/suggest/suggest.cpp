// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/suggest/suggest.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "index/language/word_class.h"
#include "index/store/reader_state.h"
#include "index/suggest/sentence_words.h"
#include "notes/text.h"

namespace tote::index::suggest {
namespace {

using notes::ByteSpan;
using notes::name_key;

/// Names longer than this are not looked for in prose.
constexpr std::size_t max_name_words = 8;

/// Words of a text that go by the name of some notes.
struct Match {
  std::size_t first = 0;  ///< into the stretch
  std::size_t count = 0;
  std::vector<NoteId> owners;
  std::string name;  ///< as the first owner has it
};

bool is_person_or_org(const NoteCard& card) {
  return card.type == "person" || card.type == "org";
}

/// WHO, but not Who: at least two letters, most of them capitals.
bool is_mostly_capitals(std::string_view name) {
  const auto capitals =
      std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto letters = std::count_if(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  return capitals >= 2 && capitals * 2 > letters;
}

/// Whether each word has its capital where the name has it. A sentence may begin with any name.
bool has_case_of(std::string_view text, std::string_view name, bool opens_sentence) {
  const auto words = notes::split_words(text);
  const auto declared = notes::split_words(name);
  if (words.size() != declared.size())
    return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_capital = notes::begins_with_capital(words[i].span.in(text));
    const bool wants_capital = notes::begins_with_capital(declared[i].span.in(name));
    if (is_capital != wants_capital && !(i == 0 && opens_sentence && is_capital))
      return false;
  }
  return true;
}

class Suggester {
 public:
  Suggester(const store::Reader& reader, const notes::Note& note, Occurrences occurrences,
            const NeverSuggested& never)
      : reader_(reader), note_(note), occurrences_(occurrences), never_(never) {
    if (const auto self = reader_.note_at(note.path))
      self_ = *self;
    for (const notes::Link& link : note.links) {
      if (link.is_external || link.target.empty())
        continue;
      for (const NoteId linked : notes::resolve(reader_, link.target, note.path).candidates)
        linked_.insert(linked);
    }
    known_ = linked_;
  }

  std::vector<Suggestion> run() {
    for (const Stretch& stretch : stretches_of(note_)) {
      for (std::size_t i = 0; i < stretch.words.size();)
        i += take(stretch, i);
    }
    return std::move(suggestions_);
  }

 private:
  /// Looks for a name at a word; how many words it took.
  std::size_t take(const Stretch& stretch, std::size_t first) {
    const std::size_t limit = std::min(max_name_words, stretch.words.size() - first);
    for (std::size_t count = limit; count > 0; --count) {
      if (has_inner_possessive(stretch, first, count))
        continue;
      if (const auto match = match_at(stretch, first, count)) {
        if (!is_never_suggested(stretch, first, count))
          judge(stretch, *match);
        return count;
      }
    }
    if (!is_never_suggested(stretch, first, 1))
      first_name(stretch, first);
    return 1;
  }

  [[nodiscard]] bool is_never_suggested(const Stretch& stretch, std::size_t first,
                                        std::size_t count) const {
    return !never_.empty() &&
           never_.count(name_key(span_of(stretch, first, count).in(note_.source))) != 0;
  }

  static bool has_inner_possessive(const Stretch& stretch, std::size_t first, std::size_t count) {
    return std::any_of(stretch.words.begin() + static_cast<std::ptrdiff_t>(first),
                       stretch.words.begin() + static_cast<std::ptrdiff_t>(first + count - 1),
                       [](const SentenceWord& word) { return word.is_possessive; });
  }

  [[nodiscard]] ByteSpan span_of(const Stretch& stretch, std::size_t first,
                                 std::size_t count) const {
    return {stretch.words[first].span.begin, stretch.words[first + count - 1].span.end};
  }

  /// The notes that own the words as a name, with a closing bracket or mark after them if the name
  /// ends so.
  [[nodiscard]] std::optional<Match> match_at(const Stretch& stretch, std::size_t first,
                                              std::size_t count) const {
    const ByteSpan span = span_of(stretch, first, count);
    std::size_t end = span.end;
    for (int tries = 0; tries < 2; ++tries) {
      const std::string key =
          name_key(std::string_view(note_.source).substr(span.begin, end - span.begin));
      if (auto owners = reader_.named(key); !owners.empty()) {
        std::erase(owners, self_);
        if (owners.empty())
          return std::nullopt;
        std::string name = written_name(owners.front(), key);
        return Match{first, count, std::move(owners), std::move(name)};
      }
      if (end >= note_.source.size() ||
          std::string_view(")!?.").find(note_.source[end]) == std::string_view::npos)
        break;
      ++end;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::string written_name(NoteId note, std::string_view key) const {
    const auto& record = reader_.record(note);
    for (const std::string& name : store::names_of(record)) {
      if (name_key(name) == key)
        return name;
    }
    return record.card.title;
  }

  void judge(const Stretch& stretch, const Match& match) {
    const bool opens_sentence = match.first == 0 && stretch.opens_sentence;
    const SentenceWord& word = stretch.words[match.first];
    const std::string_view text = span_of(stretch, match.first, match.count).in(note_.source);
    if (is_mostly_capitals(match.name) && text != match.name)
      return;
    if (match.count > 1) {
      Confidence confidence = Confidence::high;
      if (match.owners.size() > 1)
        confidence = Confidence::ask;
      else if (!has_case_of(text, match.name, opens_sentence))
        confidence = is_person_or_org(reader_.card(match.owners.front())) ? Confidence::low
                                                                          : Confidence::medium;
      return add(stretch, match, match.owners, confidence);
    }
    const bool has_letter =
        std::any_of(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
    if (!has_letter || word.folded.size() < 2)
      return;
    const bool is_common = !language::classes_of(word.folded).empty();
    if (is_common && !is_mostly_capitals(match.name)) {
      if (word.is_emphasised_alone)
        add_emphasised(stretch, match);
      return;
    }
    if (!word.is_capitalised && !word.is_cjk)
      return;
    auto targets = match.owners;
    const bool is_of_person = std::any_of(targets.begin(), targets.end(), [&](NoteId note) {
      return reader_.card(note).type == "person";
    });
    if (!is_of_person) {
      for (const NoteId person : persons_called(word.folded))
        targets.push_back(person);
    }
    const bool is_sure = !opens_sentence && !word.is_cjk;
    add(stretch, match, targets,
        targets.size() > 1 ? Confidence::ask
        : is_sure          ? Confidence::high
                           : Confidence::medium);
  }

  /// A common word that was set apart is the title of a book.
  void add_emphasised(const Stretch& stretch, const Match& match) {
    std::vector<NoteId> books;
    std::copy_if(match.owners.begin(), match.owners.end(), std::back_inserter(books),
                 [&](NoteId note) { return reader_.card(note).type == "book"; });
    if (!books.empty())
      add(stretch, match, books, books.size() > 1 ? Confidence::ask : Confidence::medium);
  }

  /// A first name alone.
  void first_name(const Stretch& stretch, std::size_t first) {
    const SentenceWord& word = stretch.words[first];
    if (!word.is_capitalised || !language::classes_of(word.folded).empty())
      return;
    const auto persons = persons_called(word.folded);
    if (!persons.empty())
      add(stretch, {first, 1, persons, ""}, persons,
          persons.size() > 1 ? Confidence::ask : Confidence::low);
  }

  /// Persons whose title begins with this word; none if one of them was named already, whom it
  /// means then.
  [[nodiscard]] std::vector<NoteId> persons_called(const std::string& folded) const {
    std::vector<NoteId> persons;
    for (const NoteId note : reader_.with_name_part(folded)) {
      if (note == self_ || !reader_.is_of_type(note, "person"))
        continue;
      const auto words = notes::split_words(reader_.card(note).title);
      if (words.size() < 2 || words.front().folded != folded)
        continue;
      if (known_.count(note) != 0)
        return {};
      persons.push_back(note);
    }
    return persons;
  }

  void add(const Stretch& stretch, const Match& match, const std::vector<NoteId>& targets,
           Confidence confidence) {
    const bool is_known = std::any_of(targets.begin(), targets.end(),
                                      [&](NoteId note) { return known_.count(note) != 0; });
    if (is_known && occurrences_ == Occurrences::first)
      return;
    Suggestion suggestion;
    suggestion.span = span_of(stretch, match.first, match.count);
    suggestion.text = suggestion.span.in(note_.source);
    suggestion.line = note_.line_of(suggestion.span.begin);
    suggestion.column = note_.column_of(suggestion.span.begin);
    suggestion.is_in_table = stretch.words[match.first].is_in_table;
    suggestion.confidence = confidence;
    for (const NoteId note : by_likelihood(targets, match.owners))
      suggestion.targets.push_back(reader_.card(note));
    known_.insert(targets.begin(), targets.end());
    suggestions_.push_back(std::move(suggestion));
  }

  /// What speaks for a note where several go by a name. The words are the same for all, so how
  /// often they are linked to it tells how likely they are to mean it.
  struct Likelihood {
    bool is_owner = false;       ///< of the very name
    std::size_t links = 0;       ///< notes that link to it
    std::size_t neighbours = 0;  ///< notes linked in this text that link to it, or that it links to
    std::optional<notes::Date> last;  ///< day of the last note that links to it
    std::string title;

    [[nodiscard]] bool is_above(const Likelihood& other) const {
      return std::tie(other.is_owner, other.links, other.neighbours, other.last, title) <
             std::tie(is_owner, links, neighbours, last, other.title);
    }
  };

  [[nodiscard]] Likelihood likelihood(NoteId note, const std::vector<NoteId>& owners) const {
    Likelihood found;
    found.is_owner = std::find(owners.begin(), owners.end(), note) != owners.end();
    found.title = reader_.card(note).title;
    for (const NoteId linking : reader_.linking_by_name(note)) {
      ++found.links;
      found.neighbours += linked_.count(linking);
      found.last = std::max(found.last, reader_.date_of(linking));
    }
    if (const auto own = links_to_linked().find(note); own != links_to_linked().end())
      found.neighbours += own->second;
    return found;
  }

  /// By note, to how many of the notes that are linked in this text it links.
  [[nodiscard]] const std::unordered_map<NoteId, std::size_t>& links_to_linked() const {
    if (!links_to_linked_) {
      links_to_linked_.emplace();
      for (const NoteId linked : linked_)
        for (const NoteId note : reader_.linking_by_name(linked))
          ++(*links_to_linked_)[note];
    }
    return *links_to_linked_;
  }

  [[nodiscard]] std::vector<NoteId> by_likelihood(std::vector<NoteId> notes,
                                                  const std::vector<NoteId>& owners) const {
    if (notes.size() < 2)
      return notes;
    std::vector<std::pair<Likelihood, NoteId>> ranked;
    for (const NoteId note : notes)
      ranked.emplace_back(likelihood(note, owners), note);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first.is_above(b.first); });
    std::transform(ranked.begin(), ranked.end(), notes.begin(),
                   [](const auto& entry) { return entry.second; });
    return notes;
  }

  const store::Reader& reader_;
  const notes::Note& note_;
  Occurrences occurrences_;
  const NeverSuggested& never_;
  NoteId self_ = 0;                    ///< Xapian's documents count from 1
  std::unordered_set<NoteId> known_;   ///< linked, or suggested before
  std::unordered_set<NoteId> linked_;  ///< in this note
  mutable std::optional<std::unordered_map<NoteId, std::size_t>> links_to_linked_;
  std::vector<Suggestion> suggestions_;
};

}  // namespace

std::vector<Suggestion> suggest_links(const store::Reader& reader, const notes::Note& note,
                                      Occurrences occurrences, const NeverSuggested& never) {
  return Suggester(reader, note, occurrences, never).run();
}

}  // namespace tote::index::suggest

namespace tote::index {

std::string_view to_string(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return "high";
    case Confidence::medium:
      return "medium";
    case Confidence::low:
      return "low";
    case Confidence::ask:
      return "ask";
  }
  return "ask";
}

}  // namespace tote::index
