// SPDX-License-Identifier: GPL-2.0-or-later
// Each library reaches the allocator through slots of its own that the dynamic linker fills in
// (System V ABI, "Dynamic Linking": DT_JMPREL and DT_RELA). Here they are filled in anew. The
// program's own slots stay, so that the host never fails.
#include "host/author/check/allocations.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <elf.h>
#include <link.h>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

namespace tote::host::author::check {
namespace {

struct Limit {
  bool is_counting = false;
  int truces = 0;
  std::uint64_t count = 0;
  std::uint64_t fails_from = UINT64_MAX;
};

thread_local Limit limit;

/// Whether the allocation that is asked for now is one that fails.
bool fails() {
  return limit.is_counting && limit.truces == 0 && limit.count++ >= limit.fails_from;
}

void* refused() {
  errno = ENOMEM;
  return nullptr;
}

void* limited_malloc(std::size_t size) {
  return fails() ? refused() : std::malloc(size);
}

void* limited_calloc(std::size_t count, std::size_t size) {
  return fails() ? refused() : std::calloc(count, size);
}

void* limited_realloc(void* old, std::size_t size) {
  return fails() ? refused() : std::realloc(old, size);
}

int limited_posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  return fails() ? ENOMEM : ::posix_memalign(memory, alignment, size);
}

void* limited_aligned_alloc(std::size_t alignment, std::size_t size) {
  return fails() ? refused() : std::aligned_alloc(alignment, size);
}

char* limited_strdup(const char* text) {
  return fails() ? static_cast<char*>(refused()) : ::strdup(text);
}

char* limited_strndup(const char* text, std::size_t size) {
  return fails() ? static_cast<char*>(refused()) : ::strndup(text, size);
}

template <class Function>
void* address(Function* function) {
  return reinterpret_cast<void*>(function);
}

/// What is called instead of the function of this name, or nullptr. `operator new` gets its memory
/// from malloc.
void* replacement(std::string_view name) {
  static const std::array<std::pair<std::string_view, void*>, 7> all = {{
      {"malloc", address(limited_malloc)},
      {"calloc", address(limited_calloc)},
      {"realloc", address(limited_realloc)},
      {"posix_memalign", address(limited_posix_memalign)},
      {"aligned_alloc", address(limited_aligned_alloc)},
      {"strdup", address(limited_strdup)},
      {"strndup", address(limited_strndup)},
  }};
  for (const auto& [known, function] : all)
    if (known == name)
      return function;
  return nullptr;
}

bool is_slot(std::uint64_t info) {
  const auto type = ELF64_R_TYPE(info);
#if defined(__x86_64__)
  return type == R_X86_64_JUMP_SLOT || type == R_X86_64_GLOB_DAT;
#elif defined(__aarch64__)
  return type == R_AARCH64_JUMP_SLOT || type == R_AARCH64_GLOB_DAT;
#else
  (void)type;
  return false;
#endif
}

/// The dynamic section of a loaded library: as glibc leaves it, with addresses in place.
struct Dynamic {
  const Elf64_Sym* symbols = nullptr;
  const char* names = nullptr;
  std::array<std::pair<const Elf64_Rela*, std::size_t>, 2> relocations{};

  explicit Dynamic(const Elf64_Dyn* entries) {
    auto& [calls, others] = relocations;
    for (; entries->d_tag != DT_NULL; ++entries) {
      const auto at = entries->d_un.d_ptr;
      switch (entries->d_tag) {
        case DT_SYMTAB:
          symbols = reinterpret_cast<const Elf64_Sym*>(at);
          break;
        case DT_STRTAB:
          names = reinterpret_cast<const char*>(at);
          break;
        case DT_JMPREL:
          calls.first = reinterpret_cast<const Elf64_Rela*>(at);
          break;
        case DT_PLTRELSZ:
          calls.second = at / sizeof(Elf64_Rela);
          break;
        case DT_RELA:
          others.first = reinterpret_cast<const Elf64_Rela*>(at);
          break;
        case DT_RELASZ:
          others.second = at / sizeof(Elf64_Rela);
          break;
        default:
          break;
      }
    }
  }
};

void fill_in(char* slot, void* function) {
  // The linker has made the page read-only when it was done with it.
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  auto* const begin = slot - reinterpret_cast<std::uintptr_t>(slot) % page;
  if (::mprotect(begin, page, PROT_READ | PROT_WRITE) == 0)
    std::memcpy(slot, &function, sizeof function);
}

int redirect(dl_phdr_info* library, std::size_t /*size*/, void* is_done) {
  const std::string_view name = library->dlpi_name;
  // Neither this program, which has no name here, nor what the allocator itself is in.
  if (name.empty() || name.find("/libc.so") != std::string_view::npos ||
      name.find("/ld-linux") != std::string_view::npos ||
      name.find("linux-vdso") != std::string_view::npos)
    return 0;
  for (int i = 0; i < library->dlpi_phnum; ++i) {
    const auto& segment = library->dlpi_phdr[i];
    if (segment.p_type != PT_DYNAMIC)
      continue;
    const Dynamic dynamic(reinterpret_cast<const Elf64_Dyn*>(library->dlpi_addr + segment.p_vaddr));
    if (dynamic.symbols == nullptr || dynamic.names == nullptr)
      continue;
    for (const auto& [relocations, count] : dynamic.relocations)
      for (std::size_t k = 0; relocations != nullptr && k < count; ++k) {
        if (!is_slot(relocations[k].r_info))
          continue;
        const auto& symbol = dynamic.symbols[ELF64_R_SYM(relocations[k].r_info)];
        if (void* const function = replacement(dynamic.names + symbol.st_name)) {
          fill_in(reinterpret_cast<char*>(library->dlpi_addr + relocations[k].r_offset), function);
          *static_cast<bool*>(is_done) = true;
        }
      }
  }
  return 0;
}

}  // namespace

bool watch_allocations() {
  bool is_done = false;
  ::dl_iterate_phdr(redirect, &is_done);
  return is_done;
}

AllocationLimit::AllocationLimit(std::uint64_t fails_from) {
  limit = {true, 0, 0, fails_from};
}

AllocationLimit::~AllocationLimit() {
  limit = {};
}

std::uint64_t AllocationLimit::count() const {
  return limit.count;
}

AllocationTruce::AllocationTruce() {
  ++limit.truces;
}

AllocationTruce::~AllocationTruce() {
  --limit.truces;
}

}  // namespace tote::host::author::check
