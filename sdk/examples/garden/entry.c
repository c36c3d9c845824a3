/* SPDX-License-Identifier: MIT */
#include "entry.h"

#include <string.h>

static int is_digit(char c) {
  return c >= '0' && c <= '9';
}

static int is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The number in `count` digits at `text`, or -1. */
static int digits(const char* text, int count) {
  int number = 0;
  int i;
  for (i = 0; i < count; ++i) {
    if (!is_digit(text[i]))
      return -1;
    number = number * 10 + (text[i] - '0');
  }
  return number;
}

/* 1 if the word of `size` bytes at `text` is `word`, in any case. */
static int is_word(const char* text, uint64_t size, const char* word) {
  uint64_t i;
  if (strlen(word) != size)
    return 0;
  for (i = 0; i < size; ++i)
    if ((text[i] | 0x20) != word[i])
      return 0;
  return 1;
}

static int kind_of(const char* text, uint64_t size) {
  if (is_word(text, size, "sown") || is_word(text, size, "sowed"))
    return ENTRY_SOWN;
  if (is_word(text, size, "harvested") || is_word(text, size, "picked"))
    return ENTRY_HARVESTED;
  return ENTRY_OTHER;
}

/* The kilograms at `*at` ("1.5 kg", "300 g"), or 0; moves `*at` behind the number. */
static double read_weight(const char* text, uint64_t size, uint64_t* at) {
  double number = 0;
  double place = 1;
  int is_fraction = 0;
  int count = 0;
  uint64_t unit;
  uint64_t end;
  for (; *at < size && count < 9; ++*at) {
    if (is_digit(text[*at])) {
      number = number * 10 + (text[*at] - '0');
      place = is_fraction ? place * 10 : place;
      ++count;
    } else if (text[*at] == '.' && !is_fraction) {
      is_fraction = 1;
    } else {
      break;
    }
  }
  unit = *at;
  while (unit < size && text[unit] == ' ')
    ++unit;
  end = unit;
  while (end < size && is_letter(text[end]))
    ++end;
  number /= place;
  if (is_word(text + unit, end - unit, "kg"))
    return number;
  if (is_word(text + unit, end - unit, "g"))
    return number / 1000;
  return 0;
}

int entry_read(const char* text, uint64_t size, entry_t* entry) {
  uint64_t at = 0;
  int year;
  int month;
  int day;
  memset(entry, 0, sizeof *entry);
  while (at < size && (text[at] == '-' || text[at] == '*' || text[at] == '+' || text[at] == ' '))
    ++at;
  if (size - at < 10 || text[at + 4] != '-' || text[at + 7] != '-')
    return 0;
  year = digits(text + at, 4);
  month = digits(text + at + 5, 2);
  day = digits(text + at + 8, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31)
    return 0;
  entry->date.year = (int16_t)year;
  entry->date.month = (uint8_t)month;
  entry->date.day = (uint8_t)day;
  at += 10;
  while (at < size && text[at] != '\n') {
    uint64_t end = at;
    while (end < size && is_letter(text[end]))
      ++end;
    if (end > at) {
      const int kind = kind_of(text + at, end - at);
      if (entry->what == ENTRY_OTHER)
        entry->what = kind;
      at = end;
    } else if (is_digit(text[at])) {
      entry->kilograms += read_weight(text, size, &at);
    } else {
      ++at;
    }
  }
  return 1;
}

int32_t entry_day_number(tote_date_t date) {
  const int32_t year = date.month > 2 ? date.year : date.year - 1;
  const int32_t month = date.month > 2 ? date.month - 3 : date.month + 9;
  return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + date.day;
}

tote_date_t entry_date_of(int32_t day_number) {
  const int32_t days_in_400_years = 146097;
  const int32_t day = day_number - 1;
  const int32_t of_era = day % days_in_400_years;
  const int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int32_t of_year = of_era - (year * 365 + year / 4 - year / 100);
  const int32_t month = (of_year * 5 + 2) / 153;
  tote_date_t date;
  date.day = (uint8_t)(of_year - (month * 153 + 2) / 5 + 1);
  date.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
  date.year = (int16_t)(year + day / days_in_400_years * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}
