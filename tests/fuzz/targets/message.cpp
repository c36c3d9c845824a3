// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin's worker may say, as bytes of any kind: refused, or read and written again as it
// reads.
#include "host/worker/messages.h"
#include "host/worker/publish_messages.h"
#include "tests/fuzz/round_trip.h"
#include "tests/host/sample_extracted.h"

namespace tote::fuzz {
namespace {

using namespace host::worker;  // NOLINT(google-build-using-namespace): its messages fill this file

template <class Decode>
void read_with(Decode decode, std::string_view bytes) {
  require_round_trip(bytes, decode, [](const auto& message) { return encode(message); });
}

host::publish::PluginShare share() {
  using Step = host::publish::FragmentStep;
  Step open;
  open.kind = Step::Kind::open;
  open.name = "p";
  Step text;
  text.name = "4 of 5";
  Step close;
  close.kind = Step::Kind::close;
  host::publish::PluginShare share;
  share.fragments = {{open, text, close}, {}};
  share.files = {{"books.json", "application/json", "{}"}};
  return share;
}

host::CommandAnswer answer() {
  using Action = host::CommandEdit::Action;
  return {{{Action::set, "status", "read"}, {Action::append, "", "- read"}},
          {{notes::Diagnostic::Severity::info, "a.b", "again", {1, 2}}}};
}

}  // namespace

// The first byte says which message the others are.
void read(std::string_view input) {
  if (input.empty())
    return;
  const auto bytes = input.substr(1);
  switch (static_cast<unsigned char>(input.front()) % 8) {
    case 0:
      return read_with(decode_extracted, bytes);
    case 1:
      return read_with(decode_share, bytes);
    case 2:
      return read_with(decode_ready, bytes);
    case 3:
      return read_with(decode_fenced, bytes);
    case 4:
      return read_with(decode_calling, bytes);
    case 5:
      return read_with(decode_answer, bytes);
    case 6:
      return read_with(decode_refused, bytes);
    default:
      return read_with(decode_misdeed, bytes);
  }
}

std::vector<std::string> seeds() {
  return {'\0' + encode(sample_extracted()),
          '\1' + encode(share()),
          '\2' + encode(Ready{{"one is missing"}}),
          '\3' + encode(Fenced{{{"files", true, "Landlock"}}}),
          '\4' + encode(Calling{4, Stage::destroy}),
          '\5' + encode(answer()),
          '\6' + encode(Refused{{41, 257}}),
          '\7' + encode(Misdeed{5, "left a thread running"})};
}

}  // namespace tote::fuzz
