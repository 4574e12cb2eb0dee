"""The spreadsheet, read by the standard library: its parts, cells, links and
comments, held against the tables."""

import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile

from desk import csv_rows, read_json

FOLDED = ("_normalized", "_precision", "_quote")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def unescaped(text):
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text)


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Book:
    """The sheets of an XLSX file as lists of rows; strict."""

    def __init__(self, path, folded=FOLDED):
        self.folded = folded
        self.file = zipfile.ZipFile(path)
        assert self.file.testzip() is None
        names = self.file.namelist()
        assert not [n for n in names if "externalLink" in n or "vba" in n]
        for name in names:
            if not name.endswith((".xml", ".rels", ".vml")):
                raise AssertionError(name)
            ElementTree.fromstring(self.file.read(name))
        styles = ElementTree.fromstring(self.file.read("xl/styles.xml"))
        self.formats = [int(xf.get("numFmtId"))
                        for xf in styles.find(MAIN + "cellXfs")]
        book = ElementTree.fromstring(self.file.read("xl/workbook.xml"))
        self.names = [s.get("name") for s in book.find(MAIN + "sheets")]
        assert len({n.lower() for n in self.names}) == len(self.names)
        self.rows, self.links, self.comments = {}, {}, {}
        for i, name in enumerate(self.names):
            self.read(name, f"xl/worksheets/sheet{i + 1}.xml")

    def read(self, name, part):
        sheet = ElementTree.fromstring(self.file.read(part))
        assert not list(sheet.iter(MAIN + "f")), "a formula"
        pane = next(sheet.iter(MAIN + "pane"))
        assert pane.get("state") == "frozen" and pane.get("ySplit") == "1"
        assert sheet.find(MAIN + "autoFilter") is not None
        rows = []
        for row in sheet.iter(MAIN + "row"):
            assert int(row.get("r")) == len(rows) + 1
            rows.append({column_of(c.get("r")): self.cell(c) for c in row})
        for col in sheet.iter(MAIN + "col"):
            at = int(col.get("min")) - 1
            assert "style" not in col.keys() or self.formats[
                int(col.get("style"))] == 49, "new cells are text"
            title = rows[0].get(at) or ""
            folded = title.endswith(self.folded)
            hidden = title in ("fact_id", "fact_revision") or (
                folded and title != "fact_quote")
            if rows[0].get(0) == "fact_id":
                assert hidden == (col.get("hidden") == "1"), title
                assert (col.get("outlineLevel") == "1") == (
                    folded and title != "fact_quote"), title
        self.rows[name] = rows
        self.comments[name] = self.comments_of(part)
        self.links[name] = {link.get("ref"): link.get("location")
                            for link in sheet.iter(MAIN + "hyperlink")}

    def comments_of(self, part):
        rels = part.replace("sheets/", "sheets/_rels/") + ".rels"
        if rels not in self.file.namelist():
            return {}
        for rel in ElementTree.fromstring(self.file.read(rels)):
            if rel.get("Type").endswith("/comments"):
                comments = ElementTree.fromstring(
                    self.file.read("xl/" + rel.get("Target")[3:]))
                return {c.get("ref"): "".join(
                    t.text or "" for t in c.iter(MAIN + "t"))
                        for c in comments.iter(MAIN + "comment")}
        return {}

    def cell(self, c):
        if c.get("t") is None:
            return float(c.find(MAIN + "v").text)
        assert c.get("t") == "inlineStr", c.get("t")
        assert self.formats[int(c.get("s"))] == 49
        text = c.find(MAIN + "is").find(MAIN + "t").text
        assert len(text.encode("utf-16-le")) // 2 <= 32767
        return unescaped(text)

    def table(self, name):
        head = self.rows[name][0]
        return [{head[at]: cell for at, cell in row.items()}
                for row in self.rows[name][1:]]


def same(cell, text):
    if isinstance(cell, float):
        return cell == float(text)
    return (cell or "") == text


def check_links(book, kind):
    """A cell with ids of citations leads to the row of the first."""
    head = book.rows[kind][0]
    checked = 0
    for at, name in head.items():
        if not name.endswith("_cite"):
            continue
        for number, row in enumerate(book.rows[kind]):
            if number == 0 or not row.get(at):
                continue
            column = next(ref for ref in book.links[kind]
                          if column_of(ref) == at and
                          ref.endswith(f"{number + 1}") and
                          int(re.sub("[A-Z]", "", ref)) == number + 1)
            target = re.fullmatch(r"'Citations'!A(\d+)",
                                  book.links[kind][column])
            cited = book.rows["Citations"][int(target[1]) - 1]
            assert cited[0] == row[at].split()[0]
            checked += 1
    assert checked


def name_of(at):
    letters = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def check_comments(book, kind):
    """A value's cell has the words behind it as a comment."""
    head = {name: at for at, name in book.rows[kind][0].items()}
    checked = 0
    for name, at in head.items():
        if name + "_quote" not in head:
            continue
        for number, row in enumerate(book.rows[kind][1:], 2):
            quote = row.get(head[name + "_quote"])
            comment = book.comments[kind].get(f"{name_of(at)}{number}")
            assert (comment is not None) == bool(quote), (name, number)
            if quote and " | " not in quote and len(quote) < 900:
                wanted = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", " ",
                                quote)
                assert f'"{wanted}"' in comment, (quote, comment)
                checked += 1
    assert checked


def check_xlsx(ibid):
    book = Book(ibid.export("a.xlsx"))
    folder = ibid.export("tables/")
    kinds = [n for n in book.names
             if n not in ("Citations", "Sources", "About", "Cut texts")]
    assert "casualty" in kinds and book.names[-4:] == [
        "Citations", "Sources", "About", "Cut texts"]
    cut = []
    for kind in kinds + ["Sources"]:
        expected = csv_rows(f"{folder}/{kind.lower()}.csv")
        table = book.table(kind)
        assert len(table) == len(expected) > 0
        for row, facts in zip(table, expected):
            for name, text in facts.items():
                if not same(row.get(name), text):
                    assert "[cut here;" in row[name], (name, row[name], text)
                    cut.append(text)
        if kind != "Sources":
            check_links(book, kind)
            check_comments(book, kind)
    pieces = "".join(row["text"] for row in book.table("Cut texts"))
    assert cut and "".join(cut) == pieces
    about = {row["what"]: row.get("is") for row in book.table("About")}
    assert about[next(n for n in about if n.startswith("cells cut"))] == len(
        cut)
    places = [f["fields"]["place"] for f in
              read_json(ibid.export("a.json"))["facts"]
              if "place" in f["fields"] and f["kind"] == "casualty"]
    uncited = sum(1 for place in places if not place["citations"])
    assert about[next(n for n in about if n.startswith("values without"))] >= \
        uncited > 0
    plain = Book(ibid.export("plain.xlsx", "--no-comments"), FOLDED[:2])
    assert plain.rows["casualty"] == book.rows["casualty"]
    assert not any(plain.comments.values())
    rows = {row["fact_id"]: row for row in book.table("casualty")}
    assert "at least" in {r.get("number_precision") for r in rows.values()}
    exact = [r for r in rows.values() if r.get("number_precision") == "exact"]
    for row in exact:
        assert row["number_value"] == json.loads(
            row["number_normalized"])["min"]
    assert exact
