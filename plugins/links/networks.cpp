// SPDX-License-Identifier: GPL-2.0-or-later
#include "links/networks.h"

#include <algorithm>

#include "text/ascii.h"

namespace tote::links {
namespace {

// The rules are those of the networks' own help pages and addresses, as of 2024.
constexpr std::array<Network, 23> networks = {{
    {.id = "mastodon",
     .label = "Mastodon",
     .form = HandleForm::fediverse,
     .spellings = {"fediverse", "masto", "activitypub"},
     .signs = "_.-",
     .longest = 64},
    {.id = "pixelfed",
     .label = "Pixelfed",
     .form = HandleForm::fediverse,
     .signs = "_.-",
     .longest = 64},
    {.id = "bookwyrm",
     .label = "BookWyrm",
     .form = HandleForm::fediverse,
     .signs = "_.-",
     .longest = 64},
    {.id = "lemmy", .label = "Lemmy", .form = HandleForm::fediverse, .signs = "_.-", .longest = 64},
    {.id = "peertube",
     .label = "PeerTube",
     .form = HandleForm::fediverse,
     .signs = "_.-",
     .longest = 64},
    {.id = "friendica",
     .label = "Friendica",
     .form = HandleForm::fediverse,
     .signs = "_.-",
     .longest = 64},
    {.id = "misskey",
     .label = "Misskey",
     .form = HandleForm::fediverse,
     .signs = "_.-",
     .longest = 64},
    {.id = "x",
     .label = "X",
     .spellings = {"twitter", "x-twitter", "x-(twitter)"},
     .hosts = {"x.com", "twitter.com"},
     .signs = "_",
     .longest = 15,
     .reserved = " home i search explore intent share hashtag settings login compose messages "},
    {.id = "bluesky",
     .label = "Bluesky",
     .form = HandleForm::domain,
     .spellings = {"bsky", "blue-sky", "atproto"},
     .hosts = {"bsky.app"},
     .paths = {"profile/"},
     .signs = "-.",
     .longest = 253},
    {.id = "github",
     .label = "GitHub",
     .spellings = {"git-hub"},
     .hosts = {"github.com"},
     .paths = {"", "orgs/", "sponsors/"},
     .signs = "-",
     .longest = 39,
     .reserved = " about features topics search settings login marketplace explore trending "
                 "notifications "},
    {.id = "linkedin",
     .label = "LinkedIn",
     .spellings = {"linked-in"},
     .hosts = {"linkedin.com"},
     .paths = {"in/", "pub/"},
     .kept_paths = {"company/", "school/"},
     .signs = "-_%",
     .longest = 100,
     .has_www = true},
    {.id = "instagram",
     .label = "Instagram",
     .spellings = {"insta", "ig"},
     .hosts = {"instagram.com", "instagr.am"},
     .signs = "_.",
     .longest = 30,
     .has_www = true,
     .reserved = " p reel reels stories explore accounts tv direct "},
    {.id = "threads",
     .label = "Threads",
     .hosts = {"threads.net", "threads.com"},
     .paths = {"@"},
     .signs = "_.",
     .longest = 30,
     .has_www = true},
    {.id = "youtube",
     .label = "YouTube",
     .spellings = {"you-tube", "yt"},
     .hosts = {"youtube.com"},
     .paths = {"@", "c/", "user/"},
     .kept_paths = {"channel/"},
     .signs = "_.-",
     .longest = 30,
     .has_www = true},
    {.id = "tiktok",
     .label = "TikTok",
     .spellings = {"tik-tok"},
     .hosts = {"tiktok.com"},
     .paths = {"@"},
     .signs = "_.",
     .longest = 24,
     .has_www = true},
    {.id = "medium",
     .label = "Medium",
     .hosts = {"medium.com"},
     .paths = {"@"},
     .signs = "_.-",
     .longest = 50},
    {.id = "goodreads",
     .label = "Goodreads",
     .spellings = {"good-reads"},
     .hosts = {"goodreads.com"},
     .kept_paths = {"user/show/", "author/show/"},
     .signs = "_.-",
     .longest = 60,
     .has_www = true,
     .reserved = " book review list shelf search genres quotes user author series group topic "},
    {.id = "storygraph",
     .label = "The StoryGraph",
     .spellings = {"the-storygraph", "story-graph", "the-story-graph"},
     .hosts = {"app.thestorygraph.com", "thestorygraph.com"},
     .paths = {"profile/"},
     .signs = "_.-",
     .longest = 60},
    {.id = "librarything",
     .label = "LibraryThing",
     .spellings = {"library-thing"},
     .hosts = {"librarything.com"},
     .paths = {"profile/", "catalog/"},
     .signs = "_.-",
     .longest = 60,
     .has_www = true},
    {.id = "reddit",
     .label = "Reddit",
     .hosts = {"reddit.com"},
     .paths = {"user/", "u/"},
     .signs = "_-",
     .longest = 20,
     .has_www = true},
    {.id = "facebook",
     .label = "Facebook",
     .spellings = {"fb"},
     .hosts = {"facebook.com", "fb.com"},
     .signs = ".-",
     .longest = 50,
     .has_www = true,
     .reserved = " groups events pages watch marketplace login sharer share people "},
    {.id = "blog", .label = "Blog", .form = HandleForm::site, .spellings = {"weblog"}},
    {.id = "website",
     .label = "Website",
     .form = HandleForm::site,
     .spellings = {"site", "homepage", "web"}},
}};

bool is_or_is_under(std::string_view host, std::string_view domain) {
  if (domain.empty() || host.size() < domain.size() ||
      host.substr(host.size() - domain.size()) != domain)
    return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace

const Network* find_network(std::string_view name) {
  const std::string word = text::keyword(name);
  if (word.empty())
    return nullptr;
  const auto* found = std::find_if(networks.begin(), networks.end(), [&](const Network& network) {
    return network.id == word || std::find(network.spellings.begin(), network.spellings.end(),
                                           word) != network.spellings.end();
  });
  return found == networks.end() ? network_of_host(word) : found;
}

const Network* network_of_host(std::string_view host) {
  for (const Network& network : networks)
    for (const std::string_view domain : network.hosts)
      if (is_or_is_under(host, domain))
        return &network;
  return nullptr;
}

}  // namespace tote::links
