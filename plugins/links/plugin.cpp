// SPDX-License-Identifier: GPL-2.0-or-later
// tote.links: brings handles and addresses to one form, completes a profile's handle from its
// address and the other way round, and reads the profiles that a person's note declares.
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <tote/plugin.hpp>

#include "links/account.h"
#include "links/networks.h"
#include "text/ascii.h"
#include "text/url.h"

namespace tote::links {
namespace {

/// The fields of a person or organisation that hold an account, under all their keys; the first is
/// the network's id.
constexpr std::array<std::array<std::string_view, 3>, 11> account_fields = {{
    {"mastodon", "fediverse", "masto"},
    {"x", "twitter"},
    {"bluesky", "bsky"},
    {"github"},
    {"linkedin"},
    {"instagram", "insta"},
    {"youtube"},
    {"goodreads"},
    {"storygraph", "the-storygraph"},
    {"librarything"},
    {"blog", "weblog"},
}};

std::optional<field_text> first_of(const note& note, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys)
    if (const auto values = note.field(key); !values.empty())
      return values.front();
  return std::nullopt;
}

diagnostic unreadable_account(const Network& network, tote::span place = no_place) {
  std::string advice;
  switch (network.form) {
    case HandleForm::fediverse:
      advice = "write `@name@host.example`, or the address of the page";
      break;
    case HandleForm::domain:
      advice = "write `name.bsky.social`, or the address of the page";
      break;
    case HandleForm::name:
      advice = "write the handle alone, or the address of the page";
      break;
    case HandleForm::site:
      advice = "write its address: `https://host.example/`";
      break;
  }
  return {"account-unreadable", "no account on " + std::string(network.label) + "; " + advice,
          place};
}

normalised network_field(std::string_view text) {
  const Network* network = find_network(text);
  return normalised::to(network != nullptr ? std::string(network->id) : text::keyword(text));
}

normalised handle_field(std::string_view text) {
  if (const auto account = read_account(text))
    return normalised::to(account->handle);
  const std::string handle = bare_handle(text);
  if (handle.empty() || handle.find_first_of(" /\t") != std::string::npos)
    return normalised::unreadable("handle-unreadable",
                                  "not a handle; write `name` or `@name@host.example`");
  return normalised::to(handle);
}

normalised url_field(std::string_view text) {
  auto url = text::parse_url(text);
  if (!url) {
    const bool has_other_scheme = text.find(':') != std::string_view::npos;
    return has_other_scheme
               ? normalised{}
               : normalised::unreadable("url-unreadable",
                                        "not a web address; write `https://host.example/path`");
  }
  if (const auto account = account_of_url(*url);
      account && account->network->form == HandleForm::name)
    return normalised::to(account->url);
  text::drop_tracking(*url);
  return normalised::to(text::to_string(*url));
}

/// The part of a handle that names the person: `ana` of `@ana@shelf.example`.
std::string_view user_of(std::string_view handle) {
  if (!handle.empty() && handle.front() == '@')
    handle.remove_prefix(1);
  return handle.substr(0, handle.find('@'));
}

/// Searches find an account by its handle, with and without its host.
void state_handle_terms(const Account& account, doc& doc) {
  if (account.network->form == HandleForm::site)
    return;
  doc.term(account.handle);
  if (const std::string_view user = user_of(account.handle); user != account.handle)
    doc.term(user);
}

/// A profile's note, read.
struct Profile {
  const Network* network = nullptr;
  std::optional<field_text> network_text;
  std::optional<field_text> handle;
  std::optional<field_text> url;
  std::optional<Account> by_handle;
  std::optional<Account> by_url;
};

Profile read_profile(const note& note) {
  Profile profile;
  profile.network_text = first_of(note, {"network", "platform", "service"});
  profile.handle = first_of(note, {"handle", "username", "user-name", "account", "screen-name"});
  profile.url = first_of(note, {"url", "link", "website", "homepage", "web"});
  if (profile.network_text)
    profile.network = find_network(profile.network_text->text);
  if (profile.url)
    if (const auto url = text::parse_url(profile.url->text))
      profile.by_url = account_of_url(*url, profile.network);
  if (profile.network == nullptr && !profile.network_text && profile.by_url)
    profile.network = profile.by_url->network;
  if (profile.handle)
    profile.by_handle = profile.network != nullptr
                            ? read_account(profile.handle->text, *profile.network)
                            : read_account(profile.handle->text);
  if (profile.network == nullptr && !profile.network_text && profile.by_handle)
    profile.network = profile.by_handle->network;
  return profile;
}

/// States what the profile's other fields tell of a missing one, and says where two disagree.
void complete_profile(const Profile& profile, doc& doc) {
  const bool is_site = profile.network != nullptr && profile.network->form == HandleForm::site;
  if (!profile.network_text && profile.network != nullptr)
    doc.text("network", profile.network->id,
             profile.url ? profile.url->span : profile.handle->span);
  if (!profile.handle && profile.by_url && !is_site)
    doc.text("handle", profile.by_url->handle, profile.url->span);
  if (!profile.url && profile.by_handle)
    doc.text("url", profile.by_handle->url, profile.handle->span);
  if (profile.handle && !profile.by_handle && profile.network != nullptr && !is_site)
    doc.diagnose(unreadable_account(*profile.network, profile.handle->span));
  // A host of the fediverse may hand its handles to another: `@ana@books.example` can have her page
  // at shelf.example. So the names alone compare.
  if (profile.by_handle && profile.by_url && !is_site &&
      user_of(profile.by_handle->handle) != user_of(profile.by_url->handle))
    doc.diagnose({"profile-mismatch",
                  "handle and url belong to different accounts: the url is that of " +
                      profile.by_url->handle,
                  profile.handle->span});
  if (profile.by_handle)
    state_handle_terms(*profile.by_handle, doc);
  else if (profile.by_url)
    state_handle_terms(*profile.by_url, doc);
}

/// Whoever owns a profile posts on its network.
void state_owner_posts(const note& note, const Profile& profile, doc& doc) {
  if (profile.network == nullptr || profile.network->form == HandleForm::site)
    return;
  const end network = end::name(profile.network->label);
  for (const char* key : {"profile-of", "owner", "belongs-to", "person"}) {
    for (const auto& owner : note.field(key)) {
      bool is_linked = false;
      for (const auto& link : note.links()) {
        if (link.span.begin < owner.span.begin || link.span.end > owner.span.end)
          continue;
        is_linked = true;
        doc.edge("posts-on", end::link(view(link.target)), network, owner.span);
      }
      if (!is_linked)
        doc.edge("posts-on", end::name(owner.text), network, owner.span);
    }
  }
}

/// The accounts in the fields of a person or organisation. A handle with its host is a name that
/// nobody else has, so that it can stand for the profile.
void state_declared_accounts(const note& note, doc& doc) {
  for (const auto& keys : account_fields) {
    const Network& network = *find_network(keys.front());
    for (const std::string_view key : keys) {
      if (key.empty())
        break;
      for (const auto& value : note.field(key)) {
        const auto account = read_account(value.text, network);
        if (!account)
          continue;
        state_handle_terms(*account, doc);
        if (network.form == HandleForm::fediverse || network.form == HandleForm::domain)
          doc.edge("profile-of", end::name(account->handle), end::self(), value.span);
        if (network.form != HandleForm::site)
          doc.edge("posts-on", end::self(), end::name(network.label), value.span);
      }
    }
  }
}

class Links {
 public:
  [[nodiscard]] normalised field(const field_value& value) const {
    if (value.field == "network")
      return network_field(value.text);
    if (value.field == "handle")
      return handle_field(value.text);
    if (value.field == "url" || value.field == "feed")
      return url_field(value.text);
    const Network* network = find_network(value.field);
    if (network == nullptr)
      return {};
    if (const auto account = read_account(value.text, *network))
      return normalised::to(account->handle);
    return {std::nullopt, std::nullopt, unreadable_account(*network)};
  }

  void extract(const note& note, doc& doc) const {
    if (note.type() == "profile") {
      const Profile profile = read_profile(note);
      complete_profile(profile, doc);
      state_owner_posts(note, profile, doc);
    } else if (note.type() == "person" || note.type() == "org") {
      state_declared_accounts(note, doc);
    }
  }

  /// A public profile: the handle, or the address without its scheme, and the network's name.
  void render(const public_note& note, markup& page) const {
    const auto* url = note.field("url");
    if (url == nullptr)
      return;
    const auto* handle = note.field("handle");
    const auto* network = note.field("network");
    const Network* known = network == nullptr ? nullptr : find_network(view(network->value));
    // Whoever is meant by rel=me must be who publishes: others' profiles are links and no more.
    const bool is_mine = note.field("is-mine") != nullptr;
    page.add({"a", "u-url", view(url->url), is_mine ? "me" : ""},
             handle == nullptr ? without_scheme(view(url->value)) : view(handle->value));
    if (network != nullptr) {
      page.text(" ");
      page.add({"small"}, known == nullptr ? view(network->value) : known->label);
    }
  }

 private:
  static std::string_view without_scheme(std::string_view url) {
    const auto scheme = url.find("://");
    url.remove_prefix(scheme == std::string_view::npos ? 0 : scheme + 3);
    return url.substr(0, url.size() - (!url.empty() && url.back() == '/' ? 1 : 0));
  }
};

}  // namespace
}  // namespace tote::links

TOTE_PLUGIN(tote::links::Links)
