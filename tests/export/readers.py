#!/usr/bin/env python3
"""Each format that is not JSON or plain CSV, read by another reader than ours
(the standard library's), with articles that mean harm.
readers.py FOLDER-OF-IBID"""

import csv
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))

NAUGHTY = [
    "-5", "-5.00", "+44 20 7946", "-- comment", "-2+3+cmd|' /C calc'!A1",
    "@SUM(1)", "'=x", "''", "＝1+1", "\t=1", "\n=1", "\"=1", ";=1", "{=1}",
    "=HYPERLINK(\"http://x.example\",\"y\")", "=WEBSERVICE(1)", "_x000A_ _x0",
    "0012", "12345678901234567890", "1E5", "2017-01-16", "TRUE",
    "<script>alert(1)</script>", "]]> & <b a='\"'>", "lone\rreturn",
    "\u0001\u000b\u001b\u007f", "\u202eright to left", "\U0001f600 e\u0301",
    "\ufffe\uffff", "{\\LaTeX} $x$ 100% #1 a_b ~ ^", "TY  - JOUR",
    "  blanks  ", "[a](javascript:alert(1)) **b** `c` | d", "\ufeff=1",
]


def article(number, title):
    return {"id": f"naughty-{number}", "title": title, "outlet": title,
            "author": title, "url": "https://news.example/%d?%s" % (
                number, "a=<b>\"'&c" if number % 2 else "a=b"),
            "published": "2031-03-16", "language": "en",
            "text": f"{title}\n\nAt least {number + 3} people were killed in "
                    f"Vessen on March 2, 2031, {title} police said.\n"}


class Ibid:
    def __init__(self, program, work):
        self.program, self.work = program, work

    def __call__(self, *arguments):
        done = subprocess.run(
            [self.program, "--db", self.work + "/a.db", *arguments],
            capture_output=True, check=False)
        assert done.returncode == 0, (arguments[0], done.stderr[-300:])
        return done.stdout

    def export(self, name, *arguments):
        """The path of the export, which came out the same twice."""
        path = f"{self.work}/{name}"
        self("export", *arguments, "-o", path)
        if not name.endswith("/"):
            with open(path, "rb") as file:
                before = file.read()
            self("export", *arguments, "-o", path)
            with open(path, "rb") as file:
                assert file.read() == before, name
        return path


def csv_rows(path, **dialect):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True, **dialect))


# ---- xlsx -----------------------------------------------------------------

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


# ---- tables ---------------------------------------------------------------


def risky(text):
    """As a spreadsheet would see it, by the rule as it is published."""
    if text[:1] in ("\t", "\r", "\n", "'"):
        return text != ""
    seen = text.lstrip("\x00\t\n\x0b\x0c\r \u00a0\ufeff\u200b\u200c\u200d"
                       "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066"
                       "\u2067\u2068\u2069")
    return seen[:1] in tuple("=+-@|%＝＋－＠")


def check_tables(ibid):
    """The same cells with tabs, with another mark, and escaped."""
    exact = csv_rows(ibid.export("exact.csv"))
    assert csv_rows(ibid.export("exact.tsv"), delimiter="\t") == exact
    path = ibid.export("bar.csv", "--delimiter", "|", "--bom")
    with open(path, "rb") as file:
        assert file.read(4) == b'\xef\xbb\xbf"'
    with open(path, encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file, delimiter="|")) == exact
    safe = csv_rows(ibid.export("safe.csv", "--for-spreadsheet"))
    about = read_json(ibid.work + "/safe.csv-metadata.json")
    assert about["escape"] == "apostrophe-1" and about["spreadsheet_safe"]
    number = {c["name"] for c in about["tableSchema"]["columns"]
              if c["datatype"] in ("integer", "number")}
    escaped = 0
    for row in safe:
        for name, cell in row.items():
            if name in number:
                assert re.fullmatch(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?", cell)
            elif cell.startswith("'"):
                assert risky(cell[1:])
                row[name] = cell[1:]
                escaped += 1
            else:
                assert not risky(cell), cell
    assert safe == exact and escaped > 30


# ---- citations and sources for other programs -----------------------------


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def citations(fact):
    yield from fact["citations"]
    for value in fact["fields"].values():
        for one in value if isinstance(value, list) else [value]:
            yield from one["citations"]


def is_url(text):
    return re.fullmatch(r"https?://[^\x00- \x7f-\uffff\"<>\\^`{|}]+", text or "")


def check_webannotation(ibid):
    pages = read_json(ibid.export("a.jsonld"))
    document = read_json(ibid.export("a.json"))
    expected = [c for fact in document["facts"] for c in citations(fact)
                if fact["status"] not in ("rejected", "merged")]
    assert pages["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert pages["type"] == "AnnotationCollection"
    items = pages["first"]["items"]
    assert pages["total"] == len(items)
    items = [item for item in items if item["motivation"] == "identifying"]
    assert len(items) == len(expected) > 100
    for item, citation in zip(items, expected):
        assert item["id"] == "urn:ibid:" + citation["id"]
        assert item["type"] == "Annotation"
        assert re.match("https?://|urn:ibid:s", item["target"]["source"])
        quote, position = item["target"]["selector"]
        assert quote["type"] == "TextQuoteSelector"
        assert quote["exact"] == citation["quote"]
        assert position == {"type": "TextPositionSelector",
                            "start": citation["start"],
                            "end": citation["end"]}
        state = item["target"]["state"]
        assert state["cached"] == "urn:ibid:" + citation["version"]
        assert re.fullmatch(r"[0-9-]+T[0-9:]+Z", state["sourceDate"])


CSL = {"id", "type", "title", "container-title", "author", "issued", "URL",
       "language", "custom"}


def check_csl(ibid):
    items = read_json(ibid.export("a.csl", "--format=csl"))
    sources = read_json(ibid.export("a.json"))["sources"]
    assert len(items) == len(sources) > len(NAUGHTY)
    for item, source in zip(items, sources):
        assert set(item) <= CSL
        assert item["id"] == source["id"]
        assert re.fullmatch(r"\d+:[0-9a-f]{64}", item["custom"]["head"])
        assert item.get("title") == source["title"]
        assert item["type"] in ("article-newspaper", "webpage", "article")
        if source["published"]:
            assert item["issued"]["date-parts"] == [
                [int(part) for part in source["published"].split("-")]]
        assert "URL" not in item or is_url(item["URL"])


def bibtex_entries(text):
    """{key: {field: content}}; braces must balance."""
    entries, depth = {}, 0
    remark = re.match(r"@comment\{ibid [0-9.]+, database at \d+:[0-9a-f]{64}\}",
                      text)
    text = text[remark.end():]
    start = 0
    for at, c in enumerate(text):
        if c == "{":
            depth += 1
        elif c == "}":
            depth -= 1
            assert depth >= 0
            if depth == 0:
                entry = text[start:at + 1].strip()
                head, body = entry.split(",", 1)
                assert re.fullmatch(r"@(article|misc)\{s[0-9a-z]+", head), head
                entries[head.split("{")[1]] = dict(
                    re.findall(r"^  (\w+) = \{(.*)\},?$", body, re.M))
                start = at + 1
    assert depth == 0 and not text[start:].strip()
    return entries


def check_bibtex(ibid):
    with open(ibid.export("a.bib"), encoding="utf-8", newline="") as file:
        text = file.read()
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)
    entries = bibtex_entries(text)
    sources = read_json(ibid.export("a.json"))["sources"]
    assert list(entries) == [source["id"] for source in sources]
    for source in sources:
        entry = entries[source["id"]]
        plain = re.sub(r"\\([$&%#_])", r"\1", entry.get("title", "{}")[1:-1])
        for name, c in (("ascii" "circum", "^"), ("ascii" "tilde", "~"),
                        ("brace" "left", "{"), ("brace" "right", "}"),
                        ("back" "slash", "\\")):
            plain = plain.replace("\\text" + name + "{}", c)
        title = source["title"] or source["name"]
        wanted = re.sub("[\x00-\x1f\x7f]", " ", title).strip()
        assert plain == wanted, (plain, wanted)


def check_ris(ibid):
    with open(ibid.export("a.ris"), encoding="utf-8", newline="") as file:
        text = file.read()
    sources = read_json(ibid.export("a.json"))["sources"]
    records = text.split("ER  - \r\n\r\n")
    assert records.pop() == ""
    assert len(records) == len(sources)
    for record, source in zip(records, sources):
        lines = record.split("\r\n")
        assert lines.pop() == ""
        tags = [line[:6] for line in lines]
        assert tags[0] == "TY  - " and tags.count("TY  - ") == 1
        assert all(re.fullmatch("[A-Z][A-Z0-9]  - ", tag) for tag in tags)
        assert "ID  - " + source["id"] in lines
        assert re.fullmatch(r"DB  - ibid database at \d+:[0-9a-f]{64}",
                            lines[-1])
        assert not re.search("[\x00-\x1f]", "".join(lines))


# ---- reports --------------------------------------------------------------


class Page(html.parser.HTMLParser):
    TAGS = set("html head meta title style body h1 h2 p article blockquote "
               "sup a dl dt dd bdi ol ul li q span".split())

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.quotes, self.open = [], [], [], []

    def handle_starttag(self, tag, attrs):
        assert tag in self.TAGS, tag
        names = dict(attrs)
        assert not [n for n in names if n.startswith("on")]
        self.ids += [names["id"]] if "id" in names else []
        self.links += [names["href"]] if "href" in names else []
        if tag == "q":
            self.quotes.append("")
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "q" in self.open:
            self.quotes[-1] += data

    def handle_comment(self, data):
        raise AssertionError(data)


def check_html(ibid):
    page = Page()
    with open(ibid.export("a.html"), encoding="utf-8", newline="") as file:
        page.feed(file.read())
    page.close()
    assert page.open == [] and len(set(page.ids)) == len(page.ids)
    for link in page.links:
        assert link[0] == "#" and link[1:] in page.ids or is_url(link), link
    document = read_json(ibid.export("a.json"))
    expected = [re.sub("[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", c["quote"])
                for fact in document["facts"] for c in citations(fact)]
    assert page.quotes == expected and len(expected) > 100


def check_markdown(ibid):
    with open(ibid.export("a.md"), encoding="utf-8", newline="") as file:
        text = file.read()
    document = read_json(ibid.export("a.json"))
    count = sum(1 for fact in document["facts"] for _ in citations(fact))
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.M)
    assert defined == [str(n + 1) for n in range(count)]
    bare = re.sub(r"<https?://[^<> ]*>$", "", text, flags=re.M)
    bare = re.sub(r"^\[\^\d+\]: |\[\^\d+\]|^#+ |^- |^> ", "", bare,
                  flags=re.M)
    bare = re.sub(r"^\*\*(.*?)\*\*:|\*\*(\\\[no citation\\\])\*\*", r"\1\2",
                  bare, flags=re.M)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", bare)
    assert not re.search(r"[<`*\[\]_]", bare), re.search(
        r".{30}[<`*\[\]_].{30}", bare)
    assert not re.search("[\x00-\x09\x0b-\x1f]", text)


def main():
    program = os.path.join(os.path.abspath(sys.argv[1]), "ibid")
    samples = sorted(glob.glob(ROOT + "/samples/[0-9]*"))
    with tempfile.TemporaryDirectory() as work:
        ibid = Ibid(program, work)
        with open(work + "/naughty.jsonl", "w", encoding="utf-8") as file:
            for number, title in enumerate(NAUGHTY):
                print(json.dumps(article(number, title)), file=file)
        ibid("import", "--published", "2031-03-04", *samples,
             work + "/naughty.jsonl")
        ids = [json.loads(line)["id"] for line in
               ibid("list", "--kind", "casualty", "--json").splitlines()]
        for number, text in enumerate(NAUGHTY):
            ibid("edit", ids[number % len(ids)], "place=" + text.strip("\0"))
        ibid("edit", ids[0], "place=" + "=é\U0001f600" * 4000 + "=x" * 15000)
        ibid("edit", ids[1], "number=exactly 23")
        for check in CHECKS:
            check(ibid)
            print(check.__name__, "is well")


CHECKS = [check_tables, check_xlsx, check_webannotation, check_csl,
          check_bibtex, check_ris, check_html, check_markdown]

if __name__ == "__main__":
    main()
