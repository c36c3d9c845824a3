// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_worker.h"

#include <filesystem>
#include <unistd.h>
#include <utility>
#include <vector>

#include "host/sandbox/sandbox.h"
#include "host/sandbox/trapped_calls.h"
#include "host/worker/channel.h"
#include "host/worker/plugin_runner.h"
#include "host/worker/publish_messages.h"
#include "host/worker/worker_process.h"

namespace tote::host::worker {
namespace {

/// Beside the libraries there is nothing for a plugin to read but its own folder.
std::vector<std::filesystem::path> folders_of(const Setup& setup) {
  std::vector<std::filesystem::path> folders;
  for (const auto& plugin : setup.plugins)
    if (!plugin.library.empty())
      folders.push_back(std::filesystem::path(plugin.library).parent_path());
  return folders;
}

/// What the worker says. Where refusals are noted, each word is preceded by those since the last:
/// they belong to the call into a plugin that was announced last.
class Voice {
 public:
  Voice(Channel& channel, sandbox::Refusals refusals) : channel_(channel), refusals_(refusals) {}

  /// False if the host is gone.
  [[nodiscard]] bool say(MessageKind kind, std::string_view payload) {
    tell_refusals();
    return channel_.send(kind, payload);
  }

  void tell_refusals() {
    if (refusals_ == sandbox::Refusals::silent)
      return;
    if (const Refused refused{sandbox::take_refused_calls()}; !refused.calls.empty())
      (void)channel_.send(MessageKind::refused, encode(refused));
  }

 private:
  Channel& channel_;
  sandbox::Refusals refusals_;
};

/// Answers notes, commands and sites until the host says that it is enough, closes the socket or
/// talks nonsense.
int answer(Channel& channel, Voice& voice, PluginRunner& runner, bool& announces) {
  while (const auto frame = channel.receive()) {
    if (frame->kind == MessageKind::leave) {
      announces = true;
      runner.destroy();
      voice.tell_refusals();
      return 0;
    }
    if (frame->kind == MessageKind::site) {
      const auto site = decode_site(frame->payload);
      announces = true;
      if (!site || !voice.say(MessageKind::share, encode(runner.publish(*site))))
        return 1;
      continue;
    }
    if (frame->kind == MessageKind::command) {
      const auto call = decode_command(frame->payload);
      announces = true;
      if (!call || !voice.say(MessageKind::answer, encode(runner.answer(*call))))
        return 1;
      continue;
    }
    const auto job = decode_note(frame->payload);
    if (frame->kind != MessageKind::note || !job)
      return 1;
    if (!voice.say(MessageKind::extracted, encode(Extracted{job->id, runner.run(*job)})))
      return 1;
  }
  return 0;
}

int serve(Channel& channel) {
  sandbox::shed_inheritance(worker_socket);
  const auto first = channel.receive();
  if (!first || first->kind != MessageKind::setup)
    return 1;
  const auto setup = decode_setup(first->payload);
  if (!setup)
    return 1;
  auto vocabulary = index::parse_vocabulary(setup->vocabulary, "");
  if (!vocabulary)
    return 1;
  const auto refusals =
      setup->notes_refusals ? sandbox::Refusals::noted : sandbox::Refusals::silent;
  Voice voice(channel, refusals);
  bool announces = true;
  RunnerHooks hooks;
  hooks.before_call = [&](const Calling& calling) {
    if (announces)
      (void)voice.say(MessageKind::calling, encode(calling));
  };
  hooks.on_misdeed = [&](const Misdeed& misdeed) {
    (void)voice.say(MessageKind::fault, encode(misdeed));
    ::_exit(1);
  };
  // Never destroyed: unloading a library whose threads or thread-locals live on would crash on the
  // way out.
  auto* runner = new PluginRunner(std::move(hooks));
  const Fenced fenced{sandbox::enter(worker_socket, folders_of(*setup), refusals)};
  if (!voice.say(MessageKind::fenced, encode(fenced)))
    return 1;
  const Ready ready{runner->load(*setup, *std::move(vocabulary))};
  announces = setup->announces_calls;
  if (!sandbox::seal(fenced.measures, refusals) || !voice.say(MessageKind::ready, encode(ready)))
    return 1;
  return answer(channel, voice, *runner, announces);
}

}  // namespace
}  // namespace tote::host::worker

void tote::host::run_plugin_worker() {
  worker::Channel channel(worker::worker_socket);
  const int code = worker::serve(channel);
  ::_exit(code);  // without the plugins' static destructors
}
