// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/sentence.h"

#include <algorithm>
#include <span>

#include "index/extract/names_in_text.h"
#include "notes/text.h"

namespace tote::index::extract {
namespace {

constexpr std::string_view abbreviations[] = {
    "mr", "mrs",    "ms", "dr",   "prof", "st", "vs",  "etc",  "e.g", "i.e", "vol",
    "pp", "approx", "ca", "incl", "jr",   "sr", "rev", "capt", "ed",  "resp"};

bool is_abbreviation(std::string_view word) {
  return std::ranges::find(abbreviations, word) != std::end(abbreviations);
}

constexpr char strike = 'x';  ///< the mark that opens and closes struck-out text: "~~"

/// Turns the inlines of a block into units, marks of every kind included.
class UnitScanner {
 public:
  UnitScanner(const notes::Note& note, const notes::Block& block) : note_(note) {
    const std::uint32_t end = block.first_inline + block.inline_count;
    std::uint32_t at = block.span.begin;
    for (std::uint32_t i = block.first_inline; i < end; ++i) {
      scan_markup({at, note.inlines[i].span.begin});
      scan(note.inlines[i]);
      at = note.inlines[i].span.end;
    }
    scan_markup({at, block.span.end});
  }

  std::vector<Unit> take() { return std::move(units_); }

 private:
  void scan_markup(notes::ByteSpan span);
  void scan(const notes::Inline& piece);
  void scan_text(notes::ByteSpan span);
  void scan_gap(std::string_view gap, std::uint32_t offset);
  void add_word(const notes::Word& word, std::uint32_t offset, std::string_view source);
  void add_link(const notes::Inline& piece);
  Unit& add(Unit::Kind kind, notes::ByteSpan span, char mark = 0);

  const notes::Note& note_;
  std::vector<Unit> units_;
  bool is_after_space_ = true;
};

Unit& UnitScanner::add(Unit::Kind kind, notes::ByteSpan span, char mark) {
  Unit unit;
  unit.kind = kind;
  unit.span = span;
  unit.mark = mark;
  unit.is_glued = !is_after_space_;
  is_after_space_ = false;
  units_.push_back(std::move(unit));
  return units_.back();
}

/// What lies between two inlines: all that matters of it is where text is struck out.
void UnitScanner::scan_markup(notes::ByteSpan span) {
  if (span.begin >= span.end)
    return;
  const std::string_view markup = span.in(note_.source);
  for (std::size_t i = markup.find("~~"); i != std::string_view::npos; i = markup.find("~~", i + 2))
    add(Unit::Kind::mark, span, strike);
}

void UnitScanner::scan(const notes::Inline& piece) {
  switch (piece.kind) {
    case notes::Inline::Kind::text:
      return scan_text(piece.span);
    case notes::Inline::Kind::link:
      return add_link(piece);
    case notes::Inline::Kind::line_break:
      is_after_space_ = true;
      return;
    case notes::Inline::Kind::field:
      add(Unit::Kind::mark, piece.span, '!');
      return;
    case notes::Inline::Kind::tag:
      add(Unit::Kind::opaque, piece.span, '#');
      return;
    case notes::Inline::Kind::code:
    case notes::Inline::Kind::html:
      add(Unit::Kind::opaque, piece.span);
      return;
  }
}

void UnitScanner::add_link(const notes::Inline& piece) {
  const notes::Link& link = note_.links[piece.ref];
  const bool is_of_note =
      (link.kind == notes::Link::Kind::wikilink || link.kind == notes::Link::Kind::markdown) &&
      !link.is_external && !link.target.empty();
  Unit& unit = add(is_of_note ? Unit::Kind::entity : Unit::Kind::opaque, piece.span);
  if (!is_of_note)
    return;
  unit.end.kind = EdgeEnd::Kind::link;
  unit.end.text = link.target;
  const std::string label = notes::fold(link.label_span.in(note_.source));
  unit.is_possessive = label.ends_with("'s");
}

/// The length of a possessive 's (straight or U+2019) that opens `text`, 0 if there is none.
std::size_t possessive_length(std::string_view text) {
  const std::size_t mark = text.starts_with('\'') ? 1 : text.starts_with("\xE2\x80\x99") ? 3 : 0;
  if (mark == 0 || text.size() <= mark || text[mark] != 's')
    return 0;
  const auto next = mark + 1 < text.size() ? static_cast<unsigned char>(text[mark + 1]) : ' ';
  const bool is_letter =
      (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9');
  return is_letter ? 0 : mark + 1;
}

void UnitScanner::scan_text(notes::ByteSpan span) {
  std::string_view text = span.in(note_.source);
  std::uint32_t offset = span.begin;
  if (!units_.empty() && !is_after_space_ && units_.back().kind == Unit::Kind::entity)
    if (const std::size_t length = possessive_length(text); length != 0) {
      units_.back().is_possessive = true;
      text.remove_prefix(length);
      offset += static_cast<std::uint32_t>(length);
    }
  std::uint32_t at = 0;
  std::vector<notes::Word> words = notes::split_words(text);
  if (units_.capacity() == 0)
    units_.reserve(words.size() + words.size() / 4);
  for (const notes::Word& word : words) {
    scan_gap(text.substr(at, word.span.begin - at), offset + at);
    at = word.span.end;
    add_word(word, offset, text);
  }
  scan_gap(text.substr(at), offset + at);
}

/// Splits a contraction off a word: the part that stays, and what follows as a word of its own.
std::pair<std::string_view, std::string_view> split_contraction(std::string_view word) {
  if (word.find('\'') == std::string_view::npos)
    return {word, {}};
  for (const std::string_view tail : {"'ll", "'ve", "'re", "'d", "'m", "n't"})
    if (word.size() > tail.size() && word.ends_with(tail))
      return {word.substr(0, word.size() - tail.size()), word.substr(word.size() - tail.size())};
  return {word, {}};
}

void UnitScanner::add_word(const notes::Word& word, std::uint32_t offset, std::string_view source) {
  const notes::ByteSpan span{offset + word.span.begin, offset + word.span.end};
  const bool is_capital = notes::begins_with_capital(word.span.in(source));
  // A hyphenated word is one word: "well-read" is no form of "read".
  if (units_.size() >= 2 && !is_after_space_ && units_.back().mark == '~') {
    units_.pop_back();
    Unit& joined = units_.back();
    joined.text += '-' + word.folded;
    joined.span.end = span.end;
    if (joined.kind == Unit::Kind::entity)
      joined.kind = Unit::Kind::opaque;
    return;
  }
  if (word.is_cjk) {
    Unit& unit = add(Unit::Kind::entity, span);
    unit.text = word.folded;
    unit.end = name_in_text(std::string(span.in(note_.source)), false);
    return;
  }
  Unit& unit = add(Unit::Kind::word, span);
  unit.is_capitalised = is_capital;
  const bool is_of_link =
      unit.is_glued && units_.size() >= 2 && units_[units_.size() - 2].kind == Unit::Kind::entity;
  if (is_of_link) {  // "[[Dune]]s", "anti[[Dune]]": some word of its own
    units_.pop_back();
    units_.back().kind = Unit::Kind::opaque;
    return;
  }
  std::string_view text = word.folded;
  if (text.ends_with("'s")) {
    unit.is_possessive = true;
    text.remove_suffix(2);
  }
  const auto [stem, tail] = split_contraction(text);
  unit.text = stem;
  if (tail.empty())
    return;
  Unit& second = add(Unit::Kind::word, span);
  second.text = tail;
}

constexpr std::string_view dashes[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95"};
constexpr std::string_view open_quotes[] = {"\xE2\x80\x9C", "\xE2\x80\x9E", "\xC2\xAB"};
constexpr std::string_view close_quotes[] = {"\xE2\x80\x9D", "\xC2\xBB"};

bool is_one_of(std::string_view text, std::span<const std::string_view> choices) {
  return std::ranges::find(choices, text) != choices.end();
}

std::size_t char_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
    ++length;
  return length;
}

/// What stands between two words: white space and marks.
void UnitScanner::scan_gap(std::string_view gap, std::uint32_t offset) {
  for (std::size_t i = 0; i < gap.size();) {
    const std::size_t length = char_length(gap.substr(i));
    const std::string_view c = gap.substr(i, length);
    const notes::ByteSpan span{offset + static_cast<std::uint32_t>(i),
                               offset + static_cast<std::uint32_t>(i + length)};
    i += length;
    if (c == " " || c == "\t" || c == "\r" || c == "\n" || c == "\xC2\xA0")
      is_after_space_ = true;
    else if (std::string_view(",;:.!?()\"").find(c[0]) != std::string_view::npos)
      add(Unit::Kind::mark, span, c[0]);
    else if (c == "[" || c == "]")
      add(Unit::Kind::mark, span, c == "[" ? '(' : ')');
    else if (c == "\xE2\x80\xA6")
      add(Unit::Kind::mark, span, '.');
    else if (c == "-") {
      const bool is_hyphen = !is_after_space_ && gap.size() == 1;
      add(Unit::Kind::mark, span, is_hyphen ? '~' : '-');
    } else if (is_one_of(c, dashes))
      add(Unit::Kind::mark, span, '-');
    else if (is_one_of(c, open_quotes))
      add(Unit::Kind::mark, span, '<');
    else if (is_one_of(c, close_quotes))
      add(Unit::Kind::mark, span, '>');
    else if (c == "'" || c == "\xE2\x80\x98" || c == "\xE2\x80\x99")
      add(Unit::Kind::mark, span, '\'');
    else if (c == "&") {
      Unit& unit = add(Unit::Kind::word, span);
      unit.text = "&";
    } else if (length < 3 || c.starts_with("\xE2\x86") || c.starts_with("\xE2\x87"))
      add(Unit::Kind::opaque, span);  // a slash, an arrow: not prose; emoji do not count
  }
}

/// Leaves out what is struck out.
void drop_struck_text(std::vector<Unit>& units) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].mark == strike) {
      std::size_t end = i + 1;
      while (end < units.size() && units[end].mark != strike)
        ++end;
      if (end < units.size())
        i = end;
      continue;
    }
    if (out != i)
      units[out] = std::move(units[i]);
    ++out;
  }
  units.resize(out);
}

bool is_number_of(const Unit& unit, std::size_t digits) {
  return unit.kind == Unit::Kind::word && unit.text.size() <= digits &&
         std::ranges::all_of(unit.text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The unit behind the time of day that an entry begins with ("09:30", "9am", "10.15 –"), or 0.
std::size_t time_of_day_end(const std::vector<Unit>& units) {
  std::size_t i = 0;
  const auto skip_time = [&] {
    if (i >= units.size())
      return false;
    const std::string_view text = units[i].text;
    const bool has_suffix = text.ends_with("am") || text.ends_with("pm");
    const bool is_hour = units[i].kind == Unit::Kind::word && !text.empty() && text[0] >= '0' &&
                         text[0] <= '9' && text.size() <= 4 && has_suffix;
    if (is_hour) {
      ++i;
      return true;
    }
    const bool is_clock = i + 2 < units.size() && is_number_of(units[i], 2) &&
                          (units[i + 1].mark == ':' || units[i + 1].mark == '.') &&
                          units[i + 2].is_glued && is_number_of(units[i + 2], 2);
    if (!is_clock)
      return false;
    i += i + 3 < units.size() && (units[i + 3].text == "am" || units[i + 3].text == "pm") ? 4 : 3;
    return true;
  };
  if (!skip_time())
    return 0;
  const std::size_t begin = i;
  if (i < units.size() && (units[i].mark == '-' || units[i].mark == '~')) {
    ++i;
    if (!skip_time())
      i = begin;
  }
  if (i < units.size() && units[i].kind == Unit::Kind::mark && units[i].mark != '(')
    ++i;
  return i;
}

/// Replaces quoted speech by one opaque unit. What is only quoted as a title stays.
void close_quotes_up(std::vector<Unit>& units) {
  const bool has_quotes = std::ranges::any_of(units, [](const Unit& unit) {
    return unit.mark == '"' || unit.mark == '<' || unit.mark == '>' || unit.mark == '\'';
  });
  if (!has_quotes)
    return;
  std::vector<Unit> kept;
  kept.reserve(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char open = units[i].mark;
    const bool opens =
        open == '"' || open == '<' ||
        (open == '\'' && !units[i].is_glued && i + 1 < units.size() && units[i + 1].is_glued);
    if (!opens) {
      // An apostrophe after a word in s: "James' book".
      const bool is_after_s =
          !kept.empty() && (kept.back().text.ends_with('s') || kept.back().end.text.ends_with('s'));
      if (open == '\'' && is_after_s)
        kept.back().is_possessive = true;
      else if (open != '\'' && open != '>')
        kept.push_back(std::move(units[i]));
      continue;
    }
    const char close = open == '<' ? '>' : open;
    std::size_t end = i + 1;
    while (end < units.size() && units[end].mark != close)
      ++end;
    if (end == units.size() && open == '\'')
      continue;
    const bool is_entity = end == i + 2 && units[i + 1].kind == Unit::Kind::entity;
    if (is_entity) {
      kept.push_back(std::move(units[i + 1]));
      kept.back().is_glued = false;
    } else {
      Unit quote;
      quote.kind = Unit::Kind::opaque;
      quote.mark = '"';
      quote.is_glued = units[i].is_glued;
      quote.span = {units[i].span.begin, units[std::min(end, units.size() - 1)].span.end};
      kept.push_back(std::move(quote));
    }
    i = end;
  }
  units = std::move(kept);
}

/// Whether the mark at `i` ends the sentence.
bool ends_sentence(const std::vector<Unit>& units, std::size_t i) {
  const char mark = units[i].mark;
  if (units[i].kind != Unit::Kind::mark || (mark != '.' && mark != '!' && mark != '?'))
    return false;
  if (mark != '.')
    return true;
  if (i + 1 < units.size() && units[i + 1].is_glued && units[i + 1].kind != Unit::Kind::mark)
    return false;
  if (i == 0 || units[i - 1].kind != Unit::Kind::word || i + 1 == units.size())
    return true;
  const Unit& before = units[i - 1];
  const bool is_initial = before.is_capitalised && before.text.size() == 1 && before.text != "i";
  return !is_initial && !is_abbreviation(before.text);
}

/// Where the second word of a verb stands behind its object, "gave [[Dune]] back", or 0: nothing
/// but names, pronouns and what belongs to them stands between.
std::size_t separated_particle(const std::vector<Unit>& units, std::size_t i,
                               const VerbSpelling& spelling) {
  constexpr std::size_t farthest = 6;
  if (spelling.words.size() != 2 || units[i].text != spelling.words[0] ||
      !language::classes_of(spelling.words[1]).has(WordClass::adverb))
    return 0;
  for (std::size_t j = i + 1; j < units.size() && j <= i + farthest; ++j) {
    const Unit& unit = units[j];
    if (unit.kind == Unit::Kind::word && unit.text == spelling.words[1])
      return j > i + 1 ? j : 0;
    const bool is_object_part =
        unit.kind == Unit::Kind::entity ||
        (unit.kind == Unit::Kind::word &&
         (unit.is_type_noun ||
          unit.classes.has_any(WordClass::determiner, WordClass::pronoun, WordClass::first_object,
                               WordClass::conjunction_and)));
    if (!is_object_part)
      return 0;
  }
  return 0;
}

/// Moves a particle behind its verb: "gave [[Dune]] back" is read as "gave back [[Dune]]".
void join_particles(std::vector<Unit>& units, const VerbLexicon& verbs) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto* spellings = units[i].kind == Unit::Kind::word && !units[i].is_possessive
                                ? verbs.beginning_with(units[i].text)
                                : nullptr;
    if (spellings == nullptr)
      continue;
    for (const VerbSpelling& spelling : *spellings)
      if (const std::size_t j = separated_particle(units, i, spelling); j != 0) {
        const auto begin = units.begin() + static_cast<std::ptrdiff_t>(i) + 1;
        std::rotate(begin, units.begin() + static_cast<std::ptrdiff_t>(j),
                    units.begin() + static_cast<std::ptrdiff_t>(j) + 1);
        break;
      }
  }
}

/// "In May", "May 3": the month, and not what may be.
void tell_months(std::vector<Unit>& units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool has_day = i + 1 < units.size() && is_number_of(units[i + 1], 2);
    if (units[i].kind == Unit::Kind::word && units[i].text == "may" && units[i].is_capitalised &&
        (i > 0 || has_day))
      units[i].classes = WordClass::time_noun;
  }
}

/// Takes the verb from auxiliaries that a plugin uses as verbs of their own: of "did not walk" only
/// "walk" is one, of "did [[Copper Ridge]]" "did".
void release_auxiliaries(std::vector<Unit>& units) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].verb == nullptr || units[i].verb->words.size() != 1 ||
        !units[i].classes.has(WordClass::auxiliary))
      continue;
    std::size_t next = i + 1;
    while (next < units.size() && units[next].verb == nullptr &&
           units[next].classes.has(WordClass::adverb))
      ++next;
    const bool is_auxiliary = next < units.size() && (units[next].verb != nullptr ||
                                                      units[next].classes.has(WordClass::negation));
    if (is_auxiliary)
      units[i].verb = nullptr;
  }
}

/// Sets the vocabulary's verbs; the words of one are joined into a unit.
void find_verbs(std::vector<Unit>& units, const VerbLexicon& verbs) {
  join_particles(units, verbs);
  const auto length_at = [&](std::size_t i, const VerbSpelling& spelling) -> std::size_t {
    std::size_t j = i;
    for (std::size_t w = 0; w < spelling.words.size(); ++w, ++j) {
      // "had a long lunch": an article and one more word may stand before the noun.
      if (w == 1 && j + 1 < units.size() && units[j].text != spelling.words[w] &&
          (units[j].text == "a" || units[j].text == "an" || units[j].text == "another"))
        j += units[j + 1].text == spelling.words[w] ? 1 : 2;
      if (j >= units.size() || units[j].kind != Unit::Kind::word ||
          units[j].text != spelling.words[w])
        return 0;
    }
    return j - i;
  };
  std::size_t out = 0;
  for (std::size_t i = 0; i < units.size(); ++out) {
    std::size_t length = 1;
    if (units[i].kind == Unit::Kind::word)
      units[i].event_relations = verbs.event_relations(units[i].text);
    if (units[i].kind == Unit::Kind::word && !units[i].is_possessive)
      if (const auto* spellings = verbs.beginning_with(units[i].text))
        for (const VerbSpelling& spelling : *spellings)
          if (const std::size_t n = length_at(i, spelling); n != 0) {
            units[i].verb = &spelling;
            units[i].span.end = std::max(units[i].span.end, units[i + n - 1].span.end);
            length = n;
            break;
          }
    if (out != i)
      units[out] = std::move(units[i]);
    i += length;
  }
  units.resize(out);
  release_auxiliaries(units);
}

}  // namespace

std::vector<Sentence> split_sentences(const notes::Note& note, const notes::Block& block,
                                      const VerbLexicon& verbs) {
  std::vector<Unit> units = UnitScanner(note, block).take();
  drop_struck_text(units);
  close_quotes_up(units);
  std::vector<Sentence> sentences;
  for (std::size_t begin = time_of_day_end(units); begin < units.size();) {
    std::size_t end = begin;
    while (end < units.size() && !ends_sentence(units, end))
      ++end;
    Sentence sentence;
    std::size_t next = end;
    // The marks that close it belong to it: "?!", "…)", a quote.
    for (; next < units.size() && units[next].kind == Unit::Kind::mark && units[next].mark != '(';
         ++next)
      sentence.is_question = sentence.is_question || units[next].mark == '?';
    const bool may_state = std::any_of(
        units.begin() + static_cast<std::ptrdiff_t>(begin),
        units.begin() + static_cast<std::ptrdiff_t>(end), [&](const Unit& unit) {
          return unit.kind == Unit::Kind::word && (verbs.beginning_with(unit.text) != nullptr ||
                                                   verbs.event_relations(unit.text) != nullptr);
        });
    if (may_state && end - begin <= longest_sentence) {
      sentence.span = {units[begin].span.begin, units[next > begin ? next - 1 : begin].span.end};
      sentence.units.assign(std::make_move_iterator(units.begin() + static_cast<long>(begin)),
                            std::make_move_iterator(units.begin() + static_cast<long>(end)));
      for (Unit& unit : sentence.units)
        if (unit.kind == Unit::Kind::word) {
          unit.classes = language::classes_of(unit.text);
          unit.is_type_noun = verbs.is_type_noun(unit.text);
        }
      tell_months(sentence.units);
      join_names(sentence.units, note.source, verbs);
      find_verbs(sentence.units, verbs);
      if (std::ranges::any_of(sentence.units, [](const Unit& unit) {
            return unit.verb != nullptr || unit.event_relations != nullptr;
          }))
        sentences.push_back(std::move(sentence));
    }
    begin = std::max(next, end + 1);
  }
  return sentences;
}

}  // namespace tote::index::extract
