#!/usr/bin/env python3
"""Hostile cells through CSV, TSV, CSV for spreadsheets, JSON and XLSX, and
back by other readers: not one byte may differ. hostile.py PROGRAM COUNT"""

import csv
import json
import struct
import subprocess
import sys
import tempfile

from book import Book
from readers import risky

COLUMNS = 4
csv.field_size_limit(1 << 24)


def raw_cells(path):
    with open(path, "rb") as file:
        data = file.read()
    at, cells = 0, []
    while at < len(data):
        size, = struct.unpack_from("=I", data, at)
        cells.append(data[at + 4:at + 4 + size].decode("utf-8"))
        at += 4 + size
    return cells


def csv_cells(path, **dialect):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True, **dialect))
    assert all(len(row) == COLUMNS for row in rows)
    return [cell for row in rows[1:] for cell in row]


def differing(name, cells, expected):
    """How many bytes are not as they were."""
    assert len(cells) == len(expected), (name, len(cells), len(expected))
    bad = [(a, b) for a, b in zip(cells, expected) if a != b]
    for got, wanted in bad[:5]:
        print(name, "has", repr(got[:80]), "for", repr(wanted[:80]))
    return sum(max(len(a.encode()), len(b.encode())) for a, b in bad)


def unescape(path, cells):
    """Drop exactly one apostrophe; what has none must be harmless."""
    out, escaped = [], 0
    for number, cell in enumerate(csv_cells(path)):
        is_number = number % COLUMNS == COLUMNS - 1 and cell == cells[number]
        if cell.startswith("'"):
            escaped += 1
            cell = cell[1:]
        elif not is_number:
            assert not risky(cell), repr(cell)
        out.append(cell)
    return out, escaped


def xlsx_cells(path, cells):
    """The cells, and how many were cut: their whole text from where it is."""
    book = Book(path)
    out, cut = [], 0
    pieces = {}
    for row in book.table("Cut texts") if "Cut texts" in book.names else []:
        key = int(row["row"]), row["column"]
        pieces[key] = pieces.get(key, "") + row["text"]
    head = [book.rows["cells"][0][at] for at in range(COLUMNS)]
    for number, row in enumerate(book.rows["cells"][1:], 2):
        for at in range(COLUMNS):
            text = row.get(at) or ""
            if (number, head[at]) in pieces:
                assert "[cut here;" in text
                text = pieces[number, head[at]]
                cut += 1
            out.append(text)
    assert len(pieces) == cut
    return out, cut


def main():
    program, count = sys.argv[1:]
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([program, "2031", count, work], check=True)
        cells = raw_cells(work + "/cells.bin")
        safe, escaped = unescape(work + "/safe.csv", cells)
        with open(work + "/cells.json", encoding="utf-8") as file:
            from_json = json.load(file)
        sheet, cut = xlsx_cells(work + "/cells.xlsx", cells)
        result = {
            "csv": differing("csv", csv_cells(work + "/exact.csv"), cells),
            "tsv": differing("tsv", csv_cells(work + "/exact.tsv",
                                              delimiter="\t"), cells),
            "for-spreadsheet": differing("for-spreadsheet", safe, cells),
            "json": differing("json", from_json, cells),
            "xlsx": differing("xlsx", sheet, cells)}
    print(f"{len(cells)} cells, {sum(len(c.encode()) for c in cells)} bytes, "
          f"{escaped} escaped, {cut} cut in xlsx; differing bytes: {result}")
    assert len(cells) >= 1000 and escaped and cut and not any(result.values())


if __name__ == "__main__":
    main()
