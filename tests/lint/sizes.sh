#!/bin/sh
# Functions have at most 40 lines, files 400, headers 120. A file whose first
# comment says why it is "longer than" others is let through.
set -eu
ctags --version 2>/dev/null | grep -q Universal || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find lib tools tests -name '*.[ch]' | sort >"$work/all"
while read -r file; do
    awk '/\*\// { print; exit } { print }' "$file" | tr '\n' ' ' |
        sed 's/ [*] / /g' | grep -q 'longer than' || echo "$file"
done <"$work/all" >"$work/files"

while read -r file; do
    limit=400
    case $file in *.h) limit=120 ;; esac
    lines=$(wc -l <"$file")
    [ "$lines" -le $limit ] ||
        echo "$file: $lines lines, $limit are the limit"
done <"$work/files" >"$work/report"
ctags -x --languages=C --kinds-C=f --_xformat='%{input}|%{name}|%{line}|%{end}' \
    -L "$work/files" |
    awk -F'|' '$4 - $3 + 1 > 40 {
        printf "%s:%d: %s has %d lines, 40 are the limit\n",
            $1, $3, $2, $4 - $3 + 1 }' >>"$work/report"

if [ -s "$work/report" ]; then
    cat "$work/report"
    echo "Split it, or say in the file's first comment why it is longer than" \
        "others."
    exit 1
fi
