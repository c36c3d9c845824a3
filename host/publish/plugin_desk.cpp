// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/plugin_desk.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "host/publish/plugin_view.h"
#include "host/worker/trial.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

/// What one plugin adds. Errors: unavailable, with what it did.
Result<PluginShare> ask(const Manifest& plugin, const index::Vocabulary& vocabulary,
                        const ViewedSite& view, const worker::TrialOptions& options) {
  auto trial = worker::publish_alone(plugin, vocabulary, view, options);
  if (!trial.load_error.empty())
    return fail(ErrorCode::unavailable, std::move(trial.load_error));
  if (!trial.fault)
    return std::move(trial.share);
  const auto& calling = trial.fault->calling;
  auto what = "it " + worker::to_string(*trial.fault);
  if (calling && calling->stage == worker::Stage::render && calling->page < view.pages.size())
    what += fmt::format(" on the page {}", view.pages[calling->page].url);
  return fail(ErrorCode::unavailable, std::move(what));
}

class Desk {
 public:
  Desk(PublicSite& site, const std::vector<std::string>& me) : site_(site) {
    for (const auto& name : me)
      me_.insert(notes::name_key(name));
    for (auto* pages : {&site.pages, &site.profiles})
      for (auto& page : *pages)
        all_pages_.push_back(&page);
  }

  /// The pages of the types that a plugin declares.
  [[nodiscard]] ViewedSite view_for(const Manifest& plugin) {
    shown_.clear();
    ViewedSite view{site_.title,      site_.base_url, site_.author,
                    site_.author_url, site_.language, {}};
    for (auto* page : all_pages_) {
      const auto& types = plugin.vocabulary.types;
      if (std::none_of(types.begin(), types.end(),
                       [&](const index::TypeDecl& type) { return type.id == page->type; }))
        continue;
      shown_.push_back(page);
      auto& shown = view.pages.emplace_back();
      shown.type = page->type;
      shown.title = page->title;
      shown.url = page->address.empty() ? std::string() : site_.base_url + page->address;
      shown.summary = page->summary;
      shown.html = with_top(page->html, site_.base_url);
      shown.published = page->published;
      shown.fields = page->fields;
      bool is_mine = false;
      for (auto& field : shown.fields) {
        field.url = with_top(field.url, "");
        is_mine = is_mine || (field.name == "profile-of" && is_me(field.value));
      }
      if (is_mine)
        shown.fields.push_back({"is-mine", "true", {}});
      shown.tags = page->tags;
    }
    return view;
  }

  /// Takes what is sound of a share; gives what is not.
  [[nodiscard]] std::string take(PluginShare share) {
    for (std::size_t i = 0; i < shown_.size(); ++i) {
      auto markup = to_markup(share.fragments[i]);
      if (!markup)
        return markup.error().message;
      shown_[i]->card = *std::move(markup);
    }
    for (auto& file : share.files) {
      if (auto sound = check_file(file); !sound)
        return sound.error().message;
      if (!taken_.insert(file.name).second)
        return fmt::format("its file '{}' is another plugin's already", file.name);
      site_.extra_files.push_back({std::move(file.name), std::move(file.text)});
    }
    return share.problem;
  }

  /// Hands the cards of profiles to those whose they are.
  void deal_out() {
    for (const auto& profile : site_.profiles) {
      const auto owner =
          std::find_if(profile.fields.begin(), profile.fields.end(),
                       [](const PublicField& field) { return field.name == "profile-of"; });
      const auto url = std::find_if(profile.fields.begin(), profile.fields.end(),
                                    [](const PublicField& field) { return field.name == "url"; });
      if (owner == profile.fields.end() || url == profile.fields.end() || profile.card.empty())
        continue;
      if (is_me(owner->value)) {
        site_.own_profile_cards.push_back(profile.card);
        if (std::find(site_.rel_me.begin(), site_.rel_me.end(), url->value) == site_.rel_me.end())
          site_.rel_me.push_back(url->value);
      }
      for (auto& person : site_.people)
        if (std::find(profile.mentions.begin(), profile.mentions.end(), person.key) !=
            profile.mentions.end())
          person.profile_cards.push_back(profile.card);
    }
  }

 private:
  [[nodiscard]] bool is_me(std::string_view name) const {
    return me_.count(notes::name_key(name)) != 0;
  }

  PublicSite& site_;
  std::set<std::string> me_;
  std::vector<PublicPage*> all_pages_;
  std::vector<PublicPage*> shown_;
  std::set<std::string> taken_;
};

}  // namespace

std::vector<std::string> add_plugins_share(PublicSite& site, const std::vector<Manifest>& plugins,
                                           const index::Vocabulary& vocabulary,
                                           const std::vector<std::string>& me,
                                           const worker::TrialOptions& options) {
  std::vector<std::string> problems;
  Desk desk(site, me);
  for (const auto& plugin : plugins) {
    if (!plugin.provides_interface("tote.render/1") && !plugin.provides_interface("tote.export/1"))
      continue;
    auto share = ask(plugin, vocabulary, desk.view_for(plugin), options);
    const auto problem = share ? desk.take(*std::move(share)) : share.error().message;
    if (!problem.empty())
      problems.push_back(fmt::format("plugin {} {} added less to the site: {}", plugin.id,
                                     plugin.version, problem));
  }
  std::sort(site.extra_files.begin(), site.extra_files.end(),
            [](const PublicFile& a, const PublicFile& b) { return a.address < b.address; });
  desk.deal_out();
  return problems;
}

}  // namespace tote::host::publish
