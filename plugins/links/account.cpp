// SPDX-License-Identifier: GPL-2.0-or-later
#include "links/account.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace tote::links {
namespace {

/// Paths of a member's page in the software of the fediverse: Mastodon, Misskey, Akkoma; Pleroma
/// and old Mastodon; Lemmy; PeerTube; Friendica and Hubzilla; BookWyrm.
constexpr std::array<std::string_view, 7> fediverse_paths = {"@",         "users/",   "u/",   "a/",
                                                             "accounts/", "profile/", "user/"};

bool is_name(std::string_view name, const Network& network) {
  return !name.empty() && name.size() <= network.longest &&
         std::all_of(name.begin(), name.end(), [&](char c) {
           return text::is_letter(c) || text::is_digit(c) ||
                  static_cast<unsigned char>(c) >= 0x80 ||
                  network.signs.find(c) != std::string_view::npos;
         });
}

bool is_reserved(std::string_view name, const Network& network) {
  const std::string padded = ' ' + std::string(name) + ' ';
  return network.reserved.find(padded) != std::string_view::npos;
}

/// A domain with at least one inner point.
bool is_domain(std::string_view host) {
  const std::size_t dot = host.find('.');
  return dot != std::string_view::npos && dot > 0 && host.back() != '.' &&
         std::all_of(host.begin(), host.end(), [](char c) {
           return text::is_letter(c) || text::is_digit(c) || c == '-' || c == '.' ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

/// Whether a YouTube handle is a channel's id: these alone are told apart by case.
bool is_channel_id(std::string_view name, const Network& network) {
  return network.id == "youtube" && name.size() == 24 && name.substr(0, 2) == "UC";
}

/// The path of a handle's page, from the handle alone: numbers on Goodreads and ids on YouTube have
/// their own.
std::string_view path_of(std::string_view name, const Network& network) {
  const bool is_number = std::all_of(name.begin(), name.end(), text::is_digit);
  const bool is_kept = is_channel_id(name, network) || (is_number && network.id == "goodreads");
  return is_kept ? network.kept_paths.front() : network.paths.front();
}

Account named_account(const Network& network, std::string_view name, std::string_view path) {
  std::string handle = is_channel_id(name, network) ? std::string(name) : text::lower(name);
  std::string url = network.has_www ? "https://www." : "https://";
  ((url += network.hosts.front()) += '/') += path;
  url += handle;
  return {&network, std::move(handle), std::move(url)};
}

Account fediverse_account(const Network& network, std::string_view name, std::string_view host) {
  const std::string user = text::lower(name);
  const std::string domain = text::lower(host);
  return {&network, '@' + user + '@' + domain, "https://" + domain + "/@" + user};
}

std::optional<Account> domain_account(const Network& network, std::string_view domain) {
  const std::string handle = text::lower(domain);
  const bool is_did = text::starts_with(handle, "did:");
  if (!is_did && !is_domain(handle))
    return std::nullopt;
  return Account{&network, handle, "https://bsky.app/profile/" + handle};
}

/// `ana@shelf.example`, without the `@` that may stand before it.
std::optional<Account> read_fediverse(std::string_view text, const Network& network) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos)
    return std::nullopt;
  const std::string_view name = text.substr(0, at);
  const std::string_view host = text.substr(at + 1);
  if (!is_name(name, network) || !is_domain(host))
    return std::nullopt;
  return fediverse_account(network, name, host);
}

/// The path without the `/` that may end it; empty if more follows, as in the address of a post.
std::string_view whole_segment(std::string_view path) {
  if (!path.empty() && path.back() == '/')
    path.remove_suffix(1);
  return path.find('/') == std::string_view::npos ? path : std::string_view{};
}

/// A member's page anywhere in the fediverse. `/@ana@shelf.example` is ana as another host shows
/// her.
std::optional<Account> fediverse_page(const text::Url& url, const Network& network) {
  std::string_view path = url.path;
  path.remove_prefix(1);
  for (const std::string_view lead : fediverse_paths) {
    if (path.substr(0, lead.size()) != lead)
      continue;
    const std::string_view name = whole_segment(path.substr(lead.size()));
    if (name.find('@') != std::string_view::npos)
      return read_fediverse(name, network);
    if (!is_name(name, network))
      return std::nullopt;
    Account account = fediverse_account(network, name, url.host);
    if (lead != "@" && lead != "users/")
      account.url = "https://" + url.host + '/' + std::string(lead) + text::lower(name);
    return account;
  }
  return std::nullopt;
}

/// Goodreads puts a name behind a member's number: `12345-ana-lima`, `12345.Ana_Lima`.
std::string_view without_appended_name(std::string_view name) {
  std::size_t digits = 0;
  while (digits < name.size() && text::is_digit(name[digits]))
    ++digits;
  const bool has_name =
      digits > 0 && digits < name.size() && (name[digits] == '-' || name[digits] == '.');
  return has_name ? name.substr(0, digits) : name;
}

std::optional<Account> named_page(const text::Url& url, const Network& network) {
  std::string_view path = url.path;
  path.remove_prefix(1);
  for (const std::string_view lead : network.kept_paths) {
    if (lead.empty() || path.substr(0, lead.size()) != lead)
      continue;
    const std::string_view name = without_appended_name(whole_segment(path.substr(lead.size())));
    return is_name(name, network) ? std::optional(named_account(network, name, lead))
                                  : std::nullopt;
  }
  const auto* const lead =
      std::find_if(network.paths.begin(), network.paths.end(), [&](std::string_view candidate) {
        return !candidate.empty() && path.substr(0, candidate.size()) == candidate;
      });
  if (lead != network.paths.end())
    path.remove_prefix(lead->size());
  else if (!network.paths.front().empty())
    return std::nullopt;
  const std::string_view name = whole_segment(path);
  if (!is_name(name, network) || is_reserved(text::lower(name), network))
    return std::nullopt;
  return named_account(network, name, path_of(name, network));
}

Account site_account(const Network& network, text::Url url) {
  text::drop_tracking(url);
  std::string address = text::to_string(url);
  return {&network, address, address};
}

}  // namespace

std::optional<Account> account_of_url(const text::Url& url, const Network* network) {
  const Network* owner = network_of_host(url.host);
  if (network == nullptr)
    network = owner;
  else if (network->form != HandleForm::site && owner != nullptr && owner != network)
    return std::nullopt;
  if (network == nullptr)
    // Elsewhere only the fediverse has this path, so it tells the network.
    return url.path.compare(0, 2, "/@") == 0 ? fediverse_page(url, *find_network("mastodon"))
                                             : std::nullopt;
  switch (network->form) {
    case HandleForm::site:
      return site_account(*network, url);
    case HandleForm::fediverse:
      return fediverse_page(url, *network);
    case HandleForm::domain:
      if (owner != network || url.path.compare(0, 9, "/profile/") != 0)
        return std::nullopt;
      return domain_account(*network, whole_segment(std::string_view(url.path).substr(9)));
    case HandleForm::name:
      break;
  }
  return owner == network ? named_page(url, *network) : std::nullopt;
}

std::optional<Account> read_account(std::string_view text, const Network& network) {
  text = text::unwrap_link(text);
  const bool is_address = text::starts_with(text, "http://") || text::starts_with(text, "https://");
  const bool has_path = text.find('/') != std::string_view::npos;
  if (is_address || has_path || network.form == HandleForm::site) {
    const auto url = text::parse_url(text);
    return url ? account_of_url(*url, &network) : std::nullopt;
  }
  if (text::starts_with(text, "acct:"))
    text.remove_prefix(5);
  if (!text.empty() && text.front() == '@')
    text.remove_prefix(1);
  switch (network.form) {
    case HandleForm::fediverse:
      return read_fediverse(text, network);
    case HandleForm::domain:
      if (is_name(text, network) && text.find('.') == std::string_view::npos)
        return domain_account(network, std::string(text) + ".bsky.social");
      return domain_account(network, text);
    case HandleForm::name:
      if (!is_name(text, network) || is_reserved(text::lower(text), network))
        return std::nullopt;
      return named_account(network, text, path_of(text, network));
    case HandleForm::site:
      break;
  }
  return std::nullopt;
}

std::optional<Account> read_account(std::string_view text) {
  text = text::unwrap_link(text);
  if (text.find('/') != std::string_view::npos) {
    const auto url = text::parse_url(text);
    return url ? account_of_url(*url) : std::nullopt;
  }
  if (text::starts_with(text, "acct:"))
    text.remove_prefix(5);
  else if (text.empty() || text.front() != '@')
    return std::nullopt;  // without the first `@` it may as well be an email address
  else
    text.remove_prefix(1);
  return read_fediverse(text, *find_network("mastodon"));
}

std::string bare_handle(std::string_view text) {
  text = text::trim(text);
  if (!text.empty() && text.front() == '@')
    text.remove_prefix(1);
  return text::lower(text);
}

}  // namespace tote::links
