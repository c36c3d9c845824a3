// SPDX-License-Identifier: GPL-2.0-or-later
// `tote plugin check`: what can be found out about a plugin before anyone relies on it. Everything
// that runs code of the plugin happens in processes of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/author/plugin_tree.h"
#include "notes/result.h"

namespace tote::host::author::check {

/// One thing that is looked at. A plugin reaches level N if all checks up to N pass; 5 is fit to
/// publish, 10 is the highest.
struct CheckSpec {
  std::string_view id;  ///< stable: `hosts.future`
  int level = 1;
  std::string_view what;  ///< what must hold, a sentence
  std::string_view fix;   ///< what to do where it does not
};

inline constexpr int highest_level = 10;
inline constexpr int publishable_level = 5;

/// Every check, in the order in which they are made.
[[nodiscard]] const std::vector<CheckSpec>& check_specs();
/// The check of this id, or nullptr.
[[nodiscard]] const CheckSpec* find_check(std::string_view id);

enum class Outcome {
  passed,
  failed,
  waived,
  left_out,   ///< it applies and takes long, so it is made when its level is asked for
  not_tried,  ///< it does not apply, or there is no way to try
};

struct CheckResult {
  const CheckSpec* check = nullptr;
  Outcome outcome = Outcome::passed;
  std::vector<std::string> findings;  ///< failed: what was found; waived, left out: the reason
};

struct CheckReport {
  std::string plugin;  ///< id, or the file's name without plugin.json
  std::string version;
  std::uint64_t seed = 0;
  bool lacks_manifest = false;       ///< a library by itself: what needs plugin.json is not tried
  std::vector<CheckResult> results;  ///< in the order of check_specs

  /// The highest level reached, 0 for none, as for a library without plugin.json. A check that is
  /// left out is not passed.
  [[nodiscard]] int level() const;
  [[nodiscard]] std::size_t count(Outcome outcome) const;
};

struct CheckOptions {
  std::uint64_t seed = 1;
  std::uint32_t fuzz_cases = 200;
  bool sanitizes = false;        ///< builds the plugin with sanitizers as well, if it can be built
  bool is_brief = false;         ///< only what can be seen without running it
  bool is_reproduction = false;  ///< only the fuzz case of `seed`
  std::size_t large_note_bytes = 5u << 20;  ///< the largest note of the hostile ones
  std::filesystem::path program;            ///< the `tote` to try the plugin in; default: this one
  std::filesystem::path previous;  ///< version, as find_previous_version; default: what is kept
};

/// Makes every check that applies to what is named: without a library only those of plugin.json; of
/// a library's file those of the plugin.json beside it, else only those of the file.
/// Errors: not_found or invalid_input where there is nothing to check; as find_previous_version;
/// unavailable.
[[nodiscard]] Result<CheckReport> run_checks(const std::filesystem::path& named,
                                             const CheckOptions& options);

}  // namespace tote::host::author::check
