#!/bin/sh
# import.sh - articles a second: JSONL imported durably, with all facts, on one
# core; beside it SQLite alone, which inserts the same rows into the same tables
# and indexes from the finished database, nothing read, extracted or hashed.
# import.sh IBID ARTICLES.jsonl [RUNS]    without articles: python3 articles.py N
set -eu
ibid=$(realpath "$1")
articles=$(realpath "$2")
runs=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The search index is SQLite's, but fed by ibid: its rows are left out.
sqlite_alone() {
    ours="name NOT LIKE '%search%' AND name NOT LIKE 'sqlite_%'"
    {
        echo "PRAGMA cache_size = -65536; ATTACH 'full.db' AS full; BEGIN;"
        sqlite3 full.db "SELECT sql || ';' FROM sqlite_schema
            WHERE type IN ('table', 'index') AND sql NOTNULL AND $ours"
        sqlite3 full.db "SELECT 'INSERT INTO main.' || name || ' SELECT ' ||
            (SELECT group_concat('\"' || c.name || '\"')
             FROM pragma_table_xinfo(t.name) c WHERE c.hidden = 0) ||
            ' FROM full.' || name || ';'
            FROM sqlite_schema t WHERE type = 'table' AND $ours"
        echo "COMMIT;"
    } >rows.sql
    python3 "$here/measure.py" "SQLite alone, the same rows" bare.db \
        taskset -c 0 sqlite3 bare.db ".read rows.sql"
}

words=$(python3 - "$articles" <<'END'
import json, sys
counts = [len(json.loads(line)["text"].split()) for line in open(sys.argv[1])]
print(len(counts), "articles of", sum(counts) // len(counts), "words")
END
)
echo "$words"
while [ "$runs" -gt 0 ]; do
    rm -f full.db
    python3 "$here/measure.py" "ibid import --jobs 1" full.db \
        taskset -c 0 "$ibid" --db full.db import --jobs 1 --quiet "$articles"
    runs=$((runs - 1))
done
"$ibid" --db full.db stats | sed -n '/ facts/p'
sqlite_alone
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
