// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/type_names.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "notes/text.h"

namespace tote::host {

Result<const index::TypeDecl*> type_named(const index::Vocabulary& vocabulary,
                                          std::string_view words) {
  const auto key = notes::name_key(words);
  if (const auto* type = vocabulary.type(key))
    return type;
  std::string known;
  for (const auto& type : vocabulary.types) {
    const bool is_named =
        std::any_of(type.nouns.begin(), type.nouns.end(), [&](const index::Noun& noun) {
          return noun.singular == key || (!noun.plural.empty() && noun.plural == key);
        });
    if (is_named)
      return &type;
    known += (known.empty() ? "" : ", ") + type.id;
  }
  return fail(ErrorCode::invalid_input,
              fmt::format("there is no type '{}'; the types are {}", words, known));
}

}  // namespace tote::host
