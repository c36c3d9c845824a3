// SPDX-License-Identifier: GPL-2.0-or-later
// The vaults that the tables of questions are asked of.
#include <fstream>
#include <iterator>

#include "tests/index/questions.h"

namespace tote::index {
namespace {

/// The vocabulary of the tests with that of hobbies.json, as the host merges plugins.
Vocabulary vocabulary_with_hobbies() {
  std::ifstream file(TOTE_TEST_HOBBIES);
  const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Vocabulary vocabulary = test_vocabulary();
  auto declared = parse_vocabulary(json, "hobbies");
  EXPECT_TRUE(declared) << to_string(declared.error());
  if (declared) {
    const auto merged = merge(vocabulary, *std::move(declared));
    EXPECT_TRUE(merged) << to_string(merged.error());
  }
  return vocabulary;
}

}  // namespace

const TempVault& journal() {
  static const TempVault& vault = [&]() -> const TempVault& {
    auto& notes = *new TempVault;
    const auto person = [&](std::string_view name, std::string_view fields) {
      notes.note("people/" + std::string(name) + ".md",
                 "---\ntype: person\n" + std::string(fields) + "---\n");
    };
    const auto book = [&](std::string_view name, std::string_view fields) {
      notes.note("books/" + std::string(name) + ".md",
                 "---\ntype: book\n" + std::string(fields) + "---\n");
    };
    person("Cora Lund",
           "aliases: [Cora]\nmet: 2011-05-02\nlast-contact: 2026-08-20\n"
           "birthday: 1980-11-24\nemail: cora@lund.example\n");
    person("Ben Okri",
           "met: 2014-02-09\nlast-contact: 2025-01-15\nbirthday: --02-03\n"
           "introduced-by: \"[[Cora Lund]]\"\nworks-for: \"[[Tidewater Press]]\"\n");
    person("Ben Novak", "met: 2019-07-07\nmet-at: \"[[Quay Fair]]\"\n");
    person("Emmeline Roy", "aliases: [Emm]\nlast-contact: 2026-11-01\nmet: 2011-10-10\n");
    notes.note("orgs/Tidewater Press.md", "---\ntype: org\n---\n");
    notes.note("events/Quay Fair.md", "---\ntype: event\n---\n");
    book("Solaris",
         "author: Stanislaw Lem\nrecommended-by: \"[[Cora Lund]]\"\n"
         "recommended-on: 2012-03-04\nread: 2012-06-01\ntags: [scifi]\npages: 204\n");
    book("The Cyberiad",
         "author: Stanislaw Lem\nrecommended-by: \"[[Ben Okri]]\"\n"
         "read: [2013-01-05, 2020-09-09]\ntags: [scifi]\npages: 295\n");
    book("Middlemarch",
         "author: George Eliot\nrecommended-by: \"[[Cora Lund]]\"\npages: 880\n"
         "tags: [classic]\n");
    book("Persuasion",
         "author: Jane Austen\nread: 2020-02-02\ntold-about: \"[[Ben Novak]]\"\n"
         "recommended-by: \"[[Emmeline Roy]]\"\ntags: [classic]\n");
    book("It", "author: Stephen King\nread: 2018\n");
    book("Persuasion (Folio)",
         "edition-of: \"[[Persuasion]]\"\nrecommended-by: \"[[Ben Okri]]\"\n");
    notes.note("reviews/Review of Solaris.md",
               "---\ntype: review\nreviews: \"[[Solaris]]\"\nrating: 5\ndate: 2012-06-03\n---\n");
    notes.note("reviews/Review of It.md",
               "---\ntype: review\nreviews: \"[[It]]\"\nrating: 2\ndate: 2018-11-03\n---\n");
    notes.note("posts/On oceans.md",
               "---\ntype: post\ndate: 2013-04-04\n---\n[[Solaris]] and a word by Ben Okri.\n");
    notes.note("posts/On tea.md",
               "---\ntype: post\ndate: 2014-04-04\n---\nCora Lund pours. `Ben Okri` is code.\n");
    notes.note("journal/2021-01-01.md",
               "---\ntype: journal\ndate: 2021-01-01\n---\n[[Ben Novak]] did not recommend "
               "[[Middlemarch]].\n");
    notes.note("profiles/Corablog.md",
               "---\ntype: profile\nnetwork: blog\nprofile-of: \"[[Cora Lund]]\"\n---\n");
    notes.note("profiles/Cora on the fediverse.md",
               "---\ntype: profile\nnetwork: mastodon\nprofile-of: \"[[Cora Lund]]\"\n---\n");
    notes.index();
    return notes;
  }();
  return vault;
}

const TempVault& hobbies() {
  static const TempVault& vault = [&]() -> const TempVault& {
    auto& notes = *new TempVault(vocabulary_with_hobbies());
    const auto note = [&](std::string_view path, std::string_view fields,
                          std::string_view text = {}) {
      notes.note(std::string(path) + ".md",
                 "---\ntype: " + std::string(fields) + "\n---\n" + std::string(text));
    };
    note("people/Mara Quist", "person\naliases: [Mara]\nmet: 2020-05-01\nlast-contact: 2026-01-10");
    note("people/Joost de Vries",
         "person\naliases: [Joost]\nmet: 2021-06-01\nmet-at: \"[[Seed Fair]]\"\nintroduced-by: "
         "\"[[Mara Quist]]\"");
    note("people/Tom Abara", "person\nmet: 2021-09-01");
    note("people/Tom Lindqvist", "person\nmet: 2019-09-01");
    note("events/Seed Fair", "event");
    note("podcasts/Night Soil", "podcast\nhosted-by: \"[[Mara Quist]]\"");
    note("podcasts/Bread Lines", "podcast\nhosted-by: [\"[[Tom Lindqvist]]\", \"Ida Brandt\"]");
    note("episodes/Compost",
         "episode\npart-of: \"[[Night Soil]]\"\nlistened: 2024-02-03\nminutes: 42\naired: "
         "2024-02-01\nguest: "
         "\"[[Joost de Vries]]\"");
    note("episodes/Worms",
         "episode\npart-of: \"[[Night Soil]]\"\nlistened: [2024-03-03, 2025-07-01]\nminutes: "
         "55\naired: 2023-05-06\nguest: Ida Brandt");
    note("episodes/Rye",
         "episode\npart-of: \"[[Bread Lines]]\"\nminutes: 30\nplayed-by: \"[[Tom "
         "Abara]]\"\nhosted-by: \"[[Tom Lindqvist]]\"");
    note("episodes/Starter",
         "episode\nlistened: 2025-01-15\nminutes: 61\nguest: \"[[Mara Quist]]\"");
    note("plants/Tomato",
         "plant\naliases: [tomatoes]\nplanted: [2026-04-12, 2025-05-02]\nharvested: "
         "2025-08-20\nplanted-in: \"[[South Bed]]\"\nheight: 1.8\ntags: [summer]\n"
         "given-to: \"[[Tom Abara]]\"\ngiven-on: 2025-09-01");
    note("plants/Broad Bean",
         "plant\naliases: [broad beans]\nplanted: 2026-03-01\nplanted-in: \"[[North "
         "Bed]]\"\ngiven-by: \"[[Joost de Vries]]\"\ngiven-on: 2025-12-24\nheight: 0.9");
    note("plants/Kale",
         "plant\nplanted: 2026-04-20\nharvested: 2026-10-02\nplanted-in: \"[[South "
         "Bed]]\"\nheight: 0.6\ntags: [winter]");
    note("plants/Sage", "plant\ngiven-by: \"[[Mara Quist]]\"\ntags: [herb]\nplanted-in: Balcony");
    note("beds/South Bed", "bed");
    note("beds/North Bed", "bed");
    note("recipes/Pad Thai",
         "recipe\ngiven-by: \"[[Tom Abara]]\"\ncooked: [2024-01-10, 2024-06-11, "
         "2026-02-02]\ncooked-for: \"[[Mara Quist]]\"\nservings: 4\ncuisine: thai");
    note("recipes/Ribollita",
         "recipe\ngiven-by: \"[[Mara Quist]]\"\ngiven-on: 2024-11-02\ncooked: "
         "2025-01-01\ncooked-for: [\"[[Tom Abara]]\", \"[[Mara Quist]]\"]\nuses: [\"[[Kale]]\", "
         "\"[[Broad Bean]]\", \"stale bread\"]\nservings: 6\ncuisine: tuscan");
    note("recipes/Sage Butter Pasta", "recipe\ngiven-by: Grandma\nuses: \"[[Sage]]\"\nservings: 2");
    note("recipes/Mole", "recipe\ncuisine: mexican");
    note("journal/2025-02-02", "journal\ndate: 2025-02-02",
         "[[Tom Abara]] refused [[Mole]]. [[Mara Quist]] did not refuse [[Mole]]. "
         "[[Tom Lindqvist]] did not eat [[Mole]]. [[Mara Quist]] did not eat [[Pad Thai]].\n");
    notes.index();
    return notes;
  }();
  return vault;
}

}  // namespace tote::index
