"""The database is the same however many threads read the articles.

jobs.py PROGRAM [INPUT...]: imports a mixed lot (or INPUT) with 1, 2, 4 and 7
threads, then something of it again, and compares every row of every table, but
for times and the random ids of operations."""

import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
PEOPLE = ["Ann Berg", "Ivo Marsh", "Lena Holt", "Omar Reyes", "Tess Vane"]
PLACES = ["Harlow", "Westbrook", "Port Ellis", "Marrow", "Dunmore"]
TOWNS = len(PLACES)


def story(n, word):
    """Some paragraphs about something that happened at a place."""
    lines = []
    for k in range(1 + n % 2):
        who = PEOPLE[(n + k) % len(PEOPLE)]
        where = PLACES[(n * 3 + k) % TOWNS]
        lines.append(
            f'"We {word} the plan number {n + k}," said {who}, the mayor of '
            f"{where}. At least {n % 30 + 2} people were killed in {where} on "
            f"Monday, officials said."
        )
    return "\n\n".join(lines)


def page(n):
    """A saved page; some have no end tags."""
    text = "".join(f"<p>{p}" for p in story(n, "praise").split("\n\n"))
    return (
        f"<html><head><title>Page {n}</title><meta property=article:"
        f"published_time content=2019-03-{n % 27 + 1:02}T08:00:00Z></head>"
        f"<body><nav><a href=/>Home</a></nav><article><h1>Page {n}</h1>{text}"
        f"</article></body></html>"
    )


def lot(folder):
    """Records, some twice, some changed, some broken, and pages."""
    lines = []
    for n in range(330):
        record = {"id": f"r{n}", "text": story(n, "support")}
        if n % 3 == 0:
            record["published"] = f"2019-02-{n % 27 + 1:02}"
        if n % 5 == 0:
            record = {"id": f"h{n}", "html": page(n)}
        lines.append(json.dumps(record))
        if n % 41 == 0:
            lines.append('{"id": "broken')
        if n % 11 == 0:
            lines.append(json.dumps({"id": f"r{n - n % 4}", "text": story(n, "reject")}))
        if n % 17 == 0:
            lines.append(lines[n // 2])
    records = folder / "records.jsonl"
    records.write_text("\n".join(lines), "utf-8")
    pages = folder / "pages"
    pages.mkdir()
    for n in range(25):
        (pages / f"p{n}.html").write_text(page(n), "utf-8")
    (pages / "picture.bin").write_bytes(bytes(range(256)))
    return [records, pages]


def rows(path):
    """Every row of every table as text, without what varies."""
    db = sqlite3.connect(path)
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    ).fetchall()
    out = []
    for (table,) in tables:
        columns = [c[1] for c in db.execute(f"PRAGMA table_info ({table})")]
        leave = {"op", "at", "hash", "prev", "body_sha256", "imported", "started"}
        names = ", ".join(f'"{c}"' for c in columns if c not in leave)
        for row in db.execute(f"SELECT {names} FROM {table}"):
            text = re.sub(r'"record":"[0-9a-f]{64}"', "", repr(row))
            text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", text)
            out.append(f"{table} {text}")
    db.close()
    return out


def run(path, jobs, inputs):
    """What the program prints, a line an article."""
    command = [PROGRAM, "--db", path, "import", "--verbose", f"--jobs={jobs}"]
    done = subprocess.run(
        command + inputs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    text = done.stdout.decode("utf-8", "replace")
    return re.sub(r"operation o[0-9a-z]+", "", text)


def main():
    """Compare all with one thread."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        inputs = [pathlib.Path(p) for p in sys.argv[2:]] or lot(folder)
        want = None
        for jobs in (1, 2, 4, 7):
            path = folder / f"{jobs}.db"
            said = run(path, jobs, inputs) + run(path, jobs, inputs[:1])
            got = (said, rows(path))
            want = want or got
            bad = sum(a != b for a, b in zip(want[1], got[1]))
            bad += abs(len(want[1]) - len(got[1])) + (want[0] != got[0])
            print(f"jobs {jobs}: rows={len(got[1])} bad={bad}")
            if bad or len(got[1]) < 5000:
                sys.exit(1)


main()
