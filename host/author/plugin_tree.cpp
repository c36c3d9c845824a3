// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/plugin_tree.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <sys/utsname.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

#include "host/author/subprocess.h"
#include "host/paths.h"

namespace tote::host::author {
namespace fs = std::filesystem;

namespace {

// Enough of a compiler's output to see the first error by.
constexpr std::size_t most_shown_bytes = 4000;

/// Whether a program of this name is in PATH.
bool has_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    if (::access((fs::path(rest.substr(0, colon)) / name).c_str(), X_OK) == 0)
      return true;
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return false;
}

Result<void> run_step(std::vector<std::string> words) {
  CommandLine line;
  line.words = std::move(words);
  // Ours comes first, so that the plugin is built with the SDK of the tote that will load it.
  line.environment = {{"CMAKE_PREFIX_PATH", install_prefix().string()}};
  // Debian's cmake comes without make. A build folder that exists keeps its generator.
  if (std::getenv("CMAKE_GENERATOR") == nullptr && has_program("ninja"))
    line.environment.emplace_back("CMAKE_GENERATOR", "Ninja");
  TOTE_TRY(const auto end, run_program(line));
  if (end.fault.empty())
    return {};
  auto said = end.output;
  if (const auto error = said.find("error"); error != std::string::npos)
    said.erase(0, said.rfind('\n', error) + 1);
  return fail(ErrorCode::invalid_input, fmt::format("the plugin does not build ({}):\n{}",
                                                    end.fault, said.substr(0, most_shown_bytes)));
}

Result<void> build(const fs::path& source, const fs::path& build_folder,
                   const std::vector<std::string>& settings = {}) {
  std::vector<std::string> configure = {"cmake", "-S", source.string(), "-B",
                                        build_folder.string()};
  configure.insert(configure.end(), settings.begin(), settings.end());
  TOTE_CHECK(run_step(std::move(configure)));
  return run_step({"cmake", "--build", build_folder.string()});
}

/// The plugin's folder below the build folder: the one whose plugin.json is of the same id.
Result<Manifest> find_built(const fs::path& build_folder, const std::string& id) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(build_folder / "plugins", error)) {
    auto manifest = load_manifest(entry.path());
    if (manifest && manifest->id == id)
      return manifest;
  }
  return fail(ErrorCode::not_found,
              fmt::format("the build made no plugin {} in {}: does its CMakeLists.txt call "
                          "tote_add_plugin?",
                          id, (build_folder / "plugins").string()));
}

/// What the compiler `cc` answers; "" if there is none or it fails.
std::string ask_compiler(std::string question) {
  CommandLine line;
  line.words = {"cc", std::move(question)};
  const auto end = run_program(line);
  return end && end->fault.empty() ? end->output : "";
}

/// The AddressSanitizer of a compiler, for libraries.
struct Sanitizer {
  fs::path runtime;  ///< a process that opens such a library needs it from the start
  std::string link_flags;
};

/// That of `cc`; nullopt if it has none.
std::optional<Sanitizer> find_sanitizer() {
  std::vector<std::string> names = {"libasan.so"};
  std::string link_flags;
  // clang finds gcc's runtime too, and cannot use it. Its own goes into programs unless it is
  // asked.
  if (ask_compiler("--version").find("clang") != std::string::npos) {
    utsname machine{};
    ::uname(&machine);
    names = {fmt::format("libclang_rt.asan-{}.so", machine.machine), "libclang_rt.asan.so"};
    link_flags = "-shared-libsan";
  }
  for (const auto& name : names) {
    // A compiler that does not have it gives the bare name back.
    const auto answer = ask_compiler("-print-file-name=" + name);
    const fs::path runtime = answer.substr(0, answer.find('\n'));
    std::error_code error;
    if (runtime.is_absolute() && fs::exists(runtime, error))
      return Sanitizer{runtime, link_flags};
  }
  return std::nullopt;
}

}  // namespace

bool PluginTree::has_sources() const {
  std::error_code error;
  return fs::exists(source / "CMakeLists.txt", error);
}

Result<PluginTree> open_plugin(const fs::path& named) {
  std::error_code error;
  PluginTree tree;
  tree.source = fs::canonical(named, error);
  if (error || !fs::exists(tree.source / "plugin.json", error))
    return fail(ErrorCode::not_found,
                fmt::format("there is no plugin.json in {}: name the folder of a plugin, or begin "
                            "one with 'tote plugin new'",
                            named.string()));
  if (!tree.has_sources()) {
    TOTE_TRY(tree.manifest, load_manifest(tree.source));
    tree.folder = tree.source;
    return tree;
  }
  TOTE_TRY(const auto id, read_plugin_id(tree.source));
  TOTE_CHECK(build(tree.source, tree.source / "build"));
  TOTE_TRY(tree.manifest, find_built(tree.source / "build", id));
  tree.folder = tree.manifest.directory;
  return tree;
}

Result<std::optional<InstrumentedPlugin>> build_instrumented(const PluginTree& plugin) {
  if (!plugin.has_sources())
    return std::nullopt;
  const auto sanitizer = find_sanitizer();
  if (!sanitizer)
    return std::nullopt;
  const std::string flags =
      "-g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer";
  const auto folder = plugin.source / "build" / "sanitized";
  TOTE_CHECK(build(
      plugin.source, folder,
      {"-DCMAKE_C_COMPILER=cc", "-DCMAKE_CXX_COMPILER=c++", "-DCMAKE_C_FLAGS=" + flags,
       "-DCMAKE_CXX_FLAGS=" + flags, "-DCMAKE_MODULE_LINKER_FLAGS=" + sanitizer->link_flags}));
  TOTE_TRY(const auto manifest, find_built(folder, plugin.manifest.id));
  return InstrumentedPlugin{manifest.directory, sanitizer->runtime.string()};
}

}  // namespace tote::host::author
