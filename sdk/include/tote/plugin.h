/* SPDX-License-Identifier: MIT */
/*
 * The plugin ABI of tote, version 1.0: how a shared library teaches tote more about a kind of note.
 *
 * A plugin is a folder with a plugin.json, which declares types, fields, relations and verbs, and,
 * if data alone is not enough, a library that exports one function, tote_plugin_entry. The host
 * asks it for a descriptor, creates an instance, asks the instance for interfaces by name
 * ("tote.extract/1") and calls them. A host may hold several instances, in several processes; it
 * calls each from one thread at a time.
 *
 * Rules that hold everywhere, so that a library built today loads for as long as the major version
 * is 1:
 *
 * - Strings are pointer and length, valid UTF-8, not NUL-terminated, except where `const char *`
 * says otherwise.
 * - Positions are bytes into the note's source, half-open. Never lines, columns or UTF-16.
 * - Inputs belong to the caller and live for the call. What is given to a service is copied before
 * it returns. Nobody frees, keeps or writes to the other side's memory.
 * - FROZEN structs never change: they are passed by value, stand in arrays, or hold functions.
 * Their reserved members are zero. More about the elements of an array will come as a second array
 * beside it.
 * - GROWABLE structs are reached by pointer and begin with `size`, in bytes, as their maker knew
 * them. Later minor versions append members: look before reading one that is younger than 1.0, with
 * TOTE_HAS.
 * - Enumerations are open: skip kinds and flags that you do not know.
 * - Failure is a negative tote_status_t, with one diagnostic that says why. No exception and no
 * longjmp may cross.
 *
 * Threads and time, by tag: [pure] functions depend on their arguments and the instance's settings
 * alone, keep no memory of earlier calls, and may run in many processes at once; services are used
 * on the calling thread and during the call only, except those tagged [any].
 *
 * Made for 64-bit and 32-bit platforms alike; compiles as C11 and as C++11, and needs nothing but
 * this file.
 */
#ifndef TOTE_PLUGIN_H
#define TOTE_PLUGIN_H

/* NOLINTBEGIN(modernize-*, readability-identifier-naming): this is C, named as C is. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version of this header. */
#define TOTE_ABI_MAJOR 1
#define TOTE_ABI_MINOR 0

/**
 * The oldest minor version of the host that the plugin is to run on: what is younger is hidden, so
 * that using it is a mistake of the compiler's and not of a user's. tote_add_plugin() sets it to
 * `abi.minor` of plugin.json.
 */
#ifndef TOTE_TARGET_MINOR
#define TOTE_TARGET_MINOR TOTE_ABI_MINOR
#endif
#if TOTE_TARGET_MINOR > TOTE_ABI_MINOR
#error "plugin.json asks for a later ABI than this SDK has: update the SDK, or lower abi.minor"
#endif

/** First member of the descriptor: "TOTE" in ASCII, as a big-endian number. */
#define TOTE_PLUGIN_MAGIC 0x544F5445u

/** Marks the one function that a plugin exports. */
#if defined(_WIN32)
#define TOTE_EXPORT __declspec(dllexport)
#else
#define TOTE_EXPORT __attribute__((visibility("default")))
#endif

/** Whether the maker of the GROWABLE struct at `pointer` knew `member`. */
#define TOTE_HAS(pointer, member) \
  ((pointer)->size >=             \
   (size_t)((const char*)&(pointer)->member - (const char*)(pointer)) + sizeof((pointer)->member))

/** How a call went: TOTE_OK or, if negative, why not. */
typedef int32_t tote_status_t;
#define TOTE_OK 0        /**< done */
#define TOTE_FAILED (-1) /**< not done; a diagnostic says why */
#define TOTE_INVALID \
  (-2) /**< an argument is undeclared (a field, a relation), out of range or not UTF-8 */
#define TOTE_LIMIT (-3)     /**< the host takes no more from this call */
#define TOTE_CANCELLED (-4) /**< stopped because the host asked for it */

/** Text: `size` bytes of UTF-8 at `data`, which may be null if `size` is 0. FROZEN. */
typedef struct tote_str {
  const char* data;
  uint64_t size;
} tote_str_t;

/** Bytes [begin, end) of the note's source. FROZEN. */
typedef struct tote_span {
  uint32_t begin;
  uint32_t end;
} tote_span_t;

/** The `begin` of a span that means no place in particular. */
#define TOTE_NO_PLACE UINT32_MAX

/** A day, a month (day 0), a year (month and day 0), or a birthday without its year (year 0). All
 * 0: none. FROZEN. */
typedef struct tote_date {
  int16_t year;
  uint8_t month; /**< 1 to 12 */
  uint8_t day;   /**< 1 to 31 */
} tote_date_t;

/* ---- The note, as a plugin sees it ---- */

/** Kinds of front matter values. */
#define TOTE_VALUE_NULL 0u
#define TOTE_VALUE_BOOLEAN 1u /**< `integer` is 0 or 1 */
#define TOTE_VALUE_INTEGER 2u /**< `integer` */
#define TOTE_VALUE_REAL 3u    /**< `real` */
#define TOTE_VALUE_DATE 4u    /**< `integer` is YYYYMMDD, unknown parts 0 */
#define TOTE_VALUE_TEXT 5u
#define TOTE_VALUE_LIST 6u
#define TOTE_VALUE_MAP 7u

/**
 * A value of the front matter, or of a plugin's settings. Values stand in preorder: the children of
 * value i follow it, and its next sibling is at `next`. FROZEN.
 */
typedef struct tote_value {
  uint32_t kind;
  uint32_t depth; /**< 0 for top-level fields */
  uint32_t next;  /**< index after the last descendant */
  uint32_t reserved_flags;
  tote_str_t key;       /**< as written; empty in a list */
  tote_str_t text;      /**< a scalar as written, without its quotes; empty for list and map */
  int64_t integer;      /**< by kind; else 0 */
  double real;          /**< by kind; else 0 */
  tote_span_t key_span; /**< unknown in settings, and for the elements of a list */
  tote_span_t span;     /**< quotes included; unknown in settings */
  uint64_t reserved[2];
} tote_value_t;

/** Kinds of blocks; those up to 6 hold text, the others hold blocks. */
#define TOTE_BLOCK_PARAGRAPH 0u
#define TOTE_BLOCK_HEADING 1u
#define TOTE_BLOCK_CODE 2u
#define TOTE_BLOCK_HTML 3u
#define TOTE_BLOCK_TABLE_CELL 4u
#define TOTE_BLOCK_FOOTNOTE 5u
#define TOTE_BLOCK_THEMATIC_BREAK 6u
#define TOTE_BLOCK_LIST 7u
#define TOTE_BLOCK_LIST_ITEM 8u
#define TOTE_BLOCK_QUOTE 9u
#define TOTE_BLOCK_CALLOUT 10u
#define TOTE_BLOCK_TABLE 11u

/** The `parent` of a block that stands at the top. */
#define TOTE_NO_PARENT UINT32_MAX

/** A block of the body, in document order. FROZEN. */
typedef struct tote_block {
  uint32_t kind;
  uint32_t level;  /**< of a heading, 1 to 6; else 0 */
  uint32_t parent; /**< index of the block that holds it, or TOTE_NO_PARENT */
  uint32_t reserved_flags;
  tote_span_t span; /**< markup included */
  tote_str_t info;  /**< fenced code: its info string; callout: its kind, lower case */
  uint64_t reserved[2];
} tote_block_t;

/** Kinds of links. */
#define TOTE_LINK_WIKILINK 0u
#define TOTE_LINK_EMBED 1u
#define TOTE_LINK_MARKDOWN 2u
#define TOTE_LINK_IMAGE 3u
#define TOTE_LINK_AUTOLINK 4u

/** Where a link or a tag was written. */
#define TOTE_ORIGIN_BODY 0u
#define TOTE_ORIGIN_FRONT_MATTER 1u
#define TOTE_ORIGIN_INLINE_FIELD 2u

/** Flags of links: leads out of the vault, with a scheme such as https. */
#define TOTE_LINK_IS_EXTERNAL 1u

/** A link, in order of position. FROZEN. */
typedef struct tote_link {
  uint32_t kind;
  uint32_t origin;
  uint32_t flags;
  uint32_t reserved_flags;
  tote_span_t span;        /**< the whole construct */
  tote_span_t target_span; /**< as written, without heading, block and display text */
  tote_span_t label_span;  /**< display text; for a wikilink without one the target */
  tote_str_t target;       /**< decoded: a name, a path or a URL */
  tote_str_t heading;      /**< what follows `#` */
  tote_str_t block_id;     /**< what follows `#^` */
  uint64_t reserved[2];
} tote_link_t;

/** A tag, in order of position. FROZEN. */
typedef struct tote_tag {
  uint32_t origin;
  uint32_t reserved_flags;
  tote_str_t name; /**< without `#` */
  tote_span_t span;
  uint64_t reserved[1];
} tote_tag_t;

/** `key:: value`, on a line of its own or in brackets within one. FROZEN. */
typedef struct tote_inline_field {
  tote_str_t key;   /**< as written */
  tote_str_t value; /**< raw Markdown */
  tote_span_t key_span;
  tote_span_t value_span;
  uint64_t reserved[2];
} tote_inline_field_t;

/** One note, read. Everything in it lives for the call. GROWABLE. */
typedef struct tote_note {
  uint32_t size;
  uint32_t reserved_flags;
  tote_str_t path;  /**< relative to the vault, `/` between folders; only a name: the file cannot be
                       opened */
  tote_str_t type;  /**< `book` */
  tote_str_t title; /**< front matter, first heading or file name */
  tote_str_t source; /**< every byte of the file, at most 16 MiB; may hold bytes that are not UTF-8,
                        which are U+FFFD in all other texts */
  tote_date_t date;  /**< the day that the note is about */
  uint32_t reserved;
  tote_span_t front_matter; /**< with its `---` lines; empty if there is none */
  tote_span_t body;
  const tote_value_t* values; /**< the front matter */
  const tote_block_t* blocks;
  const tote_link_t* links; /**< those in fields included */
  const tote_tag_t* tags;   /**< those in front matter included */
  const tote_inline_field_t* inline_fields;
  uint32_t value_count;
  uint32_t block_count;
  uint32_t link_count;
  uint32_t tag_count;
  uint32_t inline_field_count;
  uint32_t reserved_count;
} tote_note_t;

/* ---- The call: what the host offers while it waits ---- */

/** Severities of diagnostics. */
#define TOTE_INFO 0    /**< worth knowing; nothing is wrong */
#define TOTE_WARNING 1 /**< something will not work as its writer meant it */
#define TOTE_ERROR 2   /**< something could not be read at all */

/** A finding for the writer of the note, or, on failure, the reason. GROWABLE. */
typedef struct tote_diagnostic {
  uint32_t size;
  int32_t severity;
  tote_span_t span; /**< into the note's source; in tote.field/1 into the value's text */
  tote_str_t code;  /**< stable, lower case and hyphenated: `isbn-check-digit`; the host adds the
                       plugin's name */
  tote_str_t text;  /**< what is wrong and what to do, without the place; one line */
} tote_diagnostic_t;

typedef struct tote_call tote_call_t;

/** What every call can do. FROZEN; more comes as services. */
typedef struct tote_call_v1 {
  /** The service of this name, valid for the call; null if this kind of call does not grant it. */
  const void* (*service)(tote_call_t* call, const char* service_id);
  /** Reports a finding. It is copied; those beyond a limit of the host's are counted and dropped.
   */
  void (*diagnose)(tote_call_t* call, const tote_diagnostic_t* diagnostic);
  /** Not 0 once the host has lost interest: return TOTE_CANCELLED soon. Ask in long loops. [any] */
  int32_t (*cancelled)(tote_call_t* call);
} tote_call_v1_t;

/** One call from the host. Only the first member is visible; never copy it. */
struct tote_call {
  const tote_call_v1_t* functions;
};

/** Service that takes what a note states; granted to tote.extract/1. */
#define TOTE_HOST_DOC "tote.host.doc/1"

/** What an end of an edge is. */
#define TOTE_END_SELF 0u /**< this note; `text` is empty */
#define TOTE_END_ME 1u   /**< the journal's owner; `text` is empty */
#define TOTE_END_LINK 2u /**< the note that a link with the target `text` leads to */
#define TOTE_END_NAME 3u /**< the note of the name `text`; a literal value if no note has it */

/** One end of an edge. FROZEN. */
typedef struct tote_end {
  uint32_t kind;
  uint32_t reserved_flags;
  tote_str_t text;
} tote_end_t;

/** A statement that a relation holds between two ends. GROWABLE. */
typedef struct tote_edge {
  uint32_t size;
  int32_t is_denied;   /**< 1: the relation is said not to hold */
  tote_str_t relation; /**< its id, never the name of its inverse */
  tote_end_t from;
  tote_end_t to;
  tote_date_t date; /**< when it held, all 0 if unknown */
  uint32_t reserved_flags;
  tote_span_t span; /**< where it is said */
} tote_edge_t;

/**
 * The service TOTE_HOST_DOC. Fields and relations are those that the plugin.json declares for the
 * note's type, by id; values must fit the field's kind. They are added to what the note's own
 * fields say, which the host has read already. `span` is the evidence: where in the source it is
 * said. Returns TOTE_OK, TOTE_INVALID, or TOTE_LIMIT for a text of more than 64 KiB and once the
 * call has stated 10 000 things; the host reports TOTE_INVALID as a fault of the plugin. FROZEN.
 */
typedef struct tote_doc_v1 {
  /** A value of a field of kind text, keyword or url, in its canonical form. */
  tote_status_t (*text)(tote_call_t* call, tote_str_t field, tote_str_t value, tote_span_t span);
  tote_status_t (*integer)(tote_call_t* call, tote_str_t field, int64_t value, tote_span_t span);
  tote_status_t (*decimal)(tote_call_t* call, tote_str_t field, double value, tote_span_t span);
  tote_status_t (*boolean)(tote_call_t* call, tote_str_t field, int32_t value, tote_span_t span);
  tote_status_t (*date)(tote_call_t* call, tote_str_t field, tote_date_t value, tote_span_t span);
  tote_status_t (*edge)(tote_call_t* call, const tote_edge_t* edge);
  /** A further word or name under which searches should find the note. */
  tote_status_t (*term)(tote_call_t* call, tote_str_t text);
} tote_doc_v1_t;

/** Service that takes the canonical form of one value; granted to tote.field/1. */
#define TOTE_HOST_VALUE "tote.host.value/1"

/** The service TOTE_HOST_VALUE. A second call replaces the first. FROZEN. */
typedef struct tote_value_sink_v1 {
  /** The canonical text: equal values of the field have equal texts. */
  tote_status_t (*text)(tote_call_t* call, tote_str_t canonical);
  /**
   * The number by which values compare and sort; of dates YYYYMMDD, unknown parts 0. Needed where
   * the canonical text is not the number or date that was written.
   */
  tote_status_t (*sort_key)(tote_call_t* call, double key);
} tote_value_sink_v1_t;

/* ---- Interfaces that a plugin may provide ---- */

/** States more about a note than its fields say in so many words. */
#define TOTE_EXTRACT "tote.extract/1"

typedef struct tote_extract_v1 {
  /**
   * Called once for each note of a type that plugin.json declares, or names in a field's `on`; "*"
   * does not count. Gives its findings to TOTE_HOST_DOC. [pure]
   */
  tote_status_t (*extract)(void* self, tote_call_t* call, const tote_note_t* note);
} tote_extract_v1_t;

/** Brings values to one form: ISBNs, phone numbers, handles. */
#define TOTE_FIELD "tote.field/1"

/** One value as written. GROWABLE. */
typedef struct tote_field_value {
  uint32_t size;
  uint32_t reserved_flags;
  tote_str_t field;     /**< the declared field's id, whatever spelling was used */
  tote_str_t note_type; /**< the type of the note it stands on */
  tote_str_t text;      /**< one value; of a list, one element */
} tote_field_value_t;

typedef struct tote_field_v1 {
  /**
   * Called for each value of the fields that plugin.json marks `normalised`. Gives the canonical
   * form to TOTE_HOST_VALUE; or gives none, and a diagnostic: then the value stays as written.
   * [pure]
   */
  tote_status_t (*normalise)(void* self, tote_call_t* call, const tote_field_value_t* value);
} tote_field_v1_t;

/* ---- Commands: what a plugin proposes to write about a note ---- */

/** Kinds of a command's arguments. */
#define TOTE_ARGUMENT_TEXT 0u
#define TOTE_ARGUMENT_INTEGER 1u /**< `integer` */
#define TOTE_ARGUMENT_DECIMAL 2u /**< `decimal`, finite */
#define TOTE_ARGUMENT_DATE 3u    /**< `date` */

/** A value that was typed with a command; the host has checked its kind. FROZEN. */
typedef struct tote_argument {
  uint32_t kind; /**< as plugin.json declares it */
  tote_date_t date;
  tote_str_t name; /**< the id of the value or option */
  tote_str_t text; /**< as typed: one line, not empty */
  int64_t integer; /**< by kind; else 0 */
  double decimal;  /**< by kind; else 0 */
  uint64_t reserved[2];
} tote_argument_t;

/** A command as typed, and the note that it is about. GROWABLE. */
typedef struct tote_command {
  uint32_t size;
  uint32_t argument_count;
  tote_str_t id;                    /**< as in plugin.json */
  const tote_argument_t* arguments; /**< every value, then the options that were given, both in the
                                       order of plugin.json */
  const tote_note_t* note;          /**< as it is now */
  tote_date_t date;                 /**< the day that it is about: today, unless --on says another;
                                       its month or day may be unknown */
  tote_date_t today;
} tote_command_t;

/** Service that takes edits of the note; granted to tote.command/1. */
#define TOTE_HOST_EDITS "tote.host.edits/1"

/**
 * The service TOTE_HOST_EDITS: the edits that a command in plugin.json can list. The host makes
 * them in this order once the call is over, and all or none of them; the note that the call was
 * given does not change. A field is one that every note has (`title`, `type`, `aliases`, `date`,
 * `tags`), or one that the plugin.json declares for the note's type, a relation's field included;
 * its value is plain text, and the host quotes what needs it. Returns TOTE_OK, TOTE_INVALID, or
 * TOTE_LIMIT for a text of more than 64 KiB and once the call has made 256 edits or these come to
 * 1 MiB. After either nothing is written, and the host reports it as a fault of the plugin. FROZEN.
 */
typedef struct tote_edits_v1 {
  /** The field holds this value and no other. */
  tote_status_t (*set)(tote_call_t* call, tote_str_t field, tote_str_t value);
  /** The field's list holds this value as well; a field that is empty holds it alone. */
  tote_status_t (*add)(tote_call_t* call, tote_str_t field, tote_str_t value);
  /** The field is taken away; nothing happens if the note does not have it. */
  tote_status_t (*unset)(tote_call_t* call, tote_str_t field);
  /** A line of Markdown more at the end of the note, without a line break; one that begins with
   * `- ` goes on with a list that ends there. */
  tote_status_t (*append)(tote_call_t* call, tote_str_t line);
} tote_edits_v1_t;

/** Answers the commands in plugin.json that list no edits. */
#define TOTE_COMMAND "tote.command/1"

typedef struct tote_command_v1 {
  /**
   * Called when one of these commands is typed. Gives what is to be written to TOTE_HOST_EDITS, or
   * nothing if the note is so already. On failure, or after a diagnostic of TOTE_ERROR, nothing is
   * written, and the user reads the diagnostic; others are shown beside the edits. [pure]
   */
  tote_status_t (*propose)(void* self, tote_call_t* call, const tote_command_t* command);
} tote_command_v1_t;

/* ---- Publishing: what a plugin adds to public pages ----
 *
 * A plugin is never given a note here, but its public view: what the host's privacy rules have let
 * through, and nothing else. So whatever a plugin writes, it can leak nothing that it was not
 * given. What it gives back is checked again before it reaches a page or the disk.
 */

/** Something that a public page says of its note: `author`, `rating`, `profile`. FROZEN. */
typedef struct tote_public_field {
  tote_str_t name;  /**< the declared field's or relation's id */
  tote_str_t value; /**< plain text, as it was written; not canonical */
  tote_str_t url; /**< where it leads: absolute, or relative to the site's top; empty if nowhere */
  uint64_t reserved[2];
} tote_public_field_t;

/** One public page. GROWABLE. */
typedef struct tote_public_note {
  uint32_t size;
  uint32_t reserved_flags;
  tote_str_t type; /**< `post` */
  tote_str_t title;
  tote_str_t url; /**< of its page: absolute if the site's own is known, else relative to its top */
  tote_str_t summary; /**< plain text; empty if the note gives none */
  tote_str_t html;    /**< the text as a fragment of HTML5, well-formed, its URLs as in `url`; empty
                         for    tote.render/1 */
  tote_date_t published; /**< all 0: unknown */
  uint32_t reserved;
  const tote_public_field_t* fields; /**< in the order of the note */
  const tote_str_t* tags;            /**< without `#` */
  uint32_t field_count;
  uint32_t tag_count;
} tote_public_note_t;

/** Everything that is published, newest post first. GROWABLE. */
typedef struct tote_public_site {
  uint32_t size;
  uint32_t note_count;
  tote_str_t title;
  tote_str_t url; /**< absolute, ends in `/`; empty if unknown */
  tote_str_t author;
  tote_str_t author_url;
  tote_str_t language; /**< BCP 47: `en` */
  const tote_public_note_t* const* notes;
} tote_public_site_t;

/** Service that takes a fragment of a page; granted to tote.render/1. */
#define TOTE_HOST_MARKUP "tote.host.markup/1"

/** An element to open. GROWABLE. */
typedef struct tote_element {
  uint32_t size;
  uint32_t reserved_flags;
  tote_str_t name;     /**< one of a, abbr, b, cite, data, dd, div, dl, dt, em, i, li, ol, p, small,
                          span, strong,     time, ul */
  tote_str_t classes;  /**< separated by spaces: letters, digits and `-` */
  tote_str_t url;      /**< of `a`: https, http or mailto, or relative to the site's top */
  tote_str_t relation; /**< of `a`: `rel`, words as in `classes` */
  tote_str_t
      value; /**< of `data` its value, of `time` its datetime, of others the title; else empty */
} tote_element_t;

/**
 * The service TOTE_HOST_MARKUP. Text is plain: the host escapes it, so there is nothing that a
 * plugin could forget. Elements that are open at the end of the call are closed by the host.
 * Returns TOTE_OK, TOTE_INVALID or TOTE_LIMIT; the host reports TOTE_INVALID as a fault of the
 * plugin. FROZEN.
 */
typedef struct tote_markup_v1 {
  tote_status_t (*open)(tote_call_t* call, const tote_element_t* element);
  tote_status_t (*text)(tote_call_t* call, tote_str_t text);
  tote_status_t (*close)(tote_call_t* call);
} tote_markup_v1_t;

/** Shows what a plugin knows of a kind of note, on the note's public page and wherever it is
 * listed. */
#define TOTE_RENDER "tote.render/1"

typedef struct tote_render_v1 {
  /**
   * Called for each public note of a type that plugin.json declares. Gives a short fragment to
   * TOTE_HOST_MARKUP, or nothing. [pure]
   */
  tote_status_t (*render)(void* self, tote_call_t* call, const tote_public_note_t* note);
} tote_render_v1_t;

/** Service that takes whole files of a site; granted to tote.export/1. */
#define TOTE_HOST_FILES "tote.host.files/1"

/**
 * The service TOTE_HOST_FILES. A name is relative to the site's top: parts of letters, digits, `-`,
 * `_` and `.`, none of which begins with a dot, separated by `/`; a name is used once. `media_type`
 * is application/json or a type that ends in +json: then the file is checked to be JSON; or ends in
 * +xml: then to be well-formed XML without a document type; or text/plain. The text of a file may
 * come in several pieces. FROZEN.
 */
typedef struct tote_files_v1 {
  /** Begins a file; the one before it is finished. */
  tote_status_t (*open)(tote_call_t* call, tote_str_t name, tote_str_t media_type);
  tote_status_t (*write)(tote_call_t* call, tote_str_t text);
} tote_files_v1_t;

/** Writes further files of a site: feeds, lists. */
#define TOTE_EXPORT_SITE "tote.export/1"

typedef struct tote_export_v1 {
  /** Called once for each export, with the notes of the types that plugin.json declares. Equal
   * sites must give equal files. [job] */
  tote_status_t (*export_site)(void* self, tote_call_t* call, const tote_public_site_t* site);
} tote_export_v1_t;

/* ---- The plugin itself ---- */

/** What the vault's owner has set for the plugin; values as in front matter. GROWABLE. */
typedef struct tote_settings {
  uint32_t size;
  uint32_t value_count;
  const tote_value_t* values; /**< null if nothing is set */
} tote_settings_t;

/** The descriptor: static, the same at each call, never freed. Its texts are NUL-terminated.
 * GROWABLE. */
typedef struct tote_plugin {
  uint32_t size;
  uint32_t magic;      /**< TOTE_PLUGIN_MAGIC */
  uint32_t abi_major;  /**< TOTE_ABI_MAJOR when it was built */
  uint32_t abi_minor;  /**< TOTE_TARGET_MINOR: the oldest host that it runs on */
  const char* id;      /**< as in plugin.json */
  const char* version; /**< as in plugin.json */
  /**
   * Makes an instance for `settings` and stores it in `*self`. On failure nothing is stored, a
   * diagnostic says why, and the plugin is not used. `settings` lives for the call.
   */
  tote_status_t (*create)(tote_call_t* call, const tote_settings_t* settings, void** self);
  /** Ends an instance. The library stays loaded; a process that ends may leave this out. */
  void (*destroy)(void* self);
  /** The instance's functions for an interface, valid as long as the instance; null for one it does
   * not provide. */
  const void* (*get_interface)(void* self, const char* interface_id);
} tote_plugin_t;

/** The one exported function. Cheap, without side effects; the same pointer each time. */
TOTE_EXPORT const tote_plugin_t* tote_plugin_entry(void);

#ifdef __cplusplus
}
#endif
/* NOLINTEND(modernize-*, readability-identifier-naming) */

#endif /* TOTE_PLUGIN_H */
