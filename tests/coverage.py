"""How much of lib/ and tools/ the tests reached: lines and branches, by gcov's
own count, a line each for the files that reach least, and the branches not
taken of one file. coverage.py BUILD-FOLDER [FILE]

gcovr reads gcov's text and drops what it cannot read; here every file counts.
A file without counts, which no test program was linked with, has none reached.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile

FOLDERS = ("lib/", "tools/")
SHOWN = 25


def counts(build):
    """Of each source file: {line: (times, [times of each branch])}."""
    root = os.getcwd()
    files = {}
    notes = []
    for folder, _, names in os.walk(build):
        notes += [os.path.abspath(os.path.join(folder, name))
                  for name in names if name.endswith(".gcno")]
    with tempfile.TemporaryDirectory() as scratch:
        for at in range(0, len(notes), 50):
            subprocess.run(["gcov", "--branch-probabilities", "--json-format",
                            "--preserve-paths", *notes[at:at + 50]],
                           cwd=scratch, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, check=False)
            for name in os.listdir(scratch):
                path = os.path.join(scratch, name)
                with gzip.open(path) as file:
                    add(json.load(file), root, files)
                os.unlink(path)
    return files


def add(data, root, files):
    cwd = data["current_working_directory"]
    for file in data["files"]:
        path = os.path.relpath(os.path.join(cwd, file["file"]), root)
        if not path.startswith(FOLDERS) or not path.endswith(".c"):
            continue
        lines = files.setdefault(path, {})
        for line in file["lines"]:
            # One line of a macro or an inline function may stand for several.
            key = (line["line_number"], line.get("function_name"))
            times, branches = lines.get(key, (0, []))
            now = [branch["count"] for branch in line["branches"]]
            if branches and len(branches) == len(now):
                now = [a + b for a, b in zip(branches, now)]
            lines[key] = (times + line["count"], now)


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


def sums(lines):
    reached = sum(1 for times, _ in lines.values() if times)
    taken = sum(1 for _, branches in lines.values() for n in branches if n)
    there = sum(len(branches) for _, branches in lines.values())
    return reached, len(lines), taken, there


def report(files):
    rows = []
    for folder in FOLDERS:
        total = [0, 0, 0, 0]
        for path, lines in files.items():
            if path.startswith(folder):
                row = sums(lines)
                total = [a + b for a, b in zip(total, row)]
                rows.append((row[3] - row[2], path, row))
        print(f"{folder:28} lines {share(*total[:2]):5.1f} % of {total[1]}, "
              f"branches {share(*total[2:]):5.1f} % of {total[3]}")
    for missed, path, row in sorted(rows, reverse=True)[:SHOWN]:
        print(f"  {path:34} {missed:4} branches not taken, "
              f"{share(*row[2:]):5.1f} % taken")


def detail(path, lines):
    with open(path, encoding="utf-8") as file:
        text = file.read().split("\n")
    for (line, _), (times, branches) in sorted(lines.items()):
        missed = sum(1 for n in branches if not n)
        if missed or not times:
            print(f"{line:5} {'-' if not times else missed:>3} "
                  f"{text[line - 1]}")


def main():
    files = counts(sys.argv[1])
    if not files:
        sys.exit("no counts: build the preset coverage and run its tests")
    if len(sys.argv) > 2:
        for path in sys.argv[2:]:
            detail(path, files[path])
    else:
        report(files)


main()
