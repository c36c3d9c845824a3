// SPDX-License-Identifier: GPL-2.0-or-later
#include <nlohmann/json.hpp>

#include "host/json.h"

namespace tote::host {
namespace {

using nlohmann::ordered_json;

/// Text that is not UTF-8 must not make the whole answer fail.
std::string dump(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

ordered_json json_of(const publish::Publicity& publicity) {
  return {{"public", publicity.is_public}, {"reason", publicity.reason}, {"line", publicity.line}};
}

ordered_json json_of(const publish::Finding& finding) {
  return {{"what", publish::to_string(finding.what)},
          {"outcome", publish::to_string(finding.outcome)},
          {"name", finding.name},
          {"becomes", finding.becomes},
          {"reason", finding.reason},
          {"file", finding.place.path},
          {"line", finding.place.line},
          {"col", finding.place.column}};
}

ordered_json json_of(const std::vector<publish::Finding>& findings) {
  auto json = ordered_json::array();
  for (const auto& finding : findings)
    json.push_back(json_of(finding));
  return json;
}

ordered_json json_of(const publish::PublishReport& report) {
  auto notes = ordered_json::array();
  for (const auto& file : report.note_change.changes.files)
    notes.push_back(file.path);
  return {{"version", json_version},
          {"kind", "published"},
          {"notes", std::move(notes)},
          {"folder", report.folder.string()},
          {"page", report.page},
          {"posts", report.posts},
          {"written", report.files.written},
          {"removed", report.files.removed},
          {"left", report.files.kept},
          {"unchanged", report.files.unchanged},
          {"withdrawn", report.withdrawn},
          {"blocked", json_of(report.blocked)},
          {"problems", report.problems}};
}

}  // namespace

std::string to_json(const std::vector<publish::PostState>& posts) {
  ordered_json json = {{"version", json_version}, {"kind", "posts"}};
  auto& list = json["posts"] = ordered_json::array();
  for (const auto& post : posts) {
    ordered_json one = {{"title", post.title}, {"path", post.path}};
    if (post.date)
      one["date"] = notes::to_string(*post.date);
    one["publicity"] = json_of(post.publicity);
    one["out"] = post.is_out;
    list.push_back(std::move(one));
  }
  return dump(json);
}

std::string to_json(const publish::PostCheck& check) {
  return dump({{"version", json_version},
               {"kind", "post"},
               {"title", check.title},
               {"path", check.path},
               {"page", check.address},
               {"publicity", json_of(check.publicity)},
               {"findings", json_of(check.findings)}});
}

std::string to_json(const publish::PublishReport& report) {
  return dump(json_of(report));
}

std::string to_json(const publish::UnpublishReport& report) {
  auto json = json_of(report.site);
  json["kind"] = "unpublished";
  json["was"] = report.address;
  json["feeds"] = report.feeds;
  json["mentions"] = report.mentions;
  return dump(json);
}

}  // namespace tote::host
