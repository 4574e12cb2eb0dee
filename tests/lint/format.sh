#!/bin/sh
# Every C file is as clang-format would write it (cmake --build ... --target
# format does).
set -eu
command -v clang-format >/dev/null || exit 77
find lib tools tests -name '*.[ch]' -exec clang-format --dry-run -Werror {} +
