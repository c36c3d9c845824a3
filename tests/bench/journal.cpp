// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/journal.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <unordered_set>

namespace tote::bench {
namespace {

/// splitmix64: the standard's distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
    return mixed ^ (mixed >> 31);
  }

  /// At least 0, below `end`.
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(next() % end); }

  /// In [0, 1).
  double fraction() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

  bool chance(double probability) { return fraction() < probability; }

  /// Below `end`, low numbers far more often: what many speak of is spoken of by more.
  std::uint32_t popular(std::uint32_t end) {
    const double at = std::pow(static_cast<double>(end) + 1, fraction()) - 1;
    return std::min(static_cast<std::uint32_t>(at), end - 1);
  }

  template <class Items>
  const auto& pick(const Items& items) {
    return items[below(static_cast<std::uint32_t>(items.size()))];
  }

 private:
  std::uint64_t state_;
};

constexpr std::array<std::string_view, 48> common_words = {
    "the",  "and",  "to",   "of",    "a",    "in",    "was",  "it",   "that",  "he",
    "she",  "with", "for",  "on",    "at",   "had",   "but",  "as",   "not",   "her",
    "his",  "we",   "they", "from",  "this", "all",   "were", "by",   "there", "been",
    "one",  "so",   "out",  "up",    "what", "when",  "then", "them", "more",  "some",
    "into", "over", "down", "again", "time", "house", "long", "made"};
constexpr std::array<std::string_view, 26> onsets = {
    "b", "c", "d", "f", "g",  "h",  "j",  "k",  "l",  "m",  "n",  "p",  "r",
    "s", "t", "v", "w", "br", "cl", "dr", "gr", "pl", "sh", "st", "th", "tr"};
constexpr std::array<std::string_view, 10> vowels = {"a",  "e",  "i",  "o",  "u",
                                                     "ai", "ea", "ee", "oa", "ou"};
constexpr std::array<std::string_view, 8> codas = {"", "", "n", "r", "s", "t", "l", "nd"};
constexpr std::array<std::string_view, 6> endings = {"", "s", "ed", "ing", "er", "ly"};
constexpr std::array<std::string_view, 8> tags = {"books/fantasy", "books/history", "books/essays",
                                                  "work",          "garden",        "music",
                                                  "travel",        "letters"};

std::string syllable(Random& random) {
  std::string text(random.pick(onsets));
  text += random.pick(vowels);
  text += random.pick(codas);
  return text;
}

std::string stem(Random& random) {
  std::string text;
  for (std::uint32_t left = 1 + random.below(3); left > 0; --left)
    text += syllable(random);
  return text;
}

std::string capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

/// `count` different names, each made by `make`.
template <class Make>
std::vector<std::string> distinct(std::uint32_t count, const Make& make) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  while (names.size() < count) {
    std::string name = make();
    if (seen.insert(name).second)
      names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> make_words(Random& random) {
  constexpr std::uint32_t stems = 25'000;
  std::vector<std::string> words(common_words.begin(), common_words.end());
  std::unordered_set<std::string> seen(words.begin(), words.end());
  for (const std::string& one : distinct(stems, [&] { return stem(random); }))
    for (const std::string_view ending : endings)
      if (ending.empty() || random.chance(0.3))
        if (std::string word = one + std::string(ending); seen.insert(word).second)
          words.push_back(std::move(word));
  return words;
}

std::vector<std::string> make_people(Random& random, std::uint32_t count) {
  const std::vector<std::string> given =
      distinct(200, [&] { return capitalised(syllable(random) + syllable(random)); });
  const std::vector<std::string> family =
      distinct(2'000, [&] { return capitalised(stem(random) + syllable(random)); });
  return distinct(count, [&] {
    std::string name = random.pick(given);
    if (random.chance(0.2))
      name += " " + random.pick(given);
    return name + " " + random.pick(family);
  });
}

std::vector<std::string> make_books(Random& random, std::uint32_t count) {
  return distinct(count, [&] {
    std::string title = random.chance(0.3) ? "The " : "";
    title += capitalised(stem(random)) + " " + capitalised(stem(random) + syllable(random));
    if (random.chance(0.3))
      title += " of " + capitalised(stem(random));
    return title;
  });
}

std::string two_digits(std::uint32_t number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

/// A day between 2005 and 2024.
std::string day(Random& random) {
  return std::to_string(2005 + random.below(20)) + "-" + two_digits(1 + random.below(12)) + "-" +
         two_digits(1 + random.below(28));
}

std::string link(std::string_view name) {
  return "[[" + std::string(name) + "]]";
}

}  // namespace

JournalShape::JournalShape(std::uint32_t notes)
    : people(std::max(notes / 20, 1U)),
      books(std::max(notes / 5, 1U)),
      reviews(std::max(notes / 5, 1U)),
      posts(std::max(notes * 3 / 20, 1U)),
      days(notes - people - books - reviews - posts) {}

/// One note being written.
class NoteWriter {
 public:
  NoteWriter(const JournalMaker& maker, const std::vector<std::string>& words,
             const std::vector<double>& weights, Random random)
      : maker_(maker), words_(words), weights_(weights), random_(random) {}

  Random& random() { return random_; }

  const std::string& person() {
    return maker_.people()[random_.popular(static_cast<std::uint32_t>(maker_.people().size()))];
  }

  const std::string& book() {
    return maker_.books()[random_.popular(static_cast<std::uint32_t>(maker_.books().size()))];
  }

  void field(std::string_view key, std::string_view value) {
    front_matter_ += std::string(key) + ": " + std::string(value) + "\n";
  }

  void link_field(std::string_view key, std::string_view name) {
    field(key, "\"" + link(name) + "\"");
  }

  void heading(std::string_view text) { body_ += "# " + std::string(text) + "\n\n"; }

  void sentence(std::string_view text) { body_ += std::string(text) + "\n\n"; }

  /// Paragraphs of running text, about `typical` words in all: many notes are short, a few long.
  void text(double typical) {
    constexpr std::uint32_t longest = 4'000;
    double bell = -6;
    for (int i = 0; i < 12; ++i)
      bell += random_.fraction();
    auto left = std::min(static_cast<std::uint32_t>(typical * std::exp(0.8 * bell)) + 12, longest);
    while (left > 0) {
      const std::uint32_t size = std::min(left, 20 + random_.below(80));
      left -= size;
      body_ += random_.chance(0.1) ? "- " : "";
      paragraph(size);
      if (random_.chance(0.3))
        body_ += " See " + link(random_.chance(0.4) ? person() : book()) + ".";
      body_ += "\n\n";
    }
  }

  [[nodiscard]] std::string take() const { return "---\n" + front_matter_ + "---\n\n" + body_; }

 private:
  const std::string& word() {
    const double at = random_.fraction() * weights_.back();
    const auto found = std::upper_bound(weights_.begin(), weights_.end(), at);
    return words_[static_cast<std::size_t>(found - weights_.begin())];
  }

  void paragraph(std::uint32_t size) {
    bool is_first = true;
    for (std::uint32_t left = size; left > 0; --left) {
      const std::string& next = word();
      body_ += is_first ? capitalised(next) : next;
      is_first = left > 1 && random_.chance(0.08);
      body_ += left == 1 ? "." : is_first ? ". " : " ";
    }
  }

  const JournalMaker& maker_;
  const std::vector<std::string>& words_;
  const std::vector<double>& weights_;
  Random random_;
  std::string front_matter_;
  std::string body_;
};

namespace {

JournalNote person_note(NoteWriter& note, const std::string& name) {
  Random& random = note.random();
  note.field("type", "person");
  note.field("birthday", day(random));
  if (random.chance(0.5))
    note.field("met", day(random));
  if (random.chance(0.5))
    note.field("last-contact", day(random));
  if (random.chance(0.2))
    note.field("aliases", "[\"" + name.substr(0, name.find(' ')) + " from the " +
                              std::string(random.pick(tags)).substr(0, 5) + "\"]");
  if (random.chance(0.2))
    note.link_field("introduced-by", note.person());
  note.text(60);
  return {"people/" + name + ".md", note.take()};
}

JournalNote book_note(NoteWriter& note, const std::string& title) {
  Random& random = note.random();
  note.field("type", "book");
  if (random.chance(0.8))
    note.link_field("author", note.person());
  else
    note.field("author", capitalised(syllable(random)) + " " + capitalised(stem(random)));
  note.field("pages", std::to_string(80 + random.below(800)));
  note.field("tags", "[" + std::string(random.pick(tags)) + "]");
  if (random.chance(0.6))
    note.field("read", day(random));
  if (random.chance(0.3))
    note.link_field("recommended-by", note.person());
  note.text(70);
  return {"books/" + title + ".md", note.take()};
}

JournalNote review_note(NoteWriter& note, std::uint32_t number) {
  const std::string& book = note.book();
  note.field("type", "review");
  note.field("title", "Review of " + book);
  note.link_field("reviews", book);
  note.field("rating", std::to_string(1 + note.random().below(5)));
  note.field("date", day(note.random()));
  note.text(140);
  return {"reviews/review " + std::to_string(number) + ".md", note.take()};
}

JournalNote post_note(NoteWriter& note, std::uint32_t number) {
  note.field("type", "post");
  note.field("published", day(note.random()));
  note.field("tags", "[" + std::string(note.random().pick(tags)) + "]");
  if (note.random().chance(0.2))
    note.link_field("inspired-by", note.book());
  note.text(200);
  return {"posts/post " + std::to_string(number) + ".md", note.take()};
}

JournalNote day_note(NoteWriter& note, std::uint32_t number) {
  Random& random = note.random();
  const std::string date = day(random);
  note.field("type", "journal");
  note.field("date", date);
  note.text(50);
  const std::string& person = note.person();
  const std::string& book = note.book();
  switch (random.below(10)) {
    case 0:
      note.sentence(link(person) + " recommended " + link(book) + ".");
      break;
    case 1:
      note.sentence("I wrote to " + link(person) + " the same evening.");
      break;
    case 2:
      note.sentence("I met " + link(person) + " at the market.");
      break;
    case 3:
      note.sentence("I finished " + link(book) + ".");
      break;
    case 4:
      note.sentence(link(person) + " did not recommend " + link(book) + ".");
      break;
    case 5:
      note.sentence("I called " + link(person) + ".");
      break;
    default:
      break;
  }
  note.text(50);
  return {"journal/" + date.substr(0, 4) + "/" + date + " " + std::to_string(number) + ".md",
          note.take()};
}

}  // namespace

JournalMaker::JournalMaker(std::uint32_t notes, std::uint64_t seed) : notes_(notes), seed_(seed) {
  Random random(seed);
  const JournalShape shape(notes);
  words_ = make_words(random);
  people_ = make_people(random, shape.people);
  books_ = make_books(random, shape.books);
  double sum = 0;
  for (std::size_t rank = 0; rank < words_.size(); ++rank)
    word_weights_.push_back(sum += 1 / (static_cast<double>(rank) + 2.7));
}

JournalMaker::~JournalMaker() = default;

std::uint32_t JournalMaker::size() const {
  return notes_;
}

const std::vector<std::string>& JournalMaker::people() const {
  return people_;
}

const std::vector<std::string>& JournalMaker::books() const {
  return books_;
}

const std::string& JournalMaker::word(std::uint32_t rank) const {
  return words_.at(rank);
}

JournalNote JournalMaker::note(std::uint32_t number) const {
  const JournalShape shape(notes_);
  NoteWriter note(*this, words_, word_weights_, Random(seed_ * 0x10001 + number));
  std::uint32_t index = number;
  if (index < shape.people)
    return person_note(note, people_[index]);
  index -= shape.people;
  if (index < shape.books)
    return book_note(note, books_[index]);
  index -= shape.books;
  if (index < shape.reviews)
    return review_note(note, index);
  index -= shape.reviews;
  return index < shape.posts ? post_note(note, index) : day_note(note, index - shape.posts);
}

void write_journal(const std::filesystem::path& folder, std::uint32_t notes, std::uint64_t seed) {
  const JournalMaker maker(notes, seed);
  std::unordered_set<std::string> made;
  for (std::uint32_t number = 0; number < maker.size(); ++number) {
    const JournalNote note = maker.note(number);
    const std::filesystem::path file = folder / note.path;
    if (made.insert(file.parent_path().string()).second)
      std::filesystem::create_directories(file.parent_path());
    std::ofstream stream(file, std::ios::binary);
    stream << note.text;
    stream.close();
    if (!stream)
      throw std::runtime_error("cannot write " + file.string());
  }
}

}  // namespace tote::bench
