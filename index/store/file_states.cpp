// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/file_states.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/metadata.h"

namespace tote::index::store {
namespace {

/// A range that grows beyond this is cut in two.
constexpr std::size_t max_range_entries = 512;

std::size_t shared_prefix(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(size), b.begin()).first -
      a.begin());
}

/// Writes an entry; of its path only what the one before does not share.
void put_entry(ByteWriter& out, std::string_view before, std::string_view path,
               const FileState& state) {
  const std::size_t shared = shared_prefix(before, path);
  out.put_number(shared);
  out.put_text(path.substr(shared));
  out.put_signed(state.mtime_ns);
  out.put_number(state.size);
  out.put_number(state.inode);
  out.put_fixed(state.hash);
  out.put_number(state.note);
}

/// Reads the next entry over the one before. Fails unless its path is the larger.
void read_entry(ByteReader& in, std::string& path, FileState& state) {
  const std::uint64_t shared = in.number();
  const std::string_view rest = in.text();
  const bool is_larger =
      shared <= path.size() && !rest.empty() && path.compare(shared, std::string::npos, rest) < 0;
  if (!is_larger)
    return in.fail();
  path.resize(shared);
  path += rest;
  state.mtime_ns = in.signed_number();
  state.size = in.number();
  state.inode = in.number();
  state.hash = in.fixed();
  state.note = in.number32();
}

std::optional<std::uint32_t> range_number(std::string_view key) {
  key.remove_prefix(metadata::files_prefix.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc() || end != key.data() + key.size())
    return std::nullopt;
  return number;
}

}  // namespace

FileState state_of(const notes::VaultFile& file, std::uint64_t hash, NoteId note) {
  return {file.mtime_ns, file.size, file.inode, hash, note};
}

bool is_same(const FileState& state, const notes::VaultFile& file) {
  return state.mtime_ns == file.mtime_ns && state.size == file.size && state.inode == file.inode;
}

/// Walks all entries in order, those of ranges that are not decoded straight from their bytes.
class FileStates::Walk {
 public:
  explicit Walk(const std::vector<Range>& ranges) : ranges_(ranges) { next(); }

  [[nodiscard]] bool is_at_end() const { return is_at_end_; }

  /// Whether the bytes could not be read or are not in order; then the walk is at its end.
  [[nodiscard]] bool has_failed() const { return has_failed_; }

  [[nodiscard]] std::string_view path() const { return path_; }

  [[nodiscard]] const FileState& state() const { return state_; }

  void next() {
    for (; range_ < ranges_.size(); ++range_, position_ = 0) {
      const Range& range = ranges_[range_];
      if (!range.is_decoded) {
        if (position_ == 0 && !begin(range))
          return;
        if (!in_.is_at_end())
          return read();
      } else if (position_ < range.entries.size()) {
        path_ = range.entries[position_].path;
        state_ = range.entries[position_].state;
        ++position_;
        return;
      }
    }
    is_at_end_ = true;
  }

 private:
  [[nodiscard]] bool begin(const Range& range) {
    has_failed_ = is_at_end_ = range_ > 0 && path_ >= range.first;
    in_ = ByteReader(range.bytes);
    path_.clear();
    return !has_failed_;
  }

  void read() {
    ++position_;
    read_entry(in_, path_, state_);
    if (in_.has_failed())
      has_failed_ = is_at_end_ = true;
  }

  const std::vector<Range>& ranges_;
  std::size_t range_ = 0;
  std::size_t position_ = 0;
  ByteReader in_{""};
  std::string path_;
  FileState state_;
  bool is_at_end_ = false;
  bool has_failed_ = false;
};

std::optional<FileStates> FileStates::load(const Xapian::Database& database) {
  FileStates states;
  const std::string prefix(metadata::files_prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    const auto number = range_number(*key);
    Range range;
    range.bytes = database.get_metadata(*key);
    FileState ignored;
    ByteReader in(range.bytes);
    read_entry(in, range.first, ignored);
    if (!number || in.has_failed())
      return std::nullopt;
    range.number = *number;
    states.next_number_ = std::max(states.next_number_, *number + 1);
    states.ranges_.push_back(std::move(range));
  }
  std::sort(states.ranges_.begin(), states.ranges_.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  Walk walk(states.ranges_);
  for (; !walk.is_at_end(); walk.next()) {
    ++states.file_count_;
    states.note_count_ += walk.state().note != 0 ? 1 : 0;
  }
  if (walk.has_failed() || states.note_count_ != database.get_doccount())
    return std::nullopt;
  return states;
}

FileStates::Range& FileStates::range_for(std::string_view path) {
  if (ranges_.empty()) {
    ranges_.emplace_back();
    ranges_.back().number = next_number_++;
    ranges_.back().is_decoded = true;
  }
  auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), path,
                       [](std::string_view wanted, const Range& r) { return wanted < r.first; });
  Range& range = after == ranges_.begin() ? *after : *std::prev(after);
  decode(range);
  return range;
}

void FileStates::decode(Range& range) const {
  if (range.is_decoded)
    return;
  ByteReader in(range.bytes);
  Entry entry;
  while (!in.is_at_end()) {
    read_entry(in, entry.path, entry.state);
    range.entries.push_back(entry);
  }
  range.is_decoded = true;
}

const FileState* FileStates::find(std::string_view path) {
  if (ranges_.empty())
    return nullptr;
  const std::vector<Entry>& entries = range_for(path).entries;
  const auto entry =
      std::lower_bound(entries.begin(), entries.end(), path,
                       [](const Entry& one, std::string_view wanted) { return one.path < wanted; });
  return entry == entries.end() || entry->path != path ? nullptr : &entry->state;
}

void FileStates::set(std::string_view path, const FileState& state) {
  Range& range = range_for(path);
  range.bytes.clear();
  const auto entry =
      std::lower_bound(range.entries.begin(), range.entries.end(), path,
                       [](const Entry& one, std::string_view wanted) { return one.path < wanted; });
  note_count_ += state.note != 0 ? 1 : 0;
  if (entry != range.entries.end() && entry->path == path) {
    note_count_ -= entry->state.note != 0 ? 1 : 0;
    entry->state = state;
    return;
  }
  ++file_count_;
  range.entries.insert(entry, Entry{std::string(path), state});
  range.first = range.entries.front().path;
  if (range.entries.size() > max_range_entries)
    split(static_cast<std::size_t>(&range - ranges_.data()));
}

void FileStates::split(std::size_t position) {
  Range upper;
  upper.number = next_number_++;
  upper.is_decoded = true;
  std::vector<Entry>& lower = ranges_[position].entries;
  // Files that come in order, as in a first build, leave full ranges behind.
  const bool is_last = position + 1 == ranges_.size();
  const auto middle = lower.begin() + static_cast<std::ptrdiff_t>(is_last ? max_range_entries
                                                                          : max_range_entries / 2);
  upper.entries.assign(std::make_move_iterator(middle), std::make_move_iterator(lower.end()));
  lower.erase(middle, lower.end());
  upper.first = upper.entries.front().path;
  ranges_.insert(ranges_.begin() + static_cast<std::ptrdiff_t>(position) + 1, std::move(upper));
}

void FileStates::erase(std::string_view path) {
  if (find(path) == nullptr)
    return;
  Range& range = range_for(path);
  const auto entry = std::find_if(range.entries.begin(), range.entries.end(),
                                  [&](const Entry& one) { return one.path == path; });
  --file_count_;
  note_count_ -= entry->state.note != 0 ? 1 : 0;
  range.entries.erase(entry);
  range.bytes.clear();
  if (!range.entries.empty()) {
    range.first = range.entries.front().path;
    return;
  }
  removed_.push_back(range.number);
  ranges_.erase(ranges_.begin() + (&range - ranges_.data()));
}

Changes FileStates::compare(const std::vector<notes::VaultFile>& files) const {
  Changes changes;
  Walk known(ranges_);
  for (const notes::VaultFile& file : files) {
    for (; !known.is_at_end() && known.path() < file.path; known.next())
      changes.removed.emplace_back(known.path());
    const bool is_known = !known.is_at_end() && known.path() == file.path;
    if (!is_known || !is_same(known.state(), file))
      changes.changed.push_back(file);
    if (is_known)
      known.next();
  }
  for (; !known.is_at_end(); known.next())
    changes.removed.emplace_back(known.path());
  return changes;
}

void FileStates::save(Xapian::WritableDatabase& database) {
  for (const std::uint32_t number : removed_)
    database.set_metadata(metadata::files_key(number), "");
  removed_.clear();
  for (Range& range : ranges_) {
    if (!range.bytes.empty())
      continue;
    ByteWriter out;
    std::string_view before;
    for (const Entry& entry : range.entries) {
      put_entry(out, before, entry.path, entry.state);
      before = entry.path;
    }
    range.bytes = out.take();
    database.set_metadata(metadata::files_key(range.number), range.bytes);
  }
}

}  // namespace tote::index::store
