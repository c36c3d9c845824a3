// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/simulated_host.h"

#include <algorithm>
#include <ctime>
#include <dirent.h>
#include <unistd.h>

#include <fmt/format.h>
#include <xxhash.h>

#include "host/author/check/allocations.h"
#include "host/author/check/arena.h"
#include "host/author/check/memory_peak.h"
#include "host/author/check/simulated_call.h"
#include "host/author/check/stage.h"

namespace tote::host::author::check {
namespace {

std::chrono::nanoseconds processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::size_t thread_count() {
  std::size_t count = 0;
  if (DIR* folder = ::opendir("/proc/self/task"); folder != nullptr) {
    while (const dirent* entry = ::readdir(folder))
      count += entry->d_name[0] != '.' ? 1 : 0;
    ::closedir(folder);
  }
  return count;
}

/// Runs the plugin with its inputs sealed, and burns them afterwards.
template <class Body>
CallResult perform(SimulatedCall& call, Arena& arena, Body body) {
  const auto threads = thread_count();
  arena.seal();
  tote_status_t status = TOTE_FAILED;
  const MemoryPeak memory;
  const auto before = processor_time();
  try {
    const AllocationLimit limit(call.simulation->memory_ends_at);
    status = body(&call.visible);
    call.result.allocations = limit.count();
  } catch (...) {
    call.find("notes.failures-explained", "an exception left the plugin");
    ++call.result.diagnostics;
  }
  call.result.processor_time = processor_time() - before;
  call.result.memory = memory.bytes();
  arena.burn();
  if (thread_count() > threads)
    call.find("notes.threads", "a thread that it started outlived the call");
  call.finish(status);
  return std::move(call.result);
}

/// A text as it is around `at`, all of it unless it is long.
std::string excerpt(std::string_view text, std::size_t at) {
  constexpr std::size_t bytes_before = 30;
  constexpr std::size_t most_bytes = 120;
  const auto character_from = [&](std::size_t place) {
    while (place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0) == 0x80)
      ++place;
    return std::min(place, text.size());
  };
  if (text.size() <= most_bytes)
    return std::string(text);
  const auto begin = character_from(at > bytes_before ? at - bytes_before : 0);
  const auto end = character_from(begin + most_bytes);
  return fmt::format("{}{}{}", begin == 0 ? "" : "…", text.substr(begin, end - begin),
                     end == text.size() ? "" : "…");
}

}  // namespace

std::uint64_t CallResult::digest() const {
  std::string all = fmt::format("{}\n", status);
  for (const auto& line : said)
    all.append(line).push_back('\n');
  return XXH3_64bits(all.data(), all.size());
}

std::string first_difference(const CallResult& one, const CallResult& other) {
  for (std::size_t i = 0; i < std::max(one.said.size(), other.said.size()); ++i) {
    const auto line = [&](const CallResult& result) {
      return i < result.said.size() ? result.said[i] : std::string("nothing");
    };
    const auto before = line(one);
    const auto after = line(other);
    if (before == after)
      continue;
    const auto parting = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto at = static_cast<std::size_t>(parting.first - before.begin());
    return fmt::format("\"{}\" became \"{}\"", excerpt(before, at), excerpt(after, at));
  }
  return fmt::format("status {} became {}", one.status, other.status);
}

CallResult SimulatedHost::create(const std::vector<notes::Value>& settings,
                                 const Simulation& simulation, void*& self) const {
  SimulatedCall call({}, manifest_, simulation);
  Stage stage(simulation.era);
  const auto* given = stage.settings(settings);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return plugin_.create(visible, given, &self); });
}

CallResult SimulatedHost::extract(void* self, const notes::Note& note,
                                  const Simulation& simulation) const {
  const auto* functions = interface<tote_extract_v1_t>(self, TOTE_EXTRACT);
  if (functions == nullptr)
    return {};
  SimulatedCall call({TOTE_HOST_DOC}, manifest_, simulation);
  call.note = &note;
  call.is_about(note.source);
  Stage stage(simulation.era);
  const auto* given = stage.note(note);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->extract(self, visible, given); });
}

CallResult SimulatedHost::normalise(void* self, std::string_view field, std::string_view note_type,
                                    std::string_view text, const Simulation& simulation) const {
  const auto* functions = interface<tote_field_v1_t>(self, TOTE_FIELD);
  if (functions == nullptr)
    return {};
  SimulatedCall call({TOTE_HOST_VALUE}, manifest_, simulation);
  call.is_about(text);
  Stage stage(simulation.era);
  const auto* given = stage.field_value(field, note_type, text);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->normalise(self, visible, given); });
}

CallResult SimulatedHost::propose(void* self, const CommandCall& typed, const notes::Note& note,
                                  const Simulation& simulation) const {
  const auto* functions = interface<tote_command_v1_t>(self, TOTE_COMMAND);
  if (functions == nullptr)
    return {};
  SimulatedCall call({TOTE_HOST_EDITS, "commands.answers"}, manifest_, simulation);
  call.note = &note;
  call.is_about(note.source);
  Stage stage(simulation.era);
  const auto* given = stage.command(typed, note);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->propose(self, visible, given); });
}

CallResult SimulatedHost::render(void* self, const publish::ViewedPage& page,
                                 const Simulation& simulation) const {
  const auto* functions = interface<tote_render_v1_t>(self, TOTE_RENDER);
  if (functions == nullptr)
    return {};
  SimulatedCall call({TOTE_HOST_MARKUP, "publish.render", false}, manifest_, simulation);
  Stage stage(simulation.era);
  const auto* given = stage.page(page);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->render(self, visible, given); });
}

CallResult SimulatedHost::export_site(void* self, const publish::ViewedSite& site,
                                      const Simulation& simulation) const {
  const auto* functions = interface<tote_export_v1_t>(self, TOTE_EXPORT_SITE);
  if (functions == nullptr)
    return {};
  SimulatedCall call({TOTE_HOST_FILES, "publish.export", false}, manifest_, simulation);
  Stage stage(simulation.era);
  const auto* given = stage.site(site);
  return perform(call, stage.arena(), [&](tote_call_t* visible) {
    return functions->export_site(self, visible, given);
  });
}

Instance::Instance(const SimulatedHost& host) : host_(host) {
  std::vector<notes::Value> defaults;
  if (auto resolved = resolve_settings(host.manifest().settings, {}))
    defaults = *std::move(resolved);
  (void)host.create(defaults, {}, self_);
}

Instance::~Instance() {
  if (self_ != nullptr)
    host_.plugin().destroy(self_);
}

}  // namespace tote::host::author::check
