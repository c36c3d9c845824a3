// SPDX-License-Identifier: GPL-2.0-or-later
// What is typed as a line: a question if all of it reads as one, else a search.
#include "index/index.h"
#include "index/question/question.h"
#include "index/read_guard.h"
#include "index/search/as_you_type.h"
#include "index/search/search.h"

namespace tote::index {

Result<Answer> Index::ask(std::string_view line, const AskOptions& options) const {
  return read_guarded(*reader_, [&]() -> Result<Answer> {
    std::string explanation;
    std::string declined;
    if (auto answer = question::answer(*reader_, line, options, &explanation, &declined))
      return *std::move(answer);
    Answer found = search::search(*reader_, line, options);
    found.explanation = explanation + found.explanation;
    if (!declined.empty() && found.message.empty())
      found.message = "searched for, not answered: " + declined;
    return found;
  });
}

Result<Answer> Index::search(std::string_view line, const AskOptions& options) const {
  return read_guarded(*reader_,
                      [&]() -> Result<Answer> { return search::search(*reader_, line, options); });
}

Result<Answer> Index::search_as_you_type(std::string_view line, const AskOptions& options) const {
  return read_guarded(
      *reader_, [&]() -> Result<Answer> { return search::as_you_type(*reader_, line, options); });
}

}  // namespace tote::index
