// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/token.h"

#include <algorithm>
#include <array>

#include "notes/text.h"

namespace tote::index::question {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool starts_capital(std::string_view text, const notes::Word& word) {
  const char c = text[word.span.begin];
  if (static_cast<unsigned char>(c) < 0x80)
    return c >= 'A' && c <= 'Z';
  // Beyond ASCII: folding changes a capital's first character even without its diacritics.
  const std::string_view written = word.span.in(text);
  return notes::fold(written).substr(0, 1) != written.substr(0, 1) && !word.is_cjk;
}

/// The bytes at the end of `written` that an apostrophe and the `letters` after it take.
std::uint32_t suffix_bytes(std::string_view written, std::size_t letters) {
  const std::size_t end = written.size() - letters;
  const bool is_ascii = end > 0 && written[end - 1] == '\'';
  return static_cast<std::uint32_t>(letters + (is_ascii ? 1 : 3));
}

struct Contraction {
  std::string_view ending;  ///< of the folded word
  std::size_t letters;      ///< after the apostrophe
  std::string_view second;  ///< the word it stands for
};

constexpr auto contractions = std::to_array<Contraction>({
    {"'s", 1, "'s"},
    {"'ve", 2, "have"},
    {"'re", 2, "are"},
    {"'m", 1, "am"},
    {"'ll", 2, "will"},
    {"'d", 1, "had"},
});

/// Contractions typed without their apostrophe, none of them a word of its own.
struct RunTogether {
  std::string_view word;
  std::string_view first;
  std::string_view second;
};

constexpr auto run_together = std::to_array<RunTogether>({
    {"whats", "what", "is"},
    {"whos", "who", "is"},
    {"wheres", "where", "is"},
    {"whens", "when", "is"},
    {"hows", "how", "is"},
    {"didnt", "did", "n't"},
    {"dont", "do", "n't"},
    {"doesnt", "does", "n't"},
    {"havent", "have", "n't"},
    {"hasnt", "has", "n't"},
    {"hadnt", "had", "n't"},
    {"isnt", "is", "n't"},
    {"wasnt", "was", "n't"},
    {"werent", "were", "n't"},
    {"arent", "are", "n't"},
    {"ive", "i", "have"},
    {"youve", "you", "have"},
    {"cannot", "can", "n't"},
});

/// Words after which "'s" is "is" or "has", never a possessor's mark.
constexpr auto asking_words = std::to_array<std::string_view>(
    {"who", "what", "when", "where", "how", "it", "that", "there", "here", "he", "she"});

class Splitter {
 public:
  explicit Splitter(std::string_view line) : line_(line) {}

  std::optional<std::vector<Token>> run() {
    std::size_t at = 0;
    while (at < line_.size()) {
      const std::size_t open = line_.find_first_of("[\"", at);
      if (open == std::string_view::npos)
        break;
      const bool is_link = line_.substr(open).starts_with("[[");
      const std::string_view closing = is_link ? "]]" : "\"";
      const std::size_t inside = open + closing.size();
      const std::size_t close =
          line_[open] == '[' && !is_link ? std::string_view::npos : line_.find(closing, inside);
      if (close == std::string_view::npos)
        return std::nullopt;
      add_words(at, open);
      add_quoted(open, inside, close, close + closing.size());
      at = close + closing.size();
    }
    add_words(at, line_.size());
    if (tokens_.empty() || tokens_.size() > max_tokens)
      return std::nullopt;
    return std::move(tokens_);
  }

 private:
  void add_quoted(std::size_t begin, std::size_t inside, std::size_t close, std::size_t end) {
    Token token;
    std::string_view name = line_.substr(inside, close - inside);
    name = name.substr(0, name.find('|'));
    token.folded = notes::name_key(name);
    token.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    token.is_quoted = true;
    token.is_capital = true;
    tokens_.push_back(std::move(token));
  }

  void add_words(std::size_t begin, std::size_t end) {
    const std::string_view part = line_.substr(begin, end - begin);
    for (const notes::Word& word : notes::split_words(part)) {
      if (tokens_.size() > max_tokens)
        return;
      add_word(word, part, static_cast<std::uint32_t>(begin));
    }
  }

  void add_word(const notes::Word& word, std::string_view part, std::uint32_t offset) {
    const std::string_view written = word.span.in(part);
    Token token;
    token.folded = word.folded;
    token.span = {word.span.begin + offset, word.span.end + offset};
    token.is_capital = starts_capital(part, word);
    const bool follows_colon = token.span.end < line_.size() && line_[token.span.end] == ':';
    for (const RunTogether& known : run_together)
      if (word.folded == known.word && written.size() == known.word.size())
        return split(token, known.first,
                     static_cast<std::uint32_t>(written.size() - known.first.size()), known.second);
    if (word.folded.size() > 3 && word.folded.ends_with("n't")) {
      const std::uint32_t bytes = 1 + suffix_bytes(written, 1);
      const std::string base = word.folded.substr(0, word.folded.size() - 3);
      return split(token, base == "ca" ? "can" : base == "wo" ? "will" : base, bytes, "n't");
    }
    for (const Contraction& contraction : contractions) {
      if (word.folded.size() <= contraction.ending.size() ||
          !word.folded.ends_with(contraction.ending))
        continue;
      const std::string base =
          word.folded.substr(0, word.folded.size() - contraction.ending.size());
      split(token, base, suffix_bytes(written, contraction.letters), contraction.second);
      const bool asks =
          std::find(asking_words.begin(), asking_words.end(), base) != asking_words.end();
      if (contraction.second == "'s") {
        tokens_.back().is_possessive = true;
        if (asks)
          tokens_.back().folded = "is";
      }
      tokens_.back().ends_topic = follows_colon;
      return;
    }
    token.ends_topic = follows_colon;
    tokens_.push_back(token);
    if (token.folded.ends_with('s'))
      add_bare_apostrophe(token);
  }

  /// "Davis' author": a possessor in -s whose mark is the apostrophe alone.
  void add_bare_apostrophe(const Token& owner) {
    const std::string_view rest = line_.substr(owner.span.end);
    const std::uint32_t bytes = rest.starts_with('\'')             ? 1
                                : rest.starts_with("\xE2\x80\x99") ? 3
                                                                   : 0;
    if (bytes == 0 || rest.size() == bytes || !is_space(rest[bytes]))
      return;
    Token mark;
    mark.folded = "'s";
    mark.span = {owner.span.end, owner.span.end + bytes};
    mark.is_possessive = true;
    tokens_.push_back(std::move(mark));
  }

  void split(const Token& whole, std::string_view first, std::uint32_t second_bytes,
             std::string_view second) {
    Token head = whole;
    head.folded = first;
    head.span.end = whole.span.end - second_bytes;
    Token tail;
    tail.folded = second;
    tail.span = {head.span.end, whole.span.end};
    tokens_.push_back(std::move(head));
    tokens_.push_back(std::move(tail));
  }

  std::string_view line_;
  std::vector<Token> tokens_;
};

std::size_t count_words(std::string_view words) {
  return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

/// Whether the line says by its marks that it is to be searched for.
bool has_operators(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' || line.substr(i).starts_with(is_quoted ? "]]" : "[["))
      is_quoted = !is_quoted;
    if (is_quoted)
      continue;
    if (std::string_view("*|<>=~{}/").find(line[i]) != std::string_view::npos)
      return true;
    const bool begins_word = i == 0 || is_space(line[i - 1]) || line[i - 1] == '(';
    const bool touches_next = i + 1 < line.size() && !is_space(line[i + 1]);
    // Brackets within the line may be a title's: "Tigana (anniversary edition)".
    if (begins_word && touches_next &&
        (line[i] == '#' || line[i] == '-' || (line[i] == '(' && i == 0)))
      return true;
    if (line[i] == ':' && touches_next)
      return true;
    if (begins_word &&
        (line.substr(i).starts_with("OR ") || line.substr(i).starts_with("AND ") ||
         line.substr(i).starts_with("NOT ")) &&
        std::any_of(line.begin(), line.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
      return true;
  }
  return false;
}

}  // namespace

std::string_view Tokens::word(std::size_t i) const {
  return i < tokens_.size() && !tokens_[i].is_quoted ? std::string_view(tokens_[i].folded)
                                                     : std::string_view();
}

bool Tokens::has_at(std::size_t i, std::string_view words) const {
  while (!words.empty()) {
    const std::size_t space = std::min(words.find(' '), words.size());
    if (word(i++) != words.substr(0, space))
      return false;
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return true;
}

std::string Tokens::text(std::size_t begin, std::size_t end) const {
  if (end == begin + 1 && tokens_[begin].is_quoted)
    return tokens_[begin].folded;
  const std::size_t from = tokens_[begin].span.begin;
  return line_.substr(from, tokens_[end - 1].span.end - from);
}

std::string Tokens::text_with_marks(std::size_t begin, std::size_t end) const {
  std::size_t from = tokens_[begin].span.begin;
  std::size_t to = tokens_[end - 1].span.end;
  const std::size_t least = begin == 0 ? 0 : tokens_[begin - 1].span.end;
  const std::size_t most = end == tokens_.size() ? line_.size() : tokens_[end].span.begin;
  while (from > least && !is_space(line_[from - 1]))
    --from;
  while (to < most && !is_space(line_[to]))
    ++to;
  return line_.substr(from, to - from);
}

Tokens Tokens::without_first(std::size_t count) const {
  return {line_, {tokens_.begin() + static_cast<std::ptrdiff_t>(count), tokens_.end()}};
}

Tokens Tokens::without_last() const {
  return {line_, {tokens_.begin(), tokens_.end() - 1}};
}

std::optional<Tokens> tokenise(std::string_view line) {
  constexpr std::size_t max_bytes = 1024;
  if (line.size() > max_bytes || has_operators(line))
    return std::nullopt;
  std::optional<std::vector<Token>> tokens = Splitter(line).run();
  if (!tokens)
    return std::nullopt;
  return Tokens(std::string(line), *std::move(tokens));
}

Introduced strip_introduction(Tokens tokens) {
  struct Beginning {
    std::string_view words;
    bool is_request;
    bool is_indirect;
    bool is_follow_up;
  };

  static constexpr auto beginnings = std::to_array<Beginning>({
      {"please", false, false, false},
      {"any idea", false, true, false},
      {"i want to know", false, true, false},
      {"i need to know", false, true, false},
      {"i would like to know", false, true, false},
      {"i had like to know", false, true, false},
      {"do i know", false, true, false},
      {"let me know", false, true, false},
      {"let me see", true, false, false},
      {"hey tote", false, false, false},
      {"ok tote", false, false, false},
      {"so", false, false, false},
      {"well", false, false, false},
      {"ok", false, false, false},
      {"okay", false, false, false},
      {"um", false, false, false},
      {"hi", false, false, false},
      {"hello", false, false, false},
      {"hey", false, false, false},
      {"can you", false, false, false},
      {"could you", false, false, false},
      {"would you", false, false, false},
      {"can i see", true, false, false},
      {"i want to see", true, false, false},
      {"i would like to see", true, false, false},
      {"tell me", false, true, false},
      {"remind me", false, true, false},
      {"do you know", false, true, false},
      {"do you remember", false, true, false},
      {"i wonder", false, true, false},
      {"i forgot", false, true, false},
      {"show me", true, true, false},
      {"show", true, true, false},
      {"list me", true, false, false},
      {"list", true, false, false},
      {"find me", true, false, false},
      {"find", true, false, false},
      {"give me", true, false, false},
      {"and", false, false, true},
      {"but", false, false, true},
  });
  Introduced result{std::move(tokens)};
  for (int round = 0; round < 4; ++round) {
    const auto* found = std::find_if(
        beginnings.begin(), beginnings.end(),
        [&](const Beginning& beginning) { return result.tokens.has_at(0, beginning.words); });
    if (found == beginnings.end())
      break;
    const std::size_t words = count_words(found->words);
    if (words >= result.tokens.size())
      break;
    result.tokens = result.tokens.without_first(words);
    result.is_request |= found->is_request;
    result.is_indirect |= found->is_indirect;
    result.is_follow_up |= found->is_follow_up;
  }
  static constexpr auto endings =
      std::to_array<std::string_view>({"please", "thanks", "thank you", "by the way"});
  const auto ends_with = [&](std::string_view words) {
    const std::size_t count = count_words(words);
    return result.tokens.size() > count + 1 &&
           result.tokens.has_at(result.tokens.size() - count, words) &&
           !result.tokens[result.tokens.size() - count].is_capital;
  };
  for (bool is_found = true; is_found;) {
    is_found = false;
    for (const std::string_view ending : endings)
      if (ends_with(ending)) {
        for (std::size_t i = 0; i < count_words(ending); ++i)
          result.tokens = result.tokens.without_last();
        is_found = true;
      }
  }
  return result;
}

}  // namespace tote::index::question
