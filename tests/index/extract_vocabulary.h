// SPDX-License-Identifier: GPL-2.0-or-later
// The vocabulary that the tests of extraction speak: kinds of note, fields and verbs that need
// every part of a frame. Small, and independent of the plugins.
#pragma once

#include <gtest/gtest.h>

#include "index/vocabulary.h"

namespace tote::index::extract {

inline constexpr const char* vocabulary_for_extraction = R"json({
  "types": [{"id": "book", "nouns": [["book", "books"]]}, {"id": "person", "nouns": [["person"]]},
            {"id": "review", "nouns": [["review", "reviews"]], "dated": true}],
  "fields": [
    {"id": "pages", "on": ["book"], "kind": "integer", "min": 1, "spellings": ["page-count"]},
    {"id": "lent-on", "on": ["book"], "kind": "date", "spellings": ["lent"]},
    {"id": "rating", "on": ["review"], "kind": "decimal"},
    {"id": "published", "on": ["book"], "kind": "date"},
    {"id": "owned", "on": ["book"], "kind": "boolean"},
    {"id": "homepage", "on": ["*"], "kind": "url"},
    {"id": "format", "on": ["book"], "kind": "keyword", "list": true,
     "values": ["paperback", "e-book"]},
    {"id": "series", "on": ["book"], "kind": "text"},
    {"id": "isbn", "on": ["book"], "kind": "integer", "normalised": true}],
  "relations": [
    {"id": "author", "inverse": "wrote", "from": ["book"], "to": ["person", "literal"],
     "verbs": [{"lemma": "write", "forms": ["writes", "wrote", "written", "writing"],
                "frame": {"subj": "to", "obj": "from"}}]},
    {"id": "told-about", "from": ["*"], "to": ["person"],
     "verbs": [{"lemma": "tell", "forms": ["tells", "told", "told", "telling"],
                "frame": {"subj": "to", "obj": "me", "about": "from"}, "requires": ["about"]},
               {"lemma": "mention", "forms": ["mentions", "mentioned", "mentioned", "mentioning"],
                "frame": {"subj": "to", "obj": "from", "to": "me"}, "requires": ["to"]},
               {"lemma": "hear", "forms": ["hears", "heard", "heard", "hearing"],
                "frame": {"subj": "me", "about": "from", "from": "to"},
                "requires": ["about", "from"]}]},
    {"id": "recommended-by", "inverse": "recommended", "from": ["book"], "to": ["person"],
     "spellings": ["via"], "date_field": "recommended-on",
     "verbs": [{"lemma": "recommend",
                "forms": ["recommends", "recommended", "recommended", "recommending"],
                "frame": {"subj": "to", "obj": "from", "iobj": "me", "to": "me"}},
               {"lemma": "pan", "forms": ["pans", "panned", "panned", "panning"],
                "frame": {"subj": "to", "obj": "from"}, "polarity": -1}]},
    {"id": "read", "from": ["book"], "to": ["me"], "source": "date-field",
     "not_phrases": ["in the tea leaves"],
     "verbs": [{"lemma": "read", "forms": ["reads", "read", "read", "reading"],
                "frame": {"subj": "me", "obj": "from"}},
               {"lemma": "finish", "forms": ["finishes", "finished", "finished", "finishing"],
                "frame": {"subj": "me", "obj": "from"}}]},
    {"id": "met", "from": ["person"], "to": ["me"], "source": "date-field",
     "verbs": [{"lemma": "meet", "forms": ["meets", "met", "met", "meeting"],
                "frame": {"subj": "me", "obj": "from"}}]},
    {"id": "introduced-by", "from": ["person"], "to": ["person"],
     "verbs": [{"lemma": "introduce",
                "forms": ["introduces", "introduced", "introduced", "introducing"],
                "frame": {"subj": "to", "obj": "me", "to": "from"}}]},
    {"id": "contacted", "from": ["person"], "to": ["me"], "source": "date-field",
     "field": "last-contact",
     "verbs": [{"lemma": "call", "forms": ["calls", "called", "called", "calling"],
                "frame": {"subj": "me", "obj": "from"}},
               {"lemma": "call", "forms": ["calls", "called", "called", "calling"],
                "frame": {"subj": "from", "obj": "me"}},
               {"lemma": "email", "forms": ["emails", "emailed", "emailed", "emailing"],
                "frame": {"subj": "me", "obj": "from"}},
               {"lemma": "write", "forms": ["writes", "wrote", "written", "writing"],
                "frame": {"subj": "me", "to": "from"}},
               {"lemma": "talk", "forms": ["talks", "talked", "talked", "talking"],
                "frame": {"subj": "me", "to": "from", "with": "from"}},
               {"lemma": "have lunch",
                "forms": ["has lunch", "had lunch", "had lunch", "having lunch"],
                "frame": {"subj": "me", "with": "from"}}]},
    {"id": "lent-by", "from": ["book"], "to": ["person"], "date_field": "lent-on",
     "verbs": [{"lemma": "lend", "forms": ["lends", "lent", "lent", "lending"],
                "frame": {"subj": "to", "iobj": "me", "obj": "from", "to": "me"}},
               {"lemma": "borrow", "forms": ["borrows", "borrowed", "borrowed", "borrowing"],
                "frame": {"subj": "me", "obj": "from", "from": "to"}}]},
    {"id": "lent-to", "from": ["book"], "to": ["person"], "date_field": "lent-on",
     "verbs": [{"lemma": "lend", "forms": ["lends", "lent", "lent", "lending"],
                "frame": {"subj": "me", "iobj": "to", "obj": "from", "to": "to"}},
               {"lemma": "borrow", "forms": ["borrows", "borrowed", "borrowed", "borrowing"],
                "frame": {"subj": "to", "obj": "from", "from": "me"}}]},
    {"id": "given-to", "from": ["book"], "to": ["person"],
     "verbs": [{"lemma": "give away", "forms": ["gives away", "gave away", "given away",
                                                "giving away"],
                "frame": {"subj": "me", "obj": "from", "to": "to"}}]},
    {"id": "walked", "from": ["walk"], "to": ["me"], "source": "date-field",
     "verbs": [{"lemma": "walk", "forms": ["walks", "walked", "walked", "walking"],
                "frame": {"subj": "me", "obj": "from"}},
               {"lemma": "do", "forms": ["does", "did", "done", "doing"],
                "frame": {"subj": "me", "obj": "from"}}]},
    {"id": "walked-with", "from": ["walk"], "to": ["person"],
     "verbs": [{"lemma": "walk", "forms": ["walks", "walked", "walked", "walking"],
                "frame": {"subj": "me", "obj": "from", "with": "to"}, "requires": ["with"]}]},
    {"id": "left-by", "from": ["thing"], "to": ["person"],
     "verbs": [{"lemma": "leave", "forms": ["leaves", "left", "left", "leaving"],
                "frame": {"subj": "to", "obj": "from"}}]},
    {"id": "works-for", "from": ["person"], "to": ["org"],
     "verbs": [{"lemma": "work", "forms": ["works", "worked", "worked", "working"],
                "frame": {"subj": "from", "for": "to", "at": "to"}}]}]
})json";

/// The core's vocabulary with the one above.
inline Vocabulary extraction_vocabulary() {
  Vocabulary vocabulary = core_vocabulary();
  auto parsed = parse_vocabulary(vocabulary_for_extraction, "tests");
  EXPECT_TRUE(parsed) << (parsed ? "" : to_string(parsed.error()));
  if (parsed) {
    const auto merged = merge(vocabulary, *std::move(parsed));
    EXPECT_TRUE(merged) << (merged ? "" : to_string(merged.error()));
  }
  return vocabulary;
}

}  // namespace tote::index::extract
