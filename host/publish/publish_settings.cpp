// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/publish_settings.h"

#include <array>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "host/publish/privacy.h"

namespace tote::host::publish {
namespace {

class SettingsReader {
 public:
  explicit SettingsReader(const std::string& path) : path_(path) {}

  [[nodiscard]] Result<PublishConfig> read(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      reject(node, "'publish' is a table: [publish] with base-url, title, author, output");
    else
      for (const auto& [key, value] : *table)
        read_setting(key.str(), value);
    if (error_)
      return tl::unexpected(*error_);
    return std::move(config_);
  }

 private:
  void read_setting(std::string_view key, const toml::node& node) {
    const std::array<std::pair<std::string_view, std::string*>, 6> texts = {
        {{"base-url", &config_.base_url},
         {"title", &config_.title},
         {"description", &config_.description},
         {"author", &config_.author},
         {"author-url", &config_.author_url},
         {"language", &config_.language}}};
    for (const auto& [name, into] : texts)
      if (key == name)
        return read_text(key, node, *into);
    if (key == "rel-me")
      config_.rel_me = read_urls(node);
    else if (key == "output")
      read_output(node);
    else if (key == "fields")
      read_fields(node);
    else if (key == "into-vault" && node.is_boolean())
      config_.may_write_into_vault = node.as_boolean()->get();
    else
      reject(node, fmt::format("unknown setting 'publish.{}': [publish] has base-url, title, "
                               "description, author, author-url, language, rel-me, output, fields "
                               "and into-vault = true",
                               key));
  }

  void read_text(std::string_view key, const toml::node& node, std::string& into) {
    if (!node.is_string())
      return reject(node, fmt::format("'publish.{}' must be text", key));
    into = node.as_string()->get();
    if (!key.ends_with("-url") || into.empty())
      return;
    if (!is_web_address(into))
      return reject(node, fmt::format("'publish.{}' must be a web address: https://…", key));
    if (key == "base-url" && !into.ends_with('/'))
      into += '/';
  }

  std::vector<std::string> read_urls(const toml::node& node) {
    auto urls = read_texts("rel-me", node);
    for (const auto& url : urls)
      if (!is_web_address(url))
        reject(node, fmt::format("'publish.rel-me' must hold web addresses, '{}' is none", url));
    return urls;
  }

  void read_output(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      return reject(node, "'publish.output' is a table: output = {html = \"folder\"}");
    for (const auto& [key, value] : *table) {
      const bool is_known = key == "html" || key == "hugo" || key == "jekyll";
      if (!is_known || !value.is_string())
        return reject(value,
                      fmt::format("'publish.output.{}': the folders of html, hugo and jekyll "
                                  "can be set, as text",
                                  key.str()));
      config_.output[std::string(key.str())] = value.as_string()->get();
    }
  }

  void read_fields(const toml::node& node) {
    const auto* table = node.as_table();
    if (table == nullptr)
      return reject(node, "'publish.fields' is a table: [publish.fields] with type = [\"field\"]");
    for (const auto& [type, names] : *table)
      config_.fields[std::string(type.str())] = read_texts("fields", names);
  }

  std::vector<std::string> read_texts(std::string_view key, const toml::node& node) {
    std::vector<std::string> texts;
    const auto* array = node.as_array();
    if (array == nullptr) {
      reject(node, fmt::format("'publish.{}' must be a list of texts", key));
      return texts;
    }
    for (const auto& item : *array) {
      if (item.is_string())
        texts.push_back(item.as_string()->get());
      else
        reject(item, fmt::format("'publish.{}' must hold texts only", key));
    }
    return texts;
  }

  void reject(const toml::node& node, std::string message) {
    const auto& begin = node.source().begin;
    if (!error_)
      error_ = Error{ErrorCode::invalid_input, std::move(message),
                     SourcePlace{path_, begin.line, begin.column}};
  }

  const std::string& path_;
  PublishConfig config_;
  std::optional<Error> error_;
};

}  // namespace

Result<PublishConfig> read_publish_settings(const toml::node& node, const std::string& path) {
  return SettingsReader(path).read(node);
}

}  // namespace tote::host::publish
