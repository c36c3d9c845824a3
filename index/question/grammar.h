// SPDX-License-Identifier: GPL-2.0-or-later
// The host's closed grammar of English questions. It reads a row of words top down, keeping what it
// found for each span, and composes meanings as it goes: a clause becomes a predicate as soon as
// its roles fit a frame, a noun phrase becomes a set. What does not fit is dropped at once.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/question/grammar_input.h"
#include "index/question/meaning.h"
#include "index/question/names.h"
#include "index/question/shape.h"

namespace tote::index::question {

class Grammar {
 public:
  explicit Grammar(const GrammarInput& input) : in_(input) {}

  /// Every reading that consumes all words, unordered.
  [[nodiscard]] std::vector<Question> read();

 private:
  using Span = std::uint32_t;
  using Sets = std::vector<SetRef>;
  using Predicates = std::vector<Predicate>;

  // noun_phrase.cpp
  const Sets& sets(std::size_t begin, std::size_t end);
  Sets read_sets(std::size_t begin, std::size_t end);
  void add_named(std::size_t begin, std::size_t end, Sets& found);
  /// Tells the trace what a name may mean.
  void note_name(const Set& set);
  void add_described(std::size_t begin, std::size_t end, Sets& found);
  /// Determiners, ordinals and adjectives at `at`; moves it behind them.
  bool read_premodifiers(std::size_t& at, std::size_t end, Set& set);
  /// "unread", and tags as adjectives.
  bool read_adjective(std::size_t& at, std::size_t end, Set& set);
  /// A role or field noun as head; `is_type` if the word is a type's noun as well, which then says
  /// all that the role would without its "of".
  void add_headed(const NounUse& use, bool is_type, const Set& base, std::size_t behind,
                  std::size_t end, Sets& found);
  void add_modified(const Set& base, std::size_t begin, std::size_t end, Sets& found);
  const std::vector<Modifier>& modifiers(std::size_t begin, std::size_t end);
  std::vector<Modifier> read_modifiers(std::size_t begin, std::size_t end);
  void add_modifier_at(std::size_t begin, std::size_t end, std::vector<Modifier>& found);
  bool looks_like_name(std::size_t begin, std::size_t end);
  bool holds_known_name(std::size_t begin, std::size_t end);

  // measure.cpp
  /// "highest rated", "longest" at `at`, which moves behind it; `head` is where the noun stands if
  /// not there.
  bool read_superlative(std::size_t& at, std::size_t end, Set& set,
                        std::optional<std::size_t> head = std::nullopt);
  /// Notes of the types that the noun at `at` or behind a few adjectives names.
  [[nodiscard]] Set head_behind(std::size_t at) const;
  /// "the most pages", "more than 300 pages", "a rating of 4".
  std::vector<Predicate> read_measures(std::size_t begin, std::size_t end);
  /// "with the most pages", "that has a rating of 4".
  void add_measured(std::size_t begin, std::size_t end, std::vector<Modifier>& found);
  void ask_measure(Question::Ask kind, const Set& asked, std::size_t begin,
                   std::vector<Question>& found);

  // possessive.cpp
  void add_possessed(std::size_t begin, std::size_t end, Sets& found);
  /// "Le Guin books", "Dune's author" without its mark.
  void add_compound(std::size_t begin, std::size_t end, Sets& found);
  /// "the book Dune", "the recipe for Pad Thai", "the Dune book": a name whose kind is said.
  void add_apposed(std::size_t begin, std::size_t end, Sets& found);
  void add_of_kind(const std::vector<NounUse>& uses, std::size_t begin, std::size_t end,
                   Sets& found);
  /// What the noun's uses mean of `owner`; `rest` are the words behind the noun.
  void add_owned(const std::vector<NounUse>& uses, const SetRef& owner, const Set& base,
                 std::pair<std::size_t, std::size_t> rest, Sets& found);
  void add_choice(std::size_t begin, std::size_t end, Sets& found);
  void add_value_of(const FieldDecl& field, const SetRef& owner, const Set& base, Sets& found);
  /// What a relation has across from `owner`; `rest` are the words behind the noun.
  void add_held_by(const RelationDecl& relation, const RoleNoun* role, const Set& base,
                   const SetRef& owner, std::pair<std::size_t, std::size_t> rest, Sets& found);
  void add_made_by(const TypeDecl& type, const Set& base, const SetRef& owner,
                   std::pair<std::size_t, std::size_t> rest, Sets& found);
  void restrict_to_role(const RoleNoun& role, Set& set) const;

  // clause.cpp
  const Predicates& relatives(std::size_t begin, std::size_t end);
  Predicates read_relatives(std::size_t begin, std::size_t end);
  /// Subject gap: auxiliaries, verb, arguments.
  std::vector<Shape> verb_clauses(std::size_t begin, std::size_t end);
  /// Subject, auxiliaries, verb, arguments.
  std::vector<Shape> plain_clauses(std::size_t begin, std::size_t end);
  /// Auxiliary, subject, verb, arguments.
  std::vector<Shape> inverted_clauses(std::size_t begin, std::size_t end);
  /// Participle or -ing form, arguments.
  std::vector<Shape> participle_clauses(std::size_t begin, std::size_t end);
  std::optional<VerbGroup> verb_group(std::size_t begin, std::size_t end, int leading) const;
  void add_shapes(std::size_t verb, std::size_t end, const VerbGroup& group, const Shape& base,
                  std::vector<Shape>& found);
  void add_shapes_of(const std::vector<VerbUse>& uses, const std::vector<Arguments>& rests,
                     const VerbGroup& group, const Shape& base, std::vector<Shape>& found);
  /// An object before a verb's particle, and what follows that: "[Dune] back [to Zoë]".
  std::vector<Arguments> parted_arguments(std::size_t begin, std::size_t particle, std::size_t end);
  void add_extraposed(std::size_t begin, std::size_t end, std::vector<Arguments>& found);
  /// "at least 4", "4 or more".
  void add_bounded(std::size_t begin, std::size_t end, std::vector<Arguments>& found);
  const std::vector<Arguments>& arguments(std::size_t begin, std::size_t end);
  std::vector<Arguments> read_arguments(std::size_t begin, std::size_t end);

  // frames.cpp
  Predicates unify(const Shape& shape, Gap gap);
  Predicates unify_all(const std::vector<Shape>& shapes, Gap gap);
  void unify_relation(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found);
  void unify_field(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found);
  void unify_date_field(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found);
  std::optional<Predicate> fill_frame(const Shape& shape, const VerbUse& use,
                                      const std::vector<Argument>& roles, Gap gap);
  /// The relation that tells where that of the verb held, if the roles name a place: "met at".
  [[nodiscard]] const RelationDecl* place_relation(const VerbUse& use,
                                                   const std::vector<Argument>& roles) const;
  /// Why a denial cannot be answered from notes; "" if it can. Sets how it is to be answered.
  [[nodiscard]] std::string settle_denial(const Shape& shape, Predicate& predicate) const;
  /// Whether the owner's dated entries alone state it: reviews.
  [[nodiscard]] bool is_written_by_owner(const RelationDecl& relation) const;

  // binding.cpp
  SetRef bind(const RelationDecl& relation, End end, const SetRef& set);
  /// Whose field is asked for: the meanings that can have it.
  SetRef bind_owner(const FieldDecl& field, const SetRef& set);
  /// "Dune and Emma", each of them bound.
  SetRef bind_joint(const RelationDecl& relation, End end, const SetRef& set);
  SetRef bind_choice(const RelationDecl& relation, End end, const SetRef& set);
  SetRef bind_name(const RelationDecl& relation, End end, const SetRef& set);
  /// As bind, for "by X" and "X's": who has no note may go by part of a name, "Le Guin".
  SetRef bind_maker(const RelationDecl& relation, End end, const SetRef& set);
  /// Whether notes of the set's types may have the field, or what it is reached through.
  [[nodiscard]] bool may_have(const Set& set, const FieldDecl& field) const;
  /// The set with the predicate added, if its notes can be at the predicate's gap.
  SetRef attach(const Set& set, const Predicate& predicate);
  /// "which author have I read": the set through the relation of its role noun.
  SetRef attach_through_role(const Set& set, const Predicate& predicate);
  void note(const std::string& line);

  // question_form.cpp, question_word.cpp, copular.cpp
  void read_asked(std::vector<Question>& found);
  void read_fronted(std::vector<Question>& found);
  void read_in_place(std::vector<Question>& found);
  void read_telegraphic(std::vector<Question>& found);
  void read_dates(std::vector<Question>& found);
  void read_places(std::vector<Question>& found);
  /// Where the event took place, by the relation that tells the places of such events.
  void ask_place(const Predicate& event, std::vector<Question>& found);
  void read_counts(std::vector<Question>& found);
  void read_times(std::vector<Question>& found);
  void read_truth(std::vector<Question>& found);
  void read_copular(std::vector<Question>& found);
  void read_identity(std::vector<Question>& found);
  void read_whose(std::vector<Question>& found);
  void read_whose_field(const FieldDecl& field, std::size_t behind, std::vector<Question>& found);
  void read_whose_role(const RelationDecl& relation, End role, std::size_t behind,
                       std::vector<Question>& found);
  void read_values(std::vector<Question>& found);
  void read_phrase(std::vector<Question>& found);
  /// The heads that an asking word may have: "who" alone, "which unread books".
  std::vector<std::pair<Set, std::size_t>> asked_heads(std::size_t begin);
  /// Clauses behind an asked head, in the order of words that a question has.
  std::vector<Shape> asked_clauses(std::size_t begin);
  /// The questions for the notes of `asked` that the clauses describe.
  void ask(Question::Ask kind, const Set& asked, std::vector<Shape> shapes,
           std::vector<Question>& found);
  void ask_adjective(Question::Ask kind, const Set& asked, std::size_t begin,
                     std::vector<Question>& found);
  void ask_facts(Question question, std::vector<Shape> shapes, std::vector<Question>& found);

  static Span span(std::size_t begin, std::size_t end) {
    return static_cast<Span>(begin << 8 | end);
  }

  [[nodiscard]] std::size_t size() const { return in_.tokens.size(); }

  [[nodiscard]] std::string_view word(std::size_t i) const { return in_.tokens.word(i); }

  /// False once the line has cost more steps than any sensible question does.
  bool spend() { return ++steps_ < max_steps; }

  static constexpr std::uint32_t max_steps = 60000;
  /// A description goes before no name of the same length.
  static constexpr double description_cost = 0.01;

  GrammarInput in_;
  std::uint32_t steps_ = 0;
  std::unordered_map<Span, Sets> sets_;
  std::unordered_map<Span, std::vector<Modifier>> modifiers_;
  std::unordered_map<Span, Predicates> relatives_;
  std::unordered_map<Span, std::vector<Arguments>> arguments_;
  std::unordered_map<Span, std::vector<Meaning>> names_;
};

}  // namespace tote::index::question
