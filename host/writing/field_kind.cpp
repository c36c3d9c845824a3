// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/field_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "index/extract/field_values.h"
#include "notes/date.h"

namespace tote::host {
namespace {

/// Letters to change, add, drop or swap with their neighbour (optimal string alignment).
std::size_t slips_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> row(b.size() + 1, i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = std::exchange(last, std::move(row));
  }
  return last.back();
}

/// The number that the value is, as the index reads it; nothing if the field holds no numbers.
std::optional<double> number_of(const index::FieldDecl& field, const std::string& value) {
  if (field.kind != index::FieldKind::integer && field.kind != index::FieldKind::decimal)
    return std::nullopt;
  const auto reading = index::extract::read_kind(field, index::extract::trimmed(value));
  return reading ? std::optional(reading->number) : std::nullopt;
}

/// "a whole number", "a date such as 2026-11-22", "one of to-read, reading".
std::string what_field_holds(const index::FieldDecl& field) {
  switch (field.kind) {
    case index::FieldKind::integer:
      return index::within("a whole number", field.bounds);
    case index::FieldKind::decimal:
      return index::within("a number", field.bounds);
    case index::FieldKind::date:
      return "a date such as 2026-11-22";
    case index::FieldKind::boolean:
      return "true or false";
    case index::FieldKind::keyword:
      return fmt::format("one of {}", fmt::join(field.values, ", "));
    case index::FieldKind::text:
    case index::FieldKind::url:
      return "text";
  }
  return "text";
}

}  // namespace

bool is_field_of_every_note(std::string_view key) {
  constexpr std::array<std::string_view, 7> known = {"title", "type", "aliases", "alias",
                                                     "date",  "tags", "tag"};
  return std::find(known.begin(), known.end(), key) != known.end();
}

bool suits_field(const index::FieldDecl& field, const std::string& value) {
  switch (field.kind) {
    case index::FieldKind::integer:
    case index::FieldKind::decimal: {
      const auto number = number_of(field, value);
      return number && field.bounds.contain(*number);
    }
    case index::FieldKind::date:
      return notes::parse_date(value).has_value();
    case index::FieldKind::boolean:
      return value == "true" || value == "false";
    case index::FieldKind::keyword:
      return field.values.empty() ||
             std::find(field.values.begin(), field.values.end(), value) != field.values.end();
    case index::FieldKind::text:
    case index::FieldKind::url:
      return true;
  }
  return true;
}

std::string misfit(const index::FieldDecl& field, const std::string& value) {
  return fmt::format("'{}' is not what the field {} holds: {}", value, field.id,
                     what_field_holds(field));
}

bool is_out_of_bounds(const index::FieldDecl& field, const std::string& value) {
  const auto number = number_of(field, value);
  return number && !field.bounds.contain(*number);
}

Result<void> check_bounds(const index::FieldDecl& field, const std::string& value) {
  if (is_out_of_bounds(field, value))
    return fail(ErrorCode::invalid_input, misfit(field, value) + "; nothing was written");
  return {};
}

std::string closest_field(const index::Vocabulary& vocabulary, std::string_view type,
                          const std::string& key) {
  constexpr std::size_t longest = 64;
  std::string best;
  if (key.size() > longest)
    return best;
  std::size_t limit = key.size() < 4 ? 0 : key.size() < 8 ? 1 : 2;
  const auto consider = [&](const std::string& id) {
    const auto slips = slips_between(key, id);
    if (slips <= limit && (best.empty() || slips < limit)) {
      limit = slips;
      best = id;
    }
  };
  for (const auto& field : vocabulary.fields) {
    if (index::is_for_type(field.on, type))
      consider(field.id);
  }
  for (const auto& relation : vocabulary.relations) {
    if (index::is_for_type(relation.from, type))
      consider(relation.field);
  }
  return best;
}

}  // namespace tote::host
