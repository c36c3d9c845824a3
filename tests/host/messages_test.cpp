// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/messages.h"

#include <random>
#include <sys/socket.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/worker/channel.h"
#include "tests/host/sample_extracted.h"

namespace tote::host::worker {
namespace {

TEST(Messages, ComeBackAsTheyWent) {
  const auto bytes = encode(sample_extracted());
  const auto back = decode_extracted(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(encode(*back), bytes);
  EXPECT_EQ(back->facts.edges[0].to.keys, (std::vector<std::string>{"zoe", "z"}));
  EXPECT_EQ(back->facts.edges[0].polarity, -1);
  EXPECT_EQ(back->facts.edges[0].date, (notes::Date{2011, 7, 3}));
  EXPECT_EQ(back->facts.diagnostics[0].span, (notes::ByteSpan{4, 5}));
}

TEST(Messages, SetupAndNoteComeBackToo) {
  const worker::Setup setup{"{}",
                            {{"journal", "journal"}},
                            {{"a.b", "1.0.0", "/x/y.so", true, false, false, false, true, {}}},
                            true,
                            false,
                            std::chrono::milliseconds(1500)};
  const auto setup_back = decode_setup(encode(setup));
  ASSERT_TRUE(setup_back);
  EXPECT_EQ(encode(*setup_back), encode(setup));
  EXPECT_TRUE(setup_back->plugins[0].exports);
  EXPECT_EQ(setup_back->deadline, setup.deadline);
  const Fenced fenced{{{"files", true, "Landlock"}, {"limits", false, "no"}}};
  const auto fenced_back = decode_fenced(encode(fenced));
  ASSERT_TRUE(fenced_back);
  EXPECT_EQ(encode(*fenced_back), encode(fenced));
  const auto calling = decode_calling(encode(Calling{4, Stage::render, 7}));
  ASSERT_TRUE(calling);
  EXPECT_EQ(calling->stage, Stage::render);
  EXPECT_EQ(calling->page, 7U);
  const auto misdeed = decode_misdeed(encode(Misdeed{5, "left a thread running"}));
  ASSERT_TRUE(misdeed);
  EXPECT_EQ(misdeed->what, "left a thread running");
  const auto refused = decode_refused(encode(Refused{{41, 257}}));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->calls, (std::vector<std::uint32_t>{41, 257}));
  const NoteJob job{3, "a.md", std::string("x\0y", 3), {1, 2}};
  const auto job_back = decode_note(encode(job));
  ASSERT_TRUE(job_back);
  EXPECT_EQ(encode(*job_back), encode(job));
}

TEST(Messages, CommandsAndAnswersComeBackToo) {
  const CommandCall call{"finished",
                         {{"rating", ValueKind::decimal, "4.5", 0, 4.5, {}},
                          {"since", ValueKind::date, "2024-02", 0, 0, {2024, 2, 0}}},
                         {2024, 3, 9},
                         {2024, 3, 10},
                         "a.md",
                         std::string("x\0y", 3)};
  const auto call_back = decode_command(encode(call));
  ASSERT_TRUE(call_back);
  EXPECT_EQ(encode(*call_back), encode(call));
  EXPECT_EQ(call_back->arguments[0].decimal, 4.5);
  EXPECT_EQ(call_back->arguments[1].date, (notes::Date{2024, 2, 0}));
  EXPECT_EQ(call_back->source.size(), 3U);
  const CommandAnswer answer{
      {{CommandEdit::Action::unset, "status", ""}, {CommandEdit::Action::append, "", "- read"}},
      {{notes::Diagnostic::Severity::error, "a.b", "no", {1, 2}}}};
  const auto bytes = encode(answer);
  const auto back = decode_answer(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(encode(*back), bytes);
  EXPECT_EQ(back->edits[1].text, "- read");
  EXPECT_EQ(back->findings[0].span, (notes::ByteSpan{1, 2}));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_answer(std::string_view(bytes).substr(0, size))) << size;
}

TEST(Messages, AreRefusedWhenCutShortAnywhere) {
  const auto bytes = encode(sample_extracted());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_extracted(std::string_view(bytes).substr(0, size))) << size;
  EXPECT_FALSE(decode_extracted(bytes + "x"));
}

TEST(Messages, SurviveDamage) {
  std::mt19937 random(20110703);
  const auto good = encode(sample_extracted());
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

TEST_F(ChannelPair, PostsMoreThanFitsWithoutBlocking) {
  const std::string large(4 << 20, 'x');
  left_.post(MessageKind::note, large);
  left_.post(MessageKind::leave, "last");
  EXPECT_TRUE(left_.has_unsent());
  std::optional<Frame> frame;
  while (!(frame = right_.next_buffered())) {
    ASSERT_TRUE(right_.read_available());
    left_.flush();
  }
  EXPECT_EQ(frame->payload, large);
  left_.flush();
  EXPECT_FALSE(left_.has_unsent());
  EXPECT_EQ(right_.receive()->payload, "last");
}

TEST_F(ChannelPair, DropsWhatIsPostedToNobody) {
  { const Channel gone = std::move(right_); }
  left_.post(MessageKind::note, "x");
  EXPECT_FALSE(left_.has_unsent());
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
