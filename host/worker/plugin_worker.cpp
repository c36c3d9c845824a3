// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_worker.h"

#include <unistd.h>

#include "host/worker/channel.h"
#include "host/worker/plugin_runner.h"
#include "host/worker/worker_process.h"

namespace tote::host::worker {
namespace {

/// Answers the host until it closes the socket or talks nonsense.
int serve(Channel& channel) {
  const auto first = channel.receive();
  if (!first || first->kind != MessageKind::setup)
    return 1;
  const auto setup = decode_setup(first->payload);
  if (!setup)
    return 1;
  auto vocabulary = index::parse_vocabulary(setup->vocabulary, "");
  if (!vocabulary)
    return 1;
  // Never destroyed: unloading a library whose threads or thread-locals live on would crash on the
  // way out.
  auto* runner = new PluginRunner([&](std::uint32_t plugin) {
    (void)channel.send(MessageKind::calling, encode(Calling{plugin}));
  });
  const Ready ready{runner->load(*setup, *std::move(vocabulary))};
  if (!channel.send(MessageKind::ready, encode(ready)))
    return 1;
  while (const auto frame = channel.receive()) {
    const auto job = decode_note(frame->payload);
    if (frame->kind != MessageKind::note || !job)
      return 1;
    if (!channel.send(MessageKind::extracted, encode(Extracted{job->id, runner->run(*job)})))
      return 1;
  }
  return 0;
}

}  // namespace

}  // namespace tote::host::worker

void tote::host::run_plugin_worker() {
  worker::Channel channel(worker::worker_socket);
  const int code = worker::serve(channel);
  ::_exit(code);  // without the plugins' static destructors
}
