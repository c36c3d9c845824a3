// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/arena.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace tote::host::author::check {
namespace {

enum class State : std::uint8_t { writable, sealed, burned };

/// Pages with data that ends at the guard page behind them.
struct Region {
  std::uintptr_t begin = 0;
  std::uintptr_t guard = 0;
  std::uintptr_t end = 0;
  State state = State::writable;
};

constexpr unsigned char poison = 0xA5;
constexpr std::size_t pack_bytes = 256 * 1024;
constexpr int caught_exit_code = 9;

// Read in a signal handler, so of a fixed size and never moved. The oldest entries are reused once
// all are taken.
constexpr std::size_t most_regions = 1u << 16;
std::array<Region, most_regions> regions;
std::size_t region_count = 0;
int report_to = -1;

std::size_t page_bytes() {
  static const auto size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

void report(const char* what) {
  const auto write_all = [](const char* text) {
    const auto written = ::write(report_to, text, std::strlen(text));
    (void)written;  // nothing can be done about it here
  };
  write_all("bad notes.inputs\t");
  write_all(what);
  write_all("\n");
}

void on_fault(int signal, siginfo_t* info, void* /*context*/) {
  const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
  for (const auto& region : regions) {
    if (address < region.begin || address >= region.end)
      continue;
    if (region.state == State::burned)
      report("it used what it was given after the call had ended");
    else if (address >= region.guard)
      report("it read beyond the end of what it was given");
    else
      report("it wrote to what it was given");
    ::_exit(caught_exit_code);
  }
  // Not ours: the fault comes again and ends the process as it would have.
  std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_arenas(int report_descriptor) {
  report_to = report_descriptor;
  static std::array<char, 64 * 1024> stack;  // a stack overflow is caught as well
  stack_t alternative{};
  alternative.ss_sp = stack.data();
  alternative.ss_size = stack.size();
  ::sigaltstack(&alternative, nullptr);

  struct sigaction action {};

  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  ::sigaction(SIGSEGV, &action, nullptr);
  ::sigaction(SIGBUS, &action, nullptr);
}

void* Arena::take(std::size_t size) {
  if (size == 0)
    return nullptr;
  const auto page = page_bytes();
  const auto data = (size + page - 1) / page * page;
  void* const pages =
      ::mmap(nullptr, data + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED)
    throw std::bad_alloc();
  const auto begin = reinterpret_cast<std::uintptr_t>(pages);
  ::mprotect(reinterpret_cast<void*>(begin + data), page, PROT_NONE);
  auto& region = regions[region_count % most_regions];
  if (region_count >= most_regions)
    ::munmap(reinterpret_cast<void*>(region.begin), region.end - region.begin);
  region = {begin, begin + data, begin + data + page, State::writable};
  regions_.push_back(region_count++ % most_regions);
  std::memset(pages, poison, std::min(data - size, page));
  return reinterpret_cast<void*>(begin + data - size);
}

void* Arena::copy_bytes(const void* bytes, std::size_t size) {
  void* const memory = take(size);
  if (memory != nullptr)
    std::memcpy(memory, bytes, size);
  return memory;
}

tote_str_t Arena::text(std::string_view text) {
  return {static_cast<const char*>(copy_bytes(text.data(), text.size())), text.size()};
}

tote_str_t Arena::packed(std::string_view text) {
  if (text.empty())
    return {nullptr, 0};
  if (text.size() + 1 > pack_bytes / 4)
    return this->text(text);
  if (pack_left_ < text.size() + 1) {
    pack_ = static_cast<char*>(take(pack_bytes));
    pack_left_ = pack_bytes;
  }
  char* const begin = pack_;
  std::memcpy(begin, text.data(), text.size());
  begin[text.size()] = static_cast<char>(poison);
  pack_ += text.size() + 1;
  pack_left_ -= text.size() + 1;
  return {begin, text.size()};
}

void Arena::seal() {
  for (const auto position : regions_) {
    auto& region = regions[position];
    ::mprotect(reinterpret_cast<void*>(region.begin), region.guard - region.begin, PROT_READ);
    region.state = State::sealed;
  }
}

void Arena::burn() {
  for (const auto position : regions_) {
    auto& region = regions[position];
    auto* const pages = reinterpret_cast<void*>(region.begin);
    ::mprotect(pages, region.guard - region.begin, PROT_NONE);
    ::madvise(pages, region.guard - region.begin, MADV_DONTNEED);
    region.state = State::burned;
  }
  regions_.clear();
  pack_left_ = 0;
}

}  // namespace tote::host::author::check
