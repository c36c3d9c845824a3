// SPDX-License-Identifier: GPL-2.0-or-later
// Man pages in the macros of man(7), from the command tables.
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "host/cli/help.h"
#include "host/cli/version.h"

namespace tote::cli {
namespace {

/// `text` for roff: hyphens stay hyphens, and no line begins a request.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\\\";
    } else if (c == '-') {
      out += "\\-";
    } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += std::string("\\&") + c;
    } else {
      out += c;
    }
  }
  return out;
}

std::string heading(std::string_view name) {
  return fmt::format(".TH {} 1 \"\" \"tote {}\" \"User Commands\"\n", name, version);
}

std::string option_list(const std::vector<FlagSpec>& flags) {
  std::string text;
  for (const auto& flag : flags) {
    text += fmt::format(".TP\n.B {}", roff("--" + flag.name));
    if (!flag.value.empty())
      text += fmt::format(" \\fI{}\\fR", roff(flag.value));
    text += '\n' + roff(flag.help);
    for (std::size_t i = 0; i < flag.choices.size(); ++i)
      text += (i == 0 ? ": " : ", ") + roff(flag.choices[i]);
    text += ".\n";
  }
  return text;
}

constexpr std::string_view exit_codes =
    ".SH EXIT STATUS\n.TP\n0\ndone, something found\n.TP\n1\ndone, nothing found\n.TP\n2\nused "
    "wrongly, or an error\n"
    ".TP\n3\nstopped before the end; what was done is kept\n";

}  // namespace

std::string man_page_name(const CommandSpec& command) {
  auto name = "tote-" + command.name;
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string man_page() {
  auto text = heading("TOTE") +
              ".SH NAME\ntote \\- a personal knowledge and reading journal\n.SH SYNOPSIS\n";
  text +=
      ".B tote\n[\\fIoptions\\fR] \\fIWORDS\\fR...\n.br\n.B tote\n\\fIcommand\\fR "
      "[\\fIoptions\\fR] [\\fIarguments\\fR]\n";
  text += ".SH DESCRIPTION\n" +
          roff(
              "tote reads a folder of Markdown notes about people, books, posts and profiles, and "
              "answers questions about them with the "
              "sentence that says so. Words that name no command are a question or a search.") +
          "\n.SH COMMANDS\n";
  for (const auto& command : commands())
    text += fmt::format(".TP\n.B {}\n{}. See\n.BR {} (1).\n", command.name, roff(command.summary),
                        roff(man_page_name(command)));
  text += ".SH OPTIONS\n" + option_list(global_flags());
  text += exit_codes;
  text +=
      ".SH ENVIRONMENT\n.TP\nTOTE_VAULT\nthe folder of notes\n.TP\nTOTE_PLUGIN_PATH\nfolders of "
      "further plugins, separated by colons\n";
  text +=
      ".TP\nTOTE_TODAY\nthe day to take for today\n.TP\nNO_COLOR\nturns colour off\n.TP\nVISUAL, "
      "EDITOR, PAGER\nthe programs to edit and page with\n";
  return text;
}

std::string man_page(const CommandSpec& command) {
  const auto name = man_page_name(command);
  std::string capitals;
  for (const char c : name)
    capitals += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  auto text = heading(roff(capitals));
  text += fmt::format(".SH NAME\n{} \\- {}\n.SH SYNOPSIS\n.B {}\n", roff(name),
                      roff(command.summary), roff(usage_of(command)));
  text += ".SH DESCRIPTION\n" + roff(command.description) + '\n';
  if (!command.flags.empty())
    text += ".SH OPTIONS\n" + option_list(command.flags);
  text += ".SH EXAMPLES\n.nf\n";
  for (const auto& example : command.examples)
    text += roff(example) + '\n';
  text += std::string(".fi\n") + std::string(exit_codes) + ".SH SEE ALSO\n.BR tote (1)\n";
  return text;
}

}  // namespace tote::cli
