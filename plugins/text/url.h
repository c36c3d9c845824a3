// SPDX-License-Identifier: GPL-2.0-or-later
// Web addresses in one form (RFC 3986, section 6.2), so that equal addresses are equal texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tote::text {

/// The parts of an http or https address. Scheme and host are in lower case.
struct Url {
  std::string scheme;    ///< `https`
  std::string host;      ///< without user and password
  std::string port;      ///< empty for the scheme's own
  std::string path;      ///< begins with `/`
  std::string query;     ///< without `?`
  std::string fragment;  ///< without `#`
};

/// The address within `<…>` or `[text](…)`, else the trimmed text: inline fields hold raw Markdown.
[[nodiscard]] std::string_view unwrap_link(std::string_view text);

/// Reads an address as people write it; without a scheme (`mocete.example/about`) it is https.
/// nullopt if this is no http or https address.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

/// Takes what only tracks the reader out of the query: `utm_…`, `fbclid` and the like.
void drop_tracking(Url& url);

[[nodiscard]] std::string to_string(const Url& url);

}  // namespace tote::text
