// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/brute_force.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

namespace tote::property {
namespace {

using Names = std::set<std::string>;
using Test = std::function<bool(const Fact&)>;

/// "Ann" of "Ann Holt".
std::string first_of(const std::string& name) {
  return name.substr(0, name.find(' '));
}

class Asker {
 public:
  explicit Asker(const World& world) : world_(world) {}

  std::vector<Asked> all() {
    for (std::size_t book = 0; book < world_.books.size(); ++book) {
      ask_of_book(book, world_.books[book].name);
      for (const std::string& alias : world_.books[book].aliases)
        ask("who recommended " + alias, people(recommends(book)));
      for (std::size_t person = 0; person < world_.people.size(); ++person)
        ask_of_pair(person, book);
    }
    for (std::size_t person = 0; person < world_.people.size(); ++person)
      ask_of_person({person}, world_.people[person].name);
    for (const Entity& person : world_.people) {
      for (const std::string& alias : person.aliases)
        ask_of_person(called(alias), alias);
      // Everybody of that first name; an alias that is one is somebody in particular.
      if (const std::string first = first_of(person.name); called(first).empty())
        ask_of_person(with_first_name(first), first);
    }
    for (int year = 2010; year < 2014; ++year)
      ask_of_year(year);
    ask_of_reviews();
    ask_of_pages();
    ask_how_often();
    ask("unread books", unread({}));
    ask("which books have I not read", unread({}));
    return std::move(asked_);
  }

 private:
  using Ids = std::set<std::size_t>;

  void ask(std::string line, Names want, bool is_no = false) {
    asked_.push_back({std::move(line), std::move(want), is_no});
  }

  [[nodiscard]] Ids called(const std::string& alias) const {
    Ids ids;
    for (std::size_t i = 0; i < world_.people.size(); ++i)
      if (std::ranges::find(world_.people[i].aliases, alias) != world_.people[i].aliases.end())
        ids.insert(i);
    return ids;
  }

  [[nodiscard]] Ids with_first_name(const std::string& first) const {
    Ids ids;
    for (std::size_t i = 0; i < world_.people.size(); ++i)
      if (first_of(world_.people[i].name) == first)
        ids.insert(i);
    return ids;
  }

  /// The people at the far end of the facts that pass.
  [[nodiscard]] Names people(const Test& test) const {
    Names names;
    for (const Fact& fact : world_.facts)
      if (fact.to && test(fact))
        names.insert(world_.people[*fact.to].name);
    return names;
  }

  /// The books or people at the near end.
  [[nodiscard]] Names things(const Test& test) const {
    Names names;
    for (const Fact& fact : world_.facts)
      if (test(fact))
        names.insert(fact.rel == Rel::met || fact.rel == Rel::contacted
                         ? world_.people[fact.from].name
                         : world_.books[fact.from].name);
    return names;
  }

  static Test of(Rel rel) {
    return [rel](const Fact& fact) { return fact.rel == rel && !fact.is_denied; };
  }

  static Test recommends(std::size_t book) {
    return [book](const Fact& fact) { return of(Rel::recommended)(fact) && fact.from == book; };
  }

  static Test recommended_by(const Ids& who) {
    return [who](const Fact& fact) { return of(Rel::recommended)(fact) && who.contains(*fact.to); };
  }

  static bool is_in(const Fact& fact, int year) { return is_dated(fact) && fact.date.year == year; }

  [[nodiscard]] bool holds(const Test& test) const {
    return std::ranges::any_of(world_.facts, test);
  }

  [[nodiscard]] bool is_read(std::size_t book) const {
    return holds([&](const Fact& fact) { return of(Rel::read)(fact) && fact.from == book; });
  }

  /// Books without a record of having been read, of those that somebody of `who` recommended.
  [[nodiscard]] Names unread(const std::optional<Ids>& who) const {
    Names names;
    for (std::size_t book = 0; book < world_.books.size(); ++book) {
      const bool is_meant = !who || holds([&](const Fact& fact) {
        return recommended_by(*who)(fact) && fact.from == book;
      });
      if (is_meant && !is_read(book))
        names.insert(world_.books[book].name);
    }
    return names;
  }

  static bool is_field(const Fact& fact) {
    return fact.form == Form::field || fact.form == Form::inline_field;
  }

  /// When it was. A sentence within two weeks of a field's date tells of the same.
  [[nodiscard]] Names dates(const Test& test) const {
    constexpr int nearby_days = 14;
    Names names;
    for (const Fact& fact : world_.facts) {
      const bool is_told_again = !is_field(fact) && holds([&](const Fact& field) {
        return is_field(field) && test(field) && is_dated(field) &&
               fact.date >= notes::add_days(field.date, -nearby_days) &&
               fact.date <= notes::add_days(field.date, nearby_days);
      });
      if (test(fact) && is_dated(fact) && !is_told_again)
        names.insert(notes::to_string(fact.date));
    }
    return names;
  }

  void ask_of_book(std::size_t book, const std::string& name) {
    const auto is_about = [book](Rel rel) {
      return [book, rel](const Fact& fact) { return of(rel)(fact) && fact.from == book; };
    };
    ask("who recommended " + name, people(recommends(book)));
    ask("by whom was " + name + " recommended", people(recommends(book)));
    ask("who told me about " + name, people([&](const Fact& fact) {
          return is_about(Rel::told)(fact) || is_about(Rel::recommended)(fact);
        }));
    ask("who did not recommend " + name, people([&](const Fact& fact) {
          return fact.rel == Rel::recommended && fact.is_denied && fact.from == book;
        }));
    ask("who wrote " + name, people(is_about(Rel::author)));
    ask("when did I read " + name, dates(is_about(Rel::read)));
    ask("when was " + name + " recommended", dates(recommends(book)));
    ask("who recommended " + name + " first", earliest(recommends(book)));
    ask("who lent me " + name, people(is_about(Rel::lent_by)));
    ask("who did I lend " + name + " to", people(is_about(Rel::lent_to)));
    for (std::size_t other = 0; other < book; ++other)
      ask("who recommended " + name + " and " + world_.books[other].name,
          common(people(recommends(book)), people(recommends(other))));
    ask("what did I rate " + name, ratings(book));
    if (const auto pages = world_.books[book].pages)
      ask("how many pages does " + name + " have", {std::to_string(*pages)});
    ask_whether("have I read " + name, is_about(Rel::read), [&](const Fact& fact) {
      return fact.rel == Rel::read && fact.is_denied && fact.from == book;
    });
  }

  void ask_whether(const std::string& line, const Test& yes, const Test& no) {
    if (holds(yes))
      ask(line, {"yes"});
    else
      ask(line, holds(no) ? Names{"no"} : Names{}, holds(no));
  }

  void ask_of_pair(std::size_t person, std::size_t book) {
    const auto is_between = [=](bool is_denied) {
      return [=](const Fact& fact) {
        return fact.rel == Rel::recommended && fact.from == book && fact.to == person &&
               fact.is_denied == is_denied;
      };
    };
    ask_whether("did " + world_.people[person].name + " recommend " + world_.books[book].name,
                is_between(false), is_between(true));
  }

  void ask_of_person(const Ids& who, const std::string& name) {
    ask("what did " + name + " recommend", things(recommended_by(who)));
    ask("books recommended by " + name, things(recommended_by(who)));
    ask("which unread books did " + name + " recommend", unread(who));
    ask("what have I not read that " + name + " recommended", unread(who));
    ask("books by " + name,
        things([&](const Fact& fact) { return of(Rel::author)(fact) && who.contains(*fact.to); }));
    for (int year = 2010; year < 2014; ++year)
      ask("what did " + name + " recommend in " + std::to_string(year),
          things([&](const Fact& fact) { return recommended_by(who)(fact) && is_in(fact, year); }));
    const auto with_any = [&](Rel rel) {
      return [&, rel](const Fact& fact) { return of(rel)(fact) && who.contains(*fact.to); };
    };
    ask("what did I lend to " + name, things(with_any(Rel::lent_to)));
    ask("what did I borrow from " + name, things(with_any(Rel::lent_by)));
    Names places;
    for (const std::size_t id : who)
      if (const std::string& place = world_.people[id].met_at; !place.empty())
        places.insert(place);
    ask("where did I meet " + name, places);
    ask("where do I know " + name + " from", places);
    if (who.size() != 1)
      return;
    const std::size_t person = *who.begin();
    const auto is_with = [person](Rel rel) {
      return [person, rel](const Fact& fact) { return of(rel)(fact) && fact.from == person; };
    };
    ask("when did I meet " + name, dates(is_with(Rel::met)));
    ask_whether("have I met " + name, is_with(Rel::met), [&](const Fact& fact) {
      return fact.rel == Rel::met && fact.is_denied && fact.from == person;
    });
    const std::size_t count = things(recommended_by(who)).size();
    if (count != 0)
      ask("how many books did " + name + " recommend", {std::to_string(count)});
  }

  static Names common(const Names& some, const Names& others) {
    Names both;
    std::ranges::set_intersection(some, others, std::inserter(both, both.end()));
    return both;
  }

  /// Who is in the earliest of the dated facts.
  [[nodiscard]] Names earliest(const Test& test) const {
    std::optional<notes::Date> first;
    for (const Fact& fact : world_.facts)
      if (test(fact) && is_dated(fact) && (!first || fact.date < *first))
        first = fact.date;
    return people(
        [&](const Fact& fact) { return test(fact) && is_dated(fact) && fact.date == first; });
  }

  [[nodiscard]] Names ratings(std::size_t book) const {
    Names values;
    for (const Review& review : world_.reviews)
      if (review.book == book)
        values.insert(std::to_string(review.rating));
    return values;
  }

  /// By book.
  using Numbers = std::multimap<std::size_t, int>;

  /// The books whose number is the best of all; of several numbers of one book its best counts.
  [[nodiscard]] Names best(const Numbers& numbers, const std::function<bool(int, int)>& is_better) {
    std::optional<int> found;
    for (const auto& [book, number] : numbers)
      if (!found || is_better(number, *found))
        found = number;
    Names names;
    for (const auto& [book, number] : numbers)
      if (number == found)
        names.insert(world_.books[book].name);
    return names;
  }

  void ask_of_reviews() {
    Numbers ratings;
    Names reviewed;
    for (const Review& review : world_.reviews) {
      ratings.emplace(review.book, review.rating);
      reviewed.insert(world_.books[review.book].name);
    }
    ask("which books have I reviewed", reviewed);
    Names others;
    for (const Entity& book : world_.books)
      if (!reviewed.contains(book.name))
        others.insert(book.name);
    ask("which books have I not reviewed", others);
    ask("highest rated book", best(ratings, std::greater<>()));
    ask("the book with the lowest rating", best(ratings, std::less<>()));
    Names good;
    for (const auto& [book, rating] : ratings)
      if (rating >= 3)
        good.insert(world_.books[book].name);
    ask("books rated at least 3", good);
  }

  void ask_of_pages() {
    Numbers pages;
    Numbers read;
    Names long_books;
    for (std::size_t book = 0; book < world_.books.size(); ++book)
      if (const auto number = world_.books[book].pages) {
        pages.emplace(book, *number);
        if (is_read(book))
          read.emplace(book, *number);
        if (*number > 200)
          long_books.insert(world_.books[book].name);
      }
    ask("longest book", best(pages, std::greater<>()));
    ask("what is the shortest book I have read", best(read, std::less<>()));
    ask("books with more than 200 pages", long_books);
  }

  void ask_how_often() {
    Names twice;
    Names again;
    Names most;
    std::size_t longest = 1;
    std::set<std::string> authors;
    for (std::size_t book = 0; book < world_.books.size(); ++book) {
      const auto is_reading = [book](const Fact& fact) {
        return of(Rel::read)(fact) && fact.from == book;
      };
      const std::size_t times = dates(is_reading).size();
      const std::string& name = world_.books[book].name;
      if (times == 2)
        twice.insert(name);
      if (times > 1)
        again.insert(name);
      if (times > longest)
        most.clear();
      longest = std::max(longest, times);
      if (times == longest)
        most.insert(name);
      if (times > 0)
        authors.merge(people(
            [book](const Fact& fact) { return of(Rel::author)(fact) && fact.from == book; }));
    }
    Names generous;
    for (std::size_t person = 0; person < world_.people.size(); ++person)
      if (things(recommended_by({person})).size() > 1)
        generous.insert(world_.people[person].name);
    ask("who recommended more than one book", generous);
    ask("which books have I read twice", twice);
    ask("what have I read more than once", again);
    ask("which book have I read most often", most);
    if (!authors.empty())
      ask("how many authors have I read", {std::to_string(authors.size())});
  }

  /// Who was met at a place, and never but in that year.
  void ask_of_places(int year) {
    std::map<std::string, Names> met;
    for (std::size_t person = 0; person < world_.people.size(); ++person) {
      const auto is_meeting = [person](const Fact& fact) {
        return of(Rel::met)(fact) && fact.from == person;
      };
      const auto is_elsewhen = [&](const Fact& fact) {
        return is_meeting(fact) && fact.date.year != year;
      };
      const Entity& entity = world_.people[person];
      if (entity.met_at.empty())
        continue;
      met[entity.met_at];
      if (holds(is_meeting) && !holds(is_elsewhen))
        met[entity.met_at].insert(entity.name);
    }
    for (const auto& [place, names] : met)
      ask("who did I meet at the " + place + " in " + std::to_string(year), names);
  }

  void ask_of_year(int year) {
    ask_of_places(year);
    const std::string in_year = " in " + std::to_string(year);
    const auto read_then = [&](const Fact& fact) {
      return of(Rel::read)(fact) && is_in(fact, year);
    };
    const auto met_then = [&](const Fact& fact) { return of(Rel::met)(fact) && is_in(fact, year); };
    ask("which books did I read" + in_year, things(read_then));
    ask("who did I meet" + in_year, things(met_then));
    if (const Names read = things(read_then); !read.empty())
      ask("how many books did I read" + in_year, {std::to_string(read.size())});
    ask("what did I read since " + std::to_string(year),
        things([&](const Fact& fact) { return of(Rel::read)(fact) && fact.date.year >= year; }));
    ask("what did I read before " + std::to_string(year),
        things([&](const Fact& fact) { return of(Rel::read)(fact) && fact.date.year < year; }));
    Ids met;
    Ids read;
    for (const Fact& fact : world_.facts) {
      if (met_then(fact))
        met.insert(fact.from);
      if (read_then(fact))
        read.insert(fact.from);
    }
    ask("books recommended by people I met" + in_year, things(recommended_by(met)));
    ask("who recommended books I read" + in_year, people([&](const Fact& fact) {
          return of(Rel::recommended)(fact) && read.contains(fact.from);
        }));
    // If no note says how, that there was a contact at all.
    const auto contacted_then = [&](const Fact& fact) {
      return of(Rel::contacted)(fact) && is_in(fact, year);
    };
    const Names called = things([&](const Fact& fact) {
      return contacted_then(fact) && !is_field(fact) && fact.form != Form::email;
    });
    ask("who did I call" + in_year, called.empty() ? things(contacted_then) : called);
    // Those of whom a contact is on record, and none since.
    Names silent;
    for (std::size_t person = 0; person < world_.people.size(); ++person) {
      const auto has_contact = [&](int since) {
        return holds([&](const Fact& fact) {
          return of(Rel::contacted)(fact) && fact.from == person && fact.date.year >= since;
        });
      };
      if (has_contact(0) && !has_contact(year))
        silent.insert(world_.people[person].name);
    }
    ask("who have I not contacted since " + std::to_string(year), silent);
  }

  const World& world_;
  std::vector<Asked> asked_;
};

}  // namespace

std::vector<Asked> questions_about(const World& world) {
  return Asker(world).all();
}

}  // namespace tote::property
