// SPDX-License-Identifier: GPL-2.0-or-later
// tote as a person runs it: one process for each question, while `tote watch` keeps the index up to
// date.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "notes/result.h"

namespace tote::bench {

class ToteProcess {
 public:
  /// Runs `program` on this vault, with its index in its usual place or in `index`, and starts its
  /// watch; `folder`, which holds no plugins, takes the place of where the person keeps theirs.
  /// Errors: unavailable, if the watch does not start.
  [[nodiscard]] static Result<ToteProcess> open(const std::filesystem::path& program,
                                                const std::filesystem::path& vault,
                                                const std::optional<std::filesystem::path>& index,
                                                const std::filesystem::path& folder);
  ToteProcess(ToteProcess&& other) noexcept;
  ToteProcess& operator=(ToteProcess&&) = delete;
  /// Ends the watch.
  ~ToteProcess();

  /// How long `tote COMMAND LINE` takes, from before its start until it has ended. Its output goes
  /// nowhere. Errors: unavailable, if it fails; that nothing is found is no failure.
  [[nodiscard]] Result<std::chrono::duration<double, std::milli>> run(
      const std::string& command, const std::string& line) const;

 private:
  explicit ToteProcess(std::vector<std::string> words) : words_(std::move(words)) {}

  /// Starts `tote` with these words behind those of all; gives its id, or -1.
  [[nodiscard]] pid_t start(const std::vector<std::string>& words) const;

  std::vector<std::string> words_;  ///< the program and what says which vault
  pid_t watch_ = -1;
};

}  // namespace tote::bench
