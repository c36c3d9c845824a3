#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# sites_test.sh TOTE JOURNAL: publishes a copy of the sample journal for every target, and has the real programs take
# it: hugo and jekyll build it without a warning, tidy finds nothing wrong with the pages, mf2py reads the microformats.
# Ends with 77 (skipped) if none of them is there; says which were.
set -euo pipefail
tote=$(realpath -- "$1") journal=$(realpath -- "$2")
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export XDG_CACHE_HOME=$work/cache LC_ALL=C.UTF-8
ran=()

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

# quiet_build NAME COMMAND...: must succeed, and say nothing of warnings and errors.
quiet_build() {
  local name=$1
  shift
  "$@" >"$work/log" 2>&1 || die "$name failed:" "$(cat "$work/log")"
  ! grep -iE 'warn|error|deprecat' "$work/log" || die "$name warns."
  ran+=("$name")
}

# must_hold FILE TEXT
must_hold() { grep -qF -- "$2" "$1" || die "$1 lacks: $2"; }

cp -r -- "$journal" "$work/journal"
sed -i 's/^status: draft$/status: published/' "$work/journal/posts/Making connections.md"
export TOTE_VAULT=$work/journal
"$tote" post publish --all --out "$work/html" >/dev/null

if command -v hugo >/dev/null; then
  cp -r -- "$here/hugo" "$work/hugo"
  "$tote" post publish --all --target hugo --out "$work/hugo" >/dev/null
  quiet_build hugo hugo --source "$work/hugo" --destination "$work/hugo-out" --panicOnWarning
  must_hold "$work/hugo-out/posts/making-connections/index.html" 'a blog is a table with a few chairs'
  must_hold "$work/hugo-out/posts/making-connections/index.html" 'href="../../people/amy-rose-davis/"'
  [[ -e $work/hugo-out/people/amy-rose-davis/index.html && -n $(ls "$work"/hugo-out/media/*.png) ]] ||
    die 'hugo left out a page or a picture.'
fi

if command -v jekyll >/dev/null; then
  cp -r -- "$here/jekyll" "$work/jekyll"
  "$tote" post publish --all --target jekyll --out "$work/jekyll" >/dev/null
  quiet_build jekyll jekyll build --source "$work/jekyll" --destination "$work/jekyll-out" --future --disable-disk-cache
  must_hold "$work/jekyll-out/posts/making-connections/index.html" 'a blog is a table with a few chairs'
  [[ -e $work/jekyll-out/people/amy-rose-davis/index.html && -n $(ls "$work"/jekyll-out/media/*.png) ]] ||
    die 'jekyll left out a page or a picture.'
fi

if command -v tidy >/dev/null; then
  while IFS= read -r -d '' page; do
    # What tidy 5.6 does not know yet is no fault: attributes and styles that HTML has since.
    tidy -quiet -errors --drop-empty-elements no "$page" 2>&1 |
      grep -vE 'proprietary attribute "loading"|^$' >"$work/log" && die "$page:" "$(cat "$work/log")" || true
  done < <(find "$work/html" -name '*.html' -print0)
  ran+=(tidy)
fi

if command -v python3 >/dev/null && python3 -c 'import mf2py' 2>/dev/null; then
  python3 "$here/read_back.py" "$work/html" >/dev/null
  ran+=(mf2py)
fi

if ((${#ran[@]} == 0)); then
  echo 'none of hugo, jekyll, tidy and mf2py is installed'
  exit 77
fi
printf 'The sites are right by %s.\n' "${ran[*]}"
