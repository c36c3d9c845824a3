// SPDX-License-Identifier: GPL-2.0-or-later
// A typed line as a row of words, contractions taken apart. Words keep their place in the line, so
// that a name can be looked up as it was typed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::index::question {

/// Longer lines are not questions: the time to read a line stays bounded.
inline constexpr std::size_t max_tokens = 24;

struct Token {
  std::string folded;          ///< "recommended"; of a contraction "is", "n't", "have"
  notes::ByteSpan span;        ///< into the line
  bool is_capital = false;     ///< begins with a capital letter
  bool is_possessive = false;  ///< "'s" or "'" after a name; it may also be "is" or "has"
  bool is_quoted = false;      ///< a whole name: `[[Dune]]`, `"Left Hand"`; `folded` is its key
  bool ends_topic = false;     ///< a colon follows: "Dune: who recommended it"
};

/// A line, taken apart.
class Tokens {
 public:
  Tokens(std::string line, std::vector<Token> tokens)
      : line_(std::move(line)), tokens_(std::move(tokens)) {}

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }

  [[nodiscard]] const Token& operator[](std::size_t i) const { return tokens_[i]; }

  /// The folded word, or "" beyond the end.
  [[nodiscard]] std::string_view word(std::size_t i) const;
  /// Whether the words from `i` on are these, separated by single spaces.
  [[nodiscard]] bool has_at(std::size_t i, std::string_view words) const;
  /// The line from token `begin` to before token `end`, as typed.
  [[nodiscard]] std::string text(std::size_t begin, std::size_t end) const;
  /// The same with the punctuation that touches it: `Who Goes There?`, `@zoe@books.example`.
  [[nodiscard]] std::string text_with_marks(std::size_t begin, std::size_t end) const;
  /// The tokens without the first `count`.
  [[nodiscard]] Tokens without_first(std::size_t count) const;
  [[nodiscard]] Tokens without_last() const;

  /// Other tokens of the same line.
  [[nodiscard]] Tokens with(std::vector<Token> tokens) const { return {line_, std::move(tokens)}; }

 private:
  std::string line_;
  std::vector<Token> tokens_;
};

/// Takes a line apart; nullopt if it cannot be a question: it holds search operators (`type:book`,
/// `#tag`, `-word`, `pre*`, OR), has no words, or more than max_tokens.
[[nodiscard]] std::optional<Tokens> tokenise(std::string_view line);

/// How a line was introduced, and the rest of it.
struct Introduced {
  Tokens tokens;
  bool is_request = false;    ///< "show me …", "list …": asks without a question word
  bool is_indirect = false;   ///< "do you know what Andrew recommended": plain word order
  bool is_follow_up = false;  ///< "and …", "what about …": leans on an earlier line
};

/// Strips polite beginnings and endings: "please", "can you tell me", "show me".
[[nodiscard]] Introduced strip_introduction(Tokens tokens);

}  // namespace tote::index::question
