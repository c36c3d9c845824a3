// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/random_world.h"

#include <algorithm>
#include <array>
#include <random>

namespace tote::property {
namespace {

constexpr std::array<const char*, 6> first_names = {"Emma", "Zoë", "Tomas", "Priya", "Ines", "Ann"};
constexpr std::array<const char*, 6> last_names = {"Holt",  "Okafor", "Brandt",
                                                   "Lopes", "Quist",  "Marr"};
constexpr std::array<const char*, 8> titles = {"Emma",        "Nightwood",        "The Sea Road",
                                               "Ines",        "Salt Houses",      "Middlemarch",
                                               "Cold Harbor", "The Long Way Down"};
constexpr std::array<const char*, 3> events = {"Quay Fair", "Book Swap", "Night Market"};
constexpr std::array<const char*, 6> aliases = {"Zed",   "The Captain", "Em",
                                                "Quill", "Moss",        "Tuck"};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  World make() {
    make_entities();
    const std::size_t facts = 4 + below(14);
    for (std::size_t i = 0; i < facts; ++i)
      world_.facts.push_back(fact());
    drop_repeated_fields();
    for (std::size_t i = below(4); i > 0; --i)
      world_.reviews.push_back({below(world_.books.size()), static_cast<int>(1 + below(5)), day()});
    for (std::size_t i = below(4); i > 0; --i)
      world_.noise.push_back({noise(), day()});
    return std::move(world_);
  }

 private:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  notes::Date day() {
    return {static_cast<std::int16_t>(2010 + below(4)), static_cast<std::uint8_t>(1 + below(12)),
            static_cast<std::uint8_t>(1 + below(28))};
  }

  [[nodiscard]] bool is_taken(const std::string& name) const {
    const auto has = [&](const Entity& entity) {
      return entity.name == name || std::ranges::find(entity.aliases, name) != entity.aliases.end();
    };
    return std::ranges::any_of(world_.people, has) || std::ranges::any_of(world_.books, has);
  }

  std::vector<std::string> random_aliases() {
    std::vector<std::string> names;
    if (below(3) == 0)
      if (const std::string alias = aliases[below(aliases.size())]; !is_taken(alias))
        names.push_back(alias);
    return names;
  }

  std::optional<int> random_pages() {
    constexpr int few = 100;
    return below(3) == 0 ? std::nullopt : std::optional(few * static_cast<int>(1 + below(4)));
  }

  void make_entities() {
    const std::size_t people = 2 + below(4);
    while (world_.people.size() < people) {
      const std::string name = std::string(first_names[below(first_names.size())]) + ' ' +
                               last_names[below(last_names.size())];
      if (!is_taken(name))
        world_.people.push_back(
            {name, random_aliases(), {}, below(2) == 0 ? events[below(events.size())] : ""});
    }
    const std::size_t books = 2 + below(4);
    while (world_.books.size() < books) {
      const std::string title = titles[below(titles.size())];
      if (!is_taken(title))
        world_.books.push_back({title, random_aliases(), random_pages(), {}});
    }
  }

  Fact fact() {
    constexpr std::array rels = {Rel::recommended, Rel::recommended, Rel::recommended,
                                 Rel::told,        Rel::read,        Rel::read,
                                 Rel::met,         Rel::contacted,   Rel::contacted,
                                 Rel::author,      Rel::lent_by,     Rel::lent_to};
    Fact made;
    made.rel = rels[below(rels.size())];
    const bool is_of_owner =
        made.rel == Rel::read || made.rel == Rel::met || made.rel == Rel::contacted;
    const bool is_of_person = made.rel == Rel::met || made.rel == Rel::contacted;
    made.from = below(is_of_person ? world_.people.size() : world_.books.size());
    if (!is_of_owner)
      made.to = below(world_.people.size());
    made.date = day();
    made.form = form(made, is_of_owner);
    const bool is_sentence = made.form != Form::field && made.form != Form::inline_field;
    made.is_denied = is_sentence && made.rel != Rel::author && below(4) == 0;
    return made;
  }

  Form form(const Fact& made, bool is_of_owner) {
    constexpr std::array of_owner = {Form::field, Form::inline_field, Form::sentence, Form::terse,
                                     Form::day_later};
    constexpr std::array of_others = {Form::field,   Form::inline_field, Form::sentence,
                                      Form::by_name, Form::day_later,    Form::passive};
    if (made.rel == Rel::contacted && below(3) == 0)
      return Form::email;
    if (is_of_owner)
      return of_owner[below(of_owner.size())];
    return of_others[below(made.rel == Rel::told ? of_others.size() - 1 : of_others.size())];
  }

  /// A field of front matter holds a value once; twice would be the same statement.
  void drop_repeated_fields() {
    std::vector<Fact> kept;
    for (const Fact& fact : world_.facts) {
      const bool is_repeated = std::ranges::any_of(kept, [&](const Fact& other) {
        return fact.form == Form::field && other.form == fact.form && other.rel == fact.rel &&
               other.from == fact.from && other.to == fact.to &&
               (fact.to || other.date == fact.date);
      });
      if (!is_repeated)
        kept.push_back(fact);
    }
    world_.facts = std::move(kept);
  }

  std::string noise() {
    const std::string person = "[[" + world_.people[below(world_.people.size())].name + "]]";
    const std::string book = "[[" + world_.books[below(world_.books.size())].name + "]]";
    switch (below(7)) {
      case 0:
        return person + " might recommend " + book + '.';
      case 1:
        return "If " + person + " recommended " + book + ", I would read it.";
      case 2:
        return '`' + person + " recommended " + book + '`';
      case 3:
        return "> " + person + " told me about " + book + '.';
      case 4:
        return "Did " + person + " recommend " + book + '?';
      case 5:
        return "I will read " + book + " and call " + person + " tomorrow.";
      default:
        return "Thinking of " + person + " and of " + book + '.';
    }
  }

  std::mt19937_64 random_;
  World world_;
};

}  // namespace

World random_world(std::uint64_t seed) {
  return Maker(seed).make();
}

}  // namespace tote::property
