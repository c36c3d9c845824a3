// SPDX-License-Identifier: GPL-2.0-or-later
// How an answer is put together: one object for one question. respond.cpp names and quotes,
// respond_order.cpp orders; respond_set.cpp answers with notes, respond_fact.cpp with dates,
// counts, values, yes and no.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "index/answer.h"
#include "index/question/evaluate.h"
#include "index/question/meaning.h"

namespace tote::index::question {

/// Answers one question. Requires: reader, question and options outlive it.
class Responder {
 public:
  Responder(const store::Reader& reader, const Question& question, const AskOptions& options)
      : reader_(reader), question_(question), options_(options), evaluator_(reader, options) {}

  Answer run();

 private:
  /// Whether what is asked for is what something is not on record of, and there is no such thing.
  [[nodiscard]] bool is_exhausted() const;
  /// Says how names were read, where that differs from what was typed.
  void note_names();
  Evidence evidence_of(const Witness& witness, std::uint32_t item) const;
  /// The line that holds a link or a mention, since its own span is only the name.
  std::string line_around(const Witness& witness) const;
  /// Adds the statements, the best first, no more of them than are asked for.
  void add_evidence(std::vector<Witness> witnesses, std::uint32_t item,
                    std::vector<Evidence>& into);
  /// Says what was not looked at or is not shown.
  void note_what_is_left_out();
  AnswerItem item_of(const Thing& thing) const;
  std::string title_of(const Thing& thing) const;
  /// Which of an ambiguous name's meanings a member answers, by title.
  std::vector<std::string> meanings_of(const Found& found, const Predicate* main) const;
  std::string group_of(const Found& found, const Predicate* main) const;
  /// The date by which a member is listed: of the first main statement, or the last if that is
  /// what was asked for.
  std::optional<notes::Date> date_of(const Found& found, const Predicate* main) const;
  /// What a member is listed by, before its title.
  using Rank = std::tuple<std::string, int, int, int, notes::Date>;
  Rank rank_of(const Found& found, const Predicate* main, bool is_identity) const;
  /// By member, the notes::name_keys of what the wanted ones are called.
  std::vector<std::string> title_keys(const std::vector<Found>& found,
                                      const std::vector<std::size_t>& wanted) const;
  /// Puts the members in their order and keeps the page of them that is asked for. Decodes no
  /// record but of those kept.
  void order(std::vector<Found>& found, const Predicate* main);
  void answer_set();
  /// Where it was is not on record: that it was is, perhaps.
  void tell_event_of_place(const Predicate& main);
  void set_relation(const Predicate* main);
  std::uint32_t index_of(const Thing& thing) const;
  /// Statements to the contrary about the same.
  void add_contrary(const Predicate& main);
  /// What holds for other editions of the same work.
  void add_related(const Predicate& main);
  /// Members of a set that are no answers, as related.
  void add_also(const Set& set);
  /// What holds for some of several names, and not for all.
  void add_partial(const Set& set);
  /// What took place more often than it was asked for: three times, beside "twice".
  void add_more_often(const Set& set, const Predicate& main);
  void answer_count();
  void answer_definition();
  void answer_values();
  /// The day, month or year of a date, as asked for.
  notes::Date rounded(notes::Date date) const;
  /// Positive statements, without second accounts of the same unless the first or last is asked
  /// for.
  std::vector<Witness> occurrences();
  void answer_dates();
  /// Statements by the meaning of an ambiguous name that they are about; "" if none is ambiguous.
  std::map<std::string, std::vector<Witness>> by_meaning(
      const std::vector<Witness>& statements) const;
  std::string meaning_of(const Witness& witness) const;
  void answer_times();
  void answer_truth();

  const store::Reader& reader_;
  const Question& question_;
  const AskOptions& options_;
  Evaluator evaluator_;
  Answer answer_;
  std::uint32_t total_ = 0;               ///< members, shown or not
  std::uint32_t undated_statements_ = 0;  ///< that may come before the first, behind the last
  std::uint32_t further_statements_ = 0;  ///< that are not shown
  std::uint32_t further_unrecorded_ = 0;
};

}  // namespace tote::index::question
