// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/record.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace tote::notes {
namespace {

constexpr std::string_view version = "tote-record 1";  // on disk: a new form gets a new number

class Writer {
 public:
  void text(std::string_view value) {
    out_ += fmt::format("{}:", value.size());
    out_ += value;
    out_ += ',';
  }

  void number(std::uint64_t value) { text(fmt::format("{}", value)); }

  void hash(const std::optional<ContentHash>& value) {
    text(value ? fmt::format("{:016x}{:016x}", value->high, value->low) : "");
  }

  void texts(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values)
      text(value);
  }

  [[nodiscard]] std::string finish() {
    const std::string all = out_;
    hash(hash_of(all));
    return std::move(out_);
  }

 private:
  std::string out_;
};

/// Reads what Writer wrote. After something unreadable everything reads as empty, and is_good() is
/// false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::string text() {
    std::size_t size = 0;
    const char* begin = bytes_.data() + at_;
    const char* end = bytes_.data() + bytes_.size();
    const auto [colon, error] = std::from_chars(begin, end, size);
    const auto left = static_cast<std::size_t>(end - colon);
    is_good_ = is_good_ && error == std::errc{} && left >= 2 && *colon == ':' && size <= left - 2 &&
               colon[size + 1] == ',';
    if (!is_good_)
      return {};
    at_ = static_cast<std::size_t>(colon - bytes_.data()) + size + 2;
    return std::string(colon + 1, size);
  }

  std::uint64_t number(int base = 10) { return to_number(text(), base); }

  std::optional<ContentHash> hash() {
    const std::string value = text();
    if (value.empty())
      return std::nullopt;
    return ContentHash{
        to_number(std::string_view(value).substr(std::min<std::size_t>(16, value.size())), 16),
        to_number(std::string_view(value).substr(0, 16), 16)};
  }

  /// A count of things that take at least one byte each.
  std::size_t count() {
    const auto value = number();
    is_good_ = is_good_ && value <= bytes_.size();
    return is_good_ ? static_cast<std::size_t>(value) : 0;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> values(count());
    for (std::string& value : values)
      value = text();
    return values;
  }

  [[nodiscard]] std::size_t position() const { return at_; }

  [[nodiscard]] bool is_good() const { return is_good_; }

 private:
  std::uint64_t to_number(std::string_view value, int base) {
    std::uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), number, base);
    is_good_ = is_good_ && error == std::errc{} && end == value.data() + value.size();
    return number;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool is_good_ = true;
};

void write_change(Writer& out, const RecordedChange& change) {
  out.text(change.path);
  out.text(change.new_path);
  out.hash(change.before);
  out.hash(change.after);
  out.number(change.mode);
  out.number(change.splices.size());
  for (const Splice& each : change.splices) {
    out.number(each.offset);
    out.text(each.before);
    out.text(each.after);
  }
}

RecordedChange read_change(Reader& in) {
  RecordedChange change;
  change.path = in.text();
  change.new_path = in.text();
  change.before = in.hash();
  change.after = in.hash();
  change.mode = static_cast<std::uint32_t>(in.number());
  change.splices.resize(in.count());
  for (Splice& each : change.splices) {
    each.offset = static_cast<std::size_t>(in.number());
    each.before = in.text();
    each.after = in.text();
  }
  return change;
}

}  // namespace

std::vector<Slot> RecordedChange::slots() const {
  if (new_path.empty())
    return {{path, before, after}};
  return {{new_path, std::nullopt, after}, {path, before, std::nullopt}};
}

Record inverse(const Record& record) {
  Record back;
  back.summary = "undo " + record.summary;
  back.undoes = record.number;
  for (const RecordedChange& change : record.changes) {
    RecordedChange undone;
    undone.path = change.path_after();
    undone.new_path = change.new_path.empty() ? "" : change.path;
    undone.before = change.after;
    undone.after = change.before;
    undone.splices = inverse(change.splices);
    undone.mode = change.mode;
    back.changes.push_back(std::move(undone));
  }
  back.made_folders = record.dropped_folders;
  std::reverse(back.made_folders.begin(), back.made_folders.end());
  back.dropped_folders = record.made_folders;
  std::reverse(back.dropped_folders.begin(), back.dropped_folders.end());
  return back;
}

std::string to_bytes(const Record& record) {
  Writer out;
  out.text(version);
  out.number(record.number);
  out.number(static_cast<std::uint64_t>(record.time));
  out.text(record.summary);
  out.number(record.undoes);
  out.texts(record.made_folders);
  out.texts(record.dropped_folders);
  out.number(record.changes.size());
  for (const RecordedChange& change : record.changes)
    write_change(out, change);
  return out.finish();
}

Result<Record> parse_record(std::string_view bytes) {
  Reader in(bytes);
  if (in.text() != version)
    return fail(ErrorCode::invalid_input, "this is not a record that this version of tote reads");
  Record record;
  record.number = in.number();
  record.time = static_cast<std::int64_t>(in.number());
  record.summary = in.text();
  record.undoes = in.number();
  record.made_folders = in.texts();
  record.dropped_folders = in.texts();
  record.changes.resize(in.count());
  for (RecordedChange& change : record.changes)
    change = read_change(in);
  const std::size_t end = in.position();
  const auto checksum = in.hash();
  if (!in.is_good() || in.position() != bytes.size() || checksum != hash_of(bytes.substr(0, end)))
    return fail(ErrorCode::invalid_input, "the record of an operation is damaged");
  return record;
}

}  // namespace tote::notes
