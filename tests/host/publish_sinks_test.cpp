// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/publish_sinks.h"

#include <string>

#include <gtest/gtest.h>

namespace tote::host::worker {
namespace {

tote_str_t to_abi(const std::string& text) {
  return {text.data(), text.size()};
}

tote_element_t element(const std::string& name) {
  tote_element_t element{};
  element.size = sizeof element;
  element.name = to_abi(name);
  return element;
}

TEST(MarkupSink, TakesAnElementWithTextInIt) {
  MarkupSink sink;
  const std::string name = "em";
  EXPECT_EQ(sink.open(element(name)), TOTE_OK);
  EXPECT_EQ(sink.text(to_abi("a day & a night")), TOTE_OK);
  EXPECT_EQ(sink.close(), TOTE_OK);
  EXPECT_EQ(sink.steps().size(), 3U);
  EXPECT_EQ(sink.misuse(), "");
}

TEST(MarkupSink, HoldsAnElementThatWasNotOpenedAgainstWhoClosesIt) {
  MarkupSink sink;
  EXPECT_EQ(sink.close(), TOTE_INVALID);
  EXPECT_EQ(sink.misuse(), "closed an element that it had not opened");
}

TEST(MarkupSink, LetsWhoeverGaveTooMuchCloseItAll) {
  MarkupSink sink;
  const std::string name = "em";
  const std::string long_text(60'000, 'w');
  EXPECT_EQ(sink.text(to_abi(long_text)), TOTE_OK);
  EXPECT_EQ(sink.open(element(name)), TOTE_OK);
  EXPECT_EQ(sink.text(to_abi(long_text)), TOTE_LIMIT);
  EXPECT_EQ(sink.open(element(name)), TOTE_LIMIT);
  EXPECT_EQ(sink.close(), TOTE_LIMIT);
  EXPECT_EQ(sink.close(), TOTE_LIMIT);
  EXPECT_EQ(sink.misuse(), "");
  EXPECT_EQ(sink.steps().size(), 2U);
}

TEST(FilesSink, TakesAFileInPieces) {
  FilesSink sink;
  EXPECT_EQ(sink.open(to_abi("feeds/all.json"), to_abi("application/json")), TOTE_OK);
  EXPECT_EQ(sink.write(to_abi("[")), TOTE_OK);
  EXPECT_EQ(sink.write(to_abi("]")), TOTE_OK);
  ASSERT_EQ(sink.files().size(), 1U);
  EXPECT_EQ(sink.files()[0].text, "[]");
}

TEST(FilesSink, RefusesNamesThatLeadOutOrComeTwice) {
  FilesSink sink;
  EXPECT_EQ(sink.open(to_abi("../feed.xml"), to_abi("text/plain")), TOTE_INVALID);
  EXPECT_NE(sink.misuse(), "");
  FilesSink other;
  EXPECT_EQ(other.open(to_abi("feed.txt"), to_abi("text/plain")), TOTE_OK);
  EXPECT_EQ(other.open(to_abi("feed.txt"), to_abi("text/plain")), TOTE_INVALID);
  EXPECT_EQ(other.misuse(), "opened the file 'feed.txt' twice");
}

}  // namespace
}  // namespace tote::host::worker
