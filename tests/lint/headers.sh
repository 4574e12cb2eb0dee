#!/bin/sh
# Every header compiles by itself as C17, the public one as C++ too.
# (Ours use compound literals, which C++ does not have.)
set -eu
failed=0
check() { # language, flags...
    language=$1
    shift
    "$@" -Wall -Wextra -pedantic -Werror -fsyntax-only -x "$language" \
        -D_POSIX_C_SOURCE=200809L -Ilib "$header" || failed=1
}
for header in $(find lib tools -name '*.h' | sort); do
    check c "${CC:-cc}" -std=c17
done
header=lib/ibid.h
for cc in "${CXX:-c++}"; do
    command -v "$cc" >/dev/null || exit 77
    check c++ "$cc" -std=c++11
    check c++ "$cc" -std=c++20
done
exit $failed
