// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/corpus.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string_view>

#include <fmt/format.h>

namespace tote::host::author::check {
namespace {

using index::FieldKind;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i)
    all += text;
  return all;
}

std::string front_matter(const std::string& type, const std::string& fields) {
  return fmt::format("---\ntype: {}\n{}---\n", type, fields);
}

/// A sensible value as people write it.
std::string written_value(const index::FieldDecl& field) {
  const bool is_prose =
      field.values.empty() && (field.kind == FieldKind::text || field.kind == FieldKind::keyword);
  return is_prose ? '"' + sensible_value(field) + '"' : sensible_value(field);
}

const std::vector<std::string>& odd_values() {
  static const std::vector<std::string> values = {
      "",
      "0",
      "-1",
      "12",
      "3.14",
      "1e308",
      "2024-05-12",
      "2024-13-45",
      "1h 20m",
      "one",
      "true",
      "\"[[Ana Lima]]\"",
      "\"[[\"",
      "Zoë 李 \xF0\x9F\x93\x9A",
      "\"\u202Edesrever\"",
      repeated("9", 400),
      repeated("a", 70'000),
      "[1, 2, [3, {a: b}]]",
      "{a: {b: {c: d}}}",
      "~",
      "\"\\\"\"",
      "https://shelf.example/%zz",
  };
  return values;
}

std::string body_text() {
  return "# A heading\n\nA paragraph with a [[Link|label]], a [link](https://shelf.example/) and "
         "#tags/nested.\n\n- 2024-05-12 an entry\n- 2024-06-01: another, of 3\n  - nested\n\n"
         "> [!note] A callout\n> with text\n\n| a | b |\n|---|---|\n| 1 | 2 "
         "|\n\n```c\ncode\n```\n\n"
         "key:: value\n\n## Log\n\n* 2024-01-02 sown\n* 2024-03-04 harvested 1.5 kg\n";
}

std::vector<const index::FieldDecl*> fields_of(const Manifest& plugin, const std::string& type) {
  std::vector<const index::FieldDecl*> fields;
  for (const auto& field : plugin.vocabulary.fields)
    if (index::is_for_type(field.on, type))
      fields.push_back(&field);
  return fields;
}

void add_fixtures(const std::filesystem::path& fixtures, std::vector<SampleNote>& notes) {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(fixtures / "notes", error))
    if (entry.path().extension() == ".md")
      files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const auto path = file.lexically_relative(fixtures / "notes").string();
    notes.push_back({"fixture " + path, path, {std::istreambuf_iterator<char>(stream), {}}});
  }
}

}  // namespace

std::vector<std::string> note_types(const Manifest& plugin) {
  std::set<std::string> types;
  for (const auto& type : plugin.vocabulary.types)
    types.insert(type.id);
  for (const auto& field : plugin.vocabulary.fields)
    types.insert(field.on.begin(), field.on.end());
  types.erase("*");
  if (types.empty())
    types.insert("note");
  return {types.begin(), types.end()};
}

std::vector<SampleNote> plain_notes(const Manifest& plugin, const std::filesystem::path& fixtures) {
  std::vector<SampleNote> notes;
  for (const auto& type : note_types(plugin)) {
    std::string fields;
    std::string inline_fields;
    for (const auto* field : fields_of(plugin, type)) {
      fields += fmt::format("{}: {}\n", field->id, written_value(*field));
      inline_fields += fmt::format("{}:: {}\n", field->id, written_value(*field));
    }
    for (const auto& relation : plugin.vocabulary.relations)
      fields += fmt::format("{}: \"[[Ana Lima]]\"\n", relation.id);
    const auto named = [&](const char* what) { return fmt::format("a {} {}", type, what); };
    notes.push_back(
        {named("with every field"), type + ".md", front_matter(type, fields) + body_text()});
    notes.push_back({named("with nothing in it"), type + "-bare.md", front_matter(type, "")});
    notes.push_back(
        {named("with fields in the text"), type + "-inline.md",
         front_matter(type, "") + "# Review: A book, S2E5\n\n" + inline_fields + body_text()});
  }
  add_fixtures(fixtures, notes);
  return notes;
}

std::vector<SampleNote> hostile_notes(const Manifest& plugin, std::size_t large_bytes) {
  std::vector<SampleNote> notes;
  const auto types = note_types(plugin);
  const auto& type = types.front();
  const auto add = [&](const char* name, std::string source) {
    notes.push_back({name, "hostile.md", std::move(source)});
  };
  const auto fields = fields_of(plugin, type);
  add("an empty note", "");
  add("a byte order mark alone", "\xEF\xBB\xBF");
  add("no front matter", body_text());
  add("front matter that never ends", "---\ntype: " + type + "\nfield: [");
  add("front matter that is no map", "---\n- a\n- b\n---\n");
  add("lines that end in CR LF", [&] {
    auto text = front_matter(type, "") + body_text();
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
      text.replace(at, 1, "\r\n");
    return text;
  }());
  add("NUL bytes", front_matter(type, "") + std::string("a\0b\n\n- 2024-01-01\0 x\n", 19));
  add("bytes that are not UTF-8", front_matter(type, "x: \xFF\xFE\n") + "# \xC3\x28\n\n- \xFF\n");
  add("emoji and right-to-left text",
      front_matter(type, "") + "# \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 \xD7\xA9\xD7\x9C\n");
  add("deeply nested quotes", front_matter(type, "") + repeated("> ", 800) + "x\n");
  add(
      "deeply nested lists", front_matter(type, "") + [] {
        std::string text;
        for (std::size_t depth = 0; depth < 150; ++depth)
          text += std::string(depth * 2, ' ') + "- 2024-01-01 x\n";
        return text;
      }());
  add("5 000 list items",
      front_matter(type, "") + "## Log\n\n" + repeated("- 2024-01-01 harvested 1 kg\n", 5'000));
  for (const auto& value : odd_values()) {
    std::string text;
    for (const auto* field : fields)
      text += fmt::format("{}: {}\n", field->id, value);
    notes.push_back({fmt::format("fields that hold {}", value.substr(0, 24)), "odd.md",
                     front_matter(type, text) + "# " + value.substr(0, 100) + '\n'});
  }
  auto large = front_matter(type, "") + "# Large\n\n";
  while (large.size() < large_bytes)
    large += "Some words and a [[Link]], over and over; 2024-05-12. ";
  add("megabytes in one line", large);
  return notes;
}

SampleNote random_note(const Manifest& plugin, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  const auto types = note_types(plugin);
  const auto& type = types[below(types.size())];
  std::string fields;
  for (const auto* field : fields_of(plugin, type))
    if (below(3) != 0)
      fields += fmt::format(
          "{}: {}\n", field->id,
          below(2) == 0 ? written_value(*field) : odd_values()[below(odd_values().size())]);
  static constexpr std::array<std::string_view, 16> pieces = {
      "# ", "- ",   "> ",    "[[Ana Lima]]",     "2024-05-12 ", "key:: value", "\n\n",    "`",
      "*",  "| a ", "```\n", "\xF0\x9F\x93\x9A", "\xFF",        "#tag ",       "1h 20m ", "sown "};
  auto source = front_matter(type, fields);
  for (std::size_t count = below(120); count > 0; --count)
    source += pieces[below(pieces.size())];
  for (std::size_t count = below(6); count > 0 && !source.empty(); --count)
    source[below(source.size())] = static_cast<char>(below(256));
  if (below(8) == 0)
    source.resize(below(source.size() + 1));
  return {fmt::format("the note of seed {}", seed), "random.md", std::move(source)};
}

std::string sensible_value(const index::FieldDecl& field) {
  if (!field.values.empty())
    return field.values.front();
  switch (field.kind) {
    case FieldKind::integer:
      return fmt::format("{}", field.bounds.nearest(12));
    case FieldKind::decimal:
      return fmt::format("{}", field.bounds.nearest(3.5));
    case FieldKind::date:
      return "2024-05-12";
    case FieldKind::boolean:
      return "true";
    case FieldKind::url:
      return "https://shelf.example/ana?page=2#top";
    case FieldKind::text:
    case FieldKind::keyword:
      break;
  }
  return "Something of it";
}

std::vector<std::string> sample_values(std::uint64_t seed) {
  auto values = odd_values();
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20; ++i) {
    std::string value;
    for (auto size = random() % 24; size > 0; --size)
      value += static_cast<char>(32 + random() % 95);
    values.push_back(value);
  }
  return values;
}

}  // namespace tote::host::author::check
