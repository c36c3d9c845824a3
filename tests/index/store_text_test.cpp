// SPDX-License-Identifier: GPL-2.0-or-later
// Which words a note is found under, and its fields, dates and text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "index/store/phrase_query.h"
#include "index/store/terms.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Paths of the notes that a query finds.
std::vector<std::string> found_by(const TempVault& vault, const Xapian::Query& query) {
  Xapian::Enquire enquire(vault.reader().database());
  enquire.set_query(query);
  const Xapian::MSet matches = enquire.get_mset(0, 100);
  std::vector<NoteId> notes;
  for (auto match = matches.begin(); match != matches.end(); ++match)
    notes.push_back(*match);
  return vault.paths(notes);
}

/// Paths of the notes with these words in a row.
std::vector<std::string> with_phrase(const TempVault& vault, const std::vector<std::string>& words,
                                     store::PhraseIn where = store::PhraseIn::text) {
  return found_by(vault, store::phrase_query(words, where));
}

std::vector<std::string> with(const TempVault& vault, const std::string& term) {
  return vault.paths(vault.reader().with_term(term));
}

TEST(IndexedText, IsFoldedAndUnstemmed) {
  TempVault vault;
  vault.note("a.md", "Zoë RECOMMENDED it\n");
  vault.index();
  EXPECT_THAT(with(vault, "zoe"), ElementsAre("a.md"));
  EXPECT_THAT(with(vault, "recommended"), ElementsAre("a.md"));
  EXPECT_THAT(with(vault, "recommend"), IsEmpty());
}

TEST(IndexedText, PhrasesEndWithTheirBlock) {
  TempVault vault;
  vault.note("a.md", "one two\nthree\n\nfour\n");
  vault.index();
  EXPECT_THAT(with_phrase(vault, {"one", "two", "three"}), ElementsAre("a.md"));
  EXPECT_THAT(with_phrase(vault, {"three", "four"}), IsEmpty());
}

TEST(IndexedText, CjkIsFoundByCharactersAndPairsNextToLatin) {
  TempVault vault;
  vault.note("a.md", "met 李伟明 today\n");
  vault.index();
  EXPECT_THAT(with(vault, "伟"), ElementsAre("a.md"));
  EXPECT_THAT(found_by(vault, store::run_query("李伟明")), ElementsAre("a.md"));
  EXPECT_THAT(with_phrase(vault, {"met", "李"}), ElementsAre("a.md"));
}

TEST(IndexedText, RunIsNotPutTogetherFromTwo) {
  TempVault vault;
  vault.note("a.md", "東京 大学, 京大\n");
  vault.note("b.md", "東京大学\n");
  vault.index();
  EXPECT_THAT(found_by(vault, store::run_query("東京大学")), ElementsAre("b.md"));
  EXPECT_THAT(with_phrase(vault, {"東", "京", "大", "学"}), ElementsAre("a.md", "b.md"));
}

TEST(IndexedText, PhraseOfTheTitleEndsWithIt) {
  TempVault vault;
  vault.note("a.md", "---\ntitle: one two\n---\nthree one four\n");
  vault.index();
  EXPECT_THAT(with_phrase(vault, {"one", "two"}, store::PhraseIn::title), ElementsAre("a.md"));
  EXPECT_THAT(with_phrase(vault, {"two", "one"}, store::PhraseIn::title), IsEmpty());
  EXPECT_THAT(with_phrase(vault, {"three", "one"}), ElementsAre("a.md"));
  EXPECT_THAT(with_phrase(vault, {"one", "one"}, store::PhraseIn::title), IsEmpty());
}

TEST(IndexedText, TitleCountsMoreThanHeadingsMoreThanText) {
  TempVault vault;
  vault.note("title.md", "---\ntitle: Ravens\n---\nfiller words here\n");
  vault.note("heading.md", "intro\n\n## Ravens\n\nfiller words here\n");
  vault.note("text.md", "some ravens\n\nfiller words here\n");
  vault.index();
  Xapian::Enquire enquire(vault.reader().database());
  enquire.set_query(Xapian::Query("ravens"));
  const Xapian::MSet matches = enquire.get_mset(0, 10);
  std::vector<NoteId> notes;
  for (auto match = matches.begin(); match != matches.end(); ++match)
    notes.push_back(*match);
  EXPECT_THAT(vault.paths(notes), ElementsAre("title.md", "heading.md", "text.md"));
  EXPECT_THAT(with(vault, store::title_term("ravens")), ElementsAre("title.md"));
}

TEST(IndexedText, HoldsFrontMatterInlineFieldsCodeAndAliases) {
  TempVault vault;
  vault.note("a.md",
             "---\ntype: book\naliases: [Crowmarked]\nmood: [gloomy, {deep: murky}]\n---\n"
             "weather:: drizzle\n\n`snippet` and\n\n```\nfenced\n```\n");
  vault.index();
  for (const char* word : {"crowmarked", "gloomy", "murky", "drizzle", "snippet", "fenced"})
    EXPECT_THAT(with(vault, word), ElementsAre("a.md")) << word;
  EXPECT_THAT(with(vault, "book"), IsEmpty());
}

TEST(IndexedText, EndlessWordIsFoundByItsTerm) {
  TempVault vault;
  const std::string word(100'000, 'x');
  vault.note("a.md", word + " y\n");
  vault.index();
  EXPECT_THAT(with(vault, store::text_term(word)), ElementsAre("a.md"));
}

TEST(IndexedText, PluginTermsAreWords) {
  TempVault vault;
  Facts facts;
  facts.terms = {"Sandworm rider"};
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  ASSERT_TRUE(updater);
  ASSERT_TRUE(updater->put(notes::read_note("a.md", "x"), {"a.md", 1, 1, 1}, facts));
  ASSERT_TRUE(updater->commit());
  const auto reader = *store::Reader::open(vault.directory(), vault.root());
  EXPECT_EQ(reader->with_term("sandworm").size(), 1u);
}

TEST(IndexedNote, IsFoundByTypeTagFolderAndField) {
  TempVault vault;
  vault.note("books/old/Tigana.md",
             "---\ntype: book\ntags: [Books/Fantasy]\npages: 676\n"
             "bought: [2011-03-02, 2024-05-12]\n---\ntext #Epic\n");
  vault.note("b.md", "nothing\n");
  vault.index();
  const std::string path = "books/old/Tigana.md";
  for (const std::string& term :
       {store::type_term("book"), store::tag_term("books"), store::tag_term("books/fantasy"),
        store::tag_term("epic"), store::folder_term("books"), store::folder_term("books/old"),
        store::field_term("pages"), store::field_value_term("pages", "676"),
        store::field_date_term("bought", {2011, 0, 0}),
        store::field_date_term("bought", {2024, 5, 0}),
        store::field_date_term("bought", {2024, 5, 12})})
    EXPECT_THAT(with(vault, term), ElementsAre(path)) << term;
  EXPECT_THAT(with(vault, store::field_date_term("bought", {2015, 0, 0})), IsEmpty());
  EXPECT_THAT(vault.reader().record(vault.id(path)).tags, ElementsAre("Books/Fantasy", "Epic"));
}

TEST(IndexedNote, SlotsBoundTheValuesOfAField) {
  TempVault vault;
  vault.note("a.md", "---\ntype: book\nbought: [2024-05-12, 2011-03-02]\n---\n");
  vault.index();
  const auto slots = store::field_slots(vault.vocabulary(), "bought");
  ASSERT_TRUE(slots);
  const Xapian::Document document = vault.reader().database().get_document(vault.id("a.md"));
  EXPECT_EQ(Xapian::sortable_unserialise(document.get_value(slots->min)), 20110302);
  EXPECT_EQ(Xapian::sortable_unserialise(document.get_value(slots->max)), 20240512);
}

/// The fields of a note that was indexed with the values of a plugin.
std::vector<std::string> values_with(const notes::Note& note, std::vector<FieldValue> by_plugin) {
  const TempVault vault;
  Facts facts;
  facts.values = std::move(by_plugin);
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  EXPECT_TRUE(updater && updater->put(note, {"a.md", 1, 1, 1}, facts) && updater->commit());
  const auto reader = *store::Reader::open(vault.directory(), vault.root());
  std::vector<std::string> values;
  for (const FieldValue& value : reader->record(1).values)
    values.push_back(value.field + '=' + value.text);
  return values;
}

TEST(IndexedNote, PluginValueReplacesTheGenericOneAtItsPlace) {
  const notes::Note note = notes::read_note("a.md",
                                            "---\ntype: book\nisbn: \"0-451-45776-5\"\n"
                                            "pages: 676\nbought:\n  - 2011-01-02\n"
                                            "  - 2024-05-12\n---\n");
  const auto at = [&](std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(note.source.find(text));
    return notes::ByteSpan{begin, begin + static_cast<std::uint32_t>(text.size())};
  };
  EXPECT_THAT(values_with(note, {{"isbn", "9780451457769", 0, 3, at("0-451-45776-5")},
                                 {"bought", "2011-01-03", 20110103, 6, at("2011-01-02")}}),
              testing::UnorderedElementsAre("isbn=9780451457769", "pages=676", "bought=2011-01-03",
                                            "bought=2024-05-12"));
  // Without a place of its own it stands for the whole line.
  EXPECT_THAT(values_with(note, {{"pages", "677", 677, 4, {}}}),
              testing::UnorderedElementsAre("isbn=0-451-45776-5", "pages=677", "bought=2011-01-02",
                                            "bought=2024-05-12"));
}

TEST(SourceText, IsReadFromTheFile) {
  TempVault vault;
  vault.note("a.md", "one\r\ntwö three\n");
  vault.index();
  const NoteId note = vault.id("a.md");
  EXPECT_EQ(vault.reader().source_text(note, {5, 9}), "twö");
  EXPECT_EQ(vault.reader().source_text(note), "one\r\ntwö three\n");
  EXPECT_EQ(vault.reader().column_of(note, 0), 1u);
  EXPECT_EQ(vault.reader().column_of(note, 5), 1u);
  EXPECT_EQ(vault.reader().column_of(note, 10), 6u);
  EXPECT_EQ(vault.reader().source_text(note, {5, 900}), "");
}

TEST(SourceText, OfAFileThatIsGoneIsEmpty) {
  TempVault vault;
  vault.note("a.md", "text\n");
  vault.index();
  vault.remove("a.md");
  EXPECT_EQ(vault.reader().source_text(vault.id("a.md"), {0, 4}), "");
  EXPECT_EQ(vault.reader().column_of(vault.id("a.md"), 2), 1u);
}

TEST(Records, StayValidWhileFurtherOnesAreAsked) {
  TempVault vault;
  for (int i = 0; i < 600; ++i)
    vault.note("n" + std::to_string(i) + ".md", "x");
  vault.index();
  const std::vector<NoteId> all = vault.reader().all_notes();
  const store::NoteRecord& first = vault.reader().record(all[0]);
  const std::string path = first.card.path;
  for (std::size_t i = 1; i <= 256; ++i)
    EXPECT_EQ(vault.reader().record(all[i]).card.id, all[i]);
  EXPECT_EQ(first.card.path, path);
}

}  // namespace
}  // namespace tote::index
