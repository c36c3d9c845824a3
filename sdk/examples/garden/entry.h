/* SPDX-License-Identifier: MIT */
/* One line of a garden log: "- 2024-07-01 harvested 1.5 kg, the first ripe ones". */
#pragma once

#include <tote/plugin.h>

#define ENTRY_OTHER 0
#define ENTRY_SOWN 1
#define ENTRY_HARVESTED 2

typedef struct entry {
  int what; /* one of ENTRY_… */
  tote_date_t date;
  double kilograms; /* 0 if none are named */
} entry_t;

/* Reads the `size` bytes of a list item at `text`; 0 if they do not begin with a day. */
int entry_read(const char* text, uint64_t size, entry_t* entry);

/* Days since the first of March of the year 0, in the Gregorian calendar. */
int32_t entry_day_number(tote_date_t date);

/* The day with this number. */
tote_date_t entry_date_of(int32_t day_number);
