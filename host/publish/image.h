// SPDX-License-Identifier: GPL-2.0-or-later
// Pictures without what cameras and programs write into them: place, time, device, names, comments,
// thumbnails. Only the parts that make the picture are copied, by list; anything else stays.
#pragma once

#include <string>
#include <string_view>

#include "notes/result.h"

namespace tote::host::publish {

struct CleanImage {
  std::string extension;  ///< with its dot: ".jpg", ".png", ".webp", ".gif"
  std::string bytes;
};

/// Reads JPEG (ITU T.81), PNG (W3C PNG 3), WebP (RFC 9649) and GIF (GIF89a). Of EXIF a JPEG keeps
/// how it is to be turned. Errors: invalid_input (another format, or damaged).
[[nodiscard]] Result<CleanImage> without_metadata(std::string_view bytes);

}  // namespace tote::host::publish
