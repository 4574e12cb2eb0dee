#!/bin/sh
# export.sh - a million facts out: CSV beside the sqlite3 shell that dumps the
# same join, XLSX beside the bare loop of its library; times and peak memory.
# export.sh FOLDER-OF-IBID [ARTICLES [FOLDER-FOR-FILES]]
set -eu
bin=$(cd "$1" && pwd)
articles=${2:-21000} # 48 facts each
here=$(cd "$(dirname "$0")" && pwd)
work=${3:-$(mktemp -d)}
[ $# -ge 3 ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

run() { # what, command...
    what=$1
    shift
    /usr/bin/env python3 "$here/measure.py" "$what" "$work/out" "$@"
}

[ -e "$work/a.db" ] || {
    python3 "$here/articles.py" "$articles" >"$work/articles.jsonl"
    run "import" "$bin/ibid" --db "$work/a.db" import -q "$work/articles.jsonl"
}
db=$work/a.db
run "csv, a row a value" "$bin/ibid" --db "$db" export -q -f csv -o "$work/out"
run "sqlite3 -csv, the same join" sqlite3 -csv "$db" '
    SELECT f.id, f.no, f.kind, f.status, f."rank", f.confidence, f.revision,
        v.field, v."text", v.normalized, c."start", c."end", s.title, s.outlet,
        s.author, s.published, s.url
    FROM version ve JOIN source s ON s.no = ve.source
    JOIN fact f ON f.version = ve.no JOIN value v ON v.fact = f.no
    LEFT JOIN citation c ON c.fact = f.no AND c.k = v.k AND c.c = 0
    ORDER BY s.no, ve.no, f."start", f.kind, f.no, v.k'
run "csv, a row a casualty" "$bin/ibid" --db "$db" export -q \
    --kind casualty -f csv -o "$work/out"
run "json" "$bin/ibid" --db "$db" export -q -f json -o "$work/out"
for few in 100 1000; do
    python3 "$here/articles.py" $few >"$work/few.jsonl"
    rm -f "$work/few.db"
    "$bin/ibid" --db "$work/few.db" import -q "$work/few.jsonl"
    run "csv of $few articles" "$bin/ibid" --db "$work/few.db" export -q \
        -f csv -o "$work/out"
    run "xlsx of $few articles" "$bin/ibid" --db "$work/few.db" export -q \
        -f xlsx -o "$work/out"
done
cc -O2 -o "$work/bare_xlsx" "$here/bare_xlsx.c" -lxlsxwriter
run "libxlsxwriter, 31,876 rows of 30 cells" "$work/bare_xlsx" "$work/out" 31876
