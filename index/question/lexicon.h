// SPDX-License-Identifier: GPL-2.0-or-later
// The vocabulary's words, found by how they are typed: verbs in all their forms, nouns of types,
// ends and fields, adjectives. Borrows from the vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "index/question/token.h"
#include "index/vocabulary.h"

namespace tote::index::question {

/// Forms of a verb, as bits: one word may be several ("read", "met").
enum VerbForm : std::uint8_t {
  base_form = 1,
  third_person = 2,
  past_form = 4,
  participle_form = 8,
  gerund_form = 16
};

/// A verb of a relation, or of a field, in the forms that the typed word can be.
struct VerbUse {
  const RelationDecl* relation = nullptr;  ///< or nullptr, and
  const FieldDecl* field = nullptr;
  const VerbDecl* verb = nullptr;
  std::uint8_t forms = 0;
};

/// What a noun or adjective can mean; exactly one of the pointers is set (with a role or adjective
/// also its relation).
struct NounUse {
  const TypeDecl* type = nullptr;
  const RelationDecl* relation = nullptr;
  const RoleNoun* role = nullptr;
  const AdjectiveDecl* adjective = nullptr;
  const FieldDecl* field = nullptr;
};

/// What a superlative adjective picks by.
struct SuperlativeUse {
  const FieldDecl* field = nullptr;
  bool is_highest = true;
};

/// A verb of two words whose second may stand behind its object: "give back".
struct SeparableVerb {
  std::string particle;
  const std::vector<VerbUse>* uses = nullptr;
};

/// The uses of the words that begin at a token, and how many tokens they take.
template <class Use>
struct Match {
  std::size_t words = 0;
  const std::vector<Use>* uses = nullptr;
};

class Lexicon {
 public:
  /// Requires: `vocabulary` outlives the lexicon. About 50 µs.
  explicit Lexicon(const Vocabulary& vocabulary);

  /// All matches at token `i`, the longest first.
  [[nodiscard]] std::vector<Match<VerbUse>> verbs(const Tokens& tokens, std::size_t i) const;
  [[nodiscard]] std::vector<Match<NounUse>> nouns(const Tokens& tokens, std::size_t i) const;

  [[nodiscard]] std::vector<Match<SuperlativeUse>> superlatives(const Tokens& tokens,
                                                                std::size_t i) const;
  /// The verbs of two words whose first stands at token `i`.
  [[nodiscard]] std::vector<SeparableVerb> separable_verbs(const Tokens& tokens,
                                                           std::size_t i) const;

  /// Whether a verb begins at the token.
  [[nodiscard]] bool may_be_verb(const Tokens& tokens, std::size_t i) const {
    return !verbs(tokens, i).empty() || separable_.contains(std::string(tokens.word(i)));
  }

  /// Whether the word fills a slot of any frame: "to", "about", or a preposition of a plugin's.
  [[nodiscard]] bool is_slot(std::string_view word) const { return slots_.count(word) != 0; }

  /// Whether the word is, or is part of, anything declared.
  [[nodiscard]] bool knows(std::string_view word) const {
    return words_.contains(std::string(word));
  }

  /// The declared word that a misspelt one most likely is; "" if none is near enough or two are
  /// equally near.
  [[nodiscard]] std::string corrected(std::string_view word) const;

  [[nodiscard]] const Vocabulary& vocabulary() const { return *vocabulary_; }

 private:
  void add_verb(const VerbUse& use, std::string_view word, std::uint8_t form);
  void add_noun(const NounUse& use, const Noun& noun);
  void add_phrase(std::string_view phrase);

  const Vocabulary* vocabulary_;
  std::unordered_map<std::string, std::vector<VerbUse>> verbs_;
  std::unordered_map<std::string, std::vector<NounUse>> nouns_;
  std::unordered_map<std::string, std::vector<SuperlativeUse>> superlatives_;
  /// By first word: the forms of verbs of two words.
  std::unordered_map<std::string, std::vector<std::string>> separable_;
  std::unordered_set<std::string> words_;
  std::unordered_set<std::string_view> slots_;
  std::size_t longest_ = 1;
};

}  // namespace tote::index::question
