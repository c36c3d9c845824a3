// SPDX-License-Identifier: GPL-2.0-or-later
// Checks JSON against the part of JSON Schema (draft 7) that sdk/plugin.schema.json uses.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace tote::host::author {

/// What is wrong with `value`, each as `/pointer: fault`; empty if it is valid. Throws
/// std::logic_error where the schema uses a keyword that this does not know.
[[nodiscard]] std::vector<std::string> schema_violations(const nlohmann::json& schema,
                                                         const nlohmann::json& value);

}  // namespace tote::host::author
