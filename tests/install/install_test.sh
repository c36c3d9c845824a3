#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# install_test.sh FACT BUILD SOURCE: shows one fact about the installed tree, as a user or a plugin author meets it: in a
# folder with a space in its name, moved after it was installed, with nothing in the environment.
set -euo pipefail
fact=$1 build=$2 source=$3
work="$build/tests/installed tree"
tree="$work/moved here"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# tote ARGUMENT...: the installed program, with nothing in its environment.
tote() {
  env -i HOME="$work/home" LANG=C.UTF-8 PATH="$PATH" "$tree/bin/tote" "$@"
}

says() {
  local wanted=$1 said
  shift
  said=$("$@") || fail "exit code $? of: $*"
  [[ $said == *"$wanted"* ]] || fail "expected '$wanted' in what '$*' says:" "$said"
}

# exports_only_the_entry LIBRARY
exports_only_the_entry() {
  local exported
  exported=$(nm -D --defined-only "$1" | awk '{ print $NF }')
  [[ $exported == tote_plugin_entry ]] || fail "$1 must export tote_plugin_entry alone, and exports:" "$exported"
}

installs() {
  rm -rf "$work"
  mkdir -p "$work/home"
  cmake --install "$build" --prefix "$work/installed here" >"$work/install.log"
  mv "$work/installed here" "$tree"
  cp -r "$source/notes/sample-journal" "$work/journal"
}

has_all_parts() {
  local part
  for part in bin/tote lib/tote/plugins lib/tote/tote-archive.so lib/systemd/user/tote-watch@.service \
    include/tote/calls.hpp include/tote/plugin.h include/tote/plugin.hpp lib/cmake/tote-sdk/tote-sdkConfig.cmake \
    share/man/man1/tote.1 share/bash-completion/completions/tote share/zsh/site-functions/_tote \
    share/fish/vendor_completions.d/tote.fish; do
    [[ -e $tree/$part ]] || fail "$part is not installed"
  done
}

names_no_other_place() {
  local found
  ! found=$(grep -rIlF -e "$build" -e "$source" -e "$work/installed here" "$tree") ||
    fail 'these texts name the place where they were built:' "$found"
  ! found=$(find "$tree/bin" "$tree/lib" -type f -exec readelf -d {} + 2>/dev/null | grep -E 'R(UN)?PATH') ||
    fail 'these programs look for libraries elsewhere:' "$found"
}

exports_one_symbol_a_plugin() {
  local library
  for library in "$tree"/lib/tote/plugins/*/*.so; do
    exports_only_the_entry "$library"
  done
}

# What archives need is looked for when there is an archive, and missed aloud.
opens_archives_alone() {
  local part="$tree/lib/tote/tote-archive.so" needed said
  needed=$(readelf -d "$tree/bin/tote")
  [[ $needed != *libarchive* ]] || fail 'the program itself needs libarchive'
  cd "$work"
  says lending tote plugin pack "$tree/share/tote/sdk/examples/lending"
  mv "$part" "$part.away"
  said=$(tote plugin pack "$tree/share/tote/sdk/examples/lending" 2>&1) && fail 'packs without the library for archives'
  mv "$part.away" "$part"
  [[ $said == *"$part: cannot open"*'install tote anew'* ]] || fail 'does not say what is missing:' "$said"
}

finds_its_plugins() {
  local plugin
  for plugin in tote.books tote.contacts tote.links tote.posts; do
    says "$plugin" tote --vault "$work/journal" plugin list
  done
}

answers() {
  local line
  line=$(grep -n 'recommended \[\[Ravenmarked' "$work/journal/journal/2011-07-03.md" | cut -d: -f1)
  says 'Andrew Mocete' tote --vault "$work/journal" who recommended Ravenmarked
  says "journal/2011-07-03.md:$line" tote --vault "$work/journal" who recommended Ravenmarked
}

builds_a_plugin() {
  cmake -S "$source/tests/install/recipes" -B "$work/recipes" -G Ninja -DCMAKE_PREFIX_PATH="$tree" >"$work/recipes.log"
  cmake --build "$work/recipes" >>"$work/recipes.log" || fail "$(tail -n 30 "$work/recipes.log")"
  exports_only_the_entry "$work/recipes/plugins/recipes/librecipes.so"
}

# begins LANGUAGE: what 'tote plugin new' writes builds, and passes its tests, without a network and as it is.
begins() {
  mkdir -p "$work/new $1"
  cd "$work/new $1"
  rm -rf board-games
  says 'tote plugin test board-games' tote plugin new board-game --lang "$1"
  says 'all as expected' tote plugin test board-games
  says 'level 10 of 10' tote plugin check board-games --level 10
}

begins_a_plugin_schema() { begins schema; }
begins_a_plugin_c() {
  begins c
  exports_only_the_entry board-games/build/plugins/board-games/libboard-games.so
}
begins_a_plugin_cpp() {
  begins cpp
  exports_only_the_entry board-games/build/plugins/board-games/libboard-games.so
}

# tests_example NAME: an example as it is installed, far from the sources.
tests_example() {
  rm -rf "$work/example $1"
  cp -r "$tree/share/tote/sdk/examples/$1" "$work/example $1"
  says 'all as expected' tote plugin test "$work/example $1"
  says 'level 10 of 10' tote plugin check "$work/example $1" --level 10
}

# As an author's own continuous integration would.
runs_the_tests_of_an_example() {
  rm -rf "$work/tested garden"
  cp -r "$tree/share/tote/sdk/examples/garden" "$work/tested garden"
  cmake -S "$work/tested garden" -B "$work/tested garden/build" -G Ninja -DCMAKE_PREFIX_PATH="$tree" >"$work/garden.log"
  cmake --build "$work/tested garden/build" >>"$work/garden.log" || fail "$(tail -n 30 "$work/garden.log")"
  says '100% tests passed, 0 tests failed out of 2' ctest --test-dir "$work/tested garden/build" --output-on-failure
}

tests_example_lending() { tests_example lending; }
tests_example_podcasts() { tests_example podcasts; }
tests_example_garden() { tests_example garden; }

runs_that_plugin() {
  printf -- '---\ntype: recipe\nserves: a dozen\n---\n# Cinnamon buns\n' >"$work/journal/buns.md"
  says 'example.recipes' tote_with_recipes --vault "$work/journal" plugin list
  says 'buns.md' tote_with_recipes --vault "$work/journal" --format paths search serves:12
}

tote_with_recipes() {
  env -i HOME="$work/home" LANG=C.UTF-8 TOTE_PLUGIN_PATH="$work/recipes/plugins" "$tree/bin/tote" "$@"
}

"$fact"
