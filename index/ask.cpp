// SPDX-License-Identifier: GPL-2.0-or-later
// What is typed as a line.
#include "index/index.h"
#include "index/read_guard.h"
#include "index/search/search.h"

namespace tote::index {

Result<Answer> Index::ask(std::string_view line, const AskOptions& options) const {
  return search(line, options);
}

Result<Answer> Index::search(std::string_view line, const AskOptions& options) const {
  return read_guarded(*reader_,
                      [&]() -> Result<Answer> { return search::search(*reader_, line, options); });
}

}  // namespace tote::index
