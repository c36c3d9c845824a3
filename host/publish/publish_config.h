// SPDX-License-Identifier: GPL-2.0-or-later
// What the owner has set for publishing: `[publish]` in `.tote/config.toml`.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tote::host::publish {

/// What kind of site is written.
enum class Target { html, hugo, jekyll };

/// The settings of `[publish]`. A site can be written with none of them.
struct PublishConfig {
  std::string
      base_url;       ///< where the site will be: https, ends in `/`; without it there are no feeds
  std::string title;  ///< of the site; else the author's name
  std::string description;                    ///< one line below the title
  std::string author;                         ///< else the first name of [me]
  std::string author_url;                     ///< else base_url
  std::string language = "en";                ///< BCP 47
  std::vector<std::string> rel_me;            ///< addresses of the author's own profiles
  std::map<std::string, std::string> output;  ///< "html", "hugo", "jekyll" → folder
  bool may_write_into_vault = false;          ///< whether an output folder may lie in the vault
  std::map<std::string, std::vector<std::string>>
      fields;  ///< type → fields that may leave beside those of host/publish/privacy.h
};

}  // namespace tote::host::publish
