#!/usr/bin/env python3
"""Each format that is not JSON or plain CSV, read by another reader than ours
(the standard library's), with articles that mean harm.
readers.py FOLDER-OF-IBID"""

import csv
import html.parser
import re
import sys

from book import check_xlsx
from desk import (NAUGHTY, citations, csv_rows, is_url, read_json,
                  run_checks)

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


CHECKS = [check_tables, check_xlsx, check_webannotation, check_csl,
          check_bibtex, check_ris, check_html, check_markdown]

if __name__ == "__main__":
    run_checks(sys.argv[1], CHECKS)
