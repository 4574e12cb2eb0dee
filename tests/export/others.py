#!/usr/bin/env python3
"""Exports read by other people's programs: pandoc (CSL, BibTeX, Markdown,
HTML), bibutils (RIS), python3-prov (PROV-JSON), xmllint (the parts of a
workbook), and a JSON Schema validator with schemas that were written from the
specifications (Web Annotation, CSVW, PROV-JSON). others.py FOLDER-OF-IBID

What is not installed is named and left out; exit 77 when nothing is there."""

import copy
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

from desk import (ROOT, Ibid, casualties, citations, naughty_file,
                  read_json)

MODS = "{http://www.loc.gov/mods/v3}"


def output(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, (command, done.stderr[-500:])
    return done.stdout.decode("utf-8-sig")


def squeezed(text):
    """Letters and digits: what a reader may not change."""
    return re.sub(r"[\W_]+", "", text)


def titles_of(ibid):
    return {s["id"]: s["title"] or s["name"]
            for s in read_json(ibid.export("a.json"))["sources"]}


# ---- schemas ---------------------------------------------------------------


def check_schemas(ibid):
    """Each document fits; with a member missing it does not."""
    import jsonschema

    def holds(name, path, spoil):
        with open(f"{ROOT}/tests/export/schemas/{name}.json",
                  encoding="utf-8") as file:
            schema = json.load(file)
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        document = read_json(path)
        errors = [f"{list(e.absolute_path)} {e.message[:200]}"
                  for e in validator.iter_errors(document)]
        assert not errors, (name, errors[:5])
        spoiled = copy.deepcopy(document)
        spoil(spoiled)
        assert not validator.is_valid(spoiled), name

    holds("webannotation", ibid.export("a.jsonld"),
          lambda d: d["first"]["items"][0]["target"]["selector"][0].pop(
              "exact"))
    holds("prov", ibid.export("a.prov.json"),
          lambda d: next(iter(d["wasDerivedFrom"].values())).pop(
              "prov:usedEntity"))
    for path in (ibid.export("wide.csv", "--kind=casualty"),
                 ibid.export("safe.csv", "--for-spreadsheet"),
                 ibid.export("long.tsv")):
        holds("csvw", path + "-metadata.json",
              lambda d: d["tableSchema"]["columns"][0].update(name="_id"))
    holds("csvw", ibid.export("all/") + "csv-metadata.json",
          lambda d: d["tables"][0].pop("url"))


# ---- provenance ------------------------------------------------------------


def check_prov(ibid):
    from prov.model import (ProvActivity, ProvDerivation, ProvDocument,
                            ProvEntity)
    document = ProvDocument.deserialize(ibid.export("a.prov.json"),
                                        format="json")
    facts = [f for f in read_json(ibid.export("a.json"))["facts"]
             if f["status"] not in ("rejected", "merged")]
    names = {str(e.identifier) for e in document.get_records(ProvEntity)}
    for fact in facts:
        assert f"ibid:{fact['id']}.{fact['revision']}" in names
    quoted = [d for d in document.get_records(ProvDerivation)
              if "prov:Quotation" in map(str, d.get_asserted_types())]
    assert len(quoted) == sum(1 for f in facts for _ in citations(f)) > 100
    runs = [a for a in document.get_records(ProvActivity)
            if a.get_attribute("ibid:program")]
    assert runs
    again = ProvDocument.deserialize(
        content=document.serialize(format="json"), format="json")
    assert again == document


# ---- sources ---------------------------------------------------------------


def check_pandoc_csl(ibid):
    path = ibid.export("a.csl.json")
    titles = titles_of(ibid)
    listed = json.loads(output("pandoc", "-f", "csljson", "-t", "csljson",
                               path))
    assert {i["id"]: squeezed(i.get("title", "")) for i in listed} == {
        i: squeezed(t) for i, t in titles.items()}
    shown = squeezed(output("pandoc", "-f", "csljson", "-t", "plain",
                            "--wrap=none", "--citeproc", path))
    assert squeezed("Dravik Counts Its Dead") in shown


def check_pandoc_bibtex(ibid):
    listed = json.loads(output("pandoc", "-f", "bibtex", "-t", "csljson",
                               ibid.export("a.bib")))
    found = {item["id"]: item for item in listed}
    for source in read_json(ibid.export("a.json"))["sources"]:
        item = found.pop(source["id"])
        title = source["title"] or source["name"]
        if not set(title) & set("\\{}$#_~^%&<\x00\x01") and title.isascii():
            shown = re.sub("<[^>]*>", "", item.get("title", ""))
            assert squeezed(shown) == squeezed(title), (shown, title)
        if source["published"]:
            assert item["issued"]["date-parts"][0][0] == int(
                source["published"][:4])
    assert not found


def check_bibutils(ibid):
    path = ibid.export("a.ris")
    text = re.sub("[\ufffe\uffff]", "", output("ris2xml", "-nb", path))
    root = ElementTree.fromstring(text)
    found = {m.get("ID"): m for m in root.iter(MODS + "mods")}
    titles = titles_of(ibid)
    assert set(found) == set(titles)
    for name, title in titles.items():
        info = found[name].find(MODS + "titleInfo")
        shown = "".join(info.itertext()) if info is not None else ""
        if title.isascii() and "&" not in title and "<" not in title:
            assert squeezed(shown) == squeezed(title), (shown, title)


# ---- reports ---------------------------------------------------------------


def facts_quoted(ibid):
    return [c["quote"] for f in read_json(ibid.export("a.json"))["facts"]
            for c in citations(f)
            if f["status"] not in ("rejected", "merged")]


def check_pandoc_reports(ibid):
    """Footnotes of the one, quotes of the other, are all there."""
    quotes = [squeezed(q) for q in facts_quoted(ibid)
              if q.isascii() and q.isprintable()]
    assert len(quotes) > 100
    for path, reader in ((ibid.export("a.md"), "markdown-raw_html-raw_tex"),
                         (ibid.export("a.html"), "html")):
        shown = squeezed(output("pandoc", "-f", reader, "-t", "plain",
                                "--wrap=none", path))
        lost = [q for q in quotes if q not in shown]
        assert not lost, (reader, len(lost), lost[:3])


# ---- workbook --------------------------------------------------------------


def check_xmllint(ibid):
    """Every part is XML by another parser's book; the report is HTML."""
    folder = ibid.work + "/parts"
    with zipfile.ZipFile(ibid.export("a.xlsx")) as book:
        book.extractall(folder)
    parts = [p for p in glob.glob(folder + "/**/*", recursive=True)
             if os.path.isfile(p)] + [folder + "/_rels/.rels"]
    output("xmllint", "--noout", "--nonet", "--huge", *sorted(set(parts)))
    assert len(parts) > 15
    report = subprocess.run(
        ["xmllint", "--html", "--noout", "--nonet", ibid.export("a.html")],
        capture_output=True, check=False)
    said = report.stderr.decode(errors="replace").splitlines()
    errors = [line for line in said
              if "HTML parser error" in line and
              not re.search("Tag (article|bdi) invalid|0xFFF[EF]", line)]
    assert report.returncode == 0 and not errors, errors[:3]


CHECKS = [(check_schemas, "jsonschema", None), (check_prov, "prov", None),
          (check_pandoc_csl, None, "pandoc"),
          (check_pandoc_bibtex, None, "pandoc"),
          (check_pandoc_reports, None, "pandoc"),
          (check_bibutils, None, "ris2xml"), (check_xmllint, None, "xmllint")]


def is_there(module, program):
    try:
        if module:
            __import__(module)
    except ImportError:
        return False
    return not program or shutil.which(program) is not None


def main():
    program = os.path.join(os.path.abspath(sys.argv[1]), "ibid")
    samples = sorted(glob.glob(ROOT + "/samples/[0-9]*"))
    done = 0
    with tempfile.TemporaryDirectory() as work:
        ibid = Ibid(program, work)
        ibid("import", "--published", "2031-03-04", *samples,
             naughty_file(work))
        ibid("edit", casualties(ibid)[0], "place=Elsewhere")
        for check, module, other in CHECKS:
            if not is_there(module, other):
                print(f"{check.__name__}: {module or other} is not installed")
                continue
            check(ibid)
            done += 1
            print(check.__name__, "is well")
    if not done:
        sys.exit(77)


if __name__ == "__main__":
    main()
