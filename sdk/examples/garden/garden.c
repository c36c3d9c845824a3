/* SPDX-License-Identifier: MIT */
/* Reads the log in a plant's note: when it was sown and harvested, how much it gave, and how many
 * days that took; and answers a command. Uses nothing but the C header. */
#include <stddef.h>
#include <string.h>

#include <tote/plugin.h>

#include "entry.h"
#include "watering.h"
#include "words.h"

/* What the entries of one note add up to. */
typedef struct season {
  double kilograms;
  int32_t first_sown; /* day numbers; 0: none */
  int32_t first_harvested;
  tote_span_t harvest_span;
} season_t;

/* 1 if the heading reads "Log", whatever its level. */
static int is_log(const tote_note_t* note, tote_span_t span) {
  const char* text = note->source.data + span.begin;
  uint32_t size = span.end - span.begin;
  while (size > 0 && (*text == '#' || *text == ' ')) {
    ++text;
    --size;
  }
  while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\n' || text[size - 1] == '\r'))
    --size;
  return size == 3 && memcmp(text, "Log", 3) == 0;
}

static tote_status_t state(tote_call_t* call, const tote_doc_v1_t* doc, const char* relation,
                           tote_date_t date, tote_span_t span) {
  tote_edge_t edge;
  memset(&edge, 0, sizeof edge);
  edge.size = sizeof edge;
  edge.relation = text_of(relation);
  edge.from.kind = TOTE_END_SELF;
  edge.to.kind = TOTE_END_ME;
  edge.date = date;
  edge.span = span;
  return doc->edge(call, &edge);
}

/* The item's first line, without what is nested below it. */
static tote_span_t first_line(const tote_note_t* note, tote_span_t span) {
  const char* text = note->source.data + span.begin;
  const char* end = (const char*)memchr(text, '\n', span.end - span.begin);
  if (end != NULL)
    span.end = span.begin + (uint32_t)(end - text);
  return span;
}

static tote_status_t add_entry(tote_call_t* call, const tote_doc_v1_t* doc, const tote_note_t* note,
                               tote_span_t span, season_t* season) {
  entry_t entry;
  int32_t day;
  if (!entry_read(note->source.data + span.begin, span.end - span.begin, &entry))
    return TOTE_OK;
  day = entry_day_number(entry.date);
  if (entry.what == ENTRY_SOWN) {
    if (season->first_sown == 0 || day < season->first_sown)
      season->first_sown = day;
    return state(call, doc, "sown", entry.date, span);
  }
  if (entry.what != ENTRY_HARVESTED)
    return TOTE_OK;
  season->kilograms += entry.kilograms;
  if (season->first_harvested == 0 || day < season->first_harvested) {
    season->first_harvested = day;
    season->harvest_span = span;
  }
  return state(call, doc, "harvested", entry.date, span);
}

/* What the whole log comes to. */
static void conclude(tote_call_t* call, const tote_doc_v1_t* doc, const season_t* season) {
  if (season->kilograms > 0)
    doc->decimal(call, text_of("yield"), season->kilograms, season->harvest_span);
  if (season->first_sown == 0 || season->first_harvested == 0)
    return;
  if (season->first_harvested < season->first_sown)
    diagnose(call, TOTE_WARNING, season->harvest_span, "harvested-before-sown",
             "this was harvested before it was sown: one of the two days is wrong");
  else
    doc->integer(call, text_of("days-to-harvest"), season->first_harvested - season->first_sown,
                 season->harvest_span);
}

static tote_status_t extract(void* self, tote_call_t* call, const tote_note_t* note) {
  const tote_doc_v1_t* doc = (const tote_doc_v1_t*)call->functions->service(call, TOTE_HOST_DOC);
  season_t season = {0, 0, 0, {TOTE_NO_PLACE, TOTE_NO_PLACE}};
  tote_status_t status = TOTE_OK;
  int is_in_log = 0;
  uint32_t i;
  (void)self;
  if (doc == NULL)
    return give_up(call, season.harvest_span, "service-missing", "this host takes no statements");
  for (i = 0; i < note->block_count && status == TOTE_OK; ++i) {
    const tote_block_t* block = &note->blocks[i];
    if (block->kind == TOTE_BLOCK_HEADING)
      is_in_log = is_log(note, block->span);
    else if (block->kind == TOTE_BLOCK_LIST_ITEM && is_in_log)
      status = add_entry(call, doc, note, first_line(note, block->span), &season);
    if (call->functions->cancelled(call))
      return TOTE_CANCELLED;
  }
  /* A host that takes no more has what it wanted: that is no failure. */
  if (status == TOTE_OK)
    conclude(call, doc, &season);
  return TOTE_OK;
}

static const tote_extract_v1_t extract_functions = {extract};
static const tote_command_v1_t command_functions = {watering_propose};

/* An instance needs no memory of its own: all it does depends on its arguments. */
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
  if (strcmp(interface_id, TOTE_COMMAND) == 0)
    return &command_functions;
  return strcmp(interface_id, TOTE_EXTRACT) == 0 ? &extract_functions : NULL;
}

TOTE_EXPORT const tote_plugin_t* tote_plugin_entry(void) {
  static const tote_plugin_t plugin = {
      sizeof plugin,  TOTE_PLUGIN_MAGIC,   TOTE_ABI_MAJOR, TOTE_TARGET_MINOR,
      TOTE_PLUGIN_ID, TOTE_PLUGIN_VERSION, create,         destroy,
      get_interface};
  return &plugin;
}
