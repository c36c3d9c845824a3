// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/post_options.h"

#include <fmt/format.h>

#include "host/cli/render.h"

namespace tote::cli {

using host::publish::PublishOptions;
using host::publish::PublishReport;
using host::publish::Target;
using host::publish::WriteMode;

std::vector<FlagSpec> post_flags() {
  return {{"target",
           "TARGET",
           "The kind of site: html (the default), hugo or jekyll",
           {"html", "hugo", "jekyll"},
           Completes::choices},
          {"out",
           "DIR",
           "The site's folder; else the one set under [publish] output",
           {},
           Completes::folder}};
}

PublishOptions post_options(const Context& context) {
  PublishOptions options;
  const auto target = context.invocation.get("target", "html");
  options.target = target == "hugo"     ? Target::hugo
                   : target == "jekyll" ? Target::jekyll
                                        : Target::html;
  options.output = context.invocation.get("out");
  const bool is_forced = context.invocation.has("force");
  if (context.invocation.has("dry-run"))
    options.mode = is_forced ? WriteMode::dry_run_of_force : WriteMode::dry_run;
  else if (is_forced)
    options.mode = WriteMode::force;
  return options;
}

Result<std::string> told_note(const Context& context, const host::Proposal& change) {
  if (change.changes.files.empty())
    return std::string();
  if (context.invocation.has("dry-run"))
    return context.journal->preview(change.changes);
  return safe_for_terminal(
      fmt::format("{}: {}; 'tote undo' takes it back\n", change.path, change.changes.summary));
}

std::string told(const Context& context, const PublishReport& report) {
  const bool is_dry = context.invocation.has("dry-run");
  std::string text;
  if (is_dry) {
    for (const auto& file : report.files.written)
      text += fmt::format("would write   {}\n", file);
    for (const auto& file : report.files.removed)
      text += fmt::format("would remove  {}\n", file);
  }
  for (const auto& file : report.files.kept)
    text += fmt::format("left: {} was changed since tote wrote it\n", file);
  for (const auto& slug : report.withdrawn)
    text += fmt::format("taken off: '{}' does not say any more that it is public\n", slug);
  for (const auto& problem : report.problems)
    text += fmt::format("{}\n", problem);
  if (report.files.written.empty() && report.files.removed.empty())
    return text + fmt::format("nothing {}: {} as they are\n", is_dry ? "would change" : "changed",
                              counted(report.files.unchanged, "file"));
  return text + fmt::format("{} {} and {} {}; {} as they are\n", is_dry ? "would write" : "wrote",
                            counted(report.files.written.size(), "file"),
                            is_dry ? "remove" : "removed", report.files.removed.size(),
                            report.files.unchanged);
}

}  // namespace tote::cli
