#!/usr/bin/env python3
"""Time and memory of verify and apply on a table of many rows with 1,000
edits: apply.py FOLDER-OF-IBID [ROWS]"""

import csv
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile

EDITS = 1000
PLACES = ["Vessen", "Port Amrin", "Old Karst", "Tarn Hill", "Merrow"]
HARM = ["killed", "wounded", "injured", "displaced", "detained"]


def article(rnd, number):
    lines = [f"At least {rnd.randrange(2, 900)} people were "
             f"{rnd.choice(HARM)} in {rnd.choice(PLACES)} on March "
             f"{rnd.randrange(1, 28)}, 2031, police said."
             for _ in range(24)]
    return {"id": f"made-{number}", "title": f"Day {number} of the count",
            "url": f"https://news.example/{number}",
            "published": "2031-03-28", "language": "en",
            "text": f"Day {number} of the count\n\n" + "\n\n".join(lines)}


class Bench:
    def __init__(self, program, work):
        self.program, self.work = program, work

    def __call__(self, *arguments):
        return subprocess.run([self.program, "--db", "a.db", *arguments],
                              cwd=self.work, capture_output=True, check=False)

    def timed(self, what, rows, *arguments):
        start = time.monotonic()
        child = subprocess.Popen(
            [self.program, "--db", "a.db", *arguments], cwd=self.work,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        last = child.stdout.read().decode().splitlines()[-1]
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.monotonic() - start
        print(f"{what:32} {rows / seconds:9.0f} rows/s {seconds:8.2f} s "
              f"{usage.ru_utime:8.2f} s user {usage.ru_maxrss / 1024:7.0f} MB  {last[:60]}", flush=True)
        return os.waitstatus_to_exitcode(status), last


def aside(work_on, *arguments):
    """In a process of its own: a child's peak memory counts from its
    parent's size, so that this one stays small."""
    child = multiprocessing.Process(target=work_on, args=arguments)
    child.start()
    child.join()
    assert child.exitcode == 0, work_on


def edit_csv(work, step):
    with open(f"{work}/a.csv", newline="", encoding="utf-8") as source, \
            open(f"{work}/edited.csv", "w", newline="",
                 encoding="utf-8") as target:
        rows, out = csv.reader(source), csv.writer(target)
        head = next(rows)
        out.writerow(head)
        at = head.index("number")
        for number, row in enumerate(rows):
            if number % step == 0:
                row[at] = "777"
            out.writerow(row)


def edit_xlsx(work, step):
    """The cells of column G, a row each, are the numbers."""
    def change(found):
        row = int(found[2])
        return found[1] + (b"777" if row > 1 and row % step == 2 % step
                           else found[3])

    with zipfile.ZipFile(f"{work}/a.xlsx") as source, zipfile.ZipFile(
            f"{work}/edited.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(rb'(<c r="G(\d+)"[^>]*><is><t[^>]*>)([^<]*)',
                              change, text)
            target.writestr(name, text)


def main(folder, rows="100000"):
    rnd, rows = random.Random(2031), int(rows)
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(os.path.join(os.path.abspath(folder), "ibid"), work)
        with open(f"{work}/a.jsonl", "w", encoding="utf-8") as file:
            for number in range(rows // 24 + 1):
                file.write(json.dumps(article(rnd, number)) + "\n")
        bench.timed("import", rows, "import", "a.jsonl")
        bench.timed("export csv", rows, "export", "--kind=casualty", "-o",
                    "a.csv")
        bench.timed("export xlsx", rows, "export", "--kind=casualty", "-o",
                    "a.xlsx")
        step = rows // EDITS
        aside(edit_csv, work, step)
        aside(edit_xlsx, work, step)
        bench.timed("verify csv", rows, "verify", "a.csv")
        bench.timed("verify xlsx", rows, "verify", "a.xlsx")
        bench.timed("apply xlsx, dry", rows, "apply", "edited.xlsx")
        bench.timed("apply csv, dry", rows, "apply", "edited.csv")
        bench.timed("apply csv, 1,000 edits", rows, "apply", "edited.csv",
                    "--yes")
        bench.timed("apply csv again", rows, "apply", "edited.csv", "--yes")


main(*sys.argv[1:])
