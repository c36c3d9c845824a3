// SPDX-License-Identifier: GPL-2.0-or-later
// What host and worker say to each other. Every message is one frame: 4 bytes `TOTE`, 4 bytes kind,
// 4 bytes length, then the payload (little-endian). The host starts with Setup, the worker answers
// Ready; then each Note is answered by any number of Calling and one Extracted. Both ends are the
// same build, so there is no version; anything malformed ends the worker.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/facts.h"

namespace tote::host::worker {

/// No frame is longer than the largest note and its facts.
inline constexpr std::uint32_t max_payload_bytes = 64u << 20;

enum class MessageKind : std::uint32_t { setup = 1, ready, note, calling, extracted };

/// A plugin as the worker needs it; its position in Setup names it in the other messages.
struct PluginSpec {
  std::string id;
  std::string library;
  bool extracts = false;               ///< provides tote.extract/1
  bool normalises = false;             ///< provides tote.field/1
  std::vector<notes::Value> settings;  ///< in preorder, spans and quotes left out
};

/// Host → worker, once.
struct Setup {
  std::string vocabulary;  ///< JSON
  std::vector<std::pair<std::string, std::string>> folder_types;
  std::vector<PluginSpec> plugins;
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

/// Worker → host, before any code of a plugin runs: who is to blame if nothing more comes.
struct Calling {
  std::uint32_t plugin = 0;
};

/// Worker → host: what plugins make of a note, and which ones failed in an orderly way.
struct Extracted {
  std::uint64_t id = 0;
  index::Facts facts;
};

[[nodiscard]] std::string encode(const Setup& message);
[[nodiscard]] std::string encode(const Ready& message);
[[nodiscard]] std::string encode(const NoteJob& message);
[[nodiscard]] std::string encode(const Calling& message);
[[nodiscard]] std::string encode(const Extracted& message);

// Each reads one payload; nullopt if it is malformed in any way.
[[nodiscard]] std::optional<Setup> decode_setup(std::string_view payload);
[[nodiscard]] std::optional<Ready> decode_ready(std::string_view payload);
[[nodiscard]] std::optional<NoteJob> decode_note(std::string_view payload);
[[nodiscard]] std::optional<Calling> decode_calling(std::string_view payload);
[[nodiscard]] std::optional<Extracted> decode_extracted(std::string_view payload);

}  // namespace tote::host::worker
