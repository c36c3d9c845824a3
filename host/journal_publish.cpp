// SPDX-License-Identifier: GPL-2.0-or-later
// The half of the Journal facade that publishes.
#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/publish/plugin_desk.h"
#include "host/publish/publisher.h"
#include "host/writing/post_status.h"
#include "notes/edit/change.h"
#include "notes/note.h"

namespace tote::host {

namespace {

/// What a publishing needs for as long as it runs.
struct Desk {
  notes::ReadOptions read_options;
  publish::PublishConfig config;
  publish::VaultSource source;
  publish::Publisher publisher;

  Desk(const std::filesystem::path& vault, const Config& settings, const index::Index& index,
       const index::Vocabulary& vocabulary, publish::Publisher::PluginShare share)
      : read_options{settings.folder_types},
        config(settings.publish),
        source(vault, index, vocabulary, read_options),
        publisher(source, config, vocabulary, vault, std::move(share)) {
    if (config.author.empty() && !settings.me.empty())
      config.author = settings.me.front();
  }

  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
};

/// Calls `work` with a desk for the journal's vault.
template <class State, class Work>
auto at_desk(const State& state, Work work) -> decltype(work(std::declval<Desk&>())) {
  TOTE_TRY(const auto* index, state.open_index());
  Desk desk(state.options.vault, state.config, *index, state.plugins.registry().vocabulary(),
            [&](publish::PublicSite& site) {
              auto options = state.trial_options();
              options.deadline *= 10;
              return publish::add_plugins_share(site, state.plugins.registry().plugins(),
                                                state.plugins.registry().vocabulary(),
                                                state.config.me, options);
            });
  return work(desk);
}

/// From the note to its new text; nothing if they are the same.
Proposal change_of(const notes::Note& note, std::string_view text, std::string_view verb) {
  Proposal proposal;
  proposal.path = note.path;
  proposal.changes.summary = fmt::format("{} {}", verb, note.title);
  if (text != note.source)
    proposal.changes.files = {notes::rewrite(note, {notes::difference(note.source, text)})};
  return proposal;
}

/// Lets the desk see the note as `text`, and gives what writes it.
publish::Publisher::BeforeWriting write_first(Journal& journal, Desk& desk, const Proposal& change,
                                              std::string text) {
  if (change.changes.files.empty())
    return {};
  desk.source.read_instead(notes::read_note(change.path, std::move(text), desk.read_options));
  return [&]() -> Result<void> {
    TOTE_CHECK(journal.write(change.changes));
    return {};
  };
}

}  // namespace

Result<std::vector<publish::PostState>> Journal::posts(
    const publish::PublishOptions& options) const {
  return at_desk(*state_, [&](Desk& desk) { return desk.publisher.posts(options); });
}

Result<publish::PostCheck> Journal::check_post(std::string_view name,
                                               const publish::PublishOptions& options) const {
  TOTE_TRY(const auto card, find_note(name));
  return at_desk(*state_, [&](Desk& desk) { return desk.publisher.check(card.path, options); });
}

Result<publish::PublishReport> Journal::publish_post(std::optional<std::string_view> name,
                                                     const publish::PublishOptions& options) {
  if (!name)
    return at_desk(*state_, [&](Desk& desk) -> Result<publish::PublishReport> {
      TOTE_TRY(const auto paths, desk.publisher.public_posts());
      return desk.publisher.publish(paths, options);
    });
  TOTE_TRY(const auto card, find_note(*name));
  TOTE_TRY(const auto note, read_note(card.path));
  TOTE_TRY(auto text, text_to_publish(note, today()));
  auto change = change_of(note, text, "publish");
  return at_desk(*state_, [&](Desk& desk) -> Result<publish::PublishReport> {
    TOTE_TRY(auto report,
             desk.publisher.publish({card.path}, options,
                                    write_first(*this, desk, change, std::move(text))));
    report.note_change = std::move(change);
    return report;
  });
}

Result<publish::PublishReport> Journal::preview_post(std::string_view name,
                                                     const publish::PublishOptions& options) const {
  TOTE_TRY(const auto card, find_note(name));
  auto folder = state_->index_directory.parent_path() /
                (state_->index_directory.filename().string() + "-preview");
  if (!options.output.empty()) {
    TOTE_TRY(folder, publish::checked_output(options.output, state_->options.vault,
                                             state_->config.publish.may_write_into_vault));
  }
  auto where = options;
  where.output.clear();
  return at_desk(*state_,
                 [&](Desk& desk) { return desk.publisher.preview(card.path, where, folder); });
}

Result<publish::UnpublishReport> Journal::unpublish_post(std::string_view name,
                                                         const publish::PublishOptions& options) {
  TOTE_TRY(const auto card, find_note(name));
  TOTE_TRY(const auto note, read_note(card.path));
  TOTE_TRY(auto text, text_to_unpublish(note));
  auto change = change_of(note, text, "unpublish");
  return at_desk(*state_, [&](Desk& desk) -> Result<publish::UnpublishReport> {
    TOTE_TRY(auto report,
             desk.publisher.unpublish(card.path, options,
                                      write_first(*this, desk, change, std::move(text))));
    report.site.note_change = std::move(change);
    return report;
  });
}

}  // namespace tote::host
