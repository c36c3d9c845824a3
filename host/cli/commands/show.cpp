// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

/// A note for a person: its fields, how it stands to other notes, who links to it, and its text.
class NotePage {
 public:
  NotePage(const Context& context, const index::NoteDetails& details)
      : context_(context), details_(details) {}

  [[nodiscard]] std::string render(std::string_view body) {
    header();
    for (const auto& field : details_.fields)
      row(field.label, clean(field.text));
    relations();
    backlinks();
    out_ += '\n';
    out_ += safe_for_terminal(body);
    if (!out_.empty() && out_.back() != '\n')
      out_ += '\n';
    return std::move(out_);
  }

 private:
  void header() {
    const auto& card = details_.card;
    out_ += paint(Style::title, clean(card.title));
    out_ += paint(Style::faint, fmt::format("  {}", card.type));
    if (card.date)
      out_ += paint(Style::faint, "  " + notes::to_string(*card.date));
    out_ += "  " + paint(Style::path, clean(card.path)) + '\n';
    row("aliases", joined(details_.aliases, ""));
    row("tags", joined(details_.tags, "#"));
  }

  /// Edges by relation as seen from this note: "recommended by" where it is the one recommended,
  /// the inverse where it is not.
  void relations() {
    std::map<std::string, std::vector<std::string>> by_relation;
    for (const auto& edge : details_.edges) {
      const bool is_from = has(edge.from, details_.card.id);
      const auto* declared = context_.journal->vocabulary().relation(edge.relation);
      const auto name = is_from || declared == nullptr ? edge.relation : declared->inverse;
      const auto& other = is_from ? edge.to_text : edge.from_text;
      auto text = clean(edge.polarity < 0 ? "not " + other : other);
      if (edge.date)
        text += paint(Style::faint, " " + notes::to_string(*edge.date));
      if (edge.note.id != details_.card.id)
        text += paint(Style::faint, fmt::format(" ({}:{})", clean(edge.note.path), edge.line));
      auto& rows = by_relation[name];
      if (std::find(rows.begin(), rows.end(), text) == rows.end())
        rows.push_back(std::move(text));
    }
    for (const auto& [name, rows] : by_relation)
      for (const auto& text : rows)
        row(name, text);
  }

  void backlinks() {
    for (const auto& backlink : details_.backlinks)
      row("linked from", fmt::format("{}  {}", clean(backlink.note.title),
                                     place(context_, clean(backlink.note.path), backlink.line)));
  }

  [[nodiscard]] static bool has(const std::vector<index::NoteCard>& cards, index::NoteId note) {
    return std::any_of(cards.begin(), cards.end(),
                       [&](const index::NoteCard& card) { return card.id == note; });
  }

  void row(std::string_view label, const std::string& text) {
    if (text.empty())
      return;
    out_ += paint(Style::faint, fmt::format("  {:<16}", label)) + text + '\n';
  }

  [[nodiscard]] std::string joined(const std::vector<std::string>& texts,
                                   std::string_view before) const {
    std::string all;
    for (const auto& text : texts)
      all += (all.empty() ? "" : ", ") + std::string(before) + clean(text);
    return all;
  }

  [[nodiscard]] static std::string clean(const std::string& text) {
    return safe_for_terminal(text);
  }

  [[nodiscard]] std::string paint(Style style, std::string_view text) const {
    return context_.terminal.paint(style, text);
  }

  const Context& context_;
  const index::NoteDetails& details_;
  std::string out_;
};

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  if (context.format == Format::paths) {
    print(context, render_paths(context, {card.path}));
    return exit_done;
  }
  TOTE_TRY(const auto details, context.journal->details(card.id));
  if (context.format != Format::text) {
    print(context, host::to_json(details) + '\n');
    return exit_done;
  }
  TOTE_TRY(const auto body, context.journal->body(card.path));
  print(context, NotePage(context, details).render(body));
  return exit_done;
}

}  // namespace

CommandSpec show_command() {
  CommandSpec command;
  command.name = "show";
  command.summary = "Show a note with its fields, relations and backlinks";
  command.description =
      "The note may be named by title, alias, file name, path, or the beginning of one if that is "
      "enough.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, false, true}};
  command.examples = {"tote show Ravenmarked", "tote show people/andrew-mocete"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
