// SPDX-License-Identifier: GPL-2.0-or-later
// The one thing that the program's main needs of the plugin workers.
#pragma once

namespace tote::host {

/// The hidden command that makes `tote` a plugin worker.
inline constexpr const char* plugin_worker_command = "plugin-worker";

/// Serves the host on the socket that it left open, then ends the process.
[[noreturn]] void run_plugin_worker();

}  // namespace tote::host
