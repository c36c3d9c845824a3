// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/setting.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "index/extract/field_values.h"
#include "index/language/word_class.h"
#include "notes/text.h"

namespace tote::index::extract {
namespace {

using notes::Block;

/// The mark in the box of a task, 0 of any other list item.
char task_mark(const notes::Note& note, const Block& item, const Block& text) {
  const notes::ByteSpan marker{item.span.begin, text.span.begin};
  const std::string_view before = trimmed(marker.in(note.source));
  const bool is_task =
      before.size() >= 3 && before.back() == ']' && before[before.size() - 3] == '[';
  return is_task ? before[before.size() - 2] : '\0';
}

bool is_quotation(const Block& block) {
  return block.kind == Block::Kind::block_quote ||
         (block.kind == Block::Kind::callout && (block.info == "quote" || block.info == "cite"));
}

bool is_link_to_note(const notes::Link& link) {
  return (link.kind == notes::Link::Kind::wikilink || link.kind == notes::Link::Kind::markdown) &&
         !link.is_external && !link.target.empty();
}

EdgeEnd end_of(const notes::Link& link) {
  EdgeEnd end;
  end.kind = EdgeEnd::Kind::link;
  end.text = link.target;
  return end;
}

/// Whether a heading or lead announces what is still to be done: "Plans", "To read", "Next week".
bool announces_plans(std::string_view text) {
  constexpr std::string_view plans[] = {"plan",     "plans",    "todo",     "tbr",
                                        "wishlist", "goals",    "ideas",    "next",
                                        "someday",  "tomorrow", "upcoming", "agenda"};
  const std::vector<notes::Word> words = notes::split_words(text);
  constexpr std::size_t longest = 4;
  if (words.empty() || words.size() > longest)
    return false;
  return words.front().folded == "to" || std::ranges::any_of(words, [&](const notes::Word& word) {
           return std::ranges::find(plans, word.folded) != std::end(plans);
         });
}

/// A name of two or more capitalised words, one of them no word of English: "Andrew Mocete" and not
/// "Book Notes".
std::optional<EdgeEnd> written_name(std::string_view text) {
  if (text.ends_with(':'))
    text.remove_suffix(1);
  const std::vector<notes::Word> words = notes::split_words(text);
  const bool is_capitalised = std::ranges::all_of(words, [&](const notes::Word& word) {
    return notes::begins_with_capital(word.span.in(text));
  });
  const bool is_name = std::ranges::any_of(words, [](const notes::Word& word) {
    return language::classes_of(word.folded).empty() && !word.folded.ends_with("ing");
  });
  if (words.size() < 2 || words.size() > 4 || !is_capitalised || !is_name ||
      words.back().span.end != text.size())
    return std::nullopt;
  EdgeEnd end;
  end.kind = EdgeEnd::Kind::name;
  end.text = text;
  end.keys.push_back(notes::name_key(text));
  return end;
}

}  // namespace

SettingReader::SettingReader(const notes::Note& note, bool is_dated)
    : note_(note), is_dated_(is_dated) {
  headings_.reserve(note.blocks.size());
  std::array<std::int32_t, 7> by_level{};  // 1 to 6
  by_level.fill(-1);
  std::array<std::optional<notes::Date>, 7> day_by_level;
  std::array<bool, 7> plans_by_level{};
  dates_.reserve(note.blocks.size());
  for (std::size_t i = 0; i < note.blocks.size(); ++i) {
    if (note.blocks[i].kind == Block::Kind::heading) {
      const std::size_t level = std::min<std::size_t>(note.blocks[i].level, by_level.size() - 1);
      std::fill(by_level.begin() + static_cast<std::ptrdiff_t>(level), by_level.end(), -1);
      std::fill(day_by_level.begin() + static_cast<std::ptrdiff_t>(level), day_by_level.end(),
                std::nullopt);
      day_by_level[level] = heading_date(i);
      if (!day_by_level[level] && only_name(i))
        by_level[level] = static_cast<std::int32_t>(i);
      std::fill(plans_by_level.begin() + static_cast<std::ptrdiff_t>(level), plans_by_level.end(),
                false);
      plans_by_level[level] = announces_plans(note.blocks[i].span.in(note.source));
    }
    const auto innermost = std::find_if(by_level.rbegin(), by_level.rend(),
                                        [](std::int32_t heading) { return heading >= 0; });
    headings_.push_back(innermost == by_level.rend() ? -1 : *innermost);
    const auto day = std::find_if(day_by_level.rbegin(), day_by_level.rend(),
                                  [](const auto& date) { return date.has_value(); });
    is_planned_.push_back(std::ranges::find(plans_by_level, true) != plans_by_level.end());
    dates_.push_back(day == day_by_level.rend() ? note.date : *day);
  }
}

/// The day that a heading is: "2011-07-03", "[[2011-07-03]]".
std::optional<notes::Date> SettingReader::heading_date(std::size_t block) const {
  const Block& heading = note_.blocks[block];
  if (heading.inline_count != 1)
    return std::nullopt;
  const auto date = read_date(trimmed(note_.inlines[heading.first_inline].span.in(note_.source)));
  return date && date->year != 0 && date->day != 0 ? date : std::nullopt;
}

/// What a block names if it holds a name and nothing else, but for a colon.
std::optional<EdgeEnd> SettingReader::only_name(std::size_t block) const {
  const Block& named = note_.blocks[block];
  if (named.inline_count == 0 || named.inline_count > 2)
    return std::nullopt;
  const notes::Inline& first = note_.inlines[named.first_inline];
  const std::string_view rest =
      named.inline_count == 1
          ? std::string_view()
          : trimmed(note_.inlines[named.first_inline + 1].span.in(note_.source));
  if (first.kind == notes::Inline::Kind::link && (rest.empty() || rest == ":")) {
    const notes::Link& link = note_.links[first.ref];
    return is_link_to_note(link) ? std::optional(end_of(link)) : std::nullopt;
  }
  // The title of an entry is rather what it is about than who speaks in it.
  const bool may_be_written = is_dated_ && named.inline_count == 1 &&
                              first.kind == notes::Inline::Kind::text && named.level != 1;
  return may_be_written ? written_name(trimmed(first.span.in(note_.source))) : std::nullopt;
}

/// "[[Ana]]: …" at the beginning of a block.
std::optional<EdgeEnd> SettingReader::label(std::size_t block) const {
  const Block& text = note_.blocks[block];
  if (text.inline_count < 2)
    return std::nullopt;
  const notes::Inline& first = note_.inlines[text.first_inline];
  const notes::Inline& second = note_.inlines[text.first_inline + 1];
  const bool is_label =
      first.kind == notes::Inline::Kind::link && second.kind == notes::Inline::Kind::text &&
      second.span.in(note_.source).starts_with(": ") && is_link_to_note(note_.links[first.ref]);
  return is_label ? std::optional(end_of(note_.links[first.ref])) : std::nullopt;
}

/// What the item above a nested list names, or the paragraph before a list.
std::optional<EdgeEnd> SettingReader::list_topic(std::size_t block) const {
  for (std::int32_t i = note_.blocks[block].parent; i >= 0;
       i = note_.blocks[static_cast<std::size_t>(i)].parent) {
    const auto at = static_cast<std::size_t>(i);
    if (note_.blocks[at].kind != Block::Kind::list || at == 0)
      continue;
    const Block& before = note_.blocks[at - 1];
    const bool is_above =
        before.kind == Block::Kind::paragraph && before.parent == note_.blocks[at].parent;
    if (!is_above)
      continue;
    const bool is_item =
        before.parent >= 0 &&
        note_.blocks[static_cast<std::size_t>(before.parent)].kind == Block::Kind::list_item;
    const bool has_colon = trimmed(before.span.in(note_.source)).ends_with(':');
    if (auto topic = is_item || has_colon ? only_name(at - 1) : std::nullopt)
      return topic;
  }
  return std::nullopt;
}

/// Whether the block stands under a heading of plans, or in a list that is led in as one.
bool SettingReader::is_planned(std::size_t block) const {
  if (is_planned_[block])
    return true;
  for (std::int32_t i = note_.blocks[block].parent; i > 0;
       i = note_.blocks[static_cast<std::size_t>(i)].parent) {
    const auto at = static_cast<std::size_t>(i);
    const Block& before = note_.blocks[at - 1];
    const bool is_lead = note_.blocks[at].kind == Block::Kind::list &&
                         before.kind == Block::Kind::paragraph &&
                         before.parent == note_.blocks[at].parent;
    const std::string_view lead = trimmed(before.span.in(note_.source));
    constexpr std::size_t longest_lead = 40;
    if (is_lead && lead.ends_with(':') && lead.size() <= longest_lead && announces_plans(lead))
      return true;
  }
  return false;
}

std::optional<Setting> SettingReader::of(std::size_t block) const {
  using Kind = Block::Kind;
  const Block& text = note_.blocks[block];
  if (text.kind != Kind::paragraph && text.kind != Kind::table_cell && text.kind != Kind::footnote)
    return std::nullopt;
  Setting setting;
  for (std::int32_t i = text.parent; i >= 0; i = note_.blocks[static_cast<std::size_t>(i)].parent) {
    const Block& outer = note_.blocks[static_cast<std::size_t>(i)];
    if (is_quotation(outer))
      return std::nullopt;
    const char mark = outer.kind == Kind::list_item ? task_mark(note_, outer, text) : '\0';
    setting.is_done_task = setting.is_done_task || mark == 'x' || mark == 'X';
    if (mark != '\0' && !setting.is_done_task)
      return std::nullopt;
  }
  setting.topic = label(block);
  if (!setting.topic)
    setting.topic = list_topic(block);
  if (!setting.topic && headings_[block] >= 0)
    setting.topic = only_name(static_cast<std::size_t>(headings_[block]));
  setting.subjectless_is_me =
      is_dated_ && !setting.topic && (setting.is_done_task || !is_planned(block));
  setting.date = dates_[block];
  return setting;
}

}  // namespace tote::index::extract
