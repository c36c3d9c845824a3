// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/host_call.h"

#include <memory>

#include <gtest/gtest.h>

namespace tote::host::worker {
namespace {

const Patience unlimited;

TEST(HostCall, TakesNoTextOfMoreThan64KiBAndCallsItNoFault) {
  const auto vocabulary = index::core_vocabulary();
  HostCall call("test.plugin", HostCall::Grant::value, vocabulary, nullptr, unlimited);
  const auto* sink = static_cast<const tote_value_sink_v1_t*>(
      call.abi()->functions->service(call.abi(), TOTE_HOST_VALUE));
  ASSERT_NE(sink, nullptr);
  const std::string longest(64 * 1024, 'a');
  EXPECT_EQ(sink->text(call.abi(), {longest.data(), longest.size()}), TOTE_OK);
  const std::string longer = longest + 'a';
  EXPECT_EQ(sink->text(call.abi(), {longer.data(), longer.size()}), TOTE_LIMIT);
  EXPECT_EQ(call.misuse(), "");
  EXPECT_EQ(call.canonical(), longest);
}

TEST(HostCall, CallsTextThatIsNotUtf8AFault) {
  const auto vocabulary = index::core_vocabulary();
  HostCall call("test.plugin", HostCall::Grant::value, vocabulary, nullptr, unlimited);
  const auto* sink = static_cast<const tote_value_sink_v1_t*>(
      call.abi()->functions->service(call.abi(), TOTE_HOST_VALUE));
  EXPECT_EQ(sink->text(call.abi(), {"\xFF", 1}), TOTE_INVALID);
  EXPECT_NE(call.misuse(), "");
}

class HostCallOfACommand : public testing::Test {
 protected:
  HostCallOfACommand() {
    auto words = index::parse_vocabulary(
        R"({"types": [{"id": "plant"}], "fields": [{"id": "due", "on": ["plant"]}],
            "relations": [{"id": "watered", "from": ["plant"], "to": ["me"], "source": "date-field",
                           "spellings": ["wet"]}]})",
        "test.garden");
    auto others = index::parse_vocabulary(
        R"({"fields": [{"id": "price", "on": ["plant"]}, {"id": "height", "on": ["tree"]}]})",
        "test.shop");
    EXPECT_TRUE(words && others);
    vocabulary = index::core_vocabulary();
    EXPECT_TRUE(index::merge(vocabulary, *words));
    EXPECT_TRUE(index::merge(vocabulary, *others));
    call = std::make_unique<HostCall>("test.garden", HostCall::Grant::edits, vocabulary, &note,
                                      unlimited);
    edits = static_cast<const tote_edits_v1_t*>(
        call->abi()->functions->service(call->abi(), TOTE_HOST_EDITS));
  }

  static tote_str_t abi(std::string_view text) { return {text.data(), text.size()}; }

  [[nodiscard]] tote_status_t set(std::string_view field) const {
    return edits->set(call->abi(), abi(field), abi("x"));
  }

  index::Vocabulary vocabulary;
  const notes::Note note = notes::read_note("Fern.md", "---\ntype: plant\n---\n", {});
  std::unique_ptr<HostCall> call;
  const tote_edits_v1_t* edits = nullptr;
};

TEST_F(HostCallOfACommand, TakesEditsOfWhatThePluginDeclaresAndOfWhatEveryNoteHas) {
  ASSERT_NE(edits, nullptr);
  for (const char* field : {"due", "Due", "watered", "wet", "tags", "aliases"})
    EXPECT_EQ(set(field), TOTE_OK) << field;
  EXPECT_EQ(edits->unset(call->abi(), abi("due")), TOTE_OK);
  EXPECT_EQ(edits->append(call->abi(), abi("- watered")), TOTE_OK);
  EXPECT_EQ(call->misuse(), "");
  EXPECT_EQ(call->edits().size(), 8U);
  EXPECT_EQ(call->edits().back().text, "- watered");
}

TEST_F(HostCallOfACommand, GrantsNoOtherService) {
  for (const char* id : {TOTE_HOST_DOC, TOTE_HOST_VALUE, TOTE_HOST_MARKUP, "tote.host.edits/2"})
    EXPECT_EQ(call->abi()->functions->service(call->abi(), id), nullptr) << id;
}

TEST_F(HostCallOfACommand, CallsFieldsOfOthersAFault) {
  for (const char* field : {"price", "height", "publish", "", "\xFF"})
    EXPECT_EQ(set(field), TOTE_INVALID) << field;
  EXPECT_EQ(call->misuse(),
            "wrote the field 'price', which its plugin.json does not declare for plant");
  EXPECT_TRUE(call->edits().empty());
}

TEST_F(HostCallOfACommand, CallsWhatIsNotOneLineAFault) {
  EXPECT_EQ(edits->append(call->abi(), abi("one\ntwo")), TOTE_INVALID);
  EXPECT_EQ(edits->append(call->abi(), abi("")), TOTE_INVALID);
  EXPECT_NE(call->misuse(), "");
}

TEST_F(HostCallOfACommand, CallsMoreThanACommandMayWriteAFault) {
  for (int i = 0; i < 256; ++i)
    EXPECT_EQ(set("due"), TOTE_OK);
  EXPECT_EQ(call->misuse(), "");
  EXPECT_EQ(set("due"), TOTE_LIMIT);
  EXPECT_NE(call->misuse(), "") << "half of a command is none";
}

}  // namespace
}  // namespace tote::host::worker
