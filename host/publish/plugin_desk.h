// SPDX-License-Identifier: GPL-2.0-or-later
// Has plugins add to a site what they know of it: each in a process of its own, shown the public
// view and nothing else, its answer checked before any of it reaches a page.
#pragma once

#include <string>
#include <vector>

#include "host/manifest.h"
#include "host/publish/site.h"
#include "host/worker/trial.h"
#include "index/vocabulary.h"

namespace tote::host::publish {

/// Adds cards to pages and profiles, profiles' cards to people, and files. Gives what went wrong,
/// in words for the user: a plugin that fails adds nothing. `options.deadline` is for one plugin.
[[nodiscard]] std::vector<std::string> add_plugins_share(PublicSite& site,
                                                         const std::vector<Manifest>& plugins,
                                                         const index::Vocabulary& vocabulary,
                                                         const std::vector<std::string>& me,
                                                         const worker::TrialOptions& options);

}  // namespace tote::host::publish
