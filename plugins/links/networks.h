// SPDX-License-Identifier: GPL-2.0-or-later
// The networks on which people read and write: how they are called, how handles look there, and
// where a handle's page is. Knowing a network is one row of the table in networks.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace tote::links {

/// How a network tells its members apart.
enum class HandleForm {
  name,       ///< one name on one site: `jack`
  fediverse,  ///< name and host: `@ana@shelf.example`
  domain,     ///< a domain: `ana.bsky.social`
  site,       ///< no handle, only an address
};

/// One network.
struct Network {
  std::string_view id;     ///< `github`
  std::string_view label;  ///< `GitHub`
  HandleForm form = HandleForm::name;
  std::array<std::string_view, 3> spellings = {};  ///< other names, in the form of text::keyword
  std::array<std::string_view, 3> hosts = {};  ///< of its pages, without `www.`; the first is used
  /// What comes before the handle in the path of a member's page; an empty one stands for the
  /// handle alone. They mean the same, and the first is used.
  std::array<std::string_view, 4> paths = {};
  /// Paths of other kinds of pages, such as a company's, which are kept.
  std::array<std::string_view, 2> kept_paths = {};
  std::string_view signs = {};  ///< what a handle may hold beside letters and digits
  std::size_t longest = 0;      ///< of a handle, in bytes
  bool has_www = false;         ///< its canonical addresses begin with `www.`
  std::string_view reserved =
      {};  ///< words in a handle's place that are pages of the site, with spaces
};

/// The network of this name or spelling, whatever its case; nullptr if it is not known.
[[nodiscard]] const Network* find_network(std::string_view name);

/// The network whose pages this host serves; nullptr for any other host. Subdomains such as `www.`,
/// `m.` and `uk.` count.
[[nodiscard]] const Network* network_of_host(std::string_view host);

}  // namespace tote::links
