// SPDX-License-Identifier: GPL-2.0-or-later
// Accounts: handle and address of someone on a network, each in one form.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "links/networks.h"
#include "text/url.h"

namespace tote::links {

/// Someone on a network.
struct Account {
  const Network* network = nullptr;
  /// Lower case where the network does not care. `jack`, `@ana@shelf.example`, `ana.bsky.social`;
  /// of a site its address.
  std::string handle;
  std::string url;  ///< of the account's page
};

/// The account whose page an address is: on the network, if one is given, else as far as the
/// address tells. nullopt for a page that belongs to no account.
[[nodiscard]] std::optional<Account> account_of_url(const text::Url& url,
                                                    const Network* network = nullptr);

/// The account that a text means on a network: a handle with or without `@`, or an address. nullopt
/// if it cannot be one there.
[[nodiscard]] std::optional<Account> read_account(std::string_view text, const Network& network);

/// The account that a text means without being told the network: an address, or a handle with its
/// host (`@ana@shelf.example`, `acct:ana@shelf.example`: RFC 7565).
[[nodiscard]] std::optional<Account> read_account(std::string_view text);

/// A handle as far as it can be brought to one form where the network is not known: without the
/// `@` before it, in lower case.
[[nodiscard]] std::string bare_handle(std::string_view text);

}  // namespace tote::links
