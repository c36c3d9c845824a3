/* SPDX-License-Identifier: MIT */
/* What plugin.json cannot say of a @noun@: lengths in words, and the number of words in its
 * paragraphs. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <tote/plugin.h>

#define MOST_MINUTES 100000

static tote_str_t text_of(const char* words) {
  tote_str_t text;
  text.data = words;
  text.size = strlen(words);
  return text;
}

static int is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Tells the writer of the note what is wrong. `span` counts in the text that the call is about. */
static void warn(tote_call_t* call, tote_span_t span, const char* code, const char* text) {
  tote_diagnostic_t diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = TOTE_WARNING;
  diagnostic.span = span;
  diagnostic.code = text_of(code);
  diagnostic.text = text_of(text);
  call->functions->diagnose(call, &diagnostic);
}

/* Reports that the host lacks a service, which is the one reason to fail here. */
static tote_status_t service_missing(tote_call_t* call) {
  const tote_span_t nowhere = {TOTE_NO_PLACE, TOTE_NO_PLACE};
  warn(call, nowhere, "service-missing", "this host does not offer what the plugin needs");
  return TOTE_FAILED;
}

/* The minutes in "2h 43m", "163m" or "163"; -1 if it is none of these. */
static int read_minutes(tote_str_t text) {
  int total = 0;
  int number = -1;
  int has_any = 0;
  uint64_t i;
  for (i = 0; i < text.size; ++i) {
    const char c = text.data[i];
    if (c >= '0' && c <= '9') {
      number = (number < 0 ? 0 : number) * 10 + (c - '0');
      has_any = 1;
    } else if ((c == 'h' || c == 'm') && number >= 0) {
      total += c == 'h' ? number * 60 : number;
      number = -1;
    } else if (!is_space(c)) {
      return -1;
    }
    if (total > MOST_MINUTES || number > MOST_MINUTES)
      return -1;
  }
  return has_any ? total + (number < 0 ? 0 : number) : -1;
}

static int64_t count_words(const char* source, tote_span_t span) {
  int64_t words = 0;
  int is_within = 0;
  uint32_t i;
  for (i = span.begin; i < span.end; ++i) {
    const int is_gap = is_space(source[i]);
    if (!is_gap && !is_within)
      ++words;
    is_within = !is_gap;
  }
  return words;
}

/* tote.field/1: called for each value of the fields that plugin.json marks `normalised`. */
static tote_status_t normalise(void* self, tote_call_t* call, const tote_field_value_t* value) {
  const tote_value_sink_v1_t* sink =
      (const tote_value_sink_v1_t*)call->functions->service(call, TOTE_HOST_VALUE);
  const int minutes = read_minutes(value->text);
  char canonical[16];
  (void)self;
  if (sink == NULL)
    return service_missing(call);
  if (minutes < 0) {
    const tote_span_t all = {0, (uint32_t)value->text.size};
    warn(call, all, "length-unreadable", "not a length; write `2h 43m`, or minutes: `163`");
    return TOTE_OK; /* the value stays as it was written */
  }
  snprintf(canonical, sizeof canonical, "%d", minutes);
  sink->text(call, text_of(canonical));
  sink->sort_key(call, minutes);
  return TOTE_OK;
}

/* tote.extract/1: called for each note of our type. */
static tote_status_t extract(void* self, tote_call_t* call, const tote_note_t* note) {
  const tote_doc_v1_t* doc = (const tote_doc_v1_t*)call->functions->service(call, TOTE_HOST_DOC);
  int64_t words = 0;
  uint32_t i;
  (void)self;
  if (doc == NULL)
    return service_missing(call);
  for (i = 0; i < note->block_count; ++i)
    if (note->blocks[i].kind == TOTE_BLOCK_PARAGRAPH)
      words += count_words(note->source.data, note->blocks[i].span);
  if (words > 0)
    doc->integer(call, text_of("words"), words, note->body);
  return TOTE_OK;
}

static const tote_field_v1_t field_functions = {normalise};
static const tote_extract_v1_t extract_functions = {extract};

/* An instance needs no memory of its own here: all it does depends on its arguments. */
static tote_status_t create(tote_call_t* call, const tote_settings_t* settings, void** self) {
  static int instance;
  (void)call;
  (void)settings;
  *self = &instance;
  return TOTE_OK;
}

static void destroy(void* self) {
  (void)self;
}

static const void* get_interface(void* self, const char* interface_id) {
  (void)self;
  if (strcmp(interface_id, TOTE_FIELD) == 0)
    return &field_functions;
  if (strcmp(interface_id, TOTE_EXTRACT) == 0)
    return &extract_functions;
  return NULL;
}

TOTE_EXPORT const tote_plugin_t* tote_plugin_entry(void) {
  static const tote_plugin_t plugin = {
      sizeof plugin,  TOTE_PLUGIN_MAGIC,   TOTE_ABI_MAJOR, TOTE_TARGET_MINOR,
      TOTE_PLUGIN_ID, TOTE_PLUGIN_VERSION, create,         destroy,
      get_interface};
  return &plugin;
}
