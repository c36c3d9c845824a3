// SPDX-License-Identifier: GPL-2.0-or-later
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "index/store/word_order.h"

namespace tote::index::store {
namespace {

using Words = std::vector<std::string>;

/// The value of words; "|" ends a block, "-" a run.
std::string order_of(const Words& words) {
  WordOrder order;
  for (const std::string& word : words) {
    if (word == "|")
      order.end_block();
    else if (word == "-")
      order.end_run();
    else
      order.add(word);
  }
  return order.encode();
}

bool is_in(const Words& phrase, const Words& words, PhraseOf what = PhraseOf::words,
           PhraseIn where = PhraseIn::text) {
  return Phrase(phrase, what, where).is_in(order_of(words));
}

TEST(WordOrder, FindsWordsInARowAndNoOthers) {
  const Words note = {"a", "b", "|", "c", "a", "d", "b", "c"};
  EXPECT_TRUE(is_in({"a", "b"}, note));
  EXPECT_TRUE(is_in({"a", "d", "b", "c"}, note));
  EXPECT_FALSE(is_in({"b", "a"}, note));
  EXPECT_FALSE(is_in({"b", "c", "a"}, note));
  EXPECT_FALSE(is_in({"a", "a"}, note));
}

TEST(WordOrder, TitleIsTheFirstBlockEvenIfItHasNoWords) {
  EXPECT_TRUE(is_in({"a", "b"}, {"a", "b", "|", "c"}, PhraseOf::words, PhraseIn::title));
  EXPECT_FALSE(is_in({"b", "c"}, {"a", "|", "b", "c"}, PhraseOf::words, PhraseIn::title));
  EXPECT_FALSE(is_in({"a", "b"}, {"|", "a", "b"}, PhraseOf::words, PhraseIn::title));
  EXPECT_TRUE(is_in({"a", "b"}, {"|", "|", "a", "b"}));
}

TEST(WordOrder, RunEndsAreSeenByRunsAlone) {
  const Words note = {"x", "y", "-", "z"};
  EXPECT_TRUE(is_in({"x", "y", "z"}, note, PhraseOf::words));
  EXPECT_FALSE(is_in({"x", "y", "z"}, note, PhraseOf::one_run));
  EXPECT_TRUE(is_in({"x", "y"}, note, PhraseOf::one_run));
}

TEST(WordOrder, OfNothingIsEmpty) {
  EXPECT_EQ(order_of({}), "");
  EXPECT_EQ(order_of({"|", "|"}), "");
  EXPECT_FALSE(Phrase({"a"}, PhraseOf::words, PhraseIn::text).is_in(""));
}

/// A note of many words that are all different.
Words different_words(int count) {
  Words words;
  for (int i = 0; i < count; ++i)
    words.push_back("w" + std::to_string(i));
  return words;
}

class WordOrderOfSize : public testing::TestWithParam<int> {};

TEST_P(WordOrderOfSize, TellsAllWordsApart) {
  const Words words = different_words(GetParam());
  const std::string value = order_of(words);
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) {
    const std::size_t a = random() % words.size();
    const std::size_t b = random() % words.size();
    EXPECT_EQ(Phrase({words[a], words[b]}, PhraseOf::words, PhraseIn::text).is_in(value),
              b == a + 1)
        << words[a] << ' ' << words[b];
  }
}

INSTANTIATE_TEST_SUITE_P(WordOrder, WordOrderOfSize, testing::Values(2, 100, 700, 3'000, 50'000),
                         testing::PrintToStringParamName());

TEST(WordOrder, TakesTwoBytesAWordInAnOrdinaryNote) {
  EXPECT_EQ(order_of(different_words(400)).size(), 2u + 2 * 400);
}

TEST(WordOrder, ReadsDamagedBytesWithoutHarm) {
  const std::string value = order_of({"a", "b", "|", "c"});
  const Phrase phrase({"a", "b"}, PhraseOf::words, PhraseIn::text);
  for (std::size_t size = 0; size < value.size(); ++size)
    (void)phrase.is_in(value.substr(0, size));
  for (int byte = 0; byte < 256; ++byte)
    (void)phrase.is_in(std::string(1, static_cast<char>(byte)) + value.substr(1));
}

}  // namespace
}  // namespace tote::index::store
