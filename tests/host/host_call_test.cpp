// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/host_call.h"

#include <gtest/gtest.h>

namespace tote::host::worker {
namespace {

TEST(HostCall, TakesNoTextOfMoreThan64KiBAndCallsItNoFault) {
  const auto vocabulary = index::core_vocabulary();
  HostCall call("test.plugin", HostCall::Grant::value, vocabulary, nullptr);
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
  HostCall call("test.plugin", HostCall::Grant::value, vocabulary, nullptr);
  const auto* sink = static_cast<const tote_value_sink_v1_t*>(
      call.abi()->functions->service(call.abi(), TOTE_HOST_VALUE));
  EXPECT_EQ(sink->text(call.abi(), {"\xFF", 1}), TOTE_INVALID);
  EXPECT_NE(call.misuse(), "");
}

}  // namespace
}  // namespace tote::host::worker
