#!/bin/sh
# cppcheck has nothing to say. cppcheck.sh CACHE-FOLDER
set -eu
command -v cppcheck >/dev/null || exit 77
mkdir -p "$1"
cppcheck --quiet --error-exitcode=1 --inline-suppr -j 2 \
    --enable=warning,performance,portability --std=c11 --library=posix \
    --template='{file}:{line}: {severity}: {message} [{id}]' \
    --cppcheck-build-dir="$1" --suppressions-list=tests/lint/cppcheck.txt \
    -Ilib lib tools
