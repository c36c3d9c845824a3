// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/url.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace tote::text {
namespace {

constexpr std::array<std::string_view, 9> tracking_parameters = {
    "fbclid", "gclid", "igsh", "igshid", "mc_cid", "mc_eid", "msclkid", "ref_src", "si"};

bool is_tracking(std::string_view parameter) {
  const std::string_view name = parameter.substr(0, parameter.find('='));
  return starts_with(name, "utm_") ||
         std::find(tracking_parameters.begin(), tracking_parameters.end(), name) !=
             tracking_parameters.end();
}

/// A host that can be meant without a scheme: labels with dots between, the last of them no number.
bool looks_like_host(std::string_view host) {
  const std::size_t last_dot = host.rfind('.');
  if (last_dot == std::string_view::npos || last_dot == 0 || host.size() > 253)
    return false;
  const std::string_view top = host.substr(last_dot + 1);
  if (top.size() < 2 || std::any_of(top.begin(), top.end(), is_digit))
    return false;
  return host.find("..") == std::string_view::npos;
}

bool is_host_character(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

int hex_value(char c) {
  if (is_digit(c))
    return c - '0';
  const char low = to_lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// Escapes in capitals, and none where a letter, digit or `-._~` needs none.
std::string normalise_escapes(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      plain += text[i];
      continue;
    }
    const char c = static_cast<char>(high * 16 + low);
    if (is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~')
      plain += c;
    else
      ((plain += '%') += digits[static_cast<std::size_t>(high)]) +=
          digits[static_cast<std::size_t>(low)];
    i += 2;
  }
  return plain;
}

/// Splits off what follows the first `mark`.
std::string_view cut_at(std::string_view& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos)
    return {};
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

}  // namespace

std::string_view unwrap_link(std::string_view text) {
  text = trim(text);
  if (text.size() > 2 && text.front() == '<' && text.back() == '>')
    return trim(text.substr(1, text.size() - 2));
  if (const std::size_t target = text.find("](");
      target != std::string_view::npos && text.front() == '[' && text.back() == ')')
    return trim(text.substr(target + 2, text.size() - target - 3));
  return text;
}

std::optional<Url> parse_url(std::string_view text) {
  text = unwrap_link(text);
  if (text.find_first_of(" \t\n\r\"<>\\") != std::string_view::npos)
    return std::nullopt;
  Url url;
  url.scheme = "https";
  bool has_scheme = false;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!has_scheme && starts_with(text, scheme)) {
      has_scheme = true;
      url.scheme = scheme.substr(0, scheme.size() - 3);
      text.remove_prefix(scheme.size());
    }
  }
  url.fragment = normalise_escapes(cut_at(text, '#'));
  url.query = normalise_escapes(cut_at(text, '?'));
  url.path = '/' + normalise_escapes(cut_at(text, '/'));
  if (const std::size_t user = text.rfind('@'); user != std::string_view::npos) {
    if (!has_scheme)
      return std::nullopt;  // an email address
    text.remove_prefix(user + 1);
  }
  url.port = cut_at(text, ':');
  url.host = lower(text);
  const bool is_host =
      !url.host.empty() && std::all_of(url.host.begin(), url.host.end(), is_host_character);
  if (!is_host || (!has_scheme && !looks_like_host(url.host)) ||
      !std::all_of(url.port.begin(), url.port.end(), is_digit))
    return std::nullopt;
  if (url.port == (url.scheme == "https" ? "443" : "80"))
    url.port.clear();
  return url;
}

void drop_tracking(Url& url) {
  std::string kept;
  std::string_view rest = url.query;
  while (!rest.empty()) {
    const std::string_view parameter = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(parameter.size() + 1, rest.size()));
    if (parameter.empty() || is_tracking(parameter))
      continue;
    if (!kept.empty())
      kept += '&';
    kept += parameter;
  }
  url.query = kept;
}

std::string to_string(const Url& url) {
  std::string text = url.scheme + "://" + url.host;
  if (!url.port.empty())
    text += ':' + url.port;
  text += url.path;
  if (!url.query.empty())
    text += '?' + url.query;
  if (!url.fragment.empty())
    text += '#' + url.fragment;
  return text;
}

}  // namespace tote::text
