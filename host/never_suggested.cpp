// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/never_suggested.h"

#include <cstdint>
#include <optional>
#include <sstream>

#include "notes/text.h"
#include "notes/vault.h"

namespace tote::host {
namespace {

constexpr const char* file_name = ".tote/never-suggest.txt";

Result<std::optional<std::string>> read_names(const std::filesystem::path& vault) {
  auto text = notes::read_file(vault, file_name);
  if (text)
    return *std::move(text);
  if (text.error().code == ErrorCode::not_found)
    return std::nullopt;
  return tl::unexpected(text.error());
}

}  // namespace

Result<index::NeverSuggested> never_suggested(const std::filesystem::path& vault) {
  TOTE_TRY(const auto text, read_names(vault));
  index::NeverSuggested names;
  std::istringstream lines(text.value_or(""));
  for (std::string line; std::getline(lines, line);) {
    auto key = notes::name_key(line);
    if (!key.empty() && !key.starts_with('#'))
      names.insert(std::move(key));
  }
  return names;
}

Result<notes::FileChange> never_suggest(const std::filesystem::path& vault,
                                        const std::vector<std::string>& names) {
  TOTE_TRY(const auto text, read_names(vault));
  std::string added;
  for (const std::string& name : names)
    added += name + '\n';
  if (!text)
    return notes::new_file(file_name,
                           "# Names that `tote suggest` leaves alone, one a line.\n" + added);
  if (!text->empty() && !text->ends_with('\n'))
    added.insert(0, 1, '\n');
  notes::FileChange change;
  change.path = file_name;
  change.base = notes::hash_of(*text);
  const auto end = static_cast<std::uint32_t>(text->size());
  change.replacements = {{{end, end}, std::move(added)}};
  return change;
}

}  // namespace tote::host
