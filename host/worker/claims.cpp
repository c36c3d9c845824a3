// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/claims.h"

#include <algorithm>

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

}  // namespace tote::host::worker
