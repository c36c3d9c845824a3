// SPDX-License-Identifier: GPL-2.0-or-later
// The links are thought out on the two notes as they are; what came of it is then read again, and
// taken only if every heading and every link is found where it should be. So whatever can go wrong
// when text meets other text, such as a code block that is not closed, is refused and not written.
#include "notes/edit/section_move.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "notes/anchors.h"
#include "notes/edit/link_writer.h"
#include "notes/edit/part_ties.h"
#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

/// A heading as the n-th of a note.
struct HeadingPlace {
  NoteId file = 0;
  std::size_t number = 0;

  friend bool operator==(const HeadingPlace&, const HeadingPlace&) = default;
};

/// A link by heading, and where it must lead when all is done.
struct Expected {
  const Note* note = nullptr;
  const Link* link = nullptr;
  std::string heading;
  HeadingPlace place;
};

std::vector<std::uint32_t> headings_of(const Note& note) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < note.blocks.size(); ++i) {
    if (note.blocks[i].kind == Block::Kind::heading)
      found.push_back(i);
  }
  return found;
}

/// The first heading of this name, counted among all headings.
std::optional<std::size_t> heading_number(const Note& note, std::string_view heading) {
  const auto found = headings_called(note, heading);
  if (found.empty())
    return std::nullopt;
  const auto all = headings_of(note);
  return std::lower_bound(all.begin(), all.end(), found.front()) - all.begin();
}

std::string without_outer(std::string heading, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    heading.erase(0, heading.find('#') + 1);
  return heading;
}

std::string with_newlines(std::string_view text, std::string_view newline) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += newline;
    else if (c != '\r')
      out += c;
  }
  return out;
}

bool ends_in_blank_line(std::string_view text) {
  text.remove_suffix(text.ends_with('\n') ? 1 : 0);
  text.remove_suffix(text.ends_with('\r') ? 1 : 0);
  return text.empty() || text.ends_with('\n');
}

class SectionMover {
 public:
  SectionMover(const LoadedVault& vault, const SectionMove& move)
      : vault_(vault),
        move_(move),
        from_(vault.notes[move.from]),
        target_(move.target),
        heading_(from_.blocks[move.heading]),
        name_(from_.plain_text(heading_)) {}

  [[nodiscard]] Result<ChangeSet> run() {
    TOTE_CHECK(check_heading());
    section_ = section_span(from_, move_.heading);
    section_note_ = read_note(from_.path, std::string(section_.in(from_.source)));
    const auto all = headings_of(from_);
    first_number_ = std::lower_bound(all.begin(), all.end(), move_.heading) - all.begin();
    TOTE_CHECK(check_ties(from_, section_, target_));
    TOTE_CHECK(check_names());
    TOTE_CHECK(follow_links());
    return write();
  }

 private:
  [[nodiscard]] tl::unexpected<Error> refuse(std::string message, std::uint32_t offset) const {
    return fail(ErrorCode::invalid_input, std::move(message),
                SourcePlace{from_.path, from_.line_of(offset), from_.column_of(offset)});
  }

  [[nodiscard]] Result<void> check_heading() const {
    if (move_.from == move_.to)
      return fail(ErrorCode::conflict, "the section is in this note already: name another one",
                  SourcePlace{from_.path, 0, 0});
    if (heading_.parent >= 0)
      return refuse(
          fmt::format("'{}' stands in a list or a quote, and is no section of the note", name_),
          heading_.span.begin);
    if (move_.heading == 0 && heading_.level == 1 && name_key(name_) == name_key(from_.title))
      return refuse(
          fmt::format("'{}' is the title of the note: 'tote merge' moves all of it", name_),
          heading_.span.begin);
    return {};
  }

  [[nodiscard]] Result<void> check_names() const {
    for (const std::uint32_t i : headings_of(target_)) {
      if (name_key(target_.plain_text(target_.blocks[i])) == name_key(name_))
        return fail(
            ErrorCode::invalid_input,
            fmt::format("this note has a heading '{}' already; rename one of the two first", name_),
            SourcePlace{target_.path, target_.blocks[i].line, 0});
    }
    for (const BlockId& id : block_ids(from_)) {
      if (section_.contains(id.span.begin) && find_block_id(target_, id.id))
        return refuse(fmt::format("the block id ^{} is taken in {}: change one of the two first",
                                  id.id, target_.path),
                      id.span.begin);
    }
    return {};
  }

  [[nodiscard]] bool is_moved(NoteId note, const Link& link) const {
    return note == move_.from && section_.contains(link.span.begin);
  }

  [[nodiscard]] const std::string& path_of(NoteId file) const { return vault_.graph.path(file); }

  /// Where a heading of one of the two notes will be.
  [[nodiscard]] HeadingPlace place_after(NoteId file, std::size_t number) const {
    const std::size_t moved = headings_of(section_note_).size();
    if (file != move_.from || number < first_number_)
      return {file, number};
    if (number >= first_number_ + moved)
      return {file, number - moved};
    return {move_.to, headings_of(target_).size() + number - first_number_};
  }

  /// What of a nested heading `A#B` is needless, because A stays: so many from the left.
  [[nodiscard]] std::size_t outer_headings(const std::string& heading, std::size_t number) const {
    const auto parts = static_cast<std::size_t>(std::count(heading.begin(), heading.end(), '#'));
    for (std::size_t count = 0; count <= parts; ++count) {
      if (heading_number(section_note_, without_outer(heading, count)) == number)
        return count;
    }
    return 0;
  }

  /// The note that a link is to lead to, if it leads to `file` now.
  [[nodiscard]] NoteId goal_of(const Note& note, const Link& link, NoteId file,
                               std::size_t& outer) {
    if (file != move_.from && file != move_.to)
      return file;
    const Note& meant = file == move_.from ? from_ : target_;
    if (!link.block_id.empty()) {
      const auto id = find_block_id(meant, link.block_id);
      return file == move_.from && id && section_.contains(id->span.begin) ? move_.to : file;
    }
    const auto number = link.heading.empty() ? std::nullopt : heading_number(meant, link.heading);
    if (!number)
      return file;
    const HeadingPlace place = place_after(file, *number);
    if (place.file != file)
      outer = outer_headings(link.heading, *number - first_number_);
    expected_.push_back({&note, &link, without_outer(link.heading, outer), place});
    return place.file;
  }

  [[nodiscard]] Result<void> follow_links() {
    for (NoteId i = 0; i < vault_.notes.size(); ++i) {
      for (const Link& link : vault_.notes[i].links) {
        const bool names_a_part = !link.heading.empty() || !link.block_id.empty();
        if (!link.is_external && (names_a_part || is_moved(i, link)))
          TOTE_CHECK(follow(i, link));
      }
    }
    return {};
  }

  [[nodiscard]] Result<void> follow(NoteId id, const Link& link) {
    const Note& note = vault_.notes[id];
    const NoteId home = is_moved(id, link) ? move_.to : id;
    const auto meaning = link.target.empty()
                             ? LinkMeaning{id, Resolution::How::path}
                             : vault_.graph.meaning(link.target, note.path).value_or(nowhere);
    if (meaning.how == Resolution::How::none)
      return {};
    std::size_t outer = 0;
    const NoteId goal = goal_of(note, link, meaning.file, outer);
    Link named = link;
    if (link.target.empty()) {
      if (goal == home)
        return {};
      const bool is_path = link.kind == Link::Kind::markdown || link.kind == Link::Kind::image;
      named.target = is_path ? file_name_of(from_.path) : from_.stem();
    }
    const Retarget wanted{note,
                          path_of(home),
                          named,
                          path_of(meaning.file),
                          goal,
                          meaning.how,
                          goal != meaning.file || link.target.empty(),
                          outer};
    if (!link.target.empty() && leads_to_goal(vault_.graph, wanted))
      return {};
    TOTE_TRY(auto edit, retarget(vault_.graph, wanted));
    auto& edits = edits_[id];
    if (std::find(edits.begin(), edits.end(), edit) == edits.end())
      edits.push_back(std::move(edit));
    return {};
  }

  /// The section with its links as they must be in the other note.
  [[nodiscard]] Result<std::string> moved_text() {
    std::vector<Replacement> inner;
    auto& edits = edits_[move_.from];
    std::vector<Replacement> outer;
    for (Replacement& edit : edits) {
      const bool is_inner = section_.contains(edit.span.begin);
      if (is_inner) {
        edit.span.begin -= section_.begin;
        edit.span.end -= section_.begin;
      }
      (is_inner ? inner : outer).push_back(std::move(edit));
    }
    edits = std::move(outer);
    TOTE_TRY(std::string text, replaced(section_.in(from_.source), std::move(inner)));
    text.resize(text.find_last_not_of(" \t\r\n") + 1);
    const bool has_newline = target_.source.find('\n') != std::string::npos;
    const std::string& model = has_newline ? target_.source : from_.source;
    const std::string_view newline = model.find("\r\n") == std::string::npos ? "\n" : "\r\n";
    std::string gap;
    if (!target_.source.empty() && !target_.source.ends_with('\n'))
      gap += newline;
    if (!gap.empty() || !ends_in_blank_line(target_.source))
      gap += newline;
    return gap + with_newlines(text, newline) + std::string(newline);
  }

  /// What goes from the note: at its end with the blank lines before it.
  [[nodiscard]] ByteSpan removed_span() const {
    ByteSpan span = section_;
    const std::string_view source = from_.source;
    while (span.end == source.size() && span.begin > from_.body.begin &&
           ends_in_blank_line(source.substr(0, span.begin)))
      span.begin = from_.line_starts[from_.line_of(span.begin - 1) - 1];
    return span;
  }

  [[nodiscard]] Result<ChangeSet> write() {
    TOTE_TRY(auto moved, moved_text());
    edits_[move_.from].push_back({removed_span(), ""});
    const auto end = static_cast<std::uint32_t>(target_.source.size());
    edits_[move_.to].push_back({{end, end}, std::move(moved)});
    TOTE_TRY(auto from_text, replaced(from_.source, edits_[move_.from]));
    TOTE_TRY(auto target_text, replaced(target_.source, edits_[move_.to]));
    ChangeSet changes;
    changes.summary = fmt::format("move '{}' of {} to {}", name_, from_.path, target_.path);
    if (target_.source.empty() && move_.to >= vault_.notes.size())
      changes.files.push_back(new_file(target_.path, target_text));
    TOTE_CHECK(check_result(read_note(from_.path, std::move(from_text)),
                            read_note(target_.path, std::move(target_text))));
    for (auto& [id, edits] : edits_) {
      if (id < vault_.notes.size())
        changes.files.push_back(rewrite(vault_.notes[id], std::move(edits)));
    }
    return changes;
  }

  /// Reads both notes as they would be.
  [[nodiscard]] Result<void> check_result(const Note& from, const Note& target) const {
    const std::size_t moved_headings = headings_of(section_note_).size();
    const auto moved_links = static_cast<std::size_t>(
        std::count_if(from_.links.begin(), from_.links.end(),
                      [&](const Link& link) { return is_moved(move_.from, link); }));
    const bool arrives =
        headings_of(target).size() == headings_of(target_).size() + moved_headings &&
        target.links.size() == target_.links.size() + moved_links;
    if (!arrives)
      return fail(ErrorCode::invalid_input,
                  "the section would read otherwise at the end of this note; is a code block, a "
                  "comment or a quote there not closed?",
                  SourcePlace{target_.path, target_.line_of(target_.body.end), 0});
    const bool stays = headings_of(from).size() + moved_headings == headings_of(from_).size() &&
                       from.links.size() + moved_links == from_.links.size();
    if (!stays)
      return refuse("what is left of the note would read otherwise without this section",
                    section_.begin);
    if (from.title != from_.title)
      return refuse(fmt::format("without this section the note would be called '{}'; give it a "
                                "title field first",
                                from.title),
                    section_.begin);
    if (target.title != target_.title && move_.to < vault_.notes.size())
      return refuse(fmt::format("the note {} would be called '{}'; give it a title field first",
                                target_.path, target.title),
                    section_.begin);
    return check_expected(from, target);
  }

  [[nodiscard]] Result<void> check_expected(const Note& from, const Note& target) const {
    for (const Expected& each : expected_) {
      const Note& meant = each.place.file == move_.from ? from : target;
      if (heading_number(meant, each.heading) != each.place.number)
        return fail(
            ErrorCode::invalid_input,
            fmt::format("this link to the heading '{}' would lead to another one in {}: rename one "
                        "of the headings first",
                        each.heading, meant.path),
            SourcePlace{each.note->path, each.link->line,
                        each.note->column_of(each.link->span.begin)});
    }
    return {};
  }

  static constexpr LinkMeaning nowhere{0, Resolution::How::none};

  const LoadedVault& vault_;
  const SectionMove& move_;
  const Note& from_;
  const Note& target_;
  const Block& heading_;
  const std::string name_;
  ByteSpan section_;
  Note section_note_;             ///< the section by itself
  std::size_t first_number_ = 0;  ///< of its heading among those of the note
  std::map<NoteId, std::vector<Replacement>> edits_;
  std::vector<Expected> expected_;
};

}  // namespace

Result<ChangeSet> move_section(const LoadedVault& vault, const SectionMove& move) {
  return SectionMover(vault, move).run();
}

}  // namespace tote::notes
