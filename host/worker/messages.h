// SPDX-License-Identifier: GPL-2.0-or-later
// What host and worker say to each other. Every message is one frame: 4 bytes `TOTE`, 4 bytes kind,
// 4 bytes length, then the payload (little-endian). The host starts with Setup; the worker fences
// itself in and says Fenced, loads the plugins, each step announced by Calling, and says Ready.
// Then each Note is answered by one Extracted, in the same order, and a Command by an Answer; Leave
// ends it. Both ends are the same build, so there is no version; anything malformed ends the
// worker. Once plugins are loaded their code could write to the socket as well, so the host
// believes nothing that it has not checked.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/plugin_answer.h"
#include "host/sandbox/measure.h"
#include "index/facts.h"

namespace tote::host::worker {

/// No frame is longer than the largest note and its facts.
inline constexpr std::uint32_t max_payload_bytes = 64u << 20;

enum class MessageKind : std::uint32_t {
  setup = 1,
  fenced,
  ready,
  note,
  calling,
  extracted,
  fault,
  leave,
  site,  ///< host to worker: see publish_messages.h
  share,
  command,  ///< host to worker: a CommandCall
  answer,
  refused,
};

/// What is called in a plugin.
enum class Stage : std::uint8_t {
  load,  ///< dlopen, with the library's static constructors
  entry,
  create,
  get_interface,
  field,
  extract,
  command,
  render,
  export_site,
  destroy,
};

/// For people: "while its library was loaded", "in tote.extract/1".
[[nodiscard]] std::string_view to_string(Stage stage);

/// A plugin as the worker needs it; its position in Setup names it in the other messages.
struct PluginSpec {
  std::string id;
  std::string version;
  std::string library;  ///< empty: leave it out
  // Which interfaces will be used: the library must have them.
  bool extracts = false;               ///< tote.extract/1
  bool normalises = false;             ///< tote.field/1
  bool commands = false;               ///< tote.command/1
  bool renders = false;                ///< tote.render/1
  bool exports = false;                ///< tote.export/1
  std::vector<notes::Value> settings;  ///< in preorder, spans and quotes left out
};

/// Host → worker, once.
struct Setup {
  std::string vocabulary;  ///< JSON
  std::vector<std::pair<std::string, std::string>> folder_types;
  std::vector<PluginSpec> plugins;
  bool announces_calls = false;  ///< also those for notes; else only those for loading
  bool notes_refusals = false;   ///< each Calling may be followed by a Refused; needs the above
  std::chrono::milliseconds deadline{0};  ///< for the answer to a message; 0: there is none
};

/// Worker → host, before any code of a plugin runs: what is enforced upon it.
struct Fenced {
  std::vector<sandbox::Measure> measures;
};

/// Worker → host: the plugins are loaded. An error for each plugin, empty if it is usable.
struct Ready {
  std::vector<std::string> errors;
};

/// Host → worker: extract this note.
struct NoteJob {
  std::uint64_t id = 0;
  std::string path;
  std::string source;
  std::vector<std::uint32_t> excluded;  ///< plugins that failed on this note before
};

/// Worker → host, before code of a plugin runs: where it was if nothing more comes.
struct Calling {
  std::uint32_t plugin = 0;
  Stage stage = Stage::load;
  std::uint32_t page = 0;  ///< which of the site's, for Stage::render
};

/// Worker → host, its last words: a plugin did what leaves the process unfit to go on.
struct Misdeed {
  std::uint32_t plugin = 0;
  std::string what;  ///< "left a thread running"
};

/// Worker → host, after code of a plugin has run: what the sandbox refused it in the call that was
/// announced last.
struct Refused {
  std::vector<std::uint32_t> calls;  ///< numbers of system calls
};

/// Worker → host: what plugins make of a note, and which ones failed in an orderly way.
struct Extracted {
  std::uint64_t id = 0;
  index::Facts facts;
};

[[nodiscard]] std::string encode(const Setup& message);
[[nodiscard]] std::string encode(const Fenced& message);
[[nodiscard]] std::string encode(const Ready& message);
[[nodiscard]] std::string encode(const NoteJob& message);
[[nodiscard]] std::string encode(const Calling& message);
[[nodiscard]] std::string encode(const Misdeed& message);
[[nodiscard]] std::string encode(const Refused& message);
[[nodiscard]] std::string encode(const Extracted& message);
[[nodiscard]] std::string encode(const CommandCall& message);
[[nodiscard]] std::string encode(const CommandAnswer& message);

// Each reads one payload; nullopt if it is malformed in any way.
[[nodiscard]] std::optional<Setup> decode_setup(std::string_view payload);
[[nodiscard]] std::optional<Fenced> decode_fenced(std::string_view payload);
[[nodiscard]] std::optional<Ready> decode_ready(std::string_view payload);
[[nodiscard]] std::optional<NoteJob> decode_note(std::string_view payload);
[[nodiscard]] std::optional<Calling> decode_calling(std::string_view payload);
[[nodiscard]] std::optional<Misdeed> decode_misdeed(std::string_view payload);
[[nodiscard]] std::optional<Refused> decode_refused(std::string_view payload);
[[nodiscard]] std::optional<Extracted> decode_extracted(std::string_view payload);
[[nodiscard]] std::optional<CommandCall> decode_command(std::string_view payload);
[[nodiscard]] std::optional<CommandAnswer> decode_answer(std::string_view payload);

}  // namespace tote::host::worker
