#!/bin/sh
# clang-tidy has nothing to say about lib/ and tools/; .clang-tidy says what it
# is asked. It takes minutes. tidy.sh BUILD-FOLDER
set -eu
command -v clang-tidy >/dev/null || exit 77
test -f "$1/compile_commands.json" || exit 77
find lib tools -name '*.c' -print0 | xargs -0 -n 8 -P 2 clang-tidy --quiet \
    --warnings-as-errors='*' -p "$1"
