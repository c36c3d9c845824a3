/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

tote_str_t text_of(const char* words) {
  tote_str_t text;
  text.data = words;
  text.size = strlen(words);
  return text;
}

void diagnose(tote_call_t* call, int32_t severity, tote_span_t span, const char* code,
              const char* text) {
  tote_diagnostic_t diagnostic;
  memset(&diagnostic, 0, sizeof diagnostic);
  diagnostic.size = sizeof diagnostic;
  diagnostic.severity = severity;
  diagnostic.span = span;
  diagnostic.code = text_of(code);
  diagnostic.text = text_of(text);
  call->functions->diagnose(call, &diagnostic);
}

tote_status_t give_up(tote_call_t* call, tote_span_t span, const char* code, const char* text) {
  diagnose(call, TOTE_ERROR, span, code, text);
  return TOTE_FAILED;
}
