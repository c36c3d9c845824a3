// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/render.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "host/json.h"

namespace tote::cli {
namespace {

using index::Answer;
using index::AnswerItem;
using index::Evidence;

/// How a tier is called in front of people.
std::string_view tier_word(index::Tier tier) {
  switch (tier) {
    case index::Tier::field:
      return "field";
    case index::Tier::inline_field:
      return "inline field";
    case index::Tier::prose_linked:
      return "sentence";
    case index::Tier::prose_partly:
      return "sentence, name not linked";
    case index::Tier::link:
      return "link";
    case index::Tier::mention:
      return "mention, not linked";
  }
  return "";
}

/// The text of one answer to a person; every line ends with a newline.
class TextRenderer {
 public:
  TextRenderer(const Context& context, const Answer& answer) : context_(context), answer_(answer) {}

  [[nodiscard]] std::string render() {
    if (!answer_.explanation.empty())
      line(answer_.explanation);
    if (!answer_.message.empty() && !answer_.is_none)
      line(paint(Style::faint, answer_.message));
    if (answer_.kind == Answer::Kind::question) {
      question();
    } else {
      hits();
    }
    notices();
    return std::move(out_);
  }

 private:
  void question() {
    if (answer_.is_none) {
      line(answer_.message.empty() ? "No record of that." : answer_.message);
      for (const auto& statement : answer_.evidence)
        evidence(statement);
    }
    std::string group;
    for (std::uint32_t i = 0; i < answer_.items.size() && answer_.relation != "define"; ++i) {
      const auto& item = answer_.items[i];
      if (item.group != group) {
        group = item.group;
        line(paint(Style::faint, group + ":"));
      }
      line(headline(item));
      for (const auto& statement : answer_.evidence)
        if (statement.answer == i)
          evidence(statement);
    }
    if (!answer_.also.empty()) {
      line(paint(Style::strong, "Also:"));
      for (const auto& item : answer_.also)
        line("  " + headline(item) + where(item) +
             (item.group.empty() ? "" : paint(Style::faint, "  for " + clean(item.group))));
    }
    if (!answer_.against.empty()) {
      line(paint(Style::strong, "Against:"));
      for (const auto& statement : answer_.against)
        evidence(statement);
    }
    if (!answer_.closest.empty()) {
      line(paint(Style::strong, "Closest:"));
      for (const auto& item : answer_.closest)
        line("  " + headline(item) + where(item));
    }
    for (const auto& ignored : answer_.ignored)
      line(paint(Style::faint, ignored));
    if (!answer_.reading.empty())
      line(paint(Style::faint, "understood: " + clean(answer_.reading)));
    if (!answer_.query.empty())
      line(paint(Style::faint, "as filter:  " + clean(answer_.query)));
  }

  void hits() {
    for (const auto& item : answer_.items) {
      line(headline(item));
      if (!item.snippet.text.empty())
        line("  " + marked(item.snippet));
    }
    if (answer_.items.empty()) {
      line("Nothing found.");
    } else if (answer_.total > answer_.items.size()) {
      line(paint(Style::faint,
                 fmt::format("{} of {}{}; --limit 0 shows all", answer_.items.size(), answer_.total,
                             answer_.is_total_least ? " or more" : "")));
    }
    for (const auto& item : answer_.closest)
      line("  " + headline(item));
  }

  void notices() {
    for (const auto& [typed, read_as] : answer_.resolved)
      line(paint(Style::faint, fmt::format("read '{}' as {}", clean(typed), clean(read_as))));
    if (answer_.ambiguous.size() > 1)
      line(paint(Style::faint,
                 fmt::format("more than one is meant: {}", joined(answer_.ambiguous))));
    for (const auto& suggestion : answer_.suggestions)
      line(fmt::format("Did you mean: {}", paint(Style::match, clean(suggestion))));
  }

  [[nodiscard]] std::string headline(const AnswerItem& item) const {
    const auto& name = item.note ? item.note->title : item.value;
    std::string text = paint(Style::title, clean(name));
    if (const auto date = item.date ? notes::to_string(*item.date) : std::string();
        date != name && !date.empty())
      text += paint(Style::faint, "  " + date);
    if (item.note && answer_.kind != Answer::Kind::question) {
      text += paint(Style::faint, fmt::format("  {}  ", item.note->type));
      text += paint(Style::path, clean(item.note->path));
    }
    return text;
  }

  /// The file of a related note, since no statement beneath it names one.
  [[nodiscard]] std::string where(const AnswerItem& item) const {
    return item.note ? "  " + paint(Style::path, clean(item.note->path)) : std::string();
  }

  void evidence(const Evidence& statement) {
    if (!statement.text.empty())
      line(fmt::format("  {}", clean(one_line(statement.text))));
    line(fmt::format("  {} {}", place(context_, clean(statement.note.path), statement.line),
                     paint(Style::faint, fmt::format("({})", tier_word(statement.tier)))));
  }

  [[nodiscard]] std::string marked(const index::Snippet& snippet) const {
    std::string text;
    std::uint32_t at = 0;
    for (const auto& mark : snippet.marks) {
      if (mark.begin < at || mark.end > snippet.text.size())
        continue;
      text += clean(snippet.text.substr(at, mark.begin - at));
      text += paint(Style::match, clean(std::string(mark.in(snippet.text))));
      at = mark.end;
    }
    return text + clean(snippet.text.substr(at));
  }

  [[nodiscard]] static std::string one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    return text;
  }

  [[nodiscard]] static std::string clean(const std::string& text) {
    return safe_for_terminal(text);
  }

  [[nodiscard]] std::string paint(Style style, std::string_view text) const {
    return context_.terminal.paint(style, text);
  }

  [[nodiscard]] static std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
      all += (all.empty() ? "" : ", ") + clean(text);
    return all;
  }

  void line(std::string_view text) { out_.append(text).push_back('\n'); }

  const Context& context_;
  const Answer& answer_;
  std::string out_;
};

std::vector<std::string> paths_of(const Answer& answer) {
  std::vector<std::string> paths;
  for (const auto& item : answer.items)
    if (item.note)
      paths.push_back(item.note->path);
  if (!paths.empty() || answer.kind != Answer::Kind::question)
    return paths;
  // A date or a count has no file of its own: the notes that say so are what a script can open.
  for (const auto& statement : answer.evidence)
    paths.push_back(statement.note.path);
  return paths;
}

}  // namespace

std::string render(const Context& context, const Answer& answer) {
  switch (context.format) {
    case Format::json:
      return host::to_json(answer) + '\n';
    case Format::paths:
      return render_paths(context, paths_of(answer));
    case Format::jsonl: {
      std::string text;
      for (const auto& line : host::to_json_lines(answer))
        text += line + '\n';
      return text;
    }
    case Format::text:
      break;
  }
  return TextRenderer(context, answer).render();
}

std::string place(const Context& context, const std::string& path, std::uint32_t line) {
  return context.terminal.paint(Style::path, line == 0 ? path : fmt::format("{}:{}", path, line));
}

std::string render_paths(const Context& context, const std::vector<std::string>& paths) {
  const char end = context.invocation.has("print0") ? '\0' : '\n';
  std::set<std::string> seen;
  std::string text;
  for (const auto& path : paths) {
    if (seen.insert(path).second)
      text.append(path).push_back(end);
  }
  return text;
}

void print(const Context& context, const std::string& text) {
  if (context.format == Format::text && !context.invocation.has("no-pager")) {
    print_paged(context.terminal, text);
  } else {
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
}

ExitCode code_for(std::size_t count) {
  return count == 0 ? exit_nothing_found : exit_done;
}

std::string counted(std::uint64_t count, std::string_view singular, std::string_view plural) {
  if (count == 1)
    return fmt::format("1 {}", singular);
  return plural.empty() ? fmt::format("{} {}s", count, singular)
                        : fmt::format("{} {}", count, plural);
}

}  // namespace tote::cli
