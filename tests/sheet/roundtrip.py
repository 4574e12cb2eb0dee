#!/usr/bin/env python3
"""Exports go through LibreOffice and come home: no edit is seen that nobody
made, and every edit that was made.
roundtrip.py FOLDER-OF-IBID short|long|hostile [CELLS] [ARTICLES]
Exit code 77: LibreOffice is not installed."""

import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = ("{http://schemas.openxmlformats.org/officeDocument/2006/"
        "relationships}id")

# Comma, quotes, UTF-8, from the first line; what follows: as text or not.
CSV_IN = "CSV:44,34,76,1,,0,%s"
CSV_OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false," \
    "false,false,-1"


class Desk:
    """A database, the program, and LibreOffice, in a folder of their own."""

    def __init__(self, binary, work):
        self.binary, self.work = binary, work

    def __call__(self, *arguments, codes=(0,)):
        done = subprocess.run(
            [self.binary, "--db", f"{self.work}/a.db", *arguments],
            capture_output=True, check=False, cwd=self.work)
        assert done.returncode in codes, (arguments, done.stderr[-500:],
                                          done.stdout[-500:])
        return done.stdout.decode()

    def findings(self, path):
        lines = self("verify", "--json", path, codes=(0, 1)).splitlines()
        found = [json.loads(line) for line in lines]
        return found[:-1], found[-1]

    def applied(self, path, *options, codes=(0, 1)):
        lines = self("apply", "--json", path, *options,
                     codes=codes).splitlines()
        found = [json.loads(line) for line in lines]
        return found[:-1], found[-1]

    def office(self, path, to, name, *options):
        """`path` opened and saved by LibreOffice; the file or folder."""
        out = f"{self.work}/{name}"
        os.makedirs(out, exist_ok=True)
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{self.work}/profile",
             "--headless", *options, "--convert-to", to, "--outdir", out,
             path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            check=True, timeout=1800)
        made = os.path.splitext(os.path.basename(path))[0]
        whole = f"{out}/{made}.{to.split(':')[0]}"
        return whole if os.path.exists(whole) else out


class Book:
    """Cells of a workbook that LibreOffice saved, set as text."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            self.parts = {n: file.read(n) for n in file.namelist()}
        root = ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])
        self.shared = ["".join(t.text or "" for t in si.iter(MAIN + "t"))
                       for si in root]

    def sheet(self, name):
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        rels = ElementTree.fromstring(
            self.parts["xl/_rels/workbook.xml.rels"])
        ids = {s.get("name"): s.get(LINK) for s in book.iter(MAIN + "sheet")}
        part, = [r.get("Target") for r in rels if r.get("Id") == ids[name]]
        return "xl/" + part

    def text(self, cell):
        value = cell.find(MAIN + "v")
        if value is None:
            return ""
        return self.shared[int(value.text)] if cell.get("t") == "s" \
            else value.text

    def edit(self, name, edits):
        """edits: {(row, column name): text}; row 1 is the header."""
        part = self.sheet(name)
        root = ElementTree.fromstring(self.parts[part])
        cells = {c.get("r"): c for c in root.iter(MAIN + "c")}
        columns = {}
        for reference, cell in cells.items():
            if re.fullmatch("[A-Z]+1", reference):
                columns[self.text(cell)] = reference[:-1]
        for (row, column), text in edits.items():
            cell = cells[f"{columns[column]}{row}"]
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "inlineStr")
            inline = ElementTree.SubElement(cell, MAIN + "is")
            ElementTree.SubElement(inline, MAIN + "t").text = text
        self.parts[part] = ElementTree.tostring(root)

    def save(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in self.parts.items():
                file.writestr(name, text)


def unchanged(desk, path, what):
    found, summary = desk.findings(path)
    assert not found, (what, len(found), found[:5])
    assert summary["checked"]["cells"] > 0, what
    items, total = desk.applied(path)
    assert not items and total["facts"] == 0, (what, len(items), items[:5])
    return summary["checked"]["cells"]


def edited(desk, path, expected, what):
    """expected: {(kind, column): text} of all edits, and nothing else."""
    items, total = desk.applied(path)
    seen = {(i["kind"], i["column"]): i["edited"] for i in items}
    assert all(i["what"] == "edit" for i in items), (what, items)
    assert seen == expected, (what, seen)
    assert total["edits"] == len(expected)
    found, _ = desk.findings(path)
    assert {f["check"] for f in found} == {"value"}, (what, found)
    assert len(found) == len(expected), (what, found)


EDITS = {
    "casualty": {(2, "number"): "at least 99", (3, "fact_status"): "accepted",
                 (4, "fact_rank"): "preferred"},
    "statement": {(2, "speaker"): "Someone \U0001f600 \u05d0\u05d1 =1+1"},
}
EXPECTED = {(kind, column): text for kind, edits in EDITS.items()
            for (_, column), text in edits.items()}


def workbooks(desk, deep):
    desk("export", "-o", "a.xlsx")
    source = f"{desk.work}/a.xlsx"
    cells = unchanged(desk, source, "xlsx as exported")
    saved = desk.office(source, "xlsx", "saved")
    unchanged(desk, saved, "xlsx saved as xlsx")
    if deep:
        calc = desk.office(source, "ods", "ods")
        saved = desk.office(calc, "xlsx", "again")
        unchanged(desk, saved, "xlsx saved as ods, then xlsx")
    book = Book(saved)
    for kind, edits in EDITS.items():
        book.edit(kind, edits)
    book.save(f"{desk.work}/edited.xlsx")
    edited(desk, f"{desk.work}/edited.xlsx", EXPECTED, "xlsx edited")
    if deep:
        saved = desk.office(f"{desk.work}/edited.xlsx", "xlsx", "saved-again")
        edited(desk, saved, EXPECTED, "xlsx edited and saved again")
    return cells


def tables_of_book(desk):
    """A workbook saved as CSV, a file a sheet."""
    folder = desk.office(f"{desk.work}/a.xlsx", CSV_OUT, "sheets")
    for name in os.listdir(folder):
        if re.search("About|Cut", name):
            os.remove(f"{folder}/{name}")
    unchanged(desk, folder, "xlsx saved as csv")


def has_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return len(list(csv.reader(file))) > 1


def tables(desk):
    """CSV opened as text keeps every cell; as it comes, numbers change."""
    desk("export", "--format=csv", "-o", "wide/")
    desk("export", "-o", "long.csv")
    filled = [f"wide/{n}" for n in os.listdir(f"{desk.work}/wide")
              if n.endswith(".csv") and has_rows(f"{desk.work}/wide/{n}")]
    assert len(filled) > 5
    for name in ["long.csv", *filled]:
        saved = desk.office(f"{desk.work}/{name}", CSV_OUT.replace(
            ",-1", ",0"), "csv", "--infilter=" + CSV_IN % "true")
        found, summary = desk.findings(saved)
        assert not found and summary["checked"]["cells"], (name, found[:3])
        if "citations" in name or "sources" in name:
            continue
        items, total = desk.applied(saved)
        assert not items, (name, items[:3])
        saved = desk.office(f"{desk.work}/{name}", CSV_OUT.replace(
            ",-1", ",0"), "plain", "--infilter=" + CSV_IN % "false")
        items, total = desk.applied(saved)
        assert {i["what"] for i in items} <= {"reshaped"}, (name, items[:3])
        assert total["facts"] == 0, name


def samples(binary, deep, articles):
    with tempfile.TemporaryDirectory() as work:
        desk = Desk(binary, work)
        desk("import", "--published=2031-03-15", articles)
        cells = workbooks(desk, deep)
        if deep:
            tables_of_book(desk)
            tables(desk)
        print(f"{cells} cells in a workbook: 0 false edits, "
              f"{len(EXPECTED)} of {len(EXPECTED)} true ones found")


# ---- hostile cells ---------------------------------------------------------

NAUGHTY = [
    "-5", "-5.00", "+44 20 7946", "-- comment", "-2+3+cmd|' /C calc'!A1",
    "@SUM(1)", "'=x", "''", "\uff1d1+1", "\t=1", "\n=1", "\"=1", ";=1",
    "{=1}", "=HYPERLINK(\"http://x.example\",\"y\")", "=1+1", "_x000D_",
    "_x005F_x0041_", "0012", "00", "12345678901234567890", "1E5", "1e400",
    "2017-01-16", "16/01/2017", "Jan 2017", "1-2", "MARCH1", "12:30", "TRUE",
    "false", "#REF!", "#N/A", "<b a='\"'>&amp;</b>", "]]>", "a\r\nb", "a\nb",
    "lone\rreturn", "\u0001\u000b\u001b\u007f", "\u202eright to left",
    "\u05e9\u05dc\u05d5\u05dd", "\U0001f600\u200d\U0001f525 e\u0301",
    "  blanks  ", "\u00a0nbsp\u00a0", "a | b", "a||b", "|", "\ufeffbom",
    "\ufffe\uffff", "\ufffd", "1,234.50", "50 %", "\u20ac5", "1/2", "3.0",
    "long " + "\u00e9x\n" * 300, "\u201cquoted\u201d \u2014 so\u2026", "x" * 40000,
]


def hostile_text(rnd):
    text = NAUGHTY[rnd.randrange(len(NAUGHTY) - 1)]
    if rnd.random() < 0.0005:
        return NAUGHTY[-1]
    if rnd.random() < 0.5:
        text += rnd.choice(["", " ", "\n", "0", "=", "\""]) + rnd.choice(
            NAUGHTY[:60])
    return text


def hostile_facts(desk, cells, rnd):
    """Facts whose values are hostile, taken from a table without ids."""
    columns = ["subject", "predicate", "object", "place"]
    with open(f"{desk.work}/relation.csv", "w", newline="",
              encoding="utf-8") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow(["fact_id", "source_title", *columns])
        for row in range(cells // len(columns)):
            values = [hostile_text(rnd) for _ in columns]
            values[1] = f"{row} {values[1]}"
            out.writerow(["", "Hostile", *values])
    _, total = desk.applied("relation.csv", "--yes", codes=(0, 1))
    return total["added"]


def counted(desk, path, what):
    """Cells that came back in another form, by what is said of them."""
    found, summary = desk.findings(path)
    kinds = {}
    for finding in found:
        kinds[finding["check"]] = kinds.get(finding["check"], 0) + 1
    items, total = desk.applied(path)
    print(f"  {what}: {summary['checked']['cells']} cells checked, "
          f"off {kinds or 0}, false edits {total['edits']}, reshaped "
          f"{total['reshaped']}, refused {total['refused']}")
    for item in [i for i in items if i["what"] != "reshaped"][:6]:
        print("   ", json.dumps(item)[:300])
    return total["edits"] + total["refused"], sum(kinds.values())


def hostile(binary, cells):
    with tempfile.TemporaryDirectory() as work:
        desk = Desk(binary, work)
        with open(f"{work}/a.txt", "w", encoding="utf-8") as file:
            file.write("Hostile\n\nNothing happened.\n")
        desk("import", f"{work}/a.txt")
        desk("edit", "a.txt", "title=Hostile", codes=(0, 3))
        added = hostile_facts(desk, cells, random.Random(2031))
        print(f"{added} facts with {cells} hostile cells")
        assert added > cells // 4 * 0.95, added
        bad = 0
        desk("export", "-o", "a.json")
        bad += counted_json(desk)
        desk("export", "--format=csv", "-o", "b/")
        bad += sum(counted(desk, f"{work}/b", "csv as exported"))
        desk("export", "-o", "a.xlsx")
        bad += sum(counted(desk, f"{work}/a.xlsx", "xlsx as exported"))
        saved = desk.office(f"{work}/b/relation.csv", CSV_OUT.replace(
            ",-1", ",0"), "csv", "--infilter=" + CSV_IN % "true")
        edits = counted(desk, saved, "csv saved by LibreOffice as text")[0]
        saved = desk.office(f"{work}/b/relation.csv", CSV_OUT.replace(
            ",-1", ",0"), "plain", "--infilter=" + CSV_IN % "false")
        edits += counted(desk, saved, "csv saved by LibreOffice untyped")[0]
        saved = desk.office(f"{work}/a.xlsx", "xlsx", "saved")
        edits += counted(desk, saved, "xlsx saved as xlsx")[0]
        calc = desk.office(f"{work}/a.xlsx", "ods", "ods")
        saved = desk.office(calc, "xlsx", "again")
        edits += counted(desk, saved, "xlsx saved as ods, then xlsx")[0]
        print(f"hostile cells={cells} bad={bad} false edits={edits}")
        assert bad == 0 and edits == 0


def counted_json(desk):
    found, summary = desk.findings("a.json")
    print(f"  json: {summary['checked']['facts']} facts, off {len(found)}")
    return len(found)


def main(folder, what, *rest):
    if not shutil.which("soffice"):
        print("LibreOffice is not installed")
        sys.exit(77)
    binary = os.path.join(os.path.abspath(folder), "ibid")
    if what == "hostile":
        hostile(binary, int(rest[0]))
    else:
        samples(binary, what == "long", rest[0] if rest else ROOT + "/samples")


if __name__ == "__main__":
    main(*sys.argv[1:])
