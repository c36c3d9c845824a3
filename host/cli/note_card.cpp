// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/note_card.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/cli/render.h"

namespace tote::cli {
namespace {

/// The lines of one card.
class NoteCardRenderer {
 public:
  NoteCardRenderer(const Context& context, const index::NoteDetails& details)
      : context_(context), details_(details) {}

  [[nodiscard]] std::string render() {
    header();
    for (const auto& field : details_.fields)
      row(field.label, clean(field.text));
    relations();
    backlinks();
    return std::move(out_);
  }

 private:
  void header() {
    const auto& card = details_.card;
    out_ += paint(Style::title, clean(card.title));
    out_ += paint(Style::faint, fmt::format("  {}", card.type));
    if (card.date && notes::to_string(*card.date) != card.title)
      out_ += paint(Style::faint, "  " + notes::to_string(*card.date));
    out_ += "  " + paint(Style::path, clean(card.path)) + '\n';
    row("aliases", joined(details_.aliases, ""));
    row("tags", joined(details_.tags, "#"));
  }

  /// Edges by relation as seen from this note: "recommended-by" where it is the one recommended,
  /// the inverse where it is not. What several places state is shown once, by the surest of them.
  void relations() {
    std::map<std::string, std::vector<std::string>> rows;
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& edge : details_.edges) {
      const bool is_from = has(edge.from, details_.card.id);
      const auto& name = is_from ? edge.relation : edge.inverse;
      const auto what = end_text(edge, is_from);
      if (!seen.emplace(name, what).second)
        continue;
      auto text = clean(what);
      if (edge.note.id != details_.card.id)
        text += paint(Style::faint, fmt::format("  {}:{}", clean(edge.note.path), edge.line));
      rows[name].push_back(std::move(text));
    }
    for (const auto& [name, texts] : rows)
      for (const auto& text : texts)
        row(name, text);
  }

  /// The other end of an edge. With the journal's owner it goes without saying, and the date is
  /// what tells.
  [[nodiscard]] static std::string end_text(const index::ShownEdge& edge, bool is_from) {
    const auto& other = is_from ? edge.to_text : edge.from_text;
    const auto date = edge.date ? notes::to_string(*edge.date) : std::string();
    const auto text = other == "me" && !date.empty() ? date : other;
    return edge.polarity < 0 ? "not " + text : text;
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
    out_ += paint(Style::faint, fmt::format("  {:<17} ", label)) + text + '\n';
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

}  // namespace

std::string note_card(const Context& context, const index::NoteDetails& details) {
  return NoteCardRenderer(context, details).render();
}

std::string note_text(std::string_view body) {
  const auto begin = body.find_first_not_of("\r\n");
  if (begin == std::string_view::npos)
    return {};
  const auto end = body.find_last_not_of("\r\n \t");
  return safe_for_terminal(body.substr(begin, end - begin + 1)) + '\n';
}

}  // namespace tote::cli
