// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/question.h"

#include <algorithm>
#include <chrono>
#include <set>

#include "index/language/words.h"
#include "index/question/grammar.h"
#include "index/question/render.h"
#include "index/question/respond.h"
#include "index/store/reader.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

using Clock = std::chrono::steady_clock;

/// A reading within this of the cheapest may be preferred if it alone has an answer.
constexpr double close_cost = 0.25;
constexpr double same_cost = 1e-6;
constexpr std::size_t most_tried = 6;

/// "Dune: who recommended it", "about Dune, who …": the name goes to its pronoun's place.
std::string with_topic(const Tokens& tokens, const Names& names, std::string_view line) {
  const std::string_view opening = tokens.word(0);
  const std::size_t begin = opening == "about" || opening == "regarding" ? 1
                            : tokens.has_at(0, "as for")                 ? 2
                                                                         : 0;
  for (std::size_t i = begin; i + 2 < tokens.size(); ++i) {
    const std::string_view rest_of_line = line.substr(tokens[i].span.end);
    const bool is_set_off = rest_of_line.starts_with(", ") || rest_of_line.starts_with(" - ");
    const bool is_topic =
        tokens[i].ends_topic || (is_set_off && !names.find(tokens.text(begin, i + 1)).empty());
    if (!is_topic)
      continue;
    for (std::size_t j = i + 1; j < tokens.size(); ++j) {
      const std::string_view word = tokens.word(j);
      const bool is_pronoun = word == "it" || word == "him" || word == "her" || word == "them" ||
                              word == "he" || word == "she" || word == "they";
      if (!is_pronoun)
        continue;
      const notes::ByteSpan rest{tokens[i + 1].span.begin, static_cast<std::uint32_t>(line.size())};
      std::string result(line.substr(rest.begin, tokens[j].span.begin - rest.begin));
      result += "[[" + tokens.text(begin, i + 1) + "]]";
      return result + std::string(line.substr(tokens[j].span.end));
    }
  }
  return std::string(line);
}

bool asks(std::string_view word) {
  static constexpr std::string_view asking[] = {"who",   "whom", "whose", "what",
                                                "which", "when", "where", "how"};
  return std::find(std::begin(asking), std::end(asking), word) != std::end(asking);
}

class Interpreter {
 public:
  Interpreter(const store::Reader& reader, std::string_view line, const AskOptions& options,
              std::string* explanation)
      : reader_(reader),
        options_(options),
        explanation_(explanation),
        start_(Clock::now()),
        line_(line) {}

  std::optional<Answer> run() {
    auto tokens = tokenise(line_);
    if (!tokens)
      return search("a search: it holds the marks of one, or no words, or too many");
    names_ = names_of(reader_);
    if (std::string moved = with_topic(*tokens, *names_, line_); moved != line_) {
      line_ = std::move(moved);
      tokens = tokenise(line_);
    }
    if (!tokens || tokens->size() < 2)
      return search("a search: a single word");
    introduced_ = strip_introduction(*std::move(tokens));
    if (introduced_->tokens.size() < 2 && !introduced_->is_follow_up)
      return search("a search: nothing is left behind its introduction");
    take_fronted_time();
    correct_asking_word();
    explain_tokens();
    lexicon_.emplace(reader_.vocabulary());
    if (auto answer = answer_follow_up()) {
      finish(*answer);
      return answer;
    }
    if (!holds_vocabulary(introduced_->tokens))
      return search("a search: no word that relates notes");
    if (is_name())
      return search("a search: the whole line is a note's name");
    for (const Effort effort : {Effort::exact, Effort::corrected, Effort::unknown}) {
      if (effort != Effort::exact && !is_asked())
        break;
      // What is left behind a time in front may be another time, which is no name.
      if (effort == Effort::unknown && fronted_time_.is_limited())
        break;
      if (auto answer = attempt(effort)) {
        finish(*answer);
        return answer;
      }
    }
    return search("a search: no reading consumes every word");
  }

  /// Why what was asked is not answered; "" if nothing was, or nothing of it was understood.
  [[nodiscard]] std::string why_declined() const {
    return declined_.empty() || !is_asked() ? std::string() : declined_.front();
  }

 private:
  /// "what about Tigana", "and Tigana?": a name that leans on the question before.
  std::optional<Answer> answer_follow_up() const {
    const Tokens& tokens = introduced_->tokens;
    const bool asks_about = tokens.has_at(0, "what about") || tokens.has_at(0, "how about");
    const std::size_t at = asks_about ? 2 : 0;
    if ((!asks_about && !(introduced_->is_follow_up && line_.ends_with('?'))) ||
        at >= tokens.size())
      return std::nullopt;
    const std::string name = tokens.text(at, tokens.size());
    if (names_->find(name).empty())
      return std::nullopt;
    return decline_follow_up(name);
  }

  /// Whether a verb, a noun or an adjective of the vocabulary is in the line, or "is".
  bool holds_vocabulary(const Tokens& tokens) const {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string_view word = tokens.word(i);
      if (lexicon_->knows(word) || language::auxiliary(word) == language::Auxiliary::be ||
          !lexicon_->corrected(word).empty() || word == "by" || word == "about" || word == "know")
        return true;
    }
    return false;
  }

  /// Whether the line is a title or alias as it stands: "Review of Ravenmarked".
  bool is_name() const {
    const Tokens& tokens = introduced_->tokens;
    const std::vector<Meaning> meant = names_->find(tokens.text(0, tokens.size()));
    return std::any_of(meant.begin(), meant.end(),
                       [](const Meaning& meaning) { return meaning.cost == 0; });
  }

  /// Whether the line has the look of a question, so that misspelt and missing names are worth the
  /// trouble.
  bool is_asked() const {
    const Tokens& tokens = introduced_->tokens;
    return introduced_->is_request || introduced_->is_indirect || asks(tokens.word(0)) ||
           asks(tokens.word(1)) || asks(tokens.word(tokens.size() - 1)) ||
           language::auxiliary(tokens.word(0)).has_value();
  }

  /// "walts email": a name with its -s and without the apostrophe, before what somebody has.
  bool is_bare_possessor(const Tokens& tokens, std::size_t i) const {
    constexpr std::size_t longest_name = 3;
    constexpr std::size_t shortest = 4;
    const std::string_view word = tokens.word(i);
    if (word.size() < shortest || !word.ends_with('s') || lexicon_->knows(word) ||
        lexicon_->nouns(tokens, i + 1).empty())
      return false;
    for (std::size_t begin = i + 1; begin-- > 0 && begin + longest_name > i;) {
      std::string name = tokens.text(begin, i + 1);
      if (!names_->find(name).empty())
        return false;
      name.pop_back();
      if (!names_->find(name).empty())
        return true;
    }
    return false;
  }

  /// Parts the last word from its -s; gives what was meant.
  static std::string split_possessor(std::vector<Token>& words) {
    Token mark;
    mark.folded = "'s";
    mark.is_possessive = true;
    Token& owner = words.back();
    owner.folded.pop_back();
    mark.span = {owner.span.end - 1, owner.span.end};
    --owner.span.end;
    std::string meant = owner.folded + "'s";
    words.push_back(std::move(mark));
    return meant;
  }

  /// Takes the time off that stands in front of a question: "in 2012, which books did I read".
  void take_fronted_time() {
    constexpr std::size_t longest = 8;
    const Tokens& tokens = introduced_->tokens;
    for (std::size_t end = std::min(tokens.size() - 1, longest); end > 0; --end) {
      const bool opens_question =
          asks(tokens.word(end)) || language::auxiliary(tokens.word(end)).has_value();
      const auto time = opens_question ? read_time(tokens, 0, end, options_.today) : std::nullopt;
      if (!time)
        continue;
      fronted_time_ = *time;
      introduced_->tokens = tokens.without_first(end);
      return;
    }
  }

  /// A slip in the word that asks: "wich books".
  void correct_asking_word() {
    static constexpr std::pair<std::string_view, std::string_view> slips[] = {
        {"wich", "which"}, {"whitch", "which"}, {"whcih", "which"}, {"waht", "what"},
        {"whta", "what"},  {"hwat", "what"},    {"hwo", "who"},     {"wehn", "when"},
        {"whne", "when"},  {"hwen", "when"},    {"wher", "where"},  {"wheer", "where"},
        {"whre", "where"}};
    const Tokens& tokens = introduced_->tokens;
    for (const auto& [slip, meant] : slips)
      if (tokens.word(0) == slip && names_->find(slip).empty()) {
        std::vector<Token> words;
        for (std::size_t i = 0; i < tokens.size(); ++i)
          words.push_back(tokens[i]);
        words.front().folded = meant;
        asking_slip_ = {std::string(slip), std::string(meant)};
        introduced_->tokens = tokens.with(std::move(words));
        return;
      }
  }

  /// The tokens with misspelt words of the vocabulary put right; what they were goes to
  /// `corrections`.
  Tokens corrected(const Tokens& tokens, std::map<std::string, std::string>& corrections) const {
    std::vector<Token> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      words.push_back(tokens[i]);
      if (tokens[i].is_quoted || tokens[i].is_capital)
        continue;
      if (is_bare_possessor(tokens, i)) {
        corrections[tokens.text(i, i + 1)] = split_possessor(words);
        continue;
      }
      const std::string right = lexicon_->corrected(tokens[i].folded);
      if (right.empty() || !names_->find(tokens.text(i, i + 1)).empty())
        continue;
      corrections[tokens.text(i, i + 1)] = right;
      words.back().folded = right;
    }
    return tokens.with(std::move(words));
  }

  std::optional<Answer> attempt(Effort effort) {
    std::map<std::string, std::string> corrections;
    const Tokens tokens =
        effort == Effort::exact ? introduced_->tokens : corrected(introduced_->tokens, corrections);
    std::vector<std::string> trace;
    GrammarInput input{tokens, *lexicon_, *names_, options_.today, {}};
    for (const std::string& name : options_.me)
      input.owner_names.push_back(notes::name_key(name));
    input.chosen = &options_.chosen;
    input.effort = effort;
    input.fronted_time = fronted_time_;
    input.is_request = introduced_->is_request;
    input.is_indirect = introduced_->is_indirect;
    input.trace = explanation_ != nullptr ? &trace : nullptr;
    input.declined = &declined_;
    const Clock::time_point begun = Clock::now();
    std::vector<Question> readings = Grammar(input).read();
    reading_ += Clock::now() - begun;
    if (effort != Effort::exact)
      std::erase_if(readings, [](const Question& reading) { return !reading.is_asked; });
    std::stable_sort(readings.begin(), readings.end(),
                     [](const Question& a, const Question& b) { return a.cost < b.cost; });
    drop_repetitions(readings);
    explain_readings(effort, trace, readings);
    std::optional<Answer> answer = choose(readings);
    if (!asking_slip_.first.empty())
      corrections.insert(asking_slip_);
    if (answer)
      answer->resolved.insert(corrections.begin(), corrections.end());
    return answer;
  }

  static void drop_repetitions(std::vector<Question>& readings) {
    std::set<std::string> seen;
    std::erase_if(readings, [&](const Question& reading) {
      return !seen.insert(render_reading(reading)).second;
    });
  }

  /// The best reading's answer; nullopt if there is none, or only one that was not asked for and
  /// has no answer.
  std::optional<Answer> choose(const std::vector<Question>& readings) {
    std::optional<Answer> empty;
    std::optional<Answer> chosen;
    double cost = 0;
    std::size_t tried = 0;
    for (const Question& reading : readings) {
      if (++tried > most_tried || reading.cost > readings.front().cost + close_cost)
        break;
      if (chosen && reading.cost > cost + same_cost)
        break;
      if (const Set* reference = find_reference(reading)) {
        if (!empty && reading.is_asked)
          empty = decline(reader_, reading, *reference);
        continue;
      }
      if (const Set* unknown = find_unknown(reading)) {
        if (!empty && reading.is_asked)
          empty = respond_unknown(reader_, reading, *unknown);
        continue;
      }
      Answer answer = respond(reader_, reading, options_);
      if (answer.is_none)
        if (auto looser = respond_loosely(reading))
          answer = *std::move(looser);
      if (answer.is_none) {
        if (!empty && reading.is_asked && !dates_undated_notes(reading))
          empty = std::move(answer);
      } else if (!chosen) {
        chosen = std::move(answer);
        cost = reading.cost;
      } else if (answer.relation != chosen->relation) {
        join(*chosen, std::move(answer));
      }
    }
    return chosen ? std::move(chosen) : std::move(empty);
  }

  /// "people in 2011": that none is dated so tells nothing, since such notes have no date.
  bool dates_undated_notes(const Question& reading) const {
    bool found = false;
    visit_sets(reading, [&](const Set& set) {
      const auto is_dated = [&](const std::string& id) {
        const TypeDecl* type = reader_.vocabulary().type(id);
        return type != nullptr && type->is_dated;
      };
      found |= set.dated.is_limited() && !set.types.empty() &&
               std::none_of(set.types.begin(), set.types.end(), is_dated);
    });
    return found;
  }

  /// "when did I last call Ana", if notes say that she was contacted, but not how: that, and said
  /// so. Not where the roles matter ("who wrote to me"), nor for yes and no.
  std::optional<Answer> respond_loosely(const Question& reading) const {
    Question looser = reading;
    if (reading.ask == Question::Ask::truth)
      return std::nullopt;
    Predicate* predicate = &looser.fact;
    std::shared_ptr<Set> set;
    if (const Predicate* main = reading.set ? main_predicate(*reading.set) : nullptr) {
      set = std::make_shared<Set>(*reading.set);
      predicate = &set->predicates[static_cast<std::size_t>(main - reading.set->predicates.data())];
      looser.set = set;
    }
    if (predicate->told_by.empty() || !is_done_by_owner(*predicate->verb))
      return std::nullopt;
    const std::string verb = predicate->told_by.front();
    predicate->told_by.clear();
    Answer answer = respond(reader_, looser, options_);
    if (answer.is_none)
      return std::nullopt;
    answer.message = "'" + verb + "' is on record only as " + answer.relation;
    return answer;
  }

  /// Two relations answer equally well: both, each labelled.
  static void join(Answer& answer, Answer other) {
    const auto base = static_cast<std::uint32_t>(answer.items.size());
    for (AnswerItem& item : answer.items)
      if (item.group.empty())
        item.group = answer.relation;
    for (AnswerItem& item : other.items) {
      item.group = other.relation;
      answer.items.push_back(std::move(item));
    }
    for (Evidence& evidence : other.evidence) {
      if (evidence.answer != no_item)
        evidence.answer += base;
      answer.evidence.push_back(std::move(evidence));
    }
    answer.reading += "; and " + other.reading;
    answer.query.clear();
    answer.total = static_cast<std::uint32_t>(answer.items.size());
  }

  void explain(const std::string& line) {
    if (explanation_ != nullptr)
      *explanation_ += line + "\n";
  }

  void explain_tokens() {
    if (explanation_ == nullptr)
      return;
    std::string words;
    for (std::size_t i = 0; i < introduced_->tokens.size(); ++i)
      words += (i == 0 ? "" : " · ") + introduced_->tokens[i].folded;
    explain("words: " + words);
  }

  void explain_readings(Effort effort, const std::vector<std::string>& trace,
                        const std::vector<Question>& readings) {
    if (explanation_ == nullptr)
      return;
    explain(effort == Effort::exact       ? "names and verbs as typed:"
            : effort == Effort::corrected ? "with misspellings put right:"
                                          : "with names that no note has:");
    for (const std::string& line : trace)
      explain("  " + line);
    for (const Question& reading : readings)
      explain("  reading: " + render_reading(reading) + "  [cost " +
              std::to_string(reading.cost).substr(0, 4) + "]");
    if (readings.empty())
      explain("  no reading");
  }

  void explain_time() {
    const auto in_microseconds = [](Clock::duration time) {
      return std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
    };
    explain("time: " + in_microseconds(Clock::now() - start_) + " µs, of them " +
            in_microseconds(reading_) + " µs to read the line");
  }

  void finish(Answer& answer) {
    if (!answer.reading.empty())
      explain("understood: " + answer.reading);
    explain_time();
    if (explanation_ != nullptr)
      answer.explanation = *explanation_;
  }

  std::nullopt_t search(const std::string& why) {
    explain(why);
    explain_time();
    return std::nullopt;
  }

  const store::Reader& reader_;
  const AskOptions& options_;
  std::string* explanation_;
  Clock::time_point start_;
  Clock::duration reading_{};
  std::string line_;
  std::optional<Introduced> introduced_;
  TimeRange fronted_time_;
  std::pair<std::string, std::string> asking_slip_;  ///< as typed, as meant
  std::vector<std::string> declined_;                ///< why what a clause asks is not on record
  std::optional<Lexicon> lexicon_;
  std::unique_ptr<Names> names_;
};

}  // namespace

std::optional<Answer> answer(const store::Reader& reader, std::string_view line,
                             const AskOptions& options, std::string* explanation,
                             std::string* declined) {
  Interpreter interpreter(reader, line, options, options.wants_explanation ? explanation : nullptr);
  auto result = interpreter.run();
  if (!result && declined != nullptr)
    *declined = interpreter.why_declined();
  return result;
}

}  // namespace tote::index::question
