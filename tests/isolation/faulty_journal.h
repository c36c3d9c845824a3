// SPDX-License-Identifier: GPL-2.0-or-later
// A journal with a plugin that goes wrong (fixtures/fault_plugin.cpp) beside one that never does.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::isolation {

class FaultyJournal {
 public:
  /// `place` and `fault`: where the plugin goes wrong, and how. Both plugins and no note are there.
  FaultyJournal(const std::string& place, const std::string& fault);

  /// A note of the type that both plugins have a say in; the word "trigger" in `word` sets the
  /// faulty one off.
  void write_note(const std::string& name, std::string_view word) const;

  [[nodiscard]] std::string note_text(const std::string& name) const {
    return folder_.read("vault/moods/" + name + ".md");
  }

  /// Other bytes of the faulty plugin's library, which do the same.
  void replace_library() const;

  /// A post that is public, likewise.
  void write_post(const std::string& name, std::string_view word) const;

  /// What the plugin is in the journal.
  enum class Plugin {
    faulty,
    sound,    ///< the same code, and it never goes wrong
    no_code,  ///< it declares what it declares
  };

  [[nodiscard]] host::Journal open(Plugin plugin = Plugin::faulty) const;

  /// What the index holds for the journal opened so, note by note, but for what is wrong with them.
  [[nodiscard]] std::map<std::string, std::string> indexed(Plugin plugin) const;

  /// What publishing all posts of the journal opened so writes, by path, and what it says.
  struct Site {
    std::map<std::string, std::string> files;
    std::string problems;
  };

  [[nodiscard]] Site publish(Plugin plugin) const;

  /// The vault.
  [[nodiscard]] std::filesystem::path vault() const { return folder_.path() / "vault"; }

  [[nodiscard]] std::filesystem::path plugins() const { return folder_.path() / "plugins"; }

 private:
  [[nodiscard]] std::filesystem::path index_of(Plugin plugin) const;

  host::TempFolder folder_;
  std::string name_;
};

/// All that the index knows of a note, but for what is wrong with it.
[[nodiscard]] std::string indexed(const host::Journal& journal, const std::string& name);

/// Everything that a user is told of what went wrong.
[[nodiscard]] std::string complaints(const host::Journal& journal,
                                     const host::RefreshReport& report);

}  // namespace tote::isolation
