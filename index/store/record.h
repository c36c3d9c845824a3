// SPDX-License-Identifier: GPL-2.0-or-later
// The document data of a note: its NoteRecord as bytes. Version byte first; see format_number for
// changes. Private to index/store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "index/store/reader.h"

namespace tote::index::store {

/// All of the record but card.id, which is the document's number.
[[nodiscard]] std::string encode_record(const NoteRecord& record);

/// The record of document `note`; nullopt if the bytes are damaged.
[[nodiscard]] std::optional<NoteRecord> decode_record(std::string_view bytes, NoteId note);

/// A finding as bytes, for files that are no notes.
[[nodiscard]] std::string encode_diagnostic(const notes::Diagnostic& diagnostic,
                                            const SourcePlace& place);
[[nodiscard]] std::optional<std::pair<notes::Diagnostic, SourcePlace>> decode_diagnostic(
    std::string_view bytes);

}  // namespace tote::index::store
