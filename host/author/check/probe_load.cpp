// SPDX-License-Identifier: GPL-2.0-or-later
// Loading a plugin, and what must not come of it.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cfenv>
#include <clocale>
#include <csignal>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <dlfcn.h>
#include <fstream>
#include <malloc.h>
#include <set>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "host/author/check/probe_tasks.h"

extern char** environ;

namespace tote::host::author::check {
namespace {

constexpr int instance_cycles = 100;
constexpr std::size_t most_leaked_bytes = 100 * 64;
constexpr std::size_t most_grown_pages = 1024;  // 4 MiB: what a leak of large blocks shows as

std::set<std::string> names_in(const char* folder_name) {
  std::set<std::string> names;
  if (DIR* folder = ::opendir(folder_name); folder != nullptr) {
    while (const dirent* entry = ::readdir(folder))
      names.insert(entry->d_name);
    ::closedir(folder);
  }
  return names;
}

double processor_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1000 + static_cast<double>(now.tv_nsec) / 1e6;
}

std::size_t resident_pages() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident;
}

/// What belongs to the whole process.
struct ProcessState {
  std::set<std::string> threads = names_in("/proc/self/task");
  std::set<std::string> files = names_in("/proc/self/fd");
  std::array<void*, 65> handlers{};
  std::string locale = std::setlocale(LC_ALL, nullptr);
  std::string folder;
  mode_t mask = 0;
  int rounding = std::fegetround();
  int trapping = ::fegetexcept();
  std::string environment;

  ProcessState() {
    for (int signal = 1; signal < 65; ++signal) {
      struct sigaction action {};

      if (::sigaction(signal, nullptr, &action) == 0)
        handlers[static_cast<std::size_t>(signal)] =
            reinterpret_cast<void*>(action.sa_handler);  // NOLINT: to compare, never to call
    }
    std::array<char, 4096> buffer{};
    if (::getcwd(buffer.data(), buffer.size()) != nullptr)
      folder = buffer.data();
    mask = ::umask(0);
    ::umask(mask);
    for (char** entry = environ; *entry != nullptr; ++entry)
      environment.append(*entry).push_back('\n');
  }

  /// What differs, in words.
  [[nodiscard]] std::vector<std::string> changes(const ProcessState& before) const {
    std::vector<std::string> found;
    const auto compare = [&](bool is_equal, const char* what) {
      if (!is_equal)
        found.emplace_back(what);
    };
    compare(threads == before.threads, "it left a thread running");
    compare(files == before.files, "it left a file open, or closed one");
    compare(handlers == before.handlers, "it changed a signal handler");
    compare(locale == before.locale, "it changed the locale");
    compare(folder == before.folder, "it changed the current folder");
    compare(mask == before.mask, "it changed the umask");
    compare(rounding == before.rounding && trapping == before.trapping,
            "it changed how numbers are rounded or trapped");
    compare(environment == before.environment, "it changed the environment");
    return found;
  }
};

/// The first thing that is wrong with a descriptor so that nothing else of it can be used.
std::string why_unusable(const tote_plugin_t* plugin) {
  if (plugin == nullptr)
    return "tote_plugin_entry gives null";
  if (plugin->magic != TOTE_PLUGIN_MAGIC)
    return "the descriptor does not begin with its size and TOTE_PLUGIN_MAGIC";
  if (plugin->abi_major != TOTE_ABI_MAJOR || plugin->abi_minor > TOTE_ABI_MINOR)
    return fmt::format("it is made for ABI {}.{}, this tote speaks {}.{}", plugin->abi_major,
                       plugin->abi_minor, TOTE_ABI_MAJOR, TOTE_ABI_MINOR);
  if (plugin->size < sizeof(tote_plugin_t))
    return "the descriptor's size is smaller than ABI 1.0";
  if (plugin->create == nullptr || plugin->destroy == nullptr || plugin->get_interface == nullptr)
    return "the descriptor lacks create, destroy or get_interface";
  return {};
}

void compare_with_manifest(const tote_plugin_t& plugin, const Manifest& manifest,
                           ProbeReport& report) {
  const auto bad = [&](const std::string& what) { report.bad("load.as-declared", what); };
  const auto text = [](const char* given) { return given == nullptr ? "" : given; };
  if (manifest.id != text(plugin.id))
    bad(fmt::format("the library says it is '{}', plugin.json says '{}'", text(plugin.id),
                    manifest.id));
  if (manifest.version != text(plugin.version))
    bad(fmt::format("the library is of version '{}', plugin.json says '{}'", text(plugin.version),
                    manifest.version));
  if (static_cast<int>(plugin.abi_minor) != manifest.abi_minor)
    bad(fmt::format("the library is made for ABI 1.{}, plugin.json says 1.{}", plugin.abi_minor,
                    manifest.abi_minor));
}

void look_at_interfaces(const tote_plugin_t& plugin, void* self, const Manifest& manifest,
                        ProbeReport& report) {
  report.at("asking for interfaces");
  for (const char* id : {TOTE_EXTRACT, TOTE_FIELD, TOTE_COMMAND, TOTE_RENDER, TOTE_EXPORT_SITE}) {
    const bool is_given = plugin.get_interface(self, id) != nullptr;
    if (is_given != manifest.provides_interface(id))
      report.bad("load.as-declared", fmt::format("plugin.json {} {}, and the library {}",
                                                 is_given ? "does not list" : "lists", id,
                                                 is_given ? "has it" : "does not have it"));
  }
  for (const std::string id :
       {"", "tote.", "tote.extract/1x", "tote.extract/10", "tote.field/2", "org.example.unknown/1"})
    if (plugin.get_interface(self, id.c_str()) != nullptr)
      report.bad("load.unknown-interface",
                 fmt::format("asked for '{}' it gives something that is not null", id));
}

void look_at_lifecycle(const SimulatedHost& host, ProbeReport& report) {
  const auto cycle = [&] {
    void* self = nullptr;
    if (host.create({}, {}, self).status == TOTE_OK)
      host.plugin().destroy(self);
  };
  report.at("creating and destroying instances");
  for (int i = 0; i < instance_cycles / 5; ++i)
    cycle();
  const auto bytes = ::mallinfo2().uordblks;
  const auto pages = resident_pages();
  for (int i = 0; i < instance_cycles; ++i)
    cycle();
  const auto bytes_after = ::mallinfo2().uordblks;
  const auto pages_after = resident_pages();
  if (bytes_after > bytes + most_leaked_bytes || pages_after > pages + most_grown_pages)
    report.bad("load.lifecycle",
               fmt::format("{} instances that came and went left {} bytes behind", instance_cycles,
                           std::max(bytes_after - bytes, (pages_after - pages) * 4096)));
}

}  // namespace

const tote_plugin_t* load_and_look(const Manifest& manifest, bool is_thorough,
                                   ProbeReport& report) {
  constexpr double most_milliseconds = 100;
  report.at("loading the library");
  const ProcessState before;
  const auto begin = processor_milliseconds();
  void* const library = ::dlopen(manifest.library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    report.bad("load.now", ::dlerror());
    return nullptr;
  }
  using Entry = const tote_plugin_t*();
  auto* const entry = reinterpret_cast<Entry*>(::dlsym(library, "tote_plugin_entry"));
  if (entry == nullptr) {
    report.bad("load.now", "the library has no tote_plugin_entry");
    return nullptr;
  }
  const auto* plugin = entry();
  if (const auto why = why_unusable(plugin); !why.empty()) {
    report.bad("load.as-declared", why);
    return nullptr;
  }
  report.at("creating an instance");
  const SimulatedHost host(manifest, *plugin);
  void* self = nullptr;
  std::vector<notes::Value> defaults;
  if (auto resolved = resolve_settings(manifest.settings, {}))
    defaults = *std::move(resolved);
  const auto created = host.create(defaults, {}, self);
  const auto took = processor_milliseconds() - begin;
  if (!is_thorough)
    return plugin;
  report.findings(created, "creating an instance");
  if (created.status != TOTE_OK) {
    report.bad("load.as-declared", "with nothing set it makes no instance: " +
                                       (created.said.empty() ? "" : created.said.front()));
    return nullptr;
  }
  if (took > most_milliseconds)
    report.bad("load.quick", fmt::format("it took {:.0f} ms", took));
  for (const auto& change : ProcessState().changes(before))
    report.bad("load.clean", change);
  if (entry() != plugin)
    report.bad("load.lifecycle", "tote_plugin_entry gives another descriptor each time");
  compare_with_manifest(*plugin, manifest, report);
  look_at_interfaces(*plugin, self, manifest, report);
  plugin->destroy(self);
  look_at_lifecycle(host, report);
  return plugin;
}

}  // namespace tote::host::author::check
