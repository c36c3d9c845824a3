// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/quarantine.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xxhash.h>

namespace tote::host::worker {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

// On disk: a file of another format is read as empty.
constexpr int format_number = 1;

std::string text_of(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<Incident> read_incidents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto root = json::parse(text, nullptr, false);
  std::vector<Incident> incidents;
  if (!root.is_object() || root.value("format", json()) != format_number ||
      !root.value("incidents", json()).is_array())
    return incidents;
  for (const auto& item : root["incidents"])
    if (item.is_object())
      incidents.push_back({text_of(item, "plugin"), text_of(item, "version"),
                           text_of(item, "library"), text_of(item, "path"), text_of(item, "note"),
                           text_of(item, "cause")});
  return incidents;
}

std::string to_text(const std::vector<Incident>& incidents) {
  json list = json::array();
  for (const auto& incident : incidents)
    list.push_back({{"plugin", incident.plugin},
                    {"version", incident.version},
                    {"library", incident.library},
                    {"path", incident.path},
                    {"note", incident.note},
                    {"cause", incident.cause}});
  return json{{"format", format_number}, {"incidents", std::move(list)}}.dump(
      1, ' ', false, json::error_handler_t::replace);
}

bool is_by(const Incident& incident, const Manifest& plugin) {
  return incident.plugin == plugin.id && incident.library == plugin.library_hash;
}

}  // namespace

std::string note_hash(std::string_view source) {
  const auto hash = ::XXH3_128bits(source.data(), source.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

Quarantine::Quarantine(fs::path file, std::size_t notes_allowed)
    : file_(std::move(file)), notes_allowed_(notes_allowed) {
  if (!file_.empty())
    incidents_ = read_incidents(file_);
}

const Incident* Quarantine::find(const Manifest& plugin, std::string_view note) const {
  const auto found =
      std::find_if(incidents_.begin(), incidents_.end(), [&](const Incident& incident) {
        return !incident.path.empty() && incident.note == note && is_by(incident, plugin);
      });
  return found == incidents_.end() ? nullptr : &*found;
}

std::string Quarantine::why_disabled(const Manifest& plugin) const {
  std::set<std::string_view> notes;
  for (const auto& incident : incidents_) {
    if (!is_by(incident, plugin))
      continue;
    if (incident.path.empty())
      return fmt::format("it {}", incident.cause);
    notes.insert(incident.note);
  }
  return notes.size() < notes_allowed_ ? std::string()
                                       : fmt::format("it failed on {} notes", notes.size());
}

Result<void> Quarantine::add(Incident incident) {
  std::erase_if(incidents_, [&](const Incident& known) {
    return known.plugin == incident.plugin &&
           (known.library != incident.library || known.path == incident.path);
  });
  incidents_.push_back(std::move(incident));
  return save();
}

Result<void> Quarantine::forget(std::string_view path, std::string_view note) {
  const auto is_past = [&](const Incident& incident) {
    return !path.empty() && incident.path == path && incident.note != note;
  };
  return std::erase_if(incidents_, is_past) == 0 ? Result<void>() : save();
}

Result<void> Quarantine::clear() {
  if (incidents_.empty())
    return {};
  incidents_.clear();
  return save();
}

Result<void> Quarantine::save() const {
  if (file_.empty())
    return {};
  auto temporary = file_;
  temporary += ".new";
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  stream << to_text(incidents_);
  stream.close();
  std::error_code error;
  if (stream)
    fs::rename(temporary, file_, error);
  if (!stream || error)
    return fail(ErrorCode::io, "cannot remember which plugins failed",
                SourcePlace{file_.string(), 0, 0});
  return {};
}

std::vector<PluginGap> find_gaps(const Quarantine& quarantine,
                                 const std::vector<Manifest>& plugins) {
  std::vector<PluginGap> gaps;
  for (const auto& plugin : plugins) {
    PluginGap gap{plugin.id, plugin.version, quarantine.why_disabled(plugin), {}};
    for (const auto& incident : quarantine.incidents())
      if (!incident.path.empty() && is_by(incident, plugin))
        gap.failures.push_back({incident.path, incident.cause});
    if (!gap.switched_off.empty() || !gap.failures.empty())
      gaps.push_back(std::move(gap));
  }
  return gaps;
}

std::vector<std::string> describe_gaps(const Quarantine& quarantine,
                                       const std::vector<Manifest>& plugins) {
  std::vector<std::string> sentences;
  for (const auto& gap : find_gaps(quarantine, plugins)) {
    const auto notes = gap.failures.size();
    sentences.push_back(
        !gap.switched_off.empty()
            ? fmt::format("the index is partial: plugin {} {} is switched off, since {}; it is "
                          "tried again when it is replaced, or by 'tote reindex'",
                          gap.plugin, gap.version, gap.switched_off)
            : fmt::format("the index is partial: plugin {} {} failed on {} {}, see 'tote status'; "
                          "it is tried again when the note or the plugin changes, or by 'tote "
                          "reindex'",
                          gap.plugin, gap.version, notes, notes == 1 ? "note" : "notes"));
  }
  return sentences;
}

}  // namespace tote::host::worker
