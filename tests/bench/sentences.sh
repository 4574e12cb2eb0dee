#!/bin/sh
# sentences.sh - sentence boundaries beside those of treebanks (CoNLL-U).
# sentences.sh BUILD FILE.conllu[.gz]...
set -eu
here=$(dirname "$0")
build=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cc -O2 -std=c17 -D_XOPEN_SOURCE=700 -I"$here/../../lib" -o "$work/sentences" \
    "$here/sentences.c" "$build/libibid_objects.a" \
    $(pkg-config --libs icu-i18n icu-uc libcrypto) -lz -lm
python3 "$here/sentences.py" "$work/sentences" "$@"
