// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a target on its seeds and on changed ones, the same in every run with the same seed. An
// input that kills it, or that takes longer than ten seconds, is left in a file, and the message
// says how to run it again.
//
//   fuzz_note [--seconds=5] [--seed=1]     changes the seeds for so long
//   fuzz_note FILE...                      runs these inputs
//   fuzz_note --write-seeds DIR            leaves the seeds there, for libFuzzer
#include <charconv>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/mutate.h"

namespace {
bool has_sanitizer = false;
}

#define TOTE_SEEN_BY_SANITIZERS \
  __attribute__((visibility("default"), no_sanitize("address", "undefined")))

// A sanitizer asks for its options by these names when the program starts, before its own memory is
// there. Unless told otherwise it ends the program without a signal, and the input would be lost.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)
extern "C" TOTE_SEEN_BY_SANITIZERS const char* __asan_default_options() {
  has_sanitizer = true;
  return "abort_on_error=1";
}

extern "C" TOTE_SEEN_BY_SANITIZERS const char* __ubsan_default_options() {
  return "abort_on_error=1:print_stacktrace=1";
}

// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)

namespace {

using tote::fuzz::read;

constexpr std::size_t max_input_bytes = 1u << 14;
constexpr unsigned max_input_seconds = 10;

/// The input that is being read; for the handler of signals.
std::string_view current;

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written <= 0)
      return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Keeps the input, and lets the signal end the program.
extern "C" void keep_input(int signal) {
  constexpr std::string_view path = "fuzz-failure.bin";
  const int file = ::open(path.data(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  write_all(file, current);
  ::close(file);
  write_all(STDERR_FILENO,
            signal == SIGALRM ? "An input took too long" : "An input ended the program");
  write_all(STDERR_FILENO, ": run this program again with the file fuzz-failure.bin.\n");
  std::signal(signal, SIG_DFL);
  ::raise(signal);
}

/// Sees to it that an input that ends the program is kept. A sanitizer tells of a bad address
/// before it aborts.
void watch_for_the_end() {
  for (const int signal : {SIGABRT, SIGALRM})
    std::signal(signal, keep_input);
  if (!has_sanitizer)
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
      std::signal(signal, keep_input);
}

void read_one(std::string_view input) {
  current = input;
  ::alarm(max_input_seconds);
  read(input);
  ::alarm(0);
}

void read_changed(std::uint64_t seed, std::chrono::seconds duration) {
  const auto inputs = tote::fuzz::seeds();
  for (const auto& input : inputs)
    read_one(input);
  std::mt19937_64 random(seed);
  const auto end = std::chrono::steady_clock::now() + duration;
  std::uint64_t count = 0;
  for (; std::chrono::steady_clock::now() < end; ++count)
    read_one(tote::fuzz::mutate(inputs, max_input_bytes, random));
  std::cout << inputs.size() << " seeds and " << count << " changed inputs read, seed " << seed
            << '\n';
}

void write_seeds(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const auto& input : tote::fuzz::seeds())
    std::ofstream(folder / ("seed" + std::to_string(number++)), std::ios::binary) << input;
}

/// The number of an argument `--name=7`; nullopt if it is another argument.
std::optional<std::uint64_t> number_of(std::string_view argument, std::string_view option) {
  if (!argument.starts_with(option))
    return std::nullopt;
  argument.remove_prefix(option.size());
  std::uint64_t number = 0;
  std::from_chars(argument.data(), argument.data() + argument.size(), number);
  return number;
}

}  // namespace

int main(int count, char** arguments) {
  watch_for_the_end();
  std::uint64_t seed = 1;
  std::uint64_t seconds = 5;
  bool has_files = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--write-seeds" && i + 1 < count)
      return write_seeds(arguments[i + 1]), 0;
    if (const auto given = number_of(argument, "--seed="))
      seed = *given;
    else if (const auto given_seconds = number_of(argument, "--seconds="))
      seconds = *given_seconds;
    else
      has_files = (read_one(tote::fuzz::text_of(arguments[i])), true);
  }
  if (!has_files)
    read_changed(seed, std::chrono::seconds(seconds));
}
