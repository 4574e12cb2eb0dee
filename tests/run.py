#!/usr/bin/env python3
"""Run a cli case or the examples of a document; --update rewrites what they
expect. See CONTRIBUTING.md, "Tests".

run.py [--update] [--bin FOLDER] PATH...
  PATH is a folder with `cmd` and `out` (tests/cli/*), or a Markdown file with
  fenced examples (tests/spec/*.md, README.md)."""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMMAND_SECONDS = 120
GOLDEN = "cmake --build build/dev --target golden"


def environment(folder, home):
    """What every command sees: nothing of the machine it happens to run on."""
    keep = ("LSAN_OPTIONS", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_PRELOAD")
    env = {name: os.environ[name] for name in keep if name in os.environ}
    env.update(PATH=os.pathsep.join([folder, os.environ.get("PATH", "")]),
               HOME=home, LC_ALL="C", TZ="UTC", NO_COLOR="1", COLUMNS="80",
               IBID_USER="ann",
               ROOT=ROOT, SAMPLES=os.path.join(ROOT, "samples"))
    return env


def run(command, work, env, merged):
    """Standard output (and error, if merged) plus `exit: N` if not 0."""
    done = subprocess.run(
        command, cwd=work, env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, timeout=COMMAND_SECONDS,
        stderr=subprocess.STDOUT if merged else subprocess.PIPE)
    out = done.stdout.decode("utf-8", "backslashreplace")
    if merged and out and not out.endswith("\n"):
        out += "\n"
    err = "" if merged else done.stderr.decode("utf-8", "backslashreplace")
    return out, err, done.returncode


def matches(expected, actual):
    """`...` alone on a line stands for any lines, inside one for any text."""
    pattern = ""
    for line in expected.splitlines(keepends=True):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += "[^\n]*".join(map(re.escape, line.split("...")))
    return re.fullmatch(pattern, actual) is not None


def soften(out, work):
    """What differs from run to run as `...`, for --update."""
    out = out.replace(work, "...")
    out = re.sub(r"\bo[0-9a-z]{16}\b", "o...", out)
    out = re.sub(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "...", out)
    return re.sub(r"(\b\d+):[0-9a-f]{64}\b", r"\1:...", out)


def complain(title, expected, actual, err=""):
    print(f"{title}: not what is expected")
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), "expected", "actual",
        lineterm="")
    print("\n".join(lines))
    if err:
        print(f"--- its standard error\n{err}", end="")
    print(f"If the new output is right: {GOLDEN}")


def run_case(folder, bin_folder, update):
    """One folder of tests/cli: its cmd, run in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="ibid-test-") as home:
        work = os.path.join(home, "work")
        os.mkdir(work)
        env = environment(bin_folder, home)
        env["CASE"] = os.path.abspath(folder)
        command = ["sh", os.path.join(env["CASE"], "cmd")]
        out, err, code = run(command, work, env, merged=False)
    if out and not out.endswith("\n"):
        out += "\n(no newline at the end)\n"
    out += f"exit: {code}\n"
    path = os.path.join(folder, "out")
    expected = ""
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            expected = file.read()
    if update and out != expected:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(out)
        print(f"{path}: rewritten")
        return True
    if out != expected:
        complain(folder, expected, out, err)
    return out == expected


def blocks(lines):
    """The fenced blocks: (info string, first line, line behind the last)."""
    start = None
    for number, line in enumerate(lines):
        if start is None and re.match(r"```[a-z]", line):
            start = number
        elif start is not None and line.rstrip() == "```":
            yield lines[start][3:].strip(), start + 1, number
            start = None


def examples(lines, first, last):
    """The `$ command` lines of a block, each with the output below it. A
    command goes on over lines that begin with `> `."""
    number = first
    while number < last:
        if not lines[number].startswith("$ "):
            raise SystemExit(f"line {number + 1}: output without a command")
        command = lines[number][2:]
        number += 1
        while number < last and lines[number].startswith("> "):
            command += lines[number][2:]
            number += 1
        start = number
        while number < last and not lines[number].startswith("$ "):
            number += 1
        yield command, start, number


def run_document(path, bin_folder, update):
    """All examples of a document, one after another in one folder, where
    `samples` is a copy of ours. A block ```text NAME is written to NAME."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines(keepends=True)
    good, count, edits = True, 0, []
    with tempfile.TemporaryDirectory(prefix="ibid-test-") as home:
        work = os.path.join(home, "work")
        os.mkdir(work)
        env = environment(bin_folder, home)
        shutil.copytree(env["SAMPLES"], os.path.join(work, "samples"))
        for info, first, last in blocks(lines):
            words = info.split()
            if words[0] == "text" and len(words) == 2:
                name = os.path.join(work, words[1])
                os.makedirs(os.path.dirname(name), exist_ok=True)
                with open(name, "w") as file:
                    file.write("".join(lines[first:last]))
            if words[0] != "sh" or not lines[first].startswith("$ "):
                continue
            for command, start, end in examples(lines, first, last):
                count += 1
                out, _, code = run(["sh", "-c", command], work, env, True)
                if code != 0:
                    out += f"exit: {code}\n"
                expected = "".join(lines[start:end])
                if matches(expected, out):
                    continue
                good = False
                edits.append((start, end, soften(out, work)))
                if not update:
                    complain(f"{path}:{start}: {command.strip()}", expected,
                             out)
    if update and edits:
        for start, end, out in reversed(edits):
            lines[start:end] = [out]
        with open(path, "w", encoding="utf-8") as file:
            file.write("".join(lines))
        print(f"{path}: rewritten")
        return True
    if count == 0 and not update:
        print(f"{path}: no example in it")
        return False
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--bin", default="", help="where the program is")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    args = parser.parse_args()
    bin_folder = os.path.abspath(args.bin)
    good = True
    for path in args.paths:
        one = run_case if os.path.isdir(path) else run_document
        try:
            good = one(path, bin_folder, args.update) and good
        except subprocess.TimeoutExpired as slow:
            print(f"{path}: still running after {slow.timeout} s")
            good = False
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
