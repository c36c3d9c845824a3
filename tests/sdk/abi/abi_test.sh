#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# abi_test.sh FACT BUILD SOURCE: shows one fact about the promise that a library built today runs tomorrow. 77 is "skipped".
set -euo pipefail
fact=$1 build=$2 source=$3
here=$source/tests/sdk/abi
header=$source/sdk/include/tote/plugin.h
newest=$(sed -n 's/^#define TOTE_ABI_MINOR \([0-9]*\)$/\1/p' "$header")

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

skip() {
  printf 'skipped: %s\n' "$*"
  exit 77
}

frozen_headers_are_as_they_were() {
  local folder
  for folder in "$source"/sdk/abi/*/; do
    (cd "$folder" && sha256sum --check --quiet checksums.txt) || fail "$folder was changed: take it back"
  done
  [[ -d $source/sdk/abi/1.$newest ]] || fail "ABI 1.$newest is not frozen: run tests/sdk/abi/freeze.sh"
}

# Everything that an older minor version promised is still there; a growable struct may have grown, at its end.
layout_keeps_every_number() {
  local now frozen line
  now=$(bash "$here/layout.sh" "$header")
  for frozen in "$source"/sdk/abi/*/layout.txt; do
    while read -r line; do
      case $line in
        TOTE_ABI_MINOR*) continue ;;
        *' growable size '*)
          ((${line##* } <= $(grep -F "${line% *} " <<<"$now" | sed 's/.* //'))) || fail "$frozen: shrunk: $line" ;;
        *) grep -qxF -- "$line" <<<"$now" || fail "$frozen: gone or changed: $line" ;;
      esac
    done <"$frozen"
    # A frozen struct has the members that it had, and no other.
    while read -r line; do
      [[ $(grep -c "^$line\." <<<"$now") == $(grep -c "^$line\." "$frozen") ]] || fail "$line is frozen, and has grown"
    done < <(sed -n 's/ frozen size .*//p' "$frozen")
  done
  diff "$source/sdk/abi/1.$newest/layout.txt" <(printf '%s\n' "$now") ||
    fail "the header has more than ABI 1.$newest: raise TOTE_ABI_MINOR, then run tests/sdk/abi/freeze.sh"
}

# runs EXAMPLE COMMAND...: builds an example's sources with a frozen header into a plugin folder, and tries it in today's host.
runs() {
  local example=$1 abi folder
  shift
  for abi in "$source"/sdk/abi/*/; do
    folder=$(mktemp -d)
    cp "$source/sdk/examples/$example/plugin.json" "$folder"
    cp -r "$source/sdk/examples/$example/templates" "$folder" 2>/dev/null || true
    "$@" -shared -fPIC -O1 -fvisibility=hidden -I "$abi" -DTOTE_PLUGIN_ID="\"example.$example\"" -DTOTE_PLUGIN_VERSION='"1.0.0"' \
      -DTOTE_TARGET_MINOR=0 -Wl,-z,defs -Wl,--version-script="$source/sdk/cmake/plugin.map" -Wl,--build-id \
      -o "$folder/lib$example.so" || fail "does not build with $abi"
    tries "$folder" "$source/sdk/examples/$example/fixtures"
    rm -rf "$folder"
  done
}

# tries FOLDER FIXTURES: its answers are the golden ones, and nothing is to be said against it.
tries() {
  local said
  said=$("$build/bin/tote" plugin test "$1" --fixtures "$2") || fail "$said"
  said=$("$build/bin/tote" plugin check "$1" --level 4 --fuzz 5) || fail "$said"
}

needs() { command -v "$1" >/dev/null || skip "there is no $1 here"; }

c_of_gcc() { needs gcc && runs garden gcc -std=c11 "$source"/sdk/examples/garden/*.c; }
c_of_clang() { needs clang && runs garden clang -std=c11 "$source"/sdk/examples/garden/*.c; }
cpp_of_gcc() { needs g++ && runs podcasts g++ -std=c++17 "$source"/sdk/examples/podcasts/*.cpp; }
cpp_of_clang() { needs clang++ && runs podcasts clang++ -std=c++17 "$source"/sdk/examples/podcasts/*.cpp; }
cpp_of_clang_and_libcxx() {
  needs clang++
  clang++ -stdlib=libc++ -x c++ -fsyntax-only - <<<'#include <string>' 2>/dev/null || skip 'there is no libc++ here'
  runs podcasts clang++ -stdlib=libc++ -std=c++17 "$source"/sdk/examples/podcasts/*.cpp
}

# In Rust there is no header to freeze: its structs are written out, as any other language would have to.
rust() {
  local folder
  needs rustc
  folder=$(mktemp -d)
  cp -r "$here/rust/." "$folder"
  rustc --edition 2021 --crate-type cdylib -C panic=abort -C opt-level=1 -C link-arg=-Wl,--build-id \
    -o "$folder/libshells.so" "$folder/shells.rs" || fail 'the Rust plugin does not build'
  tries "$folder" "$folder/fixtures"
  rm -rf "$folder"
}

"$fact"
