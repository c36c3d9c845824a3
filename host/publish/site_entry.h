// SPDX-License-Identifier: GPL-2.0-or-later
// A note that is in the site. Private to host/publish/site_builder*.cpp.
#pragma once

#include <string>

#include "host/publish/site_builder.h"

namespace tote::host::publish {

struct SiteBuilder::Entry {
  notes::Note note;
  std::string section;
  std::string slug;
  std::string address;  ///< empty: no page of its own
};

}  // namespace tote::host::publish
