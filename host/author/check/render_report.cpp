// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/render_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/json.h"

namespace tote::host::author::check {
namespace {

/// Text within XML; what XML cannot hold becomes a space.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
  }
  return out;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines)
    text += (text.empty() ? "" : "; ") + line;
  return text;
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::waived:
      return "waived";
    case Outcome::left_out:
      return "left-out";
    case Outcome::not_tried:
      return "not-tried";
  }
  return "failed";
}

std::string to_json(const CheckReport& report) {
  nlohmann::ordered_json json;
  json["version"] = json_version;
  json["plugin"] = report.plugin;
  json["plugin_version"] = report.version;
  json["level"] = report.level();
  json["seed"] = report.seed;
  json["checks"] = nlohmann::ordered_json::array();
  for (const auto& result : report.results) {
    nlohmann::ordered_json item;
    item["id"] = result.check->id;
    item["level"] = result.check->level;
    item["outcome"] = name_of(result.outcome);
    item["what"] = result.check->what;
    if (!result.findings.empty())
      item["findings"] = result.findings;
    if (result.outcome == Outcome::failed)
      item["fix"] = result.check->fix;
    json["checks"].push_back(std::move(item));
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string to_junit(const CheckReport& report) {
  auto text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"{}\" tests=\"{}\" "
      "failures=\"{}\" skipped=\"{}\">\n",
      escaped(report.plugin + ' ' + report.version), report.results.size(),
      report.count(Outcome::failed),
      report.count(Outcome::waived) + report.count(Outcome::left_out) +
          report.count(Outcome::not_tried));
  for (const auto& result : report.results) {
    text += fmt::format("  <testcase classname=\"{}\" name=\"{}\"", escaped(report.plugin),
                        escaped(result.check->id));
    if (result.outcome == Outcome::passed) {
      text += "/>\n";
    } else if (result.outcome == Outcome::failed) {
      text += fmt::format(">\n    <failure message=\"{}\">{}</failure>\n  </testcase>\n",
                          escaped(joined(result.findings)), escaped(result.check->fix));
    } else {
      text += fmt::format(">\n    <skipped message=\"{}\"/>\n  </testcase>\n",
                          escaped(result.findings.empty() ? "not tried" : joined(result.findings)));
    }
  }
  return text + "</testsuite>\n";
}

}  // namespace tote::host::author::check
