/* SPDX-License-Identifier: MIT */
/* Texts and findings in the form that the host takes. */
#pragma once

#include <tote/plugin.h>

tote_str_t text_of(const char* words);

void diagnose(tote_call_t* call, int32_t severity, tote_span_t span, const char* code,
              const char* text);

/* Says why a call fails; TOTE_FAILED. */
tote_status_t give_up(tote_call_t* call, tote_span_t span, const char* code, const char* text);
