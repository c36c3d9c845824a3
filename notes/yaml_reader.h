// SPDX-License-Identifier: GPL-2.0-or-later
// libyaml's events as Values with byte spans. No anchors are expanded, no tags obeyed.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/note.h"
#include "notes/span.h"

namespace tote::notes {

/// What reading gave. If YAML is broken, `values` holds the top-level fields that were complete,
/// and `resume` is where the first incomplete one begins.
struct YamlFields {
  std::vector<Value> values;
  bool is_complete = true;
  std::uint32_t resume = 0;
};

/// Reads a mapping. Spans are into `source`. Linear.
[[nodiscard]] YamlFields read_yaml(std::string_view source, ByteSpan yaml,
                                   std::vector<Diagnostic>& diagnostics);

/// Sets kind and number of a scalar from its text (YAML 1.2 core schema; dates as in date.h with a
/// month at least). Quoted scalars are text.
void resolve_scalar(Value& value);

}  // namespace tote::notes
