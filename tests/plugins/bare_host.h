// SPDX-License-Identifier: GPL-2.0-or-later
// The smallest host that plugins can run in: it loads a built library and speaks the C ABI to it,
// nothing else of tote. What a plugin states comes out as lines of text.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tote/plugin.h>

namespace tote::plugins {

/// A note for a test: fields of the front matter in order, and blocks of the body.
struct TestNote {
  std::string type;
  std::string title = "A note";
  /// Key and values; several values make a list. `[[…]]` in a value is a link.
  std::vector<std::pair<std::string, std::vector<std::string>>> fields = {};
  std::vector<std::pair<std::string, std::string>> inline_fields = {};

  /// Kind, level (of a heading) and source.
  struct Block {
    std::uint32_t kind;
    std::uint32_t level;
    std::string source;
  };

  std::vector<Block> blocks = {};
  tote_date_t date = {0, 0, 0};
};

/// What became of a call: `text series "Earthsea"`, `decimal series-number 2`, `edge
/// contacted(self, me) 2024-05-12`, `term 0441478123`, `canonical 9780441478125`, `key 4`, and for
/// a diagnostic `warning isbn-check-digit`. A statement with a place ends in ` @` and the source of
/// the place.
struct Outcome {
  tote_status_t status = TOTE_OK;
  std::vector<std::string> lines;
};

/// A loaded plugin and one instance of it.
class BareHost {
 public:
  /// Loads the library of the plugin in `folder` and makes an instance with these settings.
  /// Throws std::runtime_error if that fails.
  BareHost(const std::string& library, const std::map<std::string, std::string>& settings = {});
  ~BareHost();
  BareHost(const BareHost&) = delete;
  BareHost& operator=(const BareHost&) = delete;

  [[nodiscard]] const tote_plugin_t& plugin() const { return *plugin_; }

  [[nodiscard]] const void* get_interface(const char* id) const;

  /// Runs tote.field/1 on a value.
  [[nodiscard]] Outcome normalise(const std::string& field, const std::string& note_type,
                                  const std::string& text) const;
  /// Runs tote.extract/1 on a note. With `offers_doc` false the host lacks the doc service.
  [[nodiscard]] Outcome extract(const TestNote& note, bool offers_doc = true) const;

 private:
  const tote_plugin_t* plugin_ = nullptr;
  void* self_ = nullptr;
};

}  // namespace tote::plugins
