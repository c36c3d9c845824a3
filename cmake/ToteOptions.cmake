# SPDX-License-Identifier: GPL-2.0-or-later
# tote_options: what every target of this project compiles with. Linked PRIVATE, never exported.
option(TOTE_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(TOTE_FUZZ "Build the programs of libFuzzer (clang)" OFF)
option(TOTE_SANITIZE_THREADS "Build with ThreadSanitizer" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

set(suspicions
    -Wno-error=maybe-uninitialized -Wno-error=array-bounds -Wno-error=stringop-overflow -Wno-error=stringop-overread
    -Wno-error=stringop-truncation -Wno-error=free-nonheap-object -Wno-error=dangling-pointer -Wno-error=use-after-free
    -Wno-error=nonnull -Wno-error=restrict -Wno-error=format-truncation -Wno-error=format-overflow
)
add_library(tote_options INTERFACE)
target_compile_options(
  tote_options
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
            # g++ 12 takes an appended std::string for an overlap that cannot be (GCC bug 105329).
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
            # What only the optimiser suspects is shown, but ends no build: compilers differ in it, and are often wrong.
            "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:${suspicions}>"
            $<$<CONFIG:Debug>:-D_GLIBCXX_ASSERTIONS>
)

if(TOTE_SANITIZE)
  # -g1: a report needs lines, not the names of variables, and compiles in two thirds of the time.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -O1 -g1)
  add_link_options(-fsanitize=address,undefined)
endif()

if(TOTE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(TOTE_SANITIZE_THREADS)
  add_compile_options(-fsanitize=thread -O1 -g1)
  add_link_options(-fsanitize=thread)
endif()
