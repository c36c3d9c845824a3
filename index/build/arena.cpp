// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/build/arena.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <sys/mman.h>

namespace {

constexpr std::size_t arena_bytes = std::size_t{1} << 30;
constexpr std::size_t largest_block = 1024;
constexpr std::size_t grain = 16;

/// A block that was given back.
struct FreeBlock {
  FreeBlock* next;
};

char* begin = nullptr;  ///< null: there is no arena
char* next = nullptr;
char* end = nullptr;
FreeBlock* given_back[largest_block / grain + 1] = {};

bool is_in_arena(const void* block) {
  return block >= begin && block < end;
}

std::size_t class_of(std::size_t bytes) {
  return bytes == 0 ? 1 : (bytes + grain - 1) / grain;
}

void* from_heap(std::size_t bytes) {
  for (;;) {
    if (void* block = std::malloc(bytes == 0 ? 1 : bytes))
      return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr)
      throw std::bad_alloc();
    handler();
  }
}

void* from_arena(std::size_t bytes) {
  const std::size_t size_class = class_of(bytes);
  if (FreeBlock* block = given_back[size_class]) {
    given_back[size_class] = block->next;
    return block;
  }
  const std::size_t size = size_class * grain;
  if (static_cast<std::size_t>(end - next) < size)
    return from_heap(bytes);
  void* block = next;
  next += size;
  return block;
}

}  // namespace

void* operator new(std::size_t bytes) {
  return begin != nullptr && bytes <= largest_block ? from_arena(bytes) : from_heap(bytes);
}

void operator delete(void* block, std::size_t bytes) noexcept {
  if (!is_in_arena(block))
    return std::free(block);
  auto* free_block = static_cast<FreeBlock*>(block);
  free_block->next = given_back[class_of(bytes)];
  given_back[class_of(bytes)] = free_block;
}

void operator delete(void* block) noexcept {
  // Of unknown size, a block in the arena cannot be used again; it goes with the process.
  if (!is_in_arena(block))
    std::free(block);
}

namespace tote::index::build {

void use_arena() {
  constexpr std::size_t huge_page = std::size_t{2} << 20;
  void* memory = ::mmap(nullptr, arena_bytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return;
  const auto address = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t aligned = (address + huge_page - 1) / huge_page * huge_page;
  next = static_cast<char*>(memory) + (aligned - address);
  end = static_cast<char*>(memory) + arena_bytes;
  ::madvise(next, static_cast<std::size_t>(end - next), MADV_HUGEPAGE);
  begin = next;
}

}  // namespace tote::index::build

#else

namespace tote::index::build {

void use_arena() {}

}  // namespace tote::index::build

#endif
