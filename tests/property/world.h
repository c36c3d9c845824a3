// SPDX-License-Identifier: GPL-2.0-or-later
// A small world of people and books, and the notes in which it is written down. What is true in it
// is known without reading a note: the facts are listed, and every way of writing one is a form of
// the same fact.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "notes/date.h"

namespace tote::property {

struct Entity {
  std::string name;
  std::vector<std::string> aliases;
  std::optional<int> pages;  ///< of a book
  std::string met_at;        ///< of a person: a place, or none

  friend bool operator==(const Entity&, const Entity&) = default;
};

enum class Rel { recommended, told, read, met, contacted, author, lent_by, lent_to };

/// How a fact is written.
enum class Form {
  field,         ///< front matter of the note about its first end
  inline_field,  ///< `recommended-by:: [[…]]` there
  sentence,      ///< active, in the entry of its day
  passive,       ///< "[[Book]] was recommended by …"
  by_name,       ///< active, the person's name without brackets
  day_later,     ///< "Yesterday …", in the entry of the next day
  terse,         ///< "Finished [[Book]]."
  email,         ///< of a contact that was no call: "I emailed [[Person]]."
};

/// One statement. `from` is a book, of met and contacted a person; `to` a person, or nobody: the
/// owner.
struct Fact {
  Rel rel = Rel::recommended;
  std::size_t from = 0;
  std::optional<std::size_t> to;
  notes::Date date;  ///< of fields without a date of their own: unused
  bool is_denied = false;
  Form form = Form::field;
};

/// A note about a book, with the owner's rating.
struct Review {
  std::size_t book = 0;
  int rating = 0;
  notes::Date date;
};

/// A sentence that states nothing, in the entry of a day.
struct Noise {
  std::string text;
  notes::Date date;
};

struct World {
  std::vector<Entity> people;
  std::vector<Entity> books;
  std::vector<Fact> facts;
  std::vector<Review> reviews;
  std::vector<Noise> noise;
};

/// Whether the statement of a fact has a date in its note.
[[nodiscard]] bool is_dated(const Fact& fact);

/// The world's notes: path → text.
[[nodiscard]] std::map<std::string, std::string> notes_of(const World& world);

/// The notes as one text, for a failed test.
[[nodiscard]] std::string printed(const std::map<std::string, std::string>& notes);

}  // namespace tote::property
