// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/plugin_runner.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <optional>
#include <system_error>

#include <boost/dll/shared_library.hpp>
#include <fmt/format.h>

#include "host/worker/host_call.h"
#include "host/worker/note_view.h"
#include "host/worker/worker_pool.h"
#include "index/extract/extract.h"
#include "notes/note.h"

namespace tote::host::worker {
namespace {

/// A plugin in this process. Its library is never unloaded: code of it may still be referenced by
/// what it left behind.
struct LoadedPlugin {
  std::string id;
  boost::dll::shared_library library;
  void* self = nullptr;
  const tote_extract_v1_t* extract = nullptr;
  const tote_field_v1_t* field = nullptr;
};

/// The dynamic linker's own words out of Boost's message, which ends with a misleading "Bad file
/// descriptor".
std::string reason_of(const std::system_error& error) {
  constexpr std::string_view before = "dlerror system message: ";
  const std::string text = error.what();
  const auto begin = text.find(before);
  if (begin == std::string::npos)
    return text;
  const auto end = text.rfind("): ");
  return text.substr(begin + before.size(),
                     end == std::string::npos ? end : end - begin - before.size());
}

std::string first_message(const index::Facts& facts, std::string fallback) {
  return facts.diagnostics.empty() ? std::move(fallback) : facts.diagnostics.front().message;
}

/// Checks a descriptor before anything else of the plugin is called; "" if it can be used.
std::string why_unusable(const tote_plugin_t* plugin, const std::string& id) {
  if (plugin == nullptr || plugin->magic != TOTE_PLUGIN_MAGIC)
    return "tote_plugin_entry gives no plugin descriptor";
  if (plugin->abi_major != TOTE_ABI_MAJOR || plugin->abi_minor > TOTE_ABI_MINOR)
    return fmt::format(
        "the library was built for plugin ABI {}.{}, this tote speaks {}.{}: rebuild the older one",
        plugin->abi_major, plugin->abi_minor, TOTE_ABI_MAJOR, TOTE_ABI_MINOR);
  if (plugin->size < sizeof(tote_plugin_t))
    return "the plugin descriptor is too small for its ABI";
  if (plugin->id == nullptr || id != plugin->id)
    return fmt::format("the library says it is '{}', plugin.json says '{}': rebuild it",
                       plugin->id == nullptr ? "" : plugin->id, id);
  return {};
}

void append(index::Facts& to, index::Facts&& from) {
  const auto move_all = [](auto& into, auto& items) {
    into.insert(into.end(), std::make_move_iterator(items.begin()),
                std::make_move_iterator(items.end()));
  };
  move_all(to.values, from.values);
  move_all(to.edges, from.edges);
  move_all(to.terms, from.terms);
  move_all(to.diagnostics, from.diagnostics);
}

}  // namespace

struct PluginRunner::State {
  BeforeCall before_call;
  index::Vocabulary vocabulary;
  notes::ReadOptions read_options;
  std::vector<LoadedPlugin> plugins;

  /// Loads one library and makes its instance; returns the error.
  std::string load_one(const PluginSpec& spec, LoadedPlugin& plugin) {
    namespace dll = boost::dll;
    try {
      plugin.library.load(spec.library, dll::load_mode::rtld_now | dll::load_mode::rtld_local);
      if (!plugin.library.has("tote_plugin_entry"))
        return "the library does not export tote_plugin_entry";
      const auto* entry = plugin.library.get<const tote_plugin_t*()>("tote_plugin_entry")();
      if (auto why = why_unusable(entry, spec.id); !why.empty())
        return why;
      HostCall call(spec.id, HostCall::Grant::none, vocabulary, nullptr);
      std::vector<tote_value_t> values;
      for (const auto& value : spec.settings)
        values.push_back(to_abi(value));
      const tote_settings_t settings{sizeof(tote_settings_t),
                                     static_cast<std::uint32_t>(values.size()),
                                     values.empty() ? nullptr : values.data()};
      if (entry->create(call.abi(), &settings, &plugin.self) != TOTE_OK)
        return first_message(call.facts(), "it could not be set up, and gave no reason");
      if (spec.extracts)
        plugin.extract =
            static_cast<const tote_extract_v1_t*>(entry->get_interface(plugin.self, TOTE_EXTRACT));
      if (spec.normalises)
        plugin.field =
            static_cast<const tote_field_v1_t*>(entry->get_interface(plugin.self, TOTE_FIELD));
      if ((spec.extracts && plugin.extract == nullptr) ||
          (spec.normalises && plugin.field == nullptr))
        return "the library lacks an interface that its plugin.json provides: rebuild it";
      return {};
    } catch (const std::system_error& error) {
      return reason_of(error);
    } catch (...) {
      return "it threw an exception across the plugin boundary";
    }
  }

  /// Runs `body` as a call into `plugin`. Whatever it throws is the plugin's fault and becomes a
  /// diagnostic.
  template <class Body>
  void guarded(std::uint32_t position, index::Facts& facts, Body body) {
    const auto& id = plugins[position].id;
    std::string fault;
    try {
      fault = body(plugins[position]);
    } catch (const std::exception& error) {
      fault = fmt::format("threw an exception across the plugin boundary: {}", error.what());
    } catch (...) {
      fault = "threw an exception across the plugin boundary";
    }
    if (!fault.empty())
      facts.diagnostics.push_back({notes::Diagnostic::Severity::error,
                                   "plugin-fault",
                                   fmt::format("plugin {} {}", id, fault),
                                   {}});
  }

  void extract(std::uint32_t position, const notes::Note& note, const tote_note_t* view,
               index::Facts& facts) {
    guarded(position, facts, [&](LoadedPlugin& plugin) -> std::string {
      HostCall call(plugin.id, HostCall::Grant::doc, vocabulary, &note);
      before_call(position);
      const auto status = plugin.extract->extract(plugin.self, call.abi(), view);
      const bool is_silent = call.facts().diagnostics.empty();
      append(facts, std::move(call.facts()));
      if (!call.misuse().empty())
        return call.misuse();
      if (status < 0 && is_silent)
        return fmt::format("failed ({}) without a reason", status);
      return {};
    });
  }

  /// Replaces the note's value by its canonical form, or keeps it as written with the plugin's
  /// diagnostic.
  void normalise(std::uint32_t position, const notes::Note& note, index::FieldValue value,
                 index::Facts& facts) {
    guarded(position, facts, [&](LoadedPlugin& plugin) -> std::string {
      HostCall call(plugin.id, HostCall::Grant::value, vocabulary, &note);
      tote_field_value_t request{};
      request.size = sizeof request;
      request.field = to_abi(value.field);
      request.note_type = to_abi(note.type);
      request.text = to_abi(value.text);
      before_call(position);
      const auto status = plugin.field->normalise(plugin.self, call.abi(), &request);
      // The plugin speaks of the value's text; the reader of the note wants the place in the file.
      for (auto& diagnostic : call.facts().diagnostics)
        diagnostic.span = value.span;
      const bool is_silent = call.facts().diagnostics.empty();
      append(facts, std::move(call.facts()));
      if (call.canonical())
        value.text = *call.canonical();
      if (call.sort_key())
        value.number = *call.sort_key();
      if (!call.misuse().empty())
        return call.misuse();
      if (status < 0 && is_silent)
        return fmt::format("failed ({}) without a reason", status);
      return {};
    });
    facts.values.push_back(std::move(value));
  }

  void normalise_all(const std::vector<bool>& is_left_out, const notes::Note& note,
                     index::Facts& facts) {
    index::Facts declared;
    index::extract::extract_fields(note, vocabulary, declared);
    for (auto& value : declared.values) {
      const auto* field = vocabulary.field(value.field, note.type);
      if (field == nullptr || !field->is_normalised)
        continue;
      for (std::uint32_t i = 0; i < plugins.size(); ++i) {
        if (plugins[i].id == field->plugin && plugins[i].field != nullptr && !is_left_out[i])
          normalise(i, note, value, facts);
      }
    }
  }
};

PluginRunner::PluginRunner(BeforeCall before_call) : state_(std::make_unique<State>()) {
  state_->before_call = std::move(before_call);
}

PluginRunner::~PluginRunner() = default;

std::vector<std::string> PluginRunner::load(const Setup& setup, index::Vocabulary vocabulary) {
  state_->vocabulary = std::move(vocabulary);
  state_->read_options.folder_types = setup.folder_types;
  std::vector<std::string> errors;
  for (std::uint32_t i = 0; i < setup.plugins.size(); ++i) {
    auto& plugin = state_->plugins.emplace_back();
    plugin.id = setup.plugins[i].id;
    if (setup.plugins[i].library.empty()) {
      errors.emplace_back();
      continue;
    }
    state_->before_call(i);
    errors.push_back(state_->load_one(setup.plugins[i], plugin));
  }
  return errors;
}

index::Facts PluginRunner::run(const NoteJob& job) {
  auto& state = *state_;
  const auto note = notes::read_note(job.path, job.source, state.read_options);
  const NoteView view(note);
  std::vector<bool> is_left_out(state.plugins.size());
  for (const auto position : job.excluded)
    if (position < is_left_out.size())
      is_left_out[position] = true;
  index::Facts facts;
  state.normalise_all(is_left_out, note, facts);
  for (std::uint32_t i = 0; i < state.plugins.size(); ++i) {
    if (state.plugins[i].extract != nullptr && !is_left_out[i] &&
        claims(state.vocabulary, state.plugins[i].id, note.type))
      state.extract(i, note, view.get(), facts);
  }
  return facts;
}

}  // namespace tote::host::worker
