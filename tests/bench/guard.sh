#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# guard.sh TOTE MAKE_JOURNAL BOUNDS: counts the instructions that a few commands take and holds them against the
# bounds in a file, in millions. Counts do not depend on how busy the machine is; the bounds leave room for other
# compilers and libraries. `guard.sh … --print` prints the counts in the form of that file.
set -euo pipefail
tote=$1 make_journal=$2 bounds=$3 mode=${4-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME=$work/cache XDG_DATA_HOME=$work/data HOME=$work TOTE_TODAY=2024-11-22 PAGER=cat
unset TOTE_VAULT TOTE_PLUGIN_PATH

# counted COMMAND...: the millions of instructions that it takes, without those of its children.
counted() {
  local status=0
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" >"$work/out" 2>"$work/log" || status=$?
  ((status <= 1)) || { cat "$work/log" >&2 && exit 1; }
  awk '/Collected :/ {printf "%.1f", $4 / 1e6}' "$work/log"
}

ask() { counted "$tote" --vault "$work/$1" --no-refresh "${@:2}"; }

for notes in 200 1000 4000; do
  "$make_journal" "$notes" "$work/$notes"
  mkdir "$work/$notes/.tote"
  ((notes == 200)) || "$tote" --vault "$work/$notes" status >/dev/null
done
export LC_ALL=C
people=("$work"/1000/people/*.md) books=("$work"/1000/books/*.md)
person=${people[0]##*/} book=${books[0]##*/}

{
  echo "index-200 $(counted "$tote" --vault "$work/200" status)"
  echo "unchanged-1000 $(counted "$tote" --vault "$work/1000" search xyzzyplugh)"
  echo "word-1000 $(ask 1000 search house)"
  echo "prefix-1000 $(ask 1000 search 'sho*')"
  echo "filter-1000 $(ask 1000 search 'type:book pages:>=700')"
  echo "who-1000 $(ask 1000 who recommended "${book%.md}")"
  echo "what-1000 $(ask 1000 what did "${person%.md}" recommend)"
  echo "not-since-1000 $(ask 1000 who have I not contacted since March)"
  echo "not-since-4000 $(ask 4000 who have I not contacted since March)"
  echo "most-4000 $(ask 4000 which author have I read most)"
} >"$work/counts"

if [[ $mode == --print ]]; then
  cat "$work/counts"
  exit
fi
awk '
  FNR == NR { if ($1 !~ /^#/) bound[$1] = $2; next }
  !($1 in bound) { print $1 ": there is no bound for it"; bad = 1; next }
  { printf "%-16s %8.1f of at most %8.1f million instructions%s\n", $1, $2, bound[$1], $2 > bound[$1] ? "  TOO MANY" : ""
    bad = bad || $2 > bound[$1] }
  END { exit bad }
' "$bounds" "$work/counts"
