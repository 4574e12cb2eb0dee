#!/usr/bin/env python3
"""The spreadsheet in LibreOffice: what it shows is what was exported, and what
it saves again is still found to stand. office.py FOLDER-OF-IBID

Exit 77 when LibreOffice is not installed."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from desk import NAUGHTY, Ibid, casualties, csv_rows, naughty_file

# commas, quotes, UTF-8, from line 1, cells as they are, every sheet
CSV_FILTER = ("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,"
              "false,false,-1")


def convert(work, path, to, folder):
    done = subprocess.run(
        ["soffice", "--headless", "--norestore",
         f"-env:UserInstallation=file://{work}/office", "--convert-to", to,
         "--outdir", folder, path],
        capture_output=True, text=True, check=False, timeout=240)
    assert os.path.isdir(folder) and os.listdir(folder), done.stderr
    return done.stdout


def plain(text):
    """As a spreadsheet may change a text and show it: line ends, and the
    controls that XML has no way to hold, which it shows as escapes."""
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "",
                  text.replace("\r\n", "\n").replace("\r", "\n"))


def compare(shown, exported, where):
    """Cells that differ, but for line ends; numbers as numbers."""
    differing = 0
    for name, text in exported.items():
        cell = shown[name]
        if name == "fact_confidence":
            same = float(cell) == float(text)
        else:
            same = plain(cell) == plain(text)
        if not same:
            differing += 1
            print(where, name, repr(cell[:60]), "for", repr(text[:60]))
    return differing


def check_shown(ibid, folder, tables):
    """Each sheet as CSV by LibreOffice against our own table."""
    cells = differing = 0
    for name in sorted(os.listdir(folder)):
        kind = re.fullmatch(r"a-(\w+)\.csv", name)[1]
        path = f"{tables}{kind}.csv"
        if not os.path.exists(path):
            continue
        exported = {row["fact_id"]: row for row in csv_rows(path)}
        shown = csv_rows(folder + "/" + name)
        assert len(shown) == len(exported) > 0
        for row in shown:
            text = exported[row["fact_id"]]
            differing += compare(row, text, kind)
            cells += len(text)
    return cells, differing


def check_saved(ibid, path):
    """Saved again it holds no formula, and every cell still stands."""
    with zipfile.ZipFile(path) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in file.read(name)
    done = subprocess.run(
        [ibid.program, "--db", ibid.work + "/a.db", "verify", path],
        capture_output=True, text=True, check=False)
    print(done.stdout.splitlines()[-1])
    assert done.returncode == 0, done.stdout[-2000:]


def check_openpyxl(path, facts):
    try:
        import openpyxl
    except ImportError:
        print("openpyxl is not installed")
        return
    book = openpyxl.load_workbook(path)
    sheet = book["casualty"]
    assert sheet.max_row == facts + 1 and sheet.freeze_panes == "A2"
    head = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.column_dimensions["A"].hidden and sheet.auto_filter.ref
    kinds = {v.formula1: v for v in sheet.data_validations.dataValidation}
    assert any("accepted" in formula for formula in kinds)
    assert any("preferred" in formula for formula in kinds)
    assert sheet.conditional_formatting
    comments = links = 0
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type in "snd", (cell.coordinate, cell.data_type)
            if cell.data_type == "s" and cell.value:
                assert cell.number_format == "@"
            comments += cell.comment is not None
            links += cell.hyperlink is not None
    assert comments and links and "number_precision" in head


def main():
    if not shutil.which("soffice"):
        sys.exit(77)
    program = os.path.join(os.path.abspath(sys.argv[1]), "ibid")
    with tempfile.TemporaryDirectory() as work:
        ibid = Ibid(program, work)
        # a lone carriage return in a text does not survive
        ibid("import", naughty_file(
            work, lambda title: title.replace("\r", " ")))
        ids = casualties(ibid)
        for number, text in enumerate(NAUGHTY):
            ibid("edit", ids[number % len(ids)], "place=" + text.strip("\0"))
        path = ibid.export("a.xlsx")
        tables = ibid.export("tables/")
        convert(work, path, CSV_FILTER, work + "/shown")
        cells, differing = check_shown(ibid, work + "/shown", tables)
        print(f"{cells} cells shown by LibreOffice, {differing} differ")
        assert cells > 1000 and differing == 0
        convert(work, path, "xlsx", work + "/saved")
        check_saved(ibid, work + "/saved/a.xlsx")
        check_openpyxl(path, len(ids))


if __name__ == "__main__":
    main()
