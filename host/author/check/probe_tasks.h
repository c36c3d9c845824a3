// SPDX-License-Identifier: GPL-2.0-or-later
// What probes do with a loaded plugin.
#pragma once

#include "host/author/check/probe.h"
#include "host/author/check/probe_report.h"
#include "host/author/check/simulated_host.h"
#include "host/author/check/trials.h"

namespace tote::host::author::check {

/// Loads the library and looks at what that does to the process; then at its descriptor and its
/// instances. Returns the plugin if it can be used at all, else nullptr.
[[nodiscard]] const tote_plugin_t* load_and_look(const Manifest& manifest, bool is_thorough,
                                                 ProbeReport& report);

/// The plain trials, on a host of a certain sort.
void try_host(const SimulatedHost& host, const ProbeOptions& options, const Simulation& simulation,
              std::string_view check, ProbeReport& report);
void try_settings(const SimulatedHost& host, ProbeReport& report);
/// Plain and hostile trials of one subject on the host as it is: what is given, and its budgets.
void try_behaviour(const SimulatedHost& host, const ProbeOptions& options, Subject subject,
                   ProbeReport& report);
/// The same trials several times over.
void try_repetition(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report);
/// Services that refuse from each use on in turn.
void try_refusals(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report);
/// Memory that ends at each allocation in turn.
void try_starving(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report);
void try_cancelling(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report);
void try_random_notes(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report);
/// Instances with what may have been set for the previous version.
void try_previous_settings(const SimulatedHost& host, const ProbeOptions& options,
                           ProbeReport& report);

}  // namespace tote::host::author::check
