// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/line_options.h"

#include <charconv>

#include <fmt/format.h>

namespace tote::cli {
namespace {

constexpr std::uint32_t default_limit = 20;

Result<std::uint32_t> number_of(const Context& context, const std::string& flag,
                                std::uint32_t otherwise) {
  if (!context.invocation.has(flag))
    return otherwise;
  const auto text = context.invocation.get(flag);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ErrorCode::invalid_input, fmt::format("--{} takes a number, not '{}'", flag, text));
  return number;
}

}  // namespace

std::vector<FlagSpec> line_flags() {
  return {{"limit",
           "N",
           fmt::format("Show at most N results (default {}; 0: all)", default_limit),
           {},
           Completes::nothing},
          {"offset", "N", "Leave out the first N results", {}, Completes::nothing}};
}

Result<index::AskOptions> line_options(const Context& context) {
  index::AskOptions options;
  options.today = context.journal->today();
  TOTE_TRY(options.limit,
           number_of(context, "limit", context.format == Format::text ? default_limit : 0));
  TOTE_TRY(options.offset, number_of(context, "offset", 0));
  options.wants_snippets = context.format != Format::paths;
  return options;
}

}  // namespace tote::cli
