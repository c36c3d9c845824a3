#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# header_test.sh HEADER LANGUAGE STANDARD: compiles a header of the SDK alone, as strictly as plugin authors may, with every
# compiler of that language that is there.
set -euo pipefail
header=$1 language=$2 standard=$3
include=$(dirname -- "$(dirname -- "$header")")
source=$(mktemp)
trap 'rm -f "$source"' EXIT
printf '#include <tote/%s>\n' "$(basename -- "$header")" >"$source"

compilers=(gcc clang)
[[ $language == c++ ]] && compilers=(g++ clang++)
tried=0
for compiler in "${compilers[@]}"; do
  command -v "$compiler" >/dev/null || continue
  "$compiler" -x "$language" "-std=$standard" -fsyntax-only -Wall -Wextra -Wshadow -pedantic -Werror -I"$include" "$source"
  tried=$((tried + 1))
done
((tried > 0)) || { printf 'no compiler for %s\n' "$language" >&2; exit 1; }
