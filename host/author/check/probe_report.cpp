// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/probe_report.h"

#include <unistd.h>

#include <fmt/format.h>

#include "host/author/subprocess.h"

namespace tote::host::author::check {

void ProbeReport::line(std::string_view word, std::string_view rest) {
  std::string text = fmt::format("{} {}", word, rest);
  for (auto& c : text)
    if (c == '\n' || c == '\r')
      c = ' ';
  text += '\n';
  std::string_view left = text;
  while (!left.empty()) {
    const auto written = ::write(report_descriptor, left.data(), left.size());
    if (written <= 0)
      return;
    left.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ProbeReport::at(std::string_view what) {
  if (last_ != what)
    line("at", what);
  last_ = what;
}

void ProbeReport::bad(std::string_view check, std::string_view what) {
  line("bad", fmt::format("{}\t{}", check, what));
}

void ProbeReport::findings(const CallResult& result, std::string_view about,
                           std::string_view check) {
  for (const auto& finding : result.findings)
    bad(check.empty() ? finding.check : check, fmt::format("{}: {}", about, finding.what));
}

void ProbeReport::digest(std::uint64_t value) {
  line("digest", fmt::format("{:016x}", value));
}

void ProbeReport::done() {
  line("done", "");
}

}  // namespace tote::host::author::check
