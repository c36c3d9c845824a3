#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# keeps_input.sh PROGRAM INPUT...: each input ends the program, and is there afterwards to be run again.
program=$1
shift
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
printf harmless >input
"$program" input || { echo 'a harmless input failed'; exit 1; }
[ ! -e fuzz-failure.bin ] || { echo 'a harmless input was kept'; exit 1; }
for input; do
  printf %s "$input" >input
  ! "$program" input 2>said || { echo "$input did not end the program"; exit 1; }
  cmp input fuzz-failure.bin || { echo "$input was not kept"; cat said; exit 1; }
  grep -q 'again with the file fuzz-failure.bin' said || { echo "$input: not said what to do"; cat said; exit 1; }
  rm fuzz-failure.bin
done
