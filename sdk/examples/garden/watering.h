/* SPDX-License-Identifier: MIT */
/* The command `tote log watered`: notes the day, and works out when it is due again. */
#pragma once

#include <tote/plugin.h>

/* As tote_command_v1_t wants it. */
tote_status_t watering_propose(void* self, tote_call_t* call, const tote_command_t* command);
