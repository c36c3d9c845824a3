// SPDX-License-Identifier: GPL-2.0-or-later
// The vocabulary: what kinds of note there are, which fields they have, how they relate, and the
// words that people use for all of that. It is data. Plugins declare it in plugin.json; the index
// keeps a snapshot of the whole, so that a question is answered without loading a plugin;
// extraction, search line, questions, completion and `show` all read this one description.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/bounds.h"
#include "notes/result.h"

namespace tote::index {

/// A noun in both numbers, lower case; `plural` may be empty ("mastodon").
struct Noun {
  std::string singular;
  std::string plural;
};

/// A kind of note: `book`, `person`.
struct TypeDecl {
  std::string id;
  std::string plugin;
  std::vector<Noun> nouns;  ///< `book/books`, `novel/novels`; the first is shown to people
  /// Notes of this type are the owner's dated entries (journal, review, post): the note's date is
  /// the date of what it states, and a sentence without a subject is about the owner.
  bool is_dated = false;
  std::string folder;         ///< where `tote new` puts it, relative to the vault
  std::string template_file;  ///< the file beside plugin.json with the template; the host reads it
                              ///< into template_text
  std::string template_text;  ///< Markdown with `{{title}}` and `{{date}}`; empty: front matter
                              ///< with type and title
};

/// The end of an edge that a word stands for.
enum class End : std::uint8_t { from, to, me };

/// A verb and its role frame for one relation or field. Multi-word verbs are listed with all their
/// words ("have lunch").
struct VerbDecl {
  std::string lemma;                 ///< "recommend"
  std::array<std::string, 4> forms;  ///< third person, past, participle, gerund: "recommends",
                                     ///< "recommended", "recommended", …
  /// Slot → end. Slots: `subj`, `obj`, `iobj`, or a preposition ("to", "about", "from").
  std::map<std::string, End> frame;
  std::vector<std::string>
      requires_slots;        ///< the frame fits only where these are filled: "tell … about"
  std::int8_t polarity = 1;  ///< -1: the verb denies the relation ("pan")
};

/// A noun that names one end of a relation: "the author of", "X's employer", "recommendations
/// from".
struct RoleNoun {
  Noun noun;
  End end = End::to;
  std::vector<std::string> prepositions;  ///< beside "of": "from", "by"
  std::map<std::string, std::string>
      where;  ///< only ends whose field has this value: blog → network = blog
};

/// An adjective that says whether the relation holds: "unread".
struct AdjectiveDecl {
  std::string word;
  bool has = true;
};

/// What states the relation in a note's fields.
enum class RelationSource : std::uint8_t {
  field,       ///< the field's value names the other end
  date_field,  ///< the field holds the dates on which it held with the journal's owner: `read:
               ///< 2011-09-30`
  links,       ///< every link of the note
};

/// A relation between notes, or between a note and the journal's owner (`me`).
struct RelationDecl {
  std::string id;       ///< "recommended-by"
  std::string inverse;  ///< "recommended"
  std::string plugin;
  std::vector<std::string> from;  ///< type ids; "*": any
  std::vector<std::string>
      to;  ///< type ids; "*", "me", "literal" (a value that need not be a note)
  RelationSource source = RelationSource::field;
  std::string field;                   ///< canonical key of the field; default: the id
  std::vector<std::string> spellings;  ///< other keys that mean the same field: "via"
  std::string date_field;              ///< the field that dates a stated edge: "recommended-on"
  std::vector<std::string>
      parents;  ///< relations that this one implies: recommended-by ⊑ told-about
  std::string
      place_of;  ///< this relation answers "where" for the verbs of that one: met-at → "met"
  bool is_related = false;  ///< edges lead to "also" answers only: edition-of
  bool is_bare_by = false;  ///< "books by X" without a verb means this relation
  std::vector<VerbDecl> verbs;
  std::vector<RoleNoun> nouns;
  std::vector<AdjectiveDecl> adjectives;
  std::vector<std::pair<std::string, std::string>> examples;  ///< question → reading, run as tests
  std::vector<std::string> not_phrases;  ///< words that must not be taken for this relation
};

enum class FieldKind : std::uint8_t { text, keyword, integer, decimal, date, boolean, url };

/// An adjective that picks the notes with the highest or the lowest value of a field.
struct Superlative {
  std::string word;  ///< "longest"
  bool is_highest = true;
};

/// A field of some kinds of note, in front matter or inline. Fields that name notes are relations
/// instead.
struct FieldDecl {
  std::string id;  ///< canonical key: "isbn"
  std::string plugin;
  std::string label;            ///< for people: "ISBN"
  std::vector<std::string> on;  ///< type ids; "*": any
  FieldKind kind = FieldKind::text;
  bool is_list = false;                ///< several values are expected
  bool is_normalised = false;          ///< the plugin's tote.field/1 gives the canonical value
  std::vector<std::string> spellings;  ///< other keys that mean this field
  std::vector<std::string> values;     ///< the allowed values of a keyword; empty: any
  Bounds bounds;                       ///< of an integer or decimal: the allowed values
  std::string via;  ///< questions reach it through this relation: a book's rating is on the review
                    ///< that `reviews` it
  std::vector<VerbDecl> verbs;            ///< "rate": only the forms are used
  std::vector<Noun> nouns;                ///< "rating/ratings", "birthday/birthdays"
  std::vector<Superlative> superlatives;  ///< of a number or date: "longest", "oldest"
};

/// Everything declared by the core and the plugins, merged.
struct Vocabulary {
  std::vector<TypeDecl> types;
  std::vector<RelationDecl> relations;
  std::vector<FieldDecl> fields;

  [[nodiscard]] const TypeDecl* type(std::string_view id) const;
  [[nodiscard]] const RelationDecl* relation(std::string_view id_or_inverse) const;
  /// The field declared under this canonical key or a spelling of it for notes of `type`, or
  /// nullptr. `type` may be empty: any.
  [[nodiscard]] const FieldDecl* field(std::string_view key, std::string_view type = {}) const;
  /// The relation whose field has this canonical key or spelling for notes of `type`, or nullptr.
  [[nodiscard]] const RelationDecl* relation_of_field(std::string_view key,
                                                      std::string_view type = {}) const;
  /// Whether what notes of `type` have under this canonical key dates what they state of the
  /// relation: its date field, by whichever spelling.
  [[nodiscard]] bool dates(std::string_view key, const RelationDecl& relation,
                           std::string_view type) const;
};

/// What tote knows without any plugin: types `note` and `journal`, relation `mentions`.
[[nodiscard]] Vocabulary core_vocabulary();

/// Adds what a plugin declares. Errors: invalid_input if it declares an id that is taken (a type
/// with the same id is merged: its nouns are added). `into` is unchanged on error.
[[nodiscard]] Result<void> merge(Vocabulary& into, Vocabulary addition);

/// Reads the `types`, `fields` and `relations` members of a plugin.json (docs/vocabulary.md
/// describes them). The same form is the snapshot in the index. `plugin` becomes the declarations'
/// plugin. Errors: invalid_input with the JSON pointer of what is wrong.
[[nodiscard]] Result<Vocabulary> parse_vocabulary(std::string_view json, std::string_view plugin);

/// As in plugin.json: "integer", "date-field".
[[nodiscard]] std::string to_string(FieldKind kind);
[[nodiscard]] std::string to_string(RelationSource source);

/// The vocabulary in the form that parse_vocabulary reads, `plugin` members included;
/// deterministic, so that equal vocabularies are equal bytes.
[[nodiscard]] std::string to_json(const Vocabulary& vocabulary);

/// Whether `type` is one of a declaration's type ids, or any will do.
[[nodiscard]] bool is_for_type(const std::vector<std::string>& types, std::string_view type);

}  // namespace tote::index
