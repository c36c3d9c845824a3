// SPDX-License-Identifier: GPL-2.0-or-later
// A probe's report: lines of a word, then what it says. Written at once, so that nothing is lost
// when the plugin takes the process down.
//
//   at WHAT          what is done next
//   bad CHECK\tWHAT  a finding
//   digest HEX       of what the plugin stated
//   done             the probe came to its end
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/author/check/findings.h"
#include "host/author/check/simulated_host.h"

namespace tote::host::author::check {

class ProbeReport {
 public:
  void at(std::string_view what);
  void bad(std::string_view check, std::string_view what);
  /// The findings of a call; with `check` all of them as that check's.
  void findings(const CallResult& result, std::string_view about, std::string_view check = {});
  void digest(std::uint64_t value);
  void done();

 private:
  void line(std::string_view word, std::string_view rest);

  std::string last_;
};

}  // namespace tote::host::author::check
