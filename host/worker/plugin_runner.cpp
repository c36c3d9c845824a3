// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/plugin_runner.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <optional>
#include <system_error>

#include <boost/dll/shared_library.hpp>
#include <fmt/format.h>

#include "host/load_error.h"
#include "host/worker/claims.h"
#include "host/worker/command_view.h"
#include "host/worker/host_call.h"
#include "host/worker/leftovers.h"
#include "host/worker/note_view.h"
#include "host/worker/publish_call.h"
#include "index/extract/extract.h"
#include "notes/note.h"
#include "notes/text.h"

namespace tote::host::worker {
namespace {

/// A plugin in this process. Its library is never unloaded: code of it may still be referenced by
/// what it left behind.
struct LoadedPlugin {
  std::string id;
  std::string version;
  boost::dll::shared_library library;
  const tote_plugin_t* descriptor = nullptr;
  void* self = nullptr;
  const tote_extract_v1_t* extract = nullptr;
  const tote_field_v1_t* field = nullptr;
  const tote_command_v1_t* command = nullptr;
  const tote_render_v1_t* render = nullptr;
  const tote_export_v1_t* exports = nullptr;
};

/// Asks for an interface if it will be used; false if it is not there.
template <class Functions>
bool get_if(bool is_used, const char* id, const LoadedPlugin& plugin, const Functions*& functions) {
  if (is_used)
    functions = static_cast<const Functions*>(plugin.descriptor->get_interface(plugin.self, id));
  return !is_used || functions != nullptr;
}

std::string first_message(const index::Facts& facts, std::string_view fallback) {
  return facts.diagnostics.empty() ? std::string(fallback) : facts.diagnostics.front().message;
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

}  // namespace

struct PluginRunner::State {
  RunnerHooks hooks;
  Leftovers leftovers;
  index::Vocabulary vocabulary;
  notes::ReadOptions read_options;
  Patience patience;
  std::vector<LoadedPlugin> plugins;

  void announce(std::uint32_t position, Stage stage, std::uint32_t page = 0) const {
    if (hooks.before_call)
      hooks.before_call({position, stage, page});
  }

  void report(std::uint32_t position, const char* misdeed) const {
    if (hooks.on_misdeed)
      hooks.on_misdeed({position, misdeed});
  }

  /// What must hold after every call, since the next plugin's depends on it.
  void look_for_threads(std::uint32_t position) const {
    if (hooks.on_misdeed && leftovers.has_threads())
      report(position, "left a thread running");
  }

  /// The same after loading; later nothing is opened any more.
  void look_for_leftovers(std::uint32_t position) const {
    look_for_threads(position);
    if (hooks.on_misdeed && leftovers.has_many_descriptors())
      report(position, "kept too many files open");
  }

  /// Loads one library and makes its instance; returns the error.
  std::string load_one(std::uint32_t position, const PluginSpec& spec) {
    namespace dll = boost::dll;
    auto& plugin = plugins[position];
    try {
      announce(position, Stage::load);
      plugin.library.load(spec.library, dll::load_mode::rtld_now | dll::load_mode::rtld_local);
      if (!plugin.library.has("tote_plugin_entry"))
        return "the library does not export tote_plugin_entry";
      announce(position, Stage::entry);
      const auto* entry = plugin.library.get<const tote_plugin_t*()>("tote_plugin_entry")();
      if (auto why = why_unusable(entry, spec.id); !why.empty())
        return why;
      const Patience unlimited;
      HostCall call(spec.id, HostCall::Grant::none, vocabulary, nullptr, unlimited);
      std::vector<tote_value_t> values;
      for (const auto& value : spec.settings)
        values.push_back(to_abi(value));
      const tote_settings_t settings{sizeof(tote_settings_t),
                                     static_cast<std::uint32_t>(values.size()),
                                     values.empty() ? nullptr : values.data()};
      announce(position, Stage::create);
      if (entry->create(call.abi(), &settings, &plugin.self) != TOTE_OK)
        return first_message(call.facts(), "it could not be set up, and gave no reason");
      plugin.descriptor = entry;
      announce(position, Stage::get_interface);
      const bool has_all = get_if(spec.extracts, TOTE_EXTRACT, plugin, plugin.extract) &&
                           get_if(spec.normalises, TOTE_FIELD, plugin, plugin.field) &&
                           get_if(spec.commands, TOTE_COMMAND, plugin, plugin.command) &&
                           get_if(spec.renders, TOTE_RENDER, plugin, plugin.render) &&
                           get_if(spec.exports, TOTE_EXPORT_SITE, plugin, plugin.exports);
      return has_all ? ""
                     : "the library lacks an interface that its plugin.json provides: rebuild it";
    } catch (const std::system_error& error) {
      return load_error(error);
    } catch (...) {
      return "it threw an exception across the plugin boundary";
    }
  }

  /// Calls `call` of a plugin by `body`, which gives its status. False if the plugin was at fault:
  /// a misuse, an exception, failure without a reason. Then a diagnostic says so, and of what it
  /// gave only its own diagnostics are kept.
  template <class Body>
  [[nodiscard]] bool carry_out(std::uint32_t position, Stage stage, HostCall& call,
                               index::Facts& facts, Body body) const {
    const auto& plugin = plugins[position];
    std::string fault;
    announce(position, stage);
    try {
      const tote_status_t status = body(plugin);
      if (is_given_up(status, patience))
        fault = given_up;
      else if (status < 0 && call.facts().diagnostics.empty())
        fault = fmt::format("failed ({}) without a reason", status);
    } catch (const std::exception& error) {
      fault = fmt::format("threw an exception across the plugin boundary: {}", error.what());
    } catch (...) {
      fault = "threw an exception across the plugin boundary";
    }
    look_for_threads(position);
    if (!call.misuse().empty())
      fault = call.misuse();
    if (!fault.empty()) {
      call.facts().values.clear();
      call.facts().edges.clear();
      call.facts().terms.clear();
    }
    append(facts, std::move(call.facts()));
    if (!fault.empty())
      facts.diagnostics.push_back(
          {notes::Diagnostic::Severity::error,
           "plugin-fault",
           fmt::format("plugin {} {} {} {}", plugin.id, plugin.version, fault, to_string(stage)),
           {}});
    return fault.empty();
  }

  /// `digest` is the view's, from before any plugin saw it.
  void extract(std::uint32_t position, const notes::Note& note, const NoteView& view,
               std::uint64_t digest, index::Facts& facts) const {
    HostCall call(plugins[position].id, HostCall::Grant::doc, vocabulary, &note, patience);
    (void)carry_out(position, Stage::extract, call, facts, [&](const LoadedPlugin& plugin) {
      return plugin.extract->extract(plugin.self, call.abi(), view.get());
    });
    if (hooks.on_misdeed && view.digest() != digest)
      report(position, "wrote to the note that it was given to read");
  }

  /// Replaces the note's value by its canonical form, or keeps it as written with the plugin's
  /// diagnostic.
  void normalise(std::uint32_t position, const notes::Note& note, index::FieldValue value,
                 index::Facts& facts) const {
    HostCall call(plugins[position].id, HostCall::Grant::value, vocabulary, &note, patience);
    const index::FieldValue written = value;
    tote_field_value_t request{};
    request.size = sizeof request;
    request.field = to_abi(value.field);
    request.note_type = to_abi(note.type);
    request.text = to_abi(value.text);
    const bool is_sound =
        carry_out(position, Stage::field, call, facts, [&](const LoadedPlugin& plugin) {
          const auto status = plugin.field->normalise(plugin.self, call.abi(), &request);
          // The plugin speaks of the value's text; the reader of the note wants the place in the
          // file.
          for (auto& diagnostic : call.facts().diagnostics)
            diagnostic.span = value.span;
          return status;
        });
    if (hooks.on_misdeed && (value.text != written.text || value.field != written.field))
      report(position, "wrote to the value that it was given to read");
    if (is_sound && call.canonical())
      value.text = *call.canonical();
    if (is_sound && call.sort_key())
      value.number = *call.sort_key();
    facts.values.push_back(std::move(value));
  }

  void normalise_all(const std::vector<bool>& is_left_out, const notes::Note& note,
                     index::Facts& facts) const {
    index::Facts declared;
    index::extract::extract_fields(note, vocabulary, declared);
    for (auto& value : declared.values) {
      const auto* field = vocabulary.field(value.field, note.type);
      // What is not UTF-8 is no value to speak to a plugin of: it stays as it was written.
      if (field == nullptr || !field->is_normalised ||
          notes::find_invalid_utf8(value.text) != std::string_view::npos)
        continue;
      for (std::uint32_t i = 0; i < plugins.size(); ++i) {
        if (plugins[i].id == field->plugin && plugins[i].field != nullptr && !is_left_out[i])
          normalise(i, note, value, facts);
      }
    }
  }
};

PluginRunner::PluginRunner(RunnerHooks hooks) : state_(std::make_unique<State>()) {
  state_->hooks = std::move(hooks);
}

PluginRunner::~PluginRunner() {
  destroy();
}

std::vector<std::string> PluginRunner::load(const Setup& setup, index::Vocabulary vocabulary) {
  auto& state = *state_;
  state.vocabulary = std::move(vocabulary);
  state.read_options.folder_types = setup.folder_types;
  state.patience = Patience(setup.deadline);
  std::vector<std::string> errors;
  for (const auto& spec : setup.plugins) {
    auto& plugin = state.plugins.emplace_back();
    plugin.id = spec.id;
    plugin.version = spec.version;
  }
  for (std::uint32_t i = 0; i < setup.plugins.size(); ++i) {
    auto& error = errors.emplace_back();
    if (setup.plugins[i].library.empty())
      continue;
    error = state.load_one(i, setup.plugins[i]);
    state.look_for_leftovers(i);
    if (!error.empty())
      state.plugins[i].extract = {}, state.plugins[i].field = {};
  }
  return errors;
}

index::Facts PluginRunner::run(const NoteJob& job) {
  auto& state = *state_;
  state.patience.start_anew();
  const auto note = notes::read_note(job.path, job.source, state.read_options);
  const NoteView view(note);
  std::vector<bool> is_left_out(state.plugins.size());
  for (const auto position : job.excluded)
    if (position < is_left_out.size())
      is_left_out[position] = true;
  index::Facts facts;
  state.normalise_all(is_left_out, note, facts);
  const auto digest = state.hooks.on_misdeed ? view.digest() : 0;
  for (std::uint32_t i = 0; i < state.plugins.size(); ++i) {
    if (state.plugins[i].extract != nullptr && !is_left_out[i] &&
        claims(state.vocabulary, state.plugins[i].id, note.type))
      state.extract(i, note, view, digest, facts);
  }
  return facts;
}

CommandAnswer PluginRunner::answer(const CommandCall& typed) {
  auto& state = *state_;
  state.patience.start_anew();
  CommandAnswer answer;
  if (state.plugins.empty() || state.plugins.front().command == nullptr)
    return answer;
  const auto note = notes::read_note(typed.path, typed.source, state.read_options);
  const NoteView note_view(note);
  const CommandView view(typed, note_view);
  const auto digest = view.digest();
  HostCall call(state.plugins.front().id, HostCall::Grant::edits, state.vocabulary, &note,
                state.patience);
  index::Facts facts;
  const bool is_sound =
      state.carry_out(0, Stage::command, call, facts, [&](const LoadedPlugin& plugin) {
        const auto status = plugin.command->propose(plugin.self, call.abi(), view.get());
        // What is said of a failure is its reason.
        for (auto& diagnostic : call.facts().diagnostics)
          if (status < 0)
            diagnostic.severity = notes::Diagnostic::Severity::error;
        return status;
      });
  if (state.hooks.on_misdeed && view.digest() != digest)
    state.report(0, "wrote to the note that it was given to read");
  if (is_sound)
    answer.edits = std::move(call.edits());
  answer.findings = std::move(facts.diagnostics);
  return answer;
}

void PluginRunner::destroy() {
  for (std::uint32_t i = 0; i < state_->plugins.size(); ++i) {
    auto& plugin = state_->plugins[i];
    if (plugin.descriptor == nullptr)
      continue;
    state_->announce(i, Stage::destroy);
    try {
      plugin.descriptor->destroy(plugin.self);
    } catch (...) {
      state_->report(i, "threw an exception across the plugin boundary");
    }
    plugin.descriptor = nullptr;
    state_->look_for_leftovers(i);
  }
}

publish::PluginShare PluginRunner::publish(const publish::ViewedSite& site) {
  if (state_->plugins.empty() || state_->plugins.front().descriptor == nullptr)
    return {};
  const auto& plugin = state_->plugins.front();
  state_->patience.start_anew();
  PublishHooks hooks;
  hooks.before = [&](Stage stage, std::uint32_t page) { state_->announce(0, stage, page); };
  hooks.after = [&] { state_->look_for_threads(0); };
  return publish_with({plugin.self, plugin.render, plugin.exports}, site, state_->patience, hooks);
}

}  // namespace tote::host::worker
