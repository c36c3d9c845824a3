// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/interrupt.h"

#include <csignal>

namespace tote::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void take_note(int signal) {
  interrupted = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

InterruptGuard::InterruptGuard()
    : on_interrupt_(std::signal(SIGINT, take_note)),
      on_terminate_(std::signal(SIGTERM, take_note)) {
  interrupted = 0;
}

InterruptGuard::~InterruptGuard() {
  std::signal(SIGINT, on_interrupt_);
  std::signal(SIGTERM, on_terminate_);
}

bool InterruptGuard::was_interrupted() {
  return interrupted != 0;
}

}  // namespace tote::cli
