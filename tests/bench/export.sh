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

count() { # how often a spreadsheet's sheets hold a text
    python3 -c 'import sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
print(sum(line.count(sys.argv[2].encode())
          for name in book.namelist() if "/worksheets/sheet" in name
          for line in book.open(name)))' "$1" "$2"
}

[ -e "$work/a.db" ] || {
    python3 "$here/articles.py" "$articles" >"$work/articles.jsonl"
    run "import" "$bin/ibid" --db "$work/a.db" import -q "$work/articles.jsonl"
}
db=$work/a.db
run "csv, a row a value" "$bin/ibid" --db "$db" export -q -f csv -o "$work/out"

# The same rows with the same columns. The shell can neither unpack the
# articles' texts nor make ids of citations nor encode a link: it gets the
# texts unpacked beforehand, and stored bytes of the same length in their place.
[ -e "$work/texts.db" ] || python3 - "$db" "$work" <<'END'
import json, sqlite3, sys
db, work = sys.argv[1:]
names = dict(sqlite3.connect(db).execute(
    "SELECT s.name, v.no FROM source s JOIN version v ON v.source = s.no"))
out = sqlite3.connect(work + "/texts.db")
out.execute("CREATE TABLE texts (version INTEGER PRIMARY KEY, text TEXT)")
with open(work + "/articles.jsonl", encoding="utf-8") as lines:
    for article in map(json.loads, lines):
        out.execute("INSERT INTO texts VALUES (?, ?)",
                    (names[article["id"]], article["text"]))
out.commit()
END
cat >"$work/join.sql" <<END
ATTACH '$work/texts.db' AS plain;
.headers on
SELECT f.id AS fact_id, f.no AS fact_no, f.kind AS fact_kind,
    CASE f.status WHEN 0 THEN 'extracted' WHEN 1 THEN 'accepted'
        ELSE 'corrected' END AS fact_status,
    CASE f."rank" WHEN 0 THEN 'normal' WHEN 1 THEN 'preferred'
        ELSE 'deprecated' END AS fact_rank,
    f.confidence, f.revision, v.field, v."text" AS value, v.normalized,
    substr(t.text, c."start" + 1, c."end" - c."start") AS quote,
    lower(hex(c.quote_sum)) AS cite,
    substr(t.text, e."start" + 1, e."end" - e."start") AS fact_quote,
    s.title, s.outlet, s.author, s.published, s.url,
    s.url || '#:~:text=' || substr(t.text, e."start" + 1, e."end" - e."start")
        AS source_link,
    1 + (SELECT count(*) FROM link l WHERE l.a = f.no AND l.relation = 0)
        + (SELECT count(*) FROM link l WHERE l.b = f.no AND l.relation = 0)
        AS sources,
    1 AS independent_sources,
    CASE WHEN EXISTS (SELECT 1 FROM link l WHERE l.a = f.no
        AND l.relation = 1) OR EXISTS (SELECT 1 FROM link l WHERE l.b = f.no
        AND l.relation = 1) THEN 'yes' ELSE '' END AS disputed
FROM source s CROSS JOIN version ve ON ve.source = s.no
CROSS JOIN plain.texts t ON t.version = ve.no
CROSS JOIN fact f ON f.version = ve.no
CROSS JOIN value v ON v.fact = f.no
LEFT JOIN citation c ON c.fact = f.no AND c.k = v.k AND c.c = 0
LEFT JOIN citation e ON e.fact = f.no AND e.k = 0 AND e.c = 0
WHERE f.withdrawn = 0 AND f.status < 3
ORDER BY s.no, ve.no, f."start", f.kind, f.no, v.k;
END
run "sqlite3 -csv, the same join" sqlite3 -csv "$db" ".read $work/join.sql"
run "csv, a row a casualty" "$bin/ibid" --db "$db" export -q \
    --kind casualty -f csv -o "$work/out"
run "json" "$bin/ibid" --db "$db" export -q -f json -o "$work/out"
run "xlsx" "$bin/ibid" --db "$db" export -q -f xlsx -o "$work/out"

# Peak memory does not grow with the database. XLSX beside the bare loop of its
# library, as many cells of text as the file has.
cc -O2 -o "$work/bare_xlsx" "$here/bare_xlsx.c" -lxlsxwriter
for few in 1000 5000; do
    [ -e "$work/few-$few.db" ] || {
        python3 "$here/articles.py" $few >"$work/few.jsonl"
        "$bin/ibid" --db "$work/few-$few.db" import -q "$work/few.jsonl"
    }
    run "csv of $few articles" "$bin/ibid" --db "$work/few-$few.db" export -q \
        -f csv -o "$work/out"
    run "xlsx of $few articles" "$bin/ibid" --db "$work/few-$few.db" export \
        -q -f xlsx -o "$work/out"
    rows=$(count "$work/out" '<row ')
    cells=$(count "$work/out" '<c ')
    echo "    $rows rows, $cells cells"
    run "libxlsxwriter, $cells cells" "$work/bare_xlsx" "$work/out" \
        $((cells / 30))
done
