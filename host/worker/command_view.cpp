// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/command_view.h"

#include <xxhash.h>

namespace tote::host::worker {
namespace {

std::uint32_t abi_kind(ValueKind kind) {
  switch (kind) {
    case ValueKind::text:
      return TOTE_ARGUMENT_TEXT;
    case ValueKind::integer:
      return TOTE_ARGUMENT_INTEGER;
    case ValueKind::decimal:
      return TOTE_ARGUMENT_DECIMAL;
    case ValueKind::date:
      return TOTE_ARGUMENT_DATE;
  }
  return TOTE_ARGUMENT_TEXT;
}

tote_date_t to_abi(notes::Date date) {
  return {date.year, date.month, date.day};
}

}  // namespace

CommandView::CommandView(const CommandCall& call, const NoteView& note) : note_(note) {
  for (const auto& given : call.arguments) {
    auto& argument = arguments_.emplace_back();
    argument.kind = abi_kind(given.kind);
    argument.date = to_abi(given.date);
    argument.name = to_abi(given.id);
    argument.text = to_abi(given.text);
    argument.integer = given.integer;
    argument.decimal = given.decimal;
  }
  view_.size = sizeof view_;
  view_.argument_count = static_cast<std::uint32_t>(arguments_.size());
  view_.id = to_abi(call.id);
  view_.arguments = arguments_.data();
  view_.note = note.get();
  view_.date = to_abi(call.date);
  view_.today = to_abi(call.today);
}

std::uint64_t CommandView::digest() const {
  auto digest = note_.digest();
  const auto add = [&](const void* data, std::size_t size) {
    digest = XXH3_64bits_withSeed(data, size, digest);
  };
  add(view_.id.data, view_.id.size);
  add(arguments_.data(), arguments_.size() * sizeof(tote_argument_t));
  for (const auto& argument : arguments_) {
    add(argument.name.data, argument.name.size);
    add(argument.text.data, argument.text.size);
  }
  return digest;
}

}  // namespace tote::host::worker
