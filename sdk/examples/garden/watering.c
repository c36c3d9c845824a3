/* SPDX-License-Identifier: MIT */
#include "watering.h"

#include <string.h>

#include "entry.h"
#include "words.h"

#define MOST_DAYS 365

/* How long the plant can wait, and where that is said. */
typedef struct pause {
  int is_said;
  int64_t days;
  tote_span_t span;
} pause_t;

static int is_text(tote_str_t text, const char* words) {
  return text.size == strlen(words) && memcmp(text.data, words, strlen(words)) == 0;
}

/* What was typed goes before what the note says. */
static pause_t pause_of(const tote_command_t* command) {
  pause_t found = {0, 0, {TOTE_NO_PLACE, TOTE_NO_PLACE}};
  const tote_note_t* note = command->note;
  uint32_t i;
  for (i = 0; i < note->value_count; ++i) {
    const tote_value_t* value = &note->values[i];
    if (value->depth == 0 && value->kind == TOTE_VALUE_INTEGER &&
        is_text(value->key, "water-every")) {
      found.is_said = 1;
      found.days = value->integer;
      found.span = value->span;
    }
  }
  for (i = 0; i < command->argument_count; ++i) {
    if (is_text(command->arguments[i].name, "days")) {
      found.is_said = 1;
      found.days = command->arguments[i].integer;
      found.span.begin = found.span.end = TOTE_NO_PLACE;
    }
  }
  return found;
}

/* `2024-05-12` into the 10 bytes at `text`. */
static void write_day(tote_date_t date, char* text) {
  int number = date.year;
  int i;
  for (i = 3; i >= 0; --i, number /= 10)
    text[i] = (char)('0' + number % 10);
  text[4] = text[7] = '-';
  text[5] = (char)('0' + date.month / 10);
  text[6] = (char)('0' + date.month % 10);
  text[8] = (char)('0' + date.day / 10);
  text[9] = (char)('0' + date.day % 10);
}

tote_status_t watering_propose(void* self, tote_call_t* call, const tote_command_t* command) {
  const tote_edits_v1_t* edits =
      (const tote_edits_v1_t*)call->functions->service(call, TOTE_HOST_EDITS);
  const pause_t pause = pause_of(command);
  const tote_span_t nowhere = {TOTE_NO_PLACE, TOTE_NO_PLACE};
  char day[10];
  tote_str_t text = {day, sizeof day};
  (void)self;
  if (edits == NULL)
    return give_up(call, nowhere, "service-missing", "this host takes no edits");
  if (command->date.year == 0 || command->date.year == 9999 || command->date.day == 0)
    return give_up(call, nowhere, "no-day", "say on which day, such as --on 2024-05-12");
  if (pause.is_said && (pause.days < 1 || pause.days > MOST_DAYS))
    return give_up(call, pause.span, "pause-range", "a plant waits for 1 to 365 days");
  write_day(command->date, day);
  edits->add(call, text_of("watered"), text);
  if (!pause.is_said) {
    diagnose(call, TOTE_INFO, nowhere, "no-pause",
             "the note does not say when it is due again: give it `water-every: 3`, or --days 3");
    return edits->unset(call, text_of("water-next"));
  }
  write_day(entry_date_of(entry_day_number(command->date) + (int32_t)pause.days), day);
  return edits->set(call, text_of("water-next"), text);
}
