// SPDX-License-Identifier: GPL-2.0-or-later
// Shows again what one plugin makes of one note.
#include <algorithm>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/trial.h"
#include "host/worker/worker_pool.h"
#include "notes/vault.h"

namespace tote::host {
namespace {

std::string shown(const index::EdgeEnd& end) {
  switch (end.kind) {
    case index::EdgeEnd::Kind::self:
      return "this note";
    case index::EdgeEnd::Kind::me:
      return "me";
    case index::EdgeEnd::Kind::link:
      return fmt::format("[[{}]]", end.text);
    case index::EdgeEnd::Kind::name:
      return end.text;
  }
  return end.text;
}

PluginFindings lines_of(const index::Facts& facts) {
  PluginFindings lines;
  for (const auto& value : facts.values)
    lines.push_back(fmt::format("line {}: {}: {}", value.line, value.field, value.text));
  for (const auto& edge : facts.edges)
    lines.push_back(fmt::format("line {}: {} - {}{} {}{}", edge.line, shown(edge.from),
                                edge.polarity < 0 ? "not " : "", edge.relation, shown(edge.to),
                                edge.date ? "  " + notes::to_string(*edge.date) : std::string()));
  for (const auto& term : facts.terms)
    lines.push_back(fmt::format("found under: {}", term));
  for (const auto& diagnostic : facts.diagnostics)
    lines.push_back(fmt::format("{}: {}", diagnostic.code, diagnostic.message));
  return lines;
}

Result<index::Facts> run_in_process(const Manifest& plugin, const index::Vocabulary& vocabulary,
                                    worker::PoolOptions options, worker::TrialNote note) {
  options.is_in_process = true;
  const std::vector<Manifest> alone{plugin};
  worker::WorkerPool pool(alone, vocabulary, std::move(options));
  pool.submit(1, std::move(note.path), std::move(note.source));
  auto outcome = pool.wait();
  if (!pool.problems().empty() || !outcome)
    return fail(ErrorCode::unavailable,
                pool.problems().empty() ? "the plugin said nothing" : pool.problems().front());
  return std::move(outcome->facts);
}

Result<index::Facts> run_in_worker(const Manifest& plugin, const index::Vocabulary& vocabulary,
                                   const worker::TrialOptions& options, worker::TrialNote note) {
  auto trial = worker::try_alone(plugin, vocabulary, {std::move(note)}, options);
  const auto name = fmt::format("plugin {} {}", plugin.id, plugin.version);
  if (trial.fault)
    return fail(ErrorCode::unavailable, fmt::format("{} {}", name, to_string(*trial.fault)));
  if (!trial.load_error.empty())
    return fail(ErrorCode::unavailable, fmt::format("{}: {}", name, trial.load_error));
  return std::move(trial.facts.front());
}

}  // namespace

Result<PluginFindings> Journal::replay(std::string_view plugin, std::string_view note,
                                       bool in_process) const {
  const auto& known = state_->plugins.registry().plugins();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Manifest& each) { return each.id == plugin; });
  if (found == known.end())
    return fail(ErrorCode::not_found,
                fmt::format("there is no plugin '{}'; 'tote plugin list' lists them", plugin));
  if (found->library.empty())
    return fail(ErrorCode::not_found, fmt::format("plugin {} has no code to run", plugin));
  std::string path(note);
  auto source = notes::read_file(state_->options.vault, path);
  if (!source) {
    TOTE_TRY(const auto card, find_note(note));
    path = card.path;
    source = notes::read_file(state_->options.vault, path);
  }
  if (!source)
    return tl::unexpected(std::move(source).error());
  worker::TrialNote job{std::move(path), *std::move(source)};
  if (in_process) {
    worker::PoolOptions options;
    options.folder_types = state_->config.folder_types;
    options.settings = state_->plugins.settings();
    TOTE_TRY(const auto facts,
             run_in_process(*found, vocabulary(), std::move(options), std::move(job)));
    return lines_of(facts);
  }
  auto options = state_->trial_options();
  options.goes_to_the_end = true;
  TOTE_TRY(const auto facts, run_in_worker(*found, vocabulary(), options, std::move(job)));
  return lines_of(facts);
}

}  // namespace tote::host
