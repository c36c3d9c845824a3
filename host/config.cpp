// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/config.h"

#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "host/publish/publish_settings.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

SourcePlace place_of(const toml::node& node, const std::string& path) {
  const auto& begin = node.source().begin;
  return {path, begin.line, begin.column};
}

/// Reads one configuration file; remembers the first thing that is wrong.
class ConfigReader {
 public:
  explicit ConfigReader(std::string path) : path_(std::move(path)) {}

  [[nodiscard]] Result<Config> read(const toml::table& root) {
    for (const auto& [key, node] : root)
      read_setting(key.str(), node);
    if (error_)
      return tl::unexpected(*error_);
    return std::move(config_);
  }

 private:
  void read_setting(std::string_view key, const toml::node& node) {
    if (key == "ignore") {
      config_.ignore = strings(node, "ignore");
    } else if (key == "me") {
      read_me(node);
    } else if (key == "folders") {
      read_folders(node);
    } else if (key == "plugins") {
      read_plugins(node);
    } else if (key == "publish") {
      read_publish(node);
    } else {
      reject(node,
             fmt::format("unknown setting '{}': the settings are ignore, me, folders, plugins "
                         "and publish",
                         key));
    }
  }

  void read_publish(const toml::node& node) {
    auto read = publish::read_publish_settings(node, path_);
    if (read)
      config_.publish = *std::move(read);
    else if (!error_)
      error_ = std::move(read).error();
  }

  void read_me(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      return reject(node, "'me' is a table: [me] with name and aliases");
    for (const auto& [key, value] : *table) {
      if (key == "name" && value.is_string()) {
        config_.me.insert(config_.me.begin(), value.as_string()->get());
      } else if (key == "aliases") {
        for (auto& alias : strings(value, "me.aliases"))
          config_.me.push_back(std::move(alias));
      } else {
        reject(value,
               fmt::format("unknown setting 'me.{}': [me] has name = \"…\" and aliases = [\"…\"]",
                           key.str()));
      }
    }
  }

  void read_folders(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      return reject(node, "'folders' is a table: [folders] with folder = \"type\"");
    for (const auto& [folder, type] : *table) {
      if (!type.is_string())
        return reject(type, fmt::format("the type of folder '{}' must be text", folder.str()));
      config_.folder_types.emplace_back(folder.str(), type.as_string()->get());
    }
  }

  void read_plugins(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      return reject(node, "'plugins' is a table: [plugins] with disabled = [\"id\"]");
    for (const auto& [key, value] : *table) {
      if (key == "disabled") {
        config_.disabled_plugins = strings(value, "plugins.disabled");
      } else if (const auto* settings = value.as_table(); settings != nullptr) {
        read_plugin_settings(std::string(key.str()), *settings);
      } else {
        reject(value, fmt::format("unknown setting 'plugins.{}': what a plugin lets you set stands "
                                  "under [plugins.\"its.id\"]",
                                  key.str()));
      }
    }
  }

  void read_plugin_settings(const std::string& id, const toml::table& table) {
    for (const auto& [key, node] : table) {
      PluginSetting setting{std::string(key.str()), {}, place_of(node, path_)};
      if (const auto* list = node.as_array()) {
        setting.value.emplace_back().kind = notes::Value::Kind::list;
        for (const auto& item : *list)
          add_scalar(item, 1, setting.value);
        setting.value.front().next = static_cast<std::uint32_t>(setting.value.size());
      } else {
        add_scalar(node, 0, setting.value);
      }
      config_.plugin_settings[id].push_back(std::move(setting));
    }
  }

  void add_scalar(const toml::node& node, std::uint32_t depth, std::vector<notes::Value>& values) {
    using Kind = notes::Value::Kind;
    notes::Value value;
    if (const auto* text = node.as_string()) {
      value.kind = Kind::text;
      value.text = text->get();
    } else if (const auto* truth = node.as_boolean()) {
      value.kind = Kind::boolean;
      value.boolean = truth->get();
      value.text = value.boolean ? "true" : "false";
    } else if (const auto* integer = node.as_integer()) {
      value.kind = Kind::integer;
      value.integer = integer->get();
      value.text = fmt::format("{}", value.integer);
    } else if (const auto* real = node.as_floating_point()) {
      value.kind = Kind::real;
      value.real = real->get();
      value.text = fmt::format("{}", value.real);
    } else {
      reject(node, "a plugin's setting is a text, a number, true, false, or a list of these");
    }
    value.depth = depth;
    values.push_back(std::move(value));
    values.back().next = static_cast<std::uint32_t>(values.size());
  }

  std::vector<std::string> strings(const toml::node& node, std::string_view name) {
    std::vector<std::string> result;
    const auto* array = node.as_array();
    if (array == nullptr) {
      reject(node, fmt::format("'{}' must be a list of texts: {} = [\"…\"]", name, name));
      return result;
    }
    for (const auto& item : *array) {
      if (!item.is_string()) {
        reject(item, fmt::format("'{}' must hold texts only", name));
        break;
      }
      result.push_back(item.as_string()->get());
    }
    return result;
  }

  void reject(const toml::node& node, std::string message) {
    if (!error_)
      error_ = Error{ErrorCode::invalid_input, std::move(message), place_of(node, path_)};
  }

  std::string path_;
  Config config_;
  std::optional<Error> error_;
};

}  // namespace

fs::path config_file(const fs::path& vault) {
  return vault / ".tote" / "config.toml";
}

Result<Config> load_config(const fs::path& vault) {
  const auto path = config_file(vault);
  std::error_code error;
  if (!fs::exists(path, error))
    return Config{};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file)
    return fail(ErrorCode::io, "cannot read the configuration", SourcePlace{path.string(), 0, 0});
  try {
    return ConfigReader(path.string()).read(toml::parse(text, path.string()));
  } catch (const toml::parse_error& bad) {
    const auto& begin = bad.source().begin;
    return fail(ErrorCode::invalid_input, fmt::format("not valid TOML: {}", bad.description()),
                SourcePlace{path.string(), begin.line, begin.column});
  }
}

std::string default_config_text() {
  return R"(# tote reads this file from .tote/config.toml. Everything in it is optional.

# Files that are no notes, in the form of a .gitignore.
ignore = []

# Who "I" is, where a note calls you by name.
# [me]
# name = "Your Name"
# aliases = []

# The type of notes that do not say theirs, by folder.
[folders]
journal = "journal"

# Plugins that this vault does without.
# [plugins]
# disabled = []

# Where 'tote post publish' writes the site, seen from the vault, and where it will be on the web.
# [publish]
# base-url = "https://example.org/"
# author = "Your Name"
# output = {html = "../site"}

# What a plugin lets you set; 'tote plugin info ID' lists it.
# [plugins."tote.contacts"]
# country-code = "+1"
)";
}

}  // namespace tote::host
