#!/bin/sh
# The shared library exports exactly the functions that lib/ibid.h declares.
# exports.sh LIBRARY
set -eu
command -v nm >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The linker's and the sanitizers' own symbols begin with an underscore;
# mangle_path is libgcov's, in builds that count coverage.
nm -D --defined-only "$1" | awk '{ print $NF }' | grep -v '^_' |
    grep -vx mangle_path |
    sort -u >"$work/exported" || true
"${CC:-cc}" -E -P -Ilib lib/ibid.h | tr '\n;' ' \n' | grep -v typedef |
    grep -oE 'ibid_[a-z0-9_]+ *\(' | tr -d '( ' | sort -u >"$work/declared"

if ! diff "$work/declared" "$work/exported" >"$work/diff"; then
    echo "declared in lib/ibid.h (<) but not exported, or exported (>) only:"
    grep '^[<>]' "$work/diff"
    exit 1
fi
