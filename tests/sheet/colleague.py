#!/usr/bin/env python3
"""What a colleague does to the spreadsheet in LibreOffice itself: sorts,
filters, renames a sheet, deletes and moves columns, types numbers, dates and
truths over text, adds and deletes rows, saves. No edit is seen that was not
made, every edit that was. colleague.py FOLDER-OF-IBID
Exit code 77: LibreOffice is not installed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

from roundtrip import ROOT, Desk

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE %s PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "%s.dtd">
"""
SCRIPT = LIBRARY % ("library:library", "library") + """<library:library
 xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Desk"/></library:library>"""
MODULE = LIBRARY % ("script:module", "module") + """<script:module
 xmlns:script="http://openoffice.org/2000/script" script:name="Desk"
 script:language="StarBasic"><![CDATA[
Function At(sheet, title)
    At = 0
    Do While sheet.getCellByPosition(At, 0).String <> title
        At = At + 1
        If At > 200 Then Error 5
    Loop
End Function

Function Used(sheet)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(True)
    Used = sheet.getCellRangeByPosition(0, 0, _
        cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
End Function

Function RowOf(sheet, id)
    RowOf = 1
    Do While sheet.getCellByPosition(At(sheet, "fact_id"), RowOf).String <> id
        RowOf = RowOf + 1
        If RowOf > 2000 Then Error 5
    Loop
End Function

Function Cell(sheet, id, title)
    Cell = sheet.getCellByPosition(At(sheet, title), RowOf(sheet, id))
End Function

Sub SortBy(sheet, title)
    Dim fields(0) As New com.sun.star.table.TableSortField
    Dim how(1) As New com.sun.star.beans.PropertyValue
    fields(0).Field = At(sheet, title)
    fields(0).IsAscending = False
    how(0).Name = "SortFields"
    how(0).Value = fields()
    how(1).Name = "ContainsHeader"
    how(1).Value = True
    Used(sheet).sort(how())
End Sub

Sub FilterBy(sheet, title, text)
    Dim fields(0) As New com.sun.star.sheet.TableFilterField
    range = Used(sheet)
    how = range.createFilterDescriptor(True)
    fields(0).Field = At(sheet, title)
    fields(0).Operator = com.sun.star.sheet.FilterOperator.EQUAL
    fields(0).StringValue = text
    how.ContainsHeader = True
    how.FilterFields = fields()
    range.filter(how)
End Sub

Sub Drop(sheet, title)
    sheet.Columns.removeByIndex(At(sheet, title), 1)
End Sub

Sub MoveToFront(sheet, title)
    sheet.Columns.insertByIndex(0, 1)
    from = At(sheet, title)
    column = sheet.getCellRangeByPosition(from, 0, from, _
        Used(sheet).RangeAddress.EndRow)
    sheet.moveRange(sheet.getCellByPosition(0, 0).CellAddress, _
        column.RangeAddress)
    sheet.Columns.removeByIndex(from, 1)
End Sub

Sub Enter(doc, cell, kind, number)
    Dim place As New com.sun.star.lang.Locale
    cell.NumberFormat = doc.NumberFormats.getStandardFormat(kind, place)
    cell.Value = number
End Sub

Sub Work(source, target, filter)
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    Dim how(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", _
        0, hidden())
    sheet = doc.Sheets.getByName("casualty")
%s
    how(0).Name = "FilterName"
    how(0).Value = filter
    doc.storeToURL(ConvertToURL(target), how())
    doc.close(True)
    StarDesktop.terminate()
End Sub
]]></script:module>"""
DIALOGS = LIBRARY % ("library:libraries", "libraries") + """<library:libraries
 xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard"
  xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/></library:libraries>"""
XLSX = "Calc MS Excel 2007 XML"


def at_desk(desk, source, name, steps, kind=XLSX):
    """`source` opened in LibreOffice, `steps` done to it, saved as `name`."""
    soffice = ["soffice", "--headless", "--norestore",
               f"-env:UserInstallation=file://{desk.work}/profile"]
    basic = f"{desk.work}/profile/user/basic"
    if not os.path.exists(basic):  # the first start fills the folder
        subprocess.run([*soffice, "--terminate_after_init"], check=True,
                       capture_output=True, timeout=240)
    lines = "\n".join("    " + step for step in steps)
    os.makedirs(basic + "/Standard", exist_ok=True)
    for path, text in (("Standard/script.xlb", SCRIPT),
                       ("script.xlc", DIALOGS),
                       ("Standard/Desk.xba", MODULE % lines)):
        with open(f"{basic}/{path}", "w", encoding="utf-8") as file:
            file.write(text)
    target = f"{desk.work}/{name}"
    done = subprocess.run(
        [*soffice,
         f'macro:///Standard.Desk.Work("{source}","{target}","{kind}")'],
        capture_output=True, check=False, timeout=240)
    assert os.path.exists(target), (steps, done.stderr)
    return target


ARRANGED = [
    'SortBy(sheet, "number_value")', 'MoveToFront(sheet, "place")',
    'Drop(sheet, "source_title")', 'Drop(sheet, "fact_confidence")',
    'Drop(sheet, "harm_quote")', 'Drop(sheet, "number_cite")',
    'FilterBy(sheet, "harm", "killed")', 'sheet.Name = "Toll, my copy"',
    'sheet.Columns.getByIndex(2).IsVisible = False',
    'doc.Sheets.removeByName("role")',
]


def arranged(desk, source):
    """Nothing was edited, however the sheet lies."""
    for name, kind in (("arranged.xlsx", XLSX), ("arranged.ods", "calc8")):
        path = at_desk(desk, source, name, ARRANGED, kind)
        if kind != XLSX:
            path = desk.office(path, "xlsx", "from-ods")
        found, summary = desk.findings(path)
        assert not found, (name, found[:5])
        cells = summary["checked"]["cells"]
        items, total = desk.applied(path)
        assert not items and not total["facts"], (name, items[:5])
    return cells


def edits(ids):
    """What is typed, and what must be seen of it: (id, column): text."""
    def cell(number, column):
        return f'Cell(sheet, "{ids[number]}", "{column}")'
    steps = [
        cell(0, "number") + '.String = "at least 99"',
        cell(1, "number") + ".Value = 1234",
        f'Enter(doc, {cell(2, "date")}, 2, DateValue("2031-03-09"))',
        f'Enter(doc, {cell(3, "cause")}, 1024, 1)',
        cell(4, "victims") + '.String = "=SUM(1)"',
        cell(5, "place") + '.String = "Ves" & Chr(10) & "sen"',
        cell(6, "harm") + '.String = ""',
        cell(0, "fact_status") + '.String = "accepted"',
        cell(1, "fact_rank") + '.String = "preferred"',
    ]
    seen = {(ids[0], "number"): "at least 99", (ids[1], "number"): "1234",
            (ids[2], "date"): "2031-03-09", (ids[3], "cause"): "TRUE",
            (ids[4], "victims"): "=SUM(1)", (ids[5], "place"): "Ves\nsen",
            (ids[0], "fact_status"): "accepted",
            (ids[1], "fact_rank"): "preferred"}
    return steps, seen


def edited(desk, source, facts):
    """Cells, a row away, a row more; taken over, then nothing is left."""
    ids = [fact["id"] for fact in facts]
    steps, seen = edits(ids)
    steps += [f'sheet.Rows.removeByIndex(RowOf(sheet, "{ids[7]}"), 1)',
              "below = Used(sheet).RangeAddress.EndRow + 1"]
    titles = [json.loads(line)["title"] for line in
              desk("sources", "--json").splitlines()]
    title = next(t for t in titles if t and titles.count(t) == 1)
    for column, text in (("number", "7"), ("harm", "wounded"),
                         ("source_title", title)):
        steps.append(f'sheet.getCellByPosition(At(sheet, "{column}"), below)'
                     f'.String = "{text}"')
    kept = [step for step in ARRANGED if "source_title" not in step]
    path = at_desk(desk, source, "edited.xlsx", steps + kept)
    items, total = desk.applied(path)
    found = {(i["fact"], i["column"]): i["edited"] for i in items
             if i["what"] == "edit"}
    assert found == seen, (found, seen)
    others = {i["what"]: i for i in items if i["what"] != "edit"}
    assert sorted(others) == ["missing", "new", "refused"], others
    assert others["missing"]["fact"] == ids[7]
    assert others["refused"]["fact"] == ids[6]  # a field that it must have
    assert len(items) == len(seen) + 3
    desk("apply", path, "--yes", "--reject-missing", codes=(1,))
    items, total = desk.applied(path)
    assert [i["what"] for i in items] == ["refused"], items
    desk("verify")
    desk("undo")
    items, total = desk.applied(path)
    assert total["edits"] == len(seen), total
    return len(seen)


def main(folder):
    if not shutil.which("soffice"):
        print("LibreOffice is not installed")
        sys.exit(77)
    binary = os.path.join(os.path.abspath(folder), "ibid")
    with tempfile.TemporaryDirectory() as work:
        desk = Desk(binary, work)
        desk("import", "--published=2031-03-15", ROOT + "/samples")
        desk("export", "-o", "a.xlsx")
        facts = [json.loads(line) for line in
                 desk("list", "--kind=casualty", "--json").splitlines()]
        cells = arranged(desk, work + "/a.xlsx")
        print(f"{cells} cells arranged anew: 0 false edits")
        count = edited(desk, work + "/a.xlsx", facts)
        print(f"{count} of {count} cells typed were found")


main(*sys.argv[1:])
