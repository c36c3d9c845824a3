// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/sandbox_trials.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <tote/plugin.h>

#include "host/author/check/corpus.h"
#include "host/author/check/sample_sites.h"
#include "host/author/check/typed_commands.h"
#include "host/sandbox/trapped_calls.h"
#include "host/worker/trial.h"
#include "notes/note.h"

namespace tote::host::author::check {
namespace {

/// Whether a plugin is called there about what it is given; else it is called once, whatever it
/// will be given.
bool is_given_something(worker::Stage stage) {
  return stage >= worker::Stage::field && stage < worker::Stage::destroy;
}

/// The trials of one plugin, one after the other.
class SandboxTrials {
 public:
  SandboxTrials(const PluginTree& plugin, index::Vocabulary words,
                const std::filesystem::path& program)
      : plugin_(plugin.manifest),
        words_(std::move(words)),
        samples_(plain_notes(plugin.manifest, plugin.fixtures())) {
    options_.program = program;
    options_.goes_to_the_end = true;
    options_.notes_refusals = true;
    if (auto defaults = resolve_settings(plugin_.settings, {}))
      options_.settings.emplace(plugin_.id, *std::move(defaults));
  }

  void notes() {
    std::vector<worker::TrialNote> notes;
    for (const auto& sample : samples_)
      notes.push_back({sample.path, sample.source});
    const auto trial = worker::try_alone(plugin_, words_, notes, options_);
    look_at(trial.facts.size() < samples_.size() ? samples_[trial.facts.size()].name : "at the end",
            trial);
  }

  void commands() {
    for (const auto& command : plugin_.commands)
      if (command.is_answered_by_library())
        for (const auto& note : notes_for(command))
          try_command(command, note);
  }

  void site(const Findings& known) {
    const bool is_known = std::any_of(known.begin(), known.end(), [](const Finding& finding) {
      return finding.check.starts_with("publish.");
    });
    const auto sample = plain_sites(plugin_).front();
    const auto trial = worker::publish_alone(plugin_, words_, sample.site, options_);
    look_at(sample.name, trial);
    if (!trial.share.problem.empty() && !is_known)
      found(fmt::format("{}: {}", sample.name, trial.share.problem));
  }

  [[nodiscard]] Findings take() { return std::move(findings_); }

 private:
  void found(std::string what) { findings_.push_back({"sandbox.allowed", std::move(what)}); }

  template <class Trial>
  void look_at(const std::string& name, const Trial& trial) {
    if (!trial.load_error.empty())
      found(trial.load_error);
    if (trial.fault)
      found(fmt::format("{}: it {}", name, worker::to_string(*trial.fault)));
    for (const auto& refusal : trial.refusals)
      look_at_refusal(refusal.note ? samples_[*refusal.note].name : name, refusal);
  }

  /// Each system call is told of once for each place in the plugin, with the first thing that it
  /// was given there.
  void look_at_refusal(const std::string& name, const worker::Refusal& refusal) {
    const auto stage = refusal.calling.stage;
    if (!told_.emplace(stage, refusal.system_call).second)
      return;
    const auto what = fmt::format("it called {} {}, which the sandbox refuses",
                                  sandbox::name_of_call(refusal.system_call), to_string(stage));
    found(is_given_something(stage) ? fmt::format("{}: {}", name, what) : what);
  }

  void try_command(const CommandDecl& command, const worker::TrialNote& note) {
    constexpr std::size_t most_ways = 2;
    auto ways = ways_to_type(command);
    ways.resize(std::min(ways.size(), most_ways));
    for (auto& typed : ways) {
      typed.path = note.path;
      typed.source = note.source;
      look_at(fmt::format("{} about {}", to_string(typed), note.path),
              worker::ask_alone(plugin_, words_, typed, options_));
    }
  }

  /// The samples that a command may be about, or a note with nothing but its type.
  [[nodiscard]] std::vector<worker::TrialNote> notes_for(const CommandDecl& command) const {
    std::vector<worker::TrialNote> notes;
    for (const auto& sample : samples_)
      if (command.is_about(notes::read_type(sample.path, sample.source, {})))
        notes.push_back({sample.path, sample.source});
    if (notes.empty())
      notes.push_back({"note.md", fmt::format("---\ntype: {}\n---\n", command.on.front())});
    return notes;
  }

  const Manifest& plugin_;
  index::Vocabulary words_;
  std::vector<SampleNote> samples_;
  worker::TrialOptions options_;
  std::set<std::pair<worker::Stage, std::uint32_t>> told_;
  Findings findings_;
};

}  // namespace

Result<Findings> try_in_sandbox(const PluginTree& plugin, const std::filesystem::path& program,
                                const Findings& known) {
  auto words = index::core_vocabulary();
  TOTE_CHECK(index::merge(words, plugin.manifest.vocabulary));
  SandboxTrials trials(plugin, std::move(words), program);
  trials.notes();
  if (plugin.manifest.provides_interface(TOTE_COMMAND))
    trials.commands();
  if (plugin.manifest.provides_interface(TOTE_RENDER) ||
      plugin.manifest.provides_interface(TOTE_EXPORT_SITE))
    trials.site(known);
  return trials.take();
}

}  // namespace tote::host::author::check
