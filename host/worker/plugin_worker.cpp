// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_worker.h"

#include <filesystem>
#include <unistd.h>
#include <utility>
#include <vector>

#include "host/sandbox/sandbox.h"
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

/// Answers notes, commands and sites until the host says that it is enough, closes the socket or
/// talks nonsense.
int answer(Channel& channel, PluginRunner& runner, bool& announces) {
  while (const auto frame = channel.receive()) {
    if (frame->kind == MessageKind::leave) {
      announces = true;
      runner.destroy();
      return 0;
    }
    if (frame->kind == MessageKind::site) {
      const auto site = decode_site(frame->payload);
      announces = true;
      if (!site || !channel.send(MessageKind::share, encode(runner.publish(*site))))
        return 1;
      continue;
    }
    if (frame->kind == MessageKind::command) {
      const auto call = decode_command(frame->payload);
      announces = true;
      if (!call || !channel.send(MessageKind::answer, encode(runner.answer(*call))))
        return 1;
      continue;
    }
    const auto job = decode_note(frame->payload);
    if (frame->kind != MessageKind::note || !job)
      return 1;
    if (!channel.send(MessageKind::extracted, encode(Extracted{job->id, runner.run(*job)})))
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
  bool announces = true;
  RunnerHooks hooks;
  hooks.before_call = [&](const Calling& calling) {
    if (announces)
      (void)channel.send(MessageKind::calling, encode(calling));
  };
  hooks.on_misdeed = [&](const Misdeed& misdeed) {
    (void)channel.send(MessageKind::fault, encode(misdeed));
    ::_exit(1);
  };
  // Never destroyed: unloading a library whose threads or thread-locals live on would crash on the
  // way out.
  auto* runner = new PluginRunner(std::move(hooks));
  const Fenced fenced{sandbox::enter(worker_socket, folders_of(*setup))};
  if (!channel.send(MessageKind::fenced, encode(fenced)))
    return 1;
  const Ready ready{runner->load(*setup, *std::move(vocabulary))};
  announces = setup->announces_calls;
  if (!sandbox::seal(fenced.measures) || !channel.send(MessageKind::ready, encode(ready)))
    return 1;
  return answer(channel, *runner, announces);
}

}  // namespace
}  // namespace tote::host::worker

void tote::host::run_plugin_worker() {
  worker::Channel channel(worker::worker_socket);
  const int code = worker::serve(channel);
  ::_exit(code);  // without the plugins' static destructors
}
