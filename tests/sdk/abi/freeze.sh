#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# freeze.sh SOURCE: writes sdk/abi/1.N, the headers and the layout of the ABI's minor version N as they are now. Run when N is
# released, and never again for that N: whoever has built a library with it relies on every number in there.
set -euo pipefail
source=$1
header=$source/sdk/include/tote/plugin.h
minor=$(sed -n 's/^#define TOTE_ABI_MINOR \([0-9]*\)$/\1/p' "$header")
target=$source/sdk/abi/1.$minor
mkdir -p "$target/tote"
cp "$header" "${header%/*}"/*.hpp "$target/tote/"
bash "$(dirname -- "$0")/layout.sh" "$header" >"$target/layout.txt"
cd "$target"
sha256sum tote/* layout.txt >checksums.txt
