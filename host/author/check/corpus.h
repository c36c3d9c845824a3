// SPDX-License-Identifier: GPL-2.0-or-later
// Notes to try a plugin with: such as people write, such as nobody should, and such as chance
// makes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/manifest.h"

namespace tote::host::author::check {

struct SampleNote {
  std::string name;  ///< what is odd about it: "5 MB in one line"
  std::string path;
  std::string source;
};

/// The types of note that the plugin's code is given.
[[nodiscard]] std::vector<std::string> note_types(const Manifest& plugin);
/// Notes of each of its types with each of its fields filled in sensibly and less so; and those in
/// its fixtures.
[[nodiscard]] std::vector<SampleNote> plain_notes(const Manifest& plugin,
                                                  const std::filesystem::path& fixtures);
/// Notes with something wrong. The largest has `large_bytes`.
[[nodiscard]] std::vector<SampleNote> hostile_notes(const Manifest& plugin,
                                                    std::size_t large_bytes);
/// A note made up from a seed: the same for the same seed.
[[nodiscard]] SampleNote random_note(const Manifest& plugin, std::uint64_t seed);
/// A value as people mean it, by the field's kind: plain text.
[[nodiscard]] std::string sensible_value(const index::FieldDecl& field);
/// Values for a field that the plugin normalises.
[[nodiscard]] std::vector<std::string> sample_values(std::uint64_t seed);

}  // namespace tote::host::author::check
