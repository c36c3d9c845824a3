// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/messages.h"

#include <random>
#include <sys/socket.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/worker/channel.h"

namespace tote::host::worker {
namespace {

Extracted sample() {
  Extracted message;
  message.id = 7;
  message.facts.values.push_back({"isbn", "9780000000002", 2.5, 3, {10, 20}});
  index::Edge edge;
  edge.relation = "recommended-by";
  edge.to = {index::EdgeEnd::Kind::name, "Zoë", {"zoe", "z"}};
  edge.date = notes::Date{2011, 7, 3};
  edge.polarity = -1;
  edge.tier = index::Tier::prose_partly;
  edge.line = 9;
  edge.span = {1, 2};
  message.facts.edges.push_back(edge);
  message.facts.terms = {"one", "two"};
  message.facts.diagnostics.push_back({notes::Diagnostic::Severity::error, "code", "text", {4, 5}});
  return message;
}

TEST(Messages, ComeBackAsTheyWent) {
  const auto bytes = encode(sample());
  const auto back = decode_extracted(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(encode(*back), bytes);
  EXPECT_EQ(back->facts.edges[0].to.keys, (std::vector<std::string>{"zoe", "z"}));
  EXPECT_EQ(back->facts.edges[0].polarity, -1);
  EXPECT_EQ(back->facts.edges[0].date, (notes::Date{2011, 7, 3}));
  EXPECT_EQ(back->facts.diagnostics[0].span, (notes::ByteSpan{4, 5}));
}

TEST(Messages, SetupAndNoteComeBackToo) {
  const worker::Setup setup{"{}", {{"journal", "journal"}}, {{"a.b", "/x/y.so", true, false, {}}}};
  const auto setup_back = decode_setup(encode(setup));
  ASSERT_TRUE(setup_back);
  EXPECT_EQ(encode(*setup_back), encode(setup));
  const NoteJob job{3, "a.md", std::string("x\0y", 3), {1, 2}};
  const auto job_back = decode_note(encode(job));
  ASSERT_TRUE(job_back);
  EXPECT_EQ(encode(*job_back), encode(job));
}

TEST(Messages, AreRefusedWhenCutShortAnywhere) {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_extracted(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(decode_extracted(bytes + "x"));
}

TEST(Messages, SurviveDamage) {
  std::mt19937 random(20110703);
  const auto good = encode(sample());
  for (int round = 0; round < 20'000; ++round) {
    auto bytes = good;
    for (int i = 0; i < 3; ++i)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (const auto back = decode_extracted(bytes)) {
      EXPECT_EQ(encode(*back).size(), bytes.size());
    }
  }
}

class ChannelPair : public testing::Test {
 protected:
  void SetUp() override {
    int ends[2];
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    left_ = Channel(ends[0]);
    right_ = Channel(ends[1]);
  }

  Channel left_{-1};
  Channel right_{-1};
};

TEST_F(ChannelPair, CarriesFramesInOrder) {
  ASSERT_TRUE(left_.send(MessageKind::note, "one"));
  ASSERT_TRUE(left_.send(MessageKind::calling, ""));
  const auto first = right_.receive();
  const auto second = right_.receive();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->payload, "one");
  EXPECT_EQ(second->kind, MessageKind::calling);
}

TEST_F(ChannelPair, EndsOnBytesThatAreNoFrame) {
  ASSERT_EQ(::send(left_.socket(), "GET / HTTP/1.1\r\n\r\n", 18, 0), 18);
  EXPECT_FALSE(right_.receive());
}

TEST_F(ChannelPair, EndsWhenTheOtherSideIsGone) {
  { const Channel gone = std::move(left_); }
  EXPECT_FALSE(right_.receive());
  EXPECT_FALSE(right_.send(MessageKind::note, "x"));
}

}  // namespace
}  // namespace tote::host::worker
