// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/property/world.h"

namespace tote::property {
namespace {

std::string link(const std::string& name) {
  return "[[" + name + "]]";
}

const char* field_of(Rel rel) {
  switch (rel) {
    case Rel::recommended:
      return "recommended-by";
    case Rel::told:
      return "told-about";
    case Rel::read:
      return "read";
    case Rel::met:
      return "met";
    case Rel::contacted:
      return "last-contact";
    case Rel::author:
      return "author";
    case Rel::lent_by:
      return "lent-by";
    case Rel::lent_to:
      return "lent-to";
  }
  return "";
}

bool is_about_person(Rel rel) {
  return rel == Rel::met || rel == Rel::contacted;
}

std::string value_of(const World& world, const Fact& fact) {
  return fact.to ? link(world.people[*fact.to].name) : notes::to_string(fact.date);
}

std::string denial(const Fact& fact, const char* past, const char* lemma) {
  return fact.is_denied ? std::string("did not ") + lemma : past;
}

/// "[[Book]] was not recommended by [[Person]]".
std::string passive(const Fact& fact, const std::string& from, const char* done,
                    const std::string& who) {
  return from + (fact.is_denied ? " was not " : " was ") + done + " by " + who;
}

/// The sentence of a fact, in the entry of its day or of the next.
std::string sentence(const World& world, const Fact& fact) {
  const std::string from =
      link(is_about_person(fact.rel) ? world.people[fact.from].name : world.books[fact.from].name);
  const std::string who = fact.to ? (fact.form == Form::by_name ? world.people[*fact.to].name
                                                                : link(world.people[*fact.to].name))
                                  : "I";
  std::string text;
  switch (fact.rel) {
    case Rel::recommended:
      text = fact.form == Form::passive
                 ? passive(fact, from, "recommended", who)
                 : who + ' ' + denial(fact, "recommended", "recommend") + ' ' + from;
      break;
    case Rel::told:
      text = who + ' ' + denial(fact, "told", "tell") + " me about " + from;
      break;
    case Rel::read:
      text = fact.form == Form::terse ? (fact.is_denied ? "Did not finish " : "Finished ") + from
                                      : "I " + denial(fact, "read", "read") + ' ' + from;
      break;
    case Rel::met:
      text = fact.form == Form::terse ? (fact.is_denied ? "Did not meet " : "Met ") + from
                                      : "I " + denial(fact, "met", "meet") + ' ' + from;
      break;
    case Rel::contacted:
      text = fact.form == Form::email   ? "I " + denial(fact, "emailed", "email") + ' ' + from
             : fact.form == Form::terse ? (fact.is_denied ? "Did not call " : "Called ") + from
                                        : "I " + denial(fact, "called", "call") + ' ' + from;
      break;
    case Rel::lent_by:
      text = fact.form == Form::passive ? passive(fact, from, "lent to me", who)
                                        : who + ' ' + denial(fact, "lent", "lend") + " me " + from;
      break;
    case Rel::lent_to:
      text = fact.form == Form::passive
                 ? passive(fact, from, "borrowed from me", who)
                 : "I " + denial(fact, "lent", "lend") + ' ' + from + " to " + who;
      break;
    case Rel::author:
      text = fact.form == Form::passive ? from + " was written by " + who : who + " wrote " + from;
      break;
  }
  return (fact.form == Form::day_later ? "Yesterday " + text : text) + ".\n\n";
}

std::string front_matter(const World& world, const Entity& entity, bool is_person,
                         std::size_t index) {
  std::string text = std::string("---\ntype: ") + (is_person ? "person" : "book") + '\n';
  if (!entity.aliases.empty()) {
    text += "aliases: [";
    for (const std::string& alias : entity.aliases)
      text += (alias == entity.aliases.front() ? "" : ", ") + alias;
    text += "]\n";
  }
  if (entity.pages)
    text += "pages: " + std::to_string(*entity.pages) + '\n';
  if (!entity.met_at.empty())
    text += "met-at: \"" + link(entity.met_at) + "\"\n";
  for (const Rel rel : {Rel::recommended, Rel::told, Rel::read, Rel::met, Rel::contacted,
                        Rel::author, Rel::lent_by, Rel::lent_to}) {
    std::string values;
    for (const Fact& fact : world.facts)
      if (fact.rel == rel && fact.form == Form::field && is_about_person(rel) == is_person &&
          fact.from == index)
        values += (values.empty() ? "" : ", ") +
                  (fact.to ? '"' + value_of(world, fact) + '"' : value_of(world, fact));
    if (!values.empty())
      text += std::string(field_of(rel)) + ": [" + values + "]\n";
  }
  return text + "---\n";
}

}  // namespace

bool is_dated(const Fact& fact) {
  const bool is_of_owner = !fact.to;
  return is_of_owner || (fact.form != Form::field && fact.form != Form::inline_field);
}

std::map<std::string, std::string> notes_of(const World& world) {
  std::map<std::string, std::string> notes;
  const auto add_pages = [&](const std::vector<Entity>& entities, bool is_person) {
    for (std::size_t i = 0; i < entities.size(); ++i) {
      std::string& text = notes[(is_person ? "people/" : "books/") + entities[i].name + ".md"];
      text = front_matter(world, entities[i], is_person, i);
      for (const Fact& fact : world.facts)
        if (fact.form == Form::inline_field && is_about_person(fact.rel) == is_person &&
            fact.from == i)
          text += '\n' + std::string(field_of(fact.rel)) + ":: " + value_of(world, fact) + '\n';
    }
  };
  add_pages(world.people, true);
  add_pages(world.books, false);
  const auto entry = [&](notes::Date date) -> std::string& {
    return notes["journal/" + notes::to_string(date) + ".md"];
  };
  for (const Fact& fact : world.facts)
    if (fact.form != Form::field && fact.form != Form::inline_field)
      entry(fact.form == Form::day_later ? notes::add_days(fact.date, 1) : fact.date) +=
          sentence(world, fact);
  for (const Entity& person : world.people)
    if (!person.met_at.empty())
      notes["events/" + person.met_at + ".md"] = "---\ntype: event\n---\n";
  for (std::size_t i = 0; i < world.reviews.size(); ++i) {
    const Review& review = world.reviews[i];
    notes["reviews/Review " + std::to_string(i + 1) + ".md"] =
        "---\ntype: review\nreviews: \"" + link(world.books[review.book].name) +
        "\"\nrating: " + std::to_string(review.rating) +
        "\ndate: " + notes::to_string(review.date) + "\n---\n";
  }
  for (const Noise& noise : world.noise)
    entry(noise.date) += noise.text + "\n\n";
  return notes;
}

std::string printed(const std::map<std::string, std::string>& notes) {
  std::string text;
  for (const auto& [path, source] : notes)
    text.append("== ").append(path).append("\n").append(source).append("\n");
  return text;
}

}  // namespace tote::property
