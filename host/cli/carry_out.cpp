// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/carry_out.h"

#include <cstdio>
#include <vector>

#include <fmt/format.h>

#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

std::vector<std::string> paths_of(const host::Proposal& proposal) {
  std::vector<std::string> paths;
  for (const auto& file : proposal.changes.files)
    paths.push_back(file.new_path.empty() ? file.path : file.new_path);
  return paths;
}

}  // namespace

FlagSpec dry_run_flag() {
  return {"dry-run",
          "",
          "Show what would change, as a diff, and change nothing",
          {},
          Completes::nothing};
}

std::string done_to_note(const host::Proposal& proposal) {
  return fmt::format(
      "{}: {}", proposal.path,
      proposal.changes.files.empty() ? "it is so already" : proposal.changes.summary);
}

Result<ExitCode> carry_out(const Context& context, const host::Proposal& proposal,
                           const std::string& done) {
  const bool is_dry_run = context.invocation.has("dry-run");
  std::string diff;
  if (is_dry_run) {
    TOTE_TRY(diff, context.journal->preview(proposal.changes));
  } else {
    TOTE_CHECK(context.journal->write(proposal.changes));
  }
  if (context.format == Format::paths) {
    print(context, render_paths(context, paths_of(proposal)));
  } else if (context.format != Format::text) {
    print(context, host::to_json(proposal, diff) + '\n');
  } else {
    for (const auto& remark : proposal.remarks)
      std::fputs(fmt::format("tote: {}\n", safe_for_terminal(remark)).c_str(), stderr);
    print(context, is_dry_run ? diff : safe_for_terminal(done) + '\n');
  }
  return exit_done;
}

}  // namespace tote::cli
