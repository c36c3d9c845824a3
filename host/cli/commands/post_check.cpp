// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/commands/post_options.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

using host::publish::Finding;
using host::publish::PostCheck;
using What = Finding::What;
using Outcome = Finding::Outcome;

struct Group {
  std::string_view heading;
  std::array<What, 3> kinds;
};

constexpr std::array<Group, 7> groups = {{
    {"people", {What::person, What::person, What::person}},
    {"books", {What::book, What::book, What::book}},
    {"notes", {What::note, What::note, What::note}},
    {"embedded notes", {What::embed, What::embed, What::embed}},
    {"images", {What::image, What::image, What::image}},
    {"links", {What::link, What::link, What::link}},
    {"the rest", {What::field, What::comment, What::html}},
}};

std::string fate_of(const Context& context, const Finding& finding) {
  switch (finding.outcome) {
    case Outcome::linked:
      return fmt::format("link to {}", finding.becomes);
    case Outcome::shown:
      return context.terminal.paint(Style::good, "shown");
    case Outcome::text:
      return "plain text";
    case Outcome::blocked:
      return context.terminal.paint(Style::warning, "stays back");
    case Outcome::warning:
      return context.terminal.paint(Style::warning, "leaves");
  }
  return {};
}

std::string line_of(const Context& context, const PostCheck& check, const Finding& finding) {
  const auto name = finding.name.empty() ? std::string(to_string(finding.what)) : finding.name;
  auto text = fmt::format("  {}: {}", name, fate_of(context, finding));
  if (!finding.reason.empty())
    text += fmt::format(" ({})", finding.reason);
  const auto where = finding.place.path == check.path
                         ? fmt::format("line {}", finding.place.line)
                         : place(context, finding.place.path, finding.place.line);
  return text + "  " + context.terminal.paint(Style::faint, where) + "\n";
}

std::string text_of(const Context& context, const PostCheck& check) {
  auto text =
      fmt::format("{}  {}\n", context.terminal.paint(Style::title, check.title), check.path);
  text += check.publicity.is_public
              ? fmt::format("says that it is public ({})\n", check.publicity.reason)
              : fmt::format("is private ({}); if it were public:\n", check.publicity.reason);
  if (!check.address.empty())
    text += fmt::format("becomes {}\n", check.address);
  for (const auto& group : groups) {
    std::string lines;
    for (const auto& finding : check.findings)
      if (std::find(group.kinds.begin(), group.kinds.end(), finding.what) != group.kinds.end())
        lines += line_of(context, check, finding);
    if (!lines.empty())
      text += fmt::format("{}\n{}", group.heading, lines);
  }
  std::string warnings;
  for (const auto& finding : check.findings)
    if (finding.what == What::contact)
      warnings += line_of(context, check, finding);
  return warnings.empty() ? text : text + "look again\n" + warnings;
}

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto check,
           context.journal->check_post(context.invocation.rest(), post_options(context)));
  if (context.format == Format::paths)
    print(context, render_paths(context, {check.path}));
  else if (context.format == Format::text)
    print(context, text_of(context, check));
  else
    print(context, host::to_json(check) + '\n');
  return exit_done;
}

}  // namespace

CommandSpec post_check_command() {
  CommandSpec command;
  command.name = "post check";
  command.summary = "Say what of a post would be public, and what stays back";
  command.description =
      "Goes through the post as publishing does: each person and what the name becomes, each book, "
      "picture, link and embedded note, and each comment, field and piece of HTML that stays back, "
      "with the reason and the line. Writes nothing.";
  command.arguments = {{"NOTE", "the name of a post", Completes::note, false, true}};
  command.flags = post_flags();
  command.examples = {"tote post check Making connections"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
