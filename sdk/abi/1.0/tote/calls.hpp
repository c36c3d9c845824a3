// SPDX-License-Identifier: MIT
// What the functions of a plugin are given, in C++: notes, values, settings and pages to read, and
// what takes what they have to say. Comes with tote/plugin.hpp; views (string_view, value, array)
// borrow from the host and live for the call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <tote/plugin.h>

// Hidden, so that two plugins in one process never share one inline function's static.
#pragma GCC visibility push(hidden)

namespace tote {

using span = tote_span_t;
using date = tote_date_t;

/// A span that means no place in particular.
inline constexpr span no_place{TOTE_NO_PLACE, TOTE_NO_PLACE};

inline std::string_view view(tote_str_t text) {
  return text.size == 0 ? std::string_view{}
                        : std::string_view{text.data, static_cast<std::size_t>(text.size)};
}

inline tote_str_t to_abi(std::string_view text) {
  return {text.data(), text.size()};
}

/// The day as notes write it: `2026-11-22`, without what is unknown; a birthday without its year is
/// `--11-22`.
inline std::string to_string(date day) {
  const auto digits = [](int number, std::size_t count) {
    auto text = std::to_string(number);
    return text.size() < count ? std::string(count - text.size(), '0') + text : text;
  };
  std::string text = day.year == 0 ? "-" : digits(day.year, 4);
  if (day.month != 0)
    text += '-' + digits(day.month, 2);
  if (day.day != 0)
    text += '-' + digits(day.day, 2);
  return text;
}

/// Whether two field keys mean the same field: without case, and with `_`, `-` and space alike.
inline bool same_key(std::string_view a, std::string_view b) {
  const auto canonical = [](char c) {
    if (c == '_' || c == ' ')
      return '-';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  if (a.size() != b.size())
    return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (canonical(a[i]) != canonical(b[i]))
      return false;
  return true;
}

/// A borrowed array.
template <class T>
class array {
 public:
  array(const T* data, std::uint32_t size) : data_(data), size_(size) {}

  [[nodiscard]] const T* begin() const { return data_; }

  [[nodiscard]] const T* end() const { return data_ + size_; }

  [[nodiscard]] std::uint32_t size() const { return size_; }

  [[nodiscard]] const T& operator[](std::uint32_t index) const { return data_[index]; }

 private:
  const T* data_;
  std::uint32_t size_;
};

/// Finds the top-level value with this key, or nullptr.
inline const tote_value_t* find_value(array<tote_value_t> values, std::string_view key) {
  for (std::uint32_t i = 0; i < values.size() && values[i].next > i; i = values[i].next)
    if (same_key(view(values[i].key), key))
      return &values[i];
  return nullptr;
}

/// What the vault's owner has set for the plugin, and the defaults that plugin.json declares.
class settings {
 public:
  explicit settings(const tote_settings_t* raw) : raw_(raw) {}

  /// The scalar set under this key as text, or `otherwise`.
  [[nodiscard]] std::string_view text(std::string_view key, std::string_view otherwise = {}) const {
    const auto* value = find(key);
    return value == nullptr ? otherwise : view(value->text);
  }

  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t otherwise = 0) const {
    const auto* value = find(key);
    return value != nullptr && value->kind == TOTE_VALUE_INTEGER ? value->integer : otherwise;
  }

  [[nodiscard]] double decimal(std::string_view key, double otherwise = 0) const {
    const auto* value = find(key);
    if (value != nullptr && value->kind == TOTE_VALUE_INTEGER)
      return static_cast<double>(value->integer);
    return value != nullptr && value->kind == TOTE_VALUE_REAL ? value->real : otherwise;
  }

  [[nodiscard]] bool boolean(std::string_view key, bool otherwise = false) const {
    const auto* value = find(key);
    return value != nullptr && value->kind == TOTE_VALUE_BOOLEAN ? value->integer != 0 : otherwise;
  }

  /// The texts of a list, or of the one scalar.
  [[nodiscard]] std::vector<std::string_view> list(std::string_view key) const {
    std::vector<std::string_view> texts;
    const auto* value = find(key);
    if (value != nullptr && value->kind != TOTE_VALUE_LIST)
      texts.push_back(view(value->text));
    if (value == nullptr || value->kind != TOTE_VALUE_LIST)
      return texts;
    const auto first = static_cast<std::uint32_t>(value - raw_->values) + 1;
    for (std::uint32_t i = first; i < value->next && i < raw_->value_count; ++i)
      if (raw_->values[i].depth == value->depth + 1)
        texts.push_back(view(raw_->values[i].text));
    return texts;
  }

 private:
  [[nodiscard]] const tote_value_t* find(std::string_view key) const {
    if (raw_ == nullptr || raw_->values == nullptr)
      return nullptr;
    return find_value({raw_->values, raw_->value_count}, key);
  }

  const tote_settings_t* raw_;
};

/// One value of a field of a note, as written.
struct field_text {
  std::string_view text;
  tote::span span;
};

/// The note that is being read.
class note {
 public:
  explicit note(const tote_note_t* raw) : raw_(raw) {}

  [[nodiscard]] std::string_view path() const { return view(raw_->path); }

  [[nodiscard]] std::string_view type() const { return view(raw_->type); }

  [[nodiscard]] std::string_view title() const { return view(raw_->title); }

  [[nodiscard]] std::string_view source() const { return view(raw_->source); }

  [[nodiscard]] tote::date date() const { return raw_->date; }

  [[nodiscard]] array<tote_value_t> values() const { return {raw_->values, raw_->value_count}; }

  [[nodiscard]] array<tote_block_t> blocks() const { return {raw_->blocks, raw_->block_count}; }

  [[nodiscard]] array<tote_link_t> links() const { return {raw_->links, raw_->link_count}; }

  [[nodiscard]] array<tote_tag_t> tags() const { return {raw_->tags, raw_->tag_count}; }

  [[nodiscard]] array<tote_inline_field_t> inline_fields() const {
    return {raw_->inline_fields, raw_->inline_field_count};
  }

  /// The bytes of a span; empty for one that is not within the source.
  [[nodiscard]] std::string_view text(tote::span place) const {
    if (place.begin > place.end || place.end > source().size())
      return {};
    return source().substr(place.begin, place.end - place.begin);
  }

  /// Every value of a field, wherever it is written: the front matter's scalar or the elements of
  /// its list, then inline fields. Empty values and maps are left out.
  [[nodiscard]] std::vector<field_text> field(std::string_view key) const {
    std::vector<field_text> found;
    if (const auto* value = find_value(values(), key)) {
      const auto first = static_cast<std::uint32_t>(value - raw_->values);
      const bool is_list = value->kind == TOTE_VALUE_LIST;
      for (std::uint32_t i = is_list ? first + 1 : first; i < value->next && i < raw_->value_count;
           ++i) {
        const auto& item = raw_->values[i];
        if (item.text.size != 0 && item.depth == value->depth + (is_list ? 1 : 0))
          found.push_back({view(item.text), item.span});
      }
    }
    for (const auto& item : inline_fields())
      if (item.value.size != 0 && same_key(view(item.key), key))
        found.push_back({view(item.value), item.value_span});
    return found;
  }

  /// The raw view, for what this class does not cover.
  [[nodiscard]] const tote_note_t& raw() const { return *raw_; }

 private:
  const tote_note_t* raw_;
};

/// A finding for the writer of the note.
struct diagnostic {
  std::string code;  ///< stable, lower case and hyphenated, without the plugin's name
  std::string text;  ///< what is wrong and what to do
  tote::span span = no_place;
  std::int32_t severity = TOTE_WARNING;
};

/// Thrown to give up on a call.
class error : public std::exception {
 public:
  error(std::string code, std::string text, tote::span place = no_place)
      : finding_{std::move(code), std::move(text), place, TOTE_ERROR} {}

  [[nodiscard]] const char* what() const noexcept override { return finding_.text.c_str(); }

  [[nodiscard]] const diagnostic& finding() const { return finding_; }

 private:
  diagnostic finding_;
};

namespace detail {

inline void diagnose(tote_call_t* call, const diagnostic& finding) {
  const tote_diagnostic_t raw{sizeof(tote_diagnostic_t), finding.severity, finding.span,
                              to_abi(finding.code), to_abi(finding.text)};
  call->functions->diagnose(call, &raw);
}

template <class Service>
const Service* service(tote_call_t* call, const char* id) {
  const auto* found = static_cast<const Service*>(call->functions->service(call, id));
  if (found == nullptr)
    throw error("service-missing", std::string("the host does not offer ") + id);
  return found;
}

}  // namespace detail

/// One end of an edge. Borrows its text.
class end {
 public:
  /// The note that is being read.
  static end self() { return end(TOTE_END_SELF, {}); }

  /// The journal's owner.
  static end me() { return end(TOTE_END_ME, {}); }

  /// The note that a link with this target leads to.
  static end link(std::string_view target) { return end(TOTE_END_LINK, target); }

  /// The note of this name; a literal value if no note has it.
  static end name(std::string_view name) { return end(TOTE_END_NAME, name); }

  [[nodiscard]] tote_end_t raw() const { return {kind_, 0, to_abi(text_)}; }

 private:
  end(std::uint32_t kind, std::string_view text) : kind_(kind), text_(text) {}

  std::uint32_t kind_;
  std::string_view text_;
};

/// Where to state what a note says. Fields and relations are those of plugin.json; `place` is
/// where it is said. Each function returns whether the host took the statement.
class doc {
 public:
  explicit doc(tote_call_t* call)
      : call_(call), functions_(detail::service<tote_doc_v1_t>(call, TOTE_HOST_DOC)) {}

  bool text(std::string_view field, std::string_view value, tote::span place = no_place) {
    return functions_->text(call_, to_abi(field), to_abi(value), place) == TOTE_OK;
  }

  bool integer(std::string_view field, std::int64_t value, tote::span place = no_place) {
    return functions_->integer(call_, to_abi(field), value, place) == TOTE_OK;
  }

  bool decimal(std::string_view field, double value, tote::span place = no_place) {
    return functions_->decimal(call_, to_abi(field), value, place) == TOTE_OK;
  }

  bool boolean(std::string_view field, bool value, tote::span place = no_place) {
    return functions_->boolean(call_, to_abi(field), value ? 1 : 0, place) == TOTE_OK;
  }

  bool date(std::string_view field, tote::date value, tote::span place = no_place) {
    return functions_->date(call_, to_abi(field), value, place) == TOTE_OK;
  }

  /// States that a relation, by its id, holds between two ends, at `when` if that is known.
  bool edge(std::string_view relation, const end& from, const end& to, tote::span place = no_place,
            tote::date when = {}) {
    return state(relation, from, to, place, when, 0);
  }

  /// States that the note says of a relation that it does not hold.
  bool deny(std::string_view relation, const end& from, const end& to, tote::span place = no_place,
            tote::date when = {}) {
    return state(relation, from, to, place, when, 1);
  }

  /// A further word or name under which searches should find the note.
  bool term(std::string_view text) { return functions_->term(call_, to_abi(text)) == TOTE_OK; }

  void diagnose(const diagnostic& finding) { detail::diagnose(call_, finding); }

  /// Whether to return soon: ask in long loops.
  [[nodiscard]] bool is_cancelled() const { return call_->functions->cancelled(call_) != 0; }

 private:
  bool state(std::string_view relation, const end& from, const end& to, tote::span place,
             tote::date when, std::int32_t is_denied) {
    const tote_edge_t raw{
        sizeof(tote_edge_t), is_denied, to_abi(relation), from.raw(), to.raw(), when, 0, place};
    return functions_->edge(call_, &raw) == TOTE_OK;
  }

  tote_call_t* call_;
  const tote_doc_v1_t* functions_;
};

/// One value to be brought to its canonical form.
struct field_value {
  std::string_view field;      ///< the declared id
  std::string_view note_type;  ///< of the note that it stands on
  std::string_view text;       ///< as written
};

/// What became of a value: a canonical text, a finding (spans are bytes into the value's text),
/// or both. Without a text the value stays as written.
struct normalised {
  std::optional<std::string> text;
  std::optional<double> sort_key;
  std::optional<diagnostic> finding;

  [[nodiscard]] static normalised to(std::string text,
                                     std::optional<double> sort_key = std::nullopt) {
    return {std::move(text), sort_key, std::nullopt};
  }

  [[nodiscard]] static normalised unreadable(std::string code, std::string text,
                                             tote::span place = no_place) {
    return {std::nullopt, std::nullopt, diagnostic{std::move(code), std::move(text), place}};
  }
};

/// A command of plugin.json as it was typed, and the note that it is about.
class command {
 public:
  explicit command(const tote_command_t* raw) : raw_(raw) {}

  [[nodiscard]] std::string_view id() const { return view(raw_->id); }

  [[nodiscard]] tote::note note() const { return tote::note(raw_->note); }

  /// The day that it is about: today, unless the user says another.
  [[nodiscard]] tote::date date() const { return raw_->date; }

  [[nodiscard]] tote::date today() const { return raw_->today; }

  [[nodiscard]] array<tote_argument_t> arguments() const {
    return {raw_->arguments, raw_->argument_count};
  }

  /// The value or option of this id, or nullptr if it was not given.
  [[nodiscard]] const tote_argument_t* argument(std::string_view name) const {
    for (const auto& item : arguments())
      if (view(item.name) == name)
        return &item;
    return nullptr;
  }

 private:
  const tote_command_t* raw_;
};

/// What is to be written into a command's note, in order, all or nothing. Fields are those of
/// plugin.json and of every note. Each function returns whether the host took the edit: if it did
/// not, nothing is written. Throw tote::error to write nothing and say why.
class edits {
 public:
  explicit edits(tote_call_t* call)
      : call_(call), functions_(detail::service<tote_edits_v1_t>(call, TOTE_HOST_EDITS)) {}

  /// The field holds this value and no other.
  bool set(std::string_view field, std::string_view value) {
    return functions_->set(call_, to_abi(field), to_abi(value)) == TOTE_OK;
  }

  /// The field's list holds this value as well.
  bool add(std::string_view field, std::string_view value) {
    return functions_->add(call_, to_abi(field), to_abi(value)) == TOTE_OK;
  }

  /// The field is taken away, if it is there.
  bool unset(std::string_view field) { return functions_->unset(call_, to_abi(field)) == TOTE_OK; }

  /// A line of Markdown more at the end of the note.
  bool append(std::string_view line) { return functions_->append(call_, to_abi(line)) == TOTE_OK; }

  /// What the user should know beside the edits.
  void diagnose(const diagnostic& finding) { detail::diagnose(call_, finding); }

  /// Whether to return soon: ask in long loops.
  [[nodiscard]] bool is_cancelled() const { return call_->functions->cancelled(call_) != 0; }

 private:
  tote_call_t* call_;
  const tote_edits_v1_t* functions_;
};

/// One public page, as the host's privacy rules have left it.
class public_note {
 public:
  explicit public_note(const tote_public_note_t* raw) : raw_(raw) {}

  [[nodiscard]] std::string_view type() const { return view(raw_->type); }

  [[nodiscard]] std::string_view title() const { return view(raw_->title); }

  [[nodiscard]] std::string_view url() const { return view(raw_->url); }

  [[nodiscard]] std::string_view summary() const { return view(raw_->summary); }

  [[nodiscard]] std::string_view html() const { return view(raw_->html); }

  [[nodiscard]] tote::date published() const { return raw_->published; }

  [[nodiscard]] array<tote_public_field_t> fields() const {
    return {raw_->fields, raw_->field_count};
  }

  [[nodiscard]] array<tote_str_t> tags() const { return {raw_->tags, raw_->tag_count}; }

  /// The first value of a field, or nullptr.
  [[nodiscard]] const tote_public_field_t* field(std::string_view name) const {
    for (const auto& item : fields())
      if (view(item.name) == name)
        return &item;
    return nullptr;
  }

 private:
  const tote_public_note_t* raw_;
};

/// Everything that is published.
class public_site {
 public:
  explicit public_site(const tote_public_site_t* raw) : raw_(raw) {}

  [[nodiscard]] std::string_view title() const { return view(raw_->title); }

  /// Absolute and ends in `/`; empty if unknown.
  [[nodiscard]] std::string_view url() const { return view(raw_->url); }

  [[nodiscard]] std::string_view author() const { return view(raw_->author); }

  [[nodiscard]] std::string_view author_url() const { return view(raw_->author_url); }

  [[nodiscard]] std::string_view language() const { return view(raw_->language); }

  [[nodiscard]] std::uint32_t size() const { return raw_->note_count; }

  [[nodiscard]] public_note operator[](std::uint32_t i) const {
    return public_note(raw_->notes[i]);
  }

 private:
  const tote_public_site_t* raw_;
};

/// What an element has beside its name; what is empty is left out.
struct element {
  std::string_view name;
  std::string_view classes = {};
  std::string_view url = {};
  std::string_view relation = {};
  std::string_view value = {};
};

/// Where a fragment of a page goes. Texts are escaped by the host.
class markup {
 public:
  explicit markup(tote_call_t* call)
      : call_(call), functions_(detail::service<tote_markup_v1_t>(call, TOTE_HOST_MARKUP)) {}

  bool open(const element& item) {
    const tote_element_t raw{sizeof(tote_element_t), 0,
                             to_abi(item.name),      to_abi(item.classes),
                             to_abi(item.url),       to_abi(item.relation),
                             to_abi(item.value)};
    return functions_->open(call_, &raw) == TOTE_OK;
  }

  bool text(std::string_view text) { return functions_->text(call_, to_abi(text)) == TOTE_OK; }

  bool close() { return functions_->close(call_) == TOTE_OK; }

  /// An element with nothing but text in it.
  bool add(const element& item, std::string_view content) {
    return open(item) && text(content) && close();
  }

 private:
  tote_call_t* call_;
  const tote_markup_v1_t* functions_;
};

/// Where further files of a site go.
class files {
 public:
  explicit files(tote_call_t* call)
      : call_(call), functions_(detail::service<tote_files_v1_t>(call, TOTE_HOST_FILES)) {}

  /// Begins a file; what is written next is its text.
  bool open(std::string_view name, std::string_view media_type) {
    return functions_->open(call_, to_abi(name), to_abi(media_type)) == TOTE_OK;
  }

  bool write(std::string_view text) { return functions_->write(call_, to_abi(text)) == TOTE_OK; }

  /// Whether to return soon: ask in long loops.
  [[nodiscard]] bool is_cancelled() const { return call_->functions->cancelled(call_) != 0; }

 private:
  tote_call_t* call_;
  const tote_files_v1_t* functions_;
};

}  // namespace tote
