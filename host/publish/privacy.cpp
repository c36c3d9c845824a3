// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/privacy.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "notes/text.h"

namespace tote::host::publish {
namespace {

/// Fields that say something of the thing, not of its owner, by type.
struct ShownField {
  std::string_view type;
  std::string_view field;
};

constexpr std::array<ShownField, 16> shown_fields = {{{"book", "author"},
                                                      {"book", "series"},
                                                      {"book", "series-number"},
                                                      {"book", "isbn"},
                                                      {"book", "published"},
                                                      {"book", "publisher"},
                                                      {"book", "language"},
                                                      {"book", "pages"},
                                                      {"review", "reviews"},
                                                      {"review", "rating"},
                                                      {"profile", "network"},
                                                      {"profile", "handle"},
                                                      {"profile", "url"},
                                                      {"profile", "feed"},
                                                      {"profile", "profile-of"},
                                                      {"post", "canonical-url"}}};

Publicity decided_by(const notes::Note& note, const notes::Value& value, bool is_public) {
  return {is_public, fmt::format("{}: {}", value.key, value.text), note.line_of(value.span.begin)};
}

bool is_true(const notes::Value& value) {
  return value.kind == notes::Value::Kind::boolean && value.boolean;
}

bool is_front_matter_broken(const notes::Note& note) {
  return std::any_of(
      note.diagnostics.begin(), note.diagnostics.end(),
      [](const notes::Diagnostic& finding) { return finding.code.starts_with("front-matter"); });
}

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7F; });
}

}  // namespace

Publicity publicity_of(const notes::Note& note) {
  if (is_front_matter_broken(note))
    return {false, "its front matter cannot be read without doubt", 1};
  const notes::Value* said = nullptr;
  for (const std::string_view key : {"publish", "public"}) {
    const auto* value = note.find_value(key);
    if (value == nullptr)
      continue;
    if (!is_true(*value))
      return decided_by(note, *value, false);
    said = value;
  }
  if (said != nullptr)
    return decided_by(note, *said, true);
  if (note.type != "post")
    return {false, "it does not say publish: true", 0};
  const auto* status = note.find_value("status");
  if (status == nullptr)
    return {false, "it has no status", 0};
  return decided_by(note, *status, notes::name_key(status->text) == "published");
}

bool may_show(const PublishConfig& config, std::string_view type, std::string_view field) {
  const auto is_meant = [&](const ShownField& shown) {
    return shown.type == type && shown.field == field;
  };
  if (std::any_of(shown_fields.begin(), shown_fields.end(), is_meant))
    return true;
  const auto set = config.fields.find(std::string(type));
  return set != config.fields.end() &&
         std::any_of(set->second.begin(), set->second.end(), [&](const std::string& name) {
           return notes::canonical_field_key(name) == field;
         });
}

bool is_web_address(std::string_view url) {
  const std::string start = notes::fold(url.substr(0, 8));
  const std::size_t scheme = start.starts_with("https://")  ? 8
                             : start.starts_with("http://") ? 7
                                                            : 0;
  if (scheme == 0 || has_control_character(url) ||
      url.find_first_of("<>\"\\^`{|}") != std::string_view::npos)
    return false;
  const std::string_view host = url.substr(scheme, url.find_first_of("/?#", scheme) - scheme);
  // What stands before an `@` is a name and a password, which nobody means to publish.
  return !host.empty() && host.find('@') == std::string_view::npos;
}

bool may_link_to(std::string_view url) {
  if (is_web_address(url))
    return true;
  return notes::fold(url.substr(0, 7)) == "mailto:" && url.size() > 7 &&
         !has_control_character(url) && url.find_first_of("<>\"\\`") == std::string_view::npos;
}

}  // namespace tote::host::publish
