// SPDX-License-Identifier: GPL-2.0-or-later
// A note: one Markdown file, read once. Everybody else borrows from it: the index takes its text
// and links, the extractors its sentences and fields, plugins a view of it, the edit layer its
// spans. All spans are bytes into `source`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/date.h"
#include "notes/span.h"

namespace tote::notes {

/// A finding about a note that does not stop its reading.
struct Diagnostic {
  enum class Severity { info, warning, error };
  Severity severity = Severity::warning;
  std::string code;  ///< stable and hyphenated: `front-matter-invalid`, `utf8-invalid`; a plugin's:
                     ///< `books.isbn-check-digit`
  std::string message;  ///< what is wrong and what to do, without the place
  ByteSpan span;        ///< empty at 0 when the whole note is meant
};

/// Where a link, tag or field was written.
enum class Origin : std::uint8_t { body, front_matter, inline_field };

/// One node of the front matter, in preorder: children of node i follow it, `next` is the index
/// after its last descendant.
struct Value {
  enum class Kind : std::uint8_t { null, boolean, integer, real, date, text, list, map };
  Kind kind = Kind::null;
  std::string key;   ///< within a map; empty in a list
  std::string text;  ///< the scalar as written, unquoted
  bool quoted = false;
  std::int64_t integer = 0;
  double real = 0;
  bool boolean = false;
  ByteSpan key_span;
  ByteSpan span;            ///< of the value, quotes included
  std::uint32_t depth = 0;  ///< 0 for the top-level fields
  std::uint32_t next = 0;
};

/// A block of the body, in document order. Leaf blocks hold inlines; containers hold blocks.
struct Block {
  enum class Kind : std::uint8_t {
    paragraph,
    heading,
    code,
    html,
    table_cell,
    footnote,
    thematic_break,  // leaves
    list,
    list_item,
    block_quote,
    callout,
    table  // containers
  };
  Kind kind = Kind::paragraph;
  std::uint8_t level = 0;  ///< of a heading, 1 to 6
  std::int32_t parent = -1;
  ByteSpan span;
  std::uint32_t line = 0;  ///< 1-based, of the first byte
  std::string info;        ///< of fenced code: the info string; of a callout: its kind, lower case
  std::uint32_t first_inline = 0;  ///< into Note::inlines
  std::uint32_t inline_count = 0;
};

/// A stretch of a leaf block. Stretches are in order and do not overlap; what lies between them is
/// markup (emphasis marks, list and quote prefixes, escapes, comments). The readable text of a
/// block is its inlines of kind text, code, link and tag, with a space at line breaks. Math is
/// code. A field's inline is its key with `::` and bracket; the inlines of its value follow. A
/// field on a line of its own is a leaf of its own.
struct Inline {
  enum class Kind : std::uint8_t { text, code, html, link, tag, field, line_break };
  Kind kind = Kind::text;
  bool is_emphasised = false;
  std::uint32_t ref = 0;  ///< into Note::links, tags or fields, for these kinds
  ByteSpan span;          ///< a link's: the whole construct, brackets included
};

/// A link to a note, a file or the web.
struct Link {
  enum class Kind : std::uint8_t { wikilink, embed, markdown, image, autolink };
  Kind kind = Kind::wikilink;
  Origin origin = Origin::body;
  ByteSpan span;         ///< the whole construct
  ByteSpan target_span;  ///< as written, without heading, block or display text
  ByteSpan label_span;   ///< display text; for a wikilink without one equal to target_span
  std::string target;    ///< decoded (%20, escapes, entities): a name, a path or a URL; empty for
                         ///< `[[#Heading]]`
  std::string heading;   ///< after `#`, nested headings joined by `#`
  std::string block_id;  ///< after `#^`
  std::uint32_t line = 0;
  bool is_external = false;  ///< has a scheme such as https: or mailto:
};

struct Tag {
  std::string name;  ///< without `#`, as written; `nested/tag` keeps its slash
  ByteSpan span;
  Origin origin = Origin::body;
  std::uint32_t line = 0;
};

/// `key:: value` on its own line, or `[key:: value]` / `(key:: value)` within one.
struct InlineField {
  std::string key;    ///< as written, trimmed
  std::string value;  ///< raw Markdown, trimmed
  ByteSpan key_span;
  ByteSpan value_span;
  std::uint32_t line = 0;
};

/// One Markdown file, parsed. Owns its source; copying copies the text.
struct Note {
  std::string path;    ///< relative to the vault, `/` between folders, NFC or NFD as on disk
  std::string source;  ///< every byte of the file
  std::string title;   ///< front matter `title`, else a level-1 heading that opens the body, else
                       ///< the file's name
  std::string type;    ///< front matter `type`, lower case; else by folder (ReadOptions); else
                       ///< `journal` for a dated file name; else `note`
  std::vector<std::string> aliases;  ///< front matter `aliases` or `alias`, list or comma-separated
  std::optional<Date> date;  ///< front matter `date`, else a date that opens the file's name
  ByteSpan front_matter;     ///< with its `---` lines; empty if there is none
  ByteSpan body;
  std::vector<Value> values;
  std::vector<Block> blocks;
  std::vector<Inline> inlines;
  std::vector<Link> links;  ///< in order of position, front matter and inline fields included
  std::vector<Tag> tags;
  std::vector<InlineField> fields;
  std::vector<Diagnostic> diagnostics;
  std::vector<std::uint32_t> line_starts;  ///< offset of each line's first byte, a BOM before it

  /// The file's name without folder and `.md`.
  [[nodiscard]] std::string_view stem() const;
  /// The top-level front matter field with this key (case-insensitive, `_` and `-` and ` ` alike),
  /// or nullptr.
  [[nodiscard]] const Value* find_value(std::string_view key) const;
  /// 1-based line of a byte. O(log lines).
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  /// 1-based column of a byte, in bytes.
  [[nodiscard]] std::uint32_t column_of(std::uint32_t offset) const;
  /// The readable text of a leaf block: text, code, link labels and tags, one space at line breaks.
  [[nodiscard]] std::string plain_text(const Block& block) const;
};

/// What read_note needs to know beside the file.
struct ReadOptions {
  std::vector<std::pair<std::string, std::string>>
      folder_types;  ///< folder prefix → type, longest prefix wins
};

/// Parses a note. Never fails: what cannot be read becomes a diagnostic. Time linear in
/// source.size(); any thread.
[[nodiscard]] Note read_note(std::string path, std::string source, const ReadOptions& options = {});

/// The type that read_note would find. Reads the front matter only.
[[nodiscard]] std::string read_type(std::string_view path, std::string_view source,
                                    const ReadOptions& options = {});

/// Field keys compare without case, and with `_`, `-` and space alike: the canonical form is lower
/// case with `-`.
[[nodiscard]] std::string canonical_field_key(std::string_view key);

}  // namespace tote::notes
