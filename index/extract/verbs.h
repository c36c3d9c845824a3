// SPDX-License-Identifier: GPL-2.0-or-later
// The vocabulary's verbs by their forms, compiled once.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "index/vocabulary.h"

namespace tote::index::extract {

/// Which forms of its verb a spelling is; several may coincide ("read", "lent").
struct VerbForms {
  bool is_lemma = false;
  bool is_third = false;
  bool is_past = false;
  bool is_participle = false;
  bool is_gerund = false;
};

/// One verb of one relation, with the forms that the spelling is of it.
struct VerbSense {
  std::uint32_t relation = 0;  ///< into Vocabulary::relations
  std::uint32_t verb = 0;      ///< into RelationDecl::verbs
  VerbForms forms;
};

/// A spelling and all that it may mean.
struct VerbSpelling {
  std::vector<std::string> words;  ///< folded: {"had", "lunch"}
  VerbForms forms;                 ///< of any sense
  std::vector<VerbSense> senses;
  bool may_be_of_owner = false;  ///< some sense is what the owner does: "borrow"
  bool may_take_two = false;     ///< some sense has an indirect object: "lend somebody a book"
};

/// Finds verb forms. Immutable after construction.
class VerbLexicon {
 public:
  /// Compiles the verbs of relations that sentences state. Keeps no reference.
  explicit VerbLexicon(const Vocabulary& vocabulary);

  /// Spellings that begin with this folded word, the longest first; nullptr if there are none.
  [[nodiscard]] const std::vector<VerbSpelling>* beginning_with(std::string_view word) const;

  /// The relations of whose verbs this folded noun names the act ("recommendation" of "recommend");
  /// nullptr if there are none.
  [[nodiscard]] const std::vector<std::uint32_t>* event_relations(std::string_view noun) const;

  /// Whether this folded word is a noun for notes of a type: "novel".
  [[nodiscard]] bool is_type_noun(std::string_view noun) const {
    return type_nouns_.contains(noun);
  }

  /// Whether `text` may hold a verb form or such a noun: it has, in any case, a word that every
  /// occurrence of some form has. One pass, no allocation for ASCII text.
  [[nodiscard]] bool may_occur_in(std::string_view text) const;

  [[nodiscard]] bool empty() const { return by_first_word_.empty(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept;
  };

  void add_trigger(std::string_view word);
  void add_event_noun(const RelationDecl& relation, std::uint32_t index, const std::string& noun);
  void add(std::string_view form, const VerbSense& sense, const VerbDecl& verb);

  std::unordered_map<std::string, std::vector<VerbSpelling>, Hash, std::equal_to<>> by_first_word_;
  std::unordered_map<std::string, std::vector<std::uint32_t>, Hash, std::equal_to<>> events_;
  std::set<std::string, std::less<>> type_nouns_;
  std::vector<std::uint64_t> trigger_bits_;  ///< a filter over hashes of trigger words
};

}  // namespace tote::index::extract
