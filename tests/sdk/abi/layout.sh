#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# layout.sh HEADER: prints the layout of the ABI on this machine, a line for each number that a built library depends on:
# constants, sizes, and each member's offset, size and type. `frozen` and `growable` are the header's own words.
set -euo pipefail
header=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What each struct is, from the comment above it; what each member's type is, as it is written.
awk '
  /^\/\*\*|^ \*|^typedef struct/ {
    if (/FROZEN/) kind = "frozen"
    if (/GROWABLE/) kind = "growable"
  }
  /^typedef struct [a-z0-9_]+ \{/ { name = $3; print "struct", name, (kind == "" ? "frozen" : kind); kind = "" }
' "$header" >"$work/structs"
cc -fpreprocessed -dD -E -P "$header" 2>/dev/null | tr -s ' \n' ' ' | sed 's/typedef struct/\ntypedef struct/g; s/#define/\n#define/g' >"$work/flat"

{
  printf '#include <stdio.h>\n#include <stddef.h>\n#include "%s"\nint main(void) {\n' "$header"
  grep -oE '^#define TOTE_[A-Z0-9_]+ ("[^"]*"|\(?-?[0-9xA-F]+u?\)?|UINT32_MAX)' "$work/flat" | sort | while read -r _ name value; do
    if [[ $value == \"* ]]; then
      printf '  printf("%s = %%s\\n", %s);\n' "$name" "$name"
    else
      printf '  printf("%s = %%lld\\n", (long long)%s);\n' "$name" "$name"
    fi
  done
  while read -r _ name kind; do
    printf '  printf("%s_t %s size %%zu\\n", sizeof(%s_t));\n' "$name" "$kind" "$name"
    grep -E "^typedef struct $name \{" "$work/flat" | head -n 1 | sed -E 's/^[^{]*\{//; s/\}.*$//' | tr ';' '\n' |
      sed -E 's/^ +//; s/ +$//' | grep -v '^$' | while read -r member; do
        if [[ $member =~ \(\*([a-z_]+)\) ]]; then
          field=${BASH_REMATCH[1]} type=${member/(\*$field)/(*)}
        else
          field=$(sed -E 's/.*[ *]([a-z_0-9]+)(\[[0-9]+\])?$/\1/' <<<"$member")
          type=$(sed -E "s/[ ]?$field(\[[0-9]+\])?$/\1/" <<<"$member")
        fi
        printf '  printf("%s_t.%s offset %%zu size %%zu %s\\n", offsetof(%s_t, %s), sizeof(((%s_t*)0)->%s));\n' \
          "$name" "$field" "$type" "$name" "$field" "$name" "$field"
      done
  done <"$work/structs"
  printf '  return 0;\n}\n'
} >"$work/layout.c"
cc -std=c11 -o "$work/layout" "$work/layout.c"
"$work/layout"
