// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/claims.h"

#include <algorithm>

#include "host/writing/field_kind.h"
#include "notes/note.h"

namespace tote::host::worker {

bool claims(const index::Vocabulary& vocabulary, std::string_view plugin, std::string_view type) {
  for (const auto& declared : vocabulary.types)
    if (declared.plugin == plugin && declared.id == type)
      return true;
  for (const auto& field : vocabulary.fields) {
    if (field.plugin == plugin &&
        std::find(field.on.begin(), field.on.end(), type) != field.on.end())
      return true;
  }
  return false;
}

bool may_write(const index::Vocabulary& vocabulary, std::string_view plugin, std::string_view type,
               std::string_view key) {
  const auto canonical = notes::canonical_field_key(key);
  if (is_field_of_every_note(canonical))
    return true;
  const auto is_own = [&](const auto* declared) {
    return declared != nullptr && declared->plugin == plugin;
  };
  return is_own(vocabulary.field(canonical, type)) ||
         is_own(vocabulary.relation_of_field(canonical, type));
}

}  // namespace tote::host::worker
