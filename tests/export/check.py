#!/usr/bin/env python3
"""The samples, exported in every format: JSON fits its schema, every citation
is the text there, tables agree with it, keys hold. check.py FOLDER-OF-IBID

Exit 77 when the validator (python3-jsonschema) is not installed."""

import csv
import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    sys.exit(77)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def values(fact):
    """(field, value object) of a fact."""
    for field, cell in fact["fields"].items():
        for value in cell if isinstance(cell, list) else [cell]:
            yield field, value


def citations(fact):
    yield from fact["citations"]
    for _, value in values(fact):
        yield from value["citations"]


def check_json(work, ibid):
    document = json.loads(read(work + "/a.json"))
    schema = json.loads(read(ROOT + "/schema/export.schema.json"))
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    errors = list(validator(schema).iter_errors(document))
    for error in errors[:10]:
        print("schema:", "/".join(map(str, error.absolute_path)),
              error.message[:200])
    assert not errors
    assert document["sources"] and document["facts"]
    lines = [json.loads(line) for line in read(work + "/a.jsonl").splitlines()]
    kinds = {"source": [], "fact": [], "link": [], "reuse": [], "header": []}
    for line in lines:
        kinds[line.pop("type")].append(line)
    assert kinds["header"] == [
        {key: document[key] for key in ("generator", "offset_unit", "head")}]
    assert kinds["source"] == document["sources"]
    assert kinds["fact"] == document["facts"]
    assert kinds["link"] == document["links"]
    assert kinds["reuse"] == document["reuse"]
    return document


def check_quotes(document, texts):
    """Offsets against the text files as they are in samples/."""
    names = {source["id"]: source["name"] for source in document["sources"]}
    checked = 0
    for fact in document["facts"]:
        for c in citations(fact):
            text = texts.get(names[c["source"]])
            if text is None:
                continue
            assert text[c["start"]:c["end"]] == c["quote"], c
            checked += 1
    assert checked > 10, checked


def check_long(document, work):
    table = rows(work + "/long.csv")
    expected = [
        (fact["id"], fact["kind"], field, value["value"],
         " ".join(c["id"] for c in value["citations"]))
        for fact in document["facts"]
        if fact["status"] not in ("rejected", "merged")
        for field, value in values(fact)]
    assert expected == [
        (row["fact_id"], row["fact_kind"], row["field"], row["value"],
         row["cite"]) for row in table]
    sidecar = json.loads(read(work + "/long.csv-metadata.json"))
    with open(work + "/long.csv", "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == sidecar["sha256"]
    assert sidecar["rows"] == len(table)
    assert sidecar["head"] == document["head"]
    assert sidecar["spreadsheet_safe"] is False


def check_folder(document, folder):
    metadata = json.loads(read(folder + "/csv-metadata.json"))
    tables = {table["url"]: rows(folder + "/" + table["url"])
              for table in metadata["tables"]}
    assert sorted(tables) == sorted(
        os.path.basename(path) for path in glob.glob(folder + "/*.csv"))
    for table in metadata["tables"]:
        names = [c["name"] for c in table["tableSchema"]["columns"]]
        read_rows = tables[table["url"]]
        assert len(read_rows) == table["rows"]
        key = table["tableSchema"]["primaryKey"]
        assert len({row[key] for row in read_rows}) == len(read_rows), key
        for row in read_rows:
            assert list(row) == names
    sources = {row["source_id"] for row in tables["sources.csv"]}
    cited = {row["citation_id"] for row in tables["citations.csv"]}
    assert {row["source_id"] for row in tables["citations.csv"]} <= sources
    facts = set()
    for name, table in tables.items():
        if name in ("sources.csv", "citations.csv"):
            continue
        for row in table:
            facts.add(row["fact_id"])
            for column, cell in row.items():
                if column.endswith("_cite"):
                    assert set(cell.split()) <= cited
    assert facts == {fact["id"] for fact in document["facts"]}
    assert facts == {row["fact_id"] for row in tables["citations.csv"]}


def main():
    ibid = os.path.join(os.path.abspath(sys.argv[1]), "ibid")
    samples = sorted(glob.glob(ROOT + "/samples/[0-9]*"))
    texts = {}
    for path in samples:
        try:
            if path.endswith(".txt"):
                texts[os.path.basename(path)] = read(path)
        except UnicodeDecodeError:
            pass  # that sample is there to be decoded from something else
    with tempfile.TemporaryDirectory() as work:
        def run(*arguments):
            subprocess.run([ibid, "--db", work + "/a.db", *arguments],
                           check=True, stdout=subprocess.DEVNULL)
        run("import", "--published", "2031-03-04", *samples)
        for name in ("a.json", "a.jsonl", "long.csv", "tables/"):
            run("export", "-o", work + "/" + name)
            run("verify", work + "/" + name)
        before = read(work + "/a.json")
        run("export", "-o", work + "/a.json")
        assert before == read(work + "/a.json")
        document = check_json(work, ibid)
        check_quotes(document, texts)
        check_long(document, work)
        check_folder(document, work + "/tables")
    print(f"{len(document['facts'])} facts, all well")


if __name__ == "__main__":
    main()
