// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/result.h"

namespace tote {

std::string to_string(const SourcePlace& place) {
  std::string text = place.path;
  if (place.line == 0)
    return text;
  text += ':' + std::to_string(place.line);
  if (place.column != 0)
    text += ':' + std::to_string(place.column);
  return text;
}

std::string to_string(const Error& error) {
  if (!error.place)
    return error.message;
  return to_string(*error.place) + ": " + error.message;
}

}  // namespace tote
