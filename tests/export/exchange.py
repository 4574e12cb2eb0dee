#!/usr/bin/env python3
"""Formats for other programs, held against their specifications by small
readers of our own: CSVW, Web Annotation, PROV-JSON, FollowTheMoney, brat.
exchange.py FOLDER-OF-IBID"""

import csv
import glob
import hashlib
import json
import os
import re
import sys

from desk import citations, csv_rows, is_url, read_json, run_checks

LIVE = ("extracted", "accepted", "corrected")


def live_facts(ibid):
    return [fact for fact in read_json(ibid.export("a.json"))["facts"]
            if fact["status"] in LIVE]


def uncited(facts):
    """Places and victims that an edit left without words behind them."""
    for fact in facts:
        for name, value in fact["fields"].items():
            for one in value if isinstance(value, list) else [value]:
                if not one["citations"] and name in ("place", "victims"):
                    yield fact, name, one


# ---- CSVW -----------------------------------------------------------------

DESCRIBES = {"@context", "url", "tables", "tableSchema", "dialect", "notes"}
OURS = {"generator", "head", "encoding", "spreadsheet_safe", "escape",
        "uncited_values", "rows", "sha256"}
COLUMN = {"name", "titles", "datatype", "required", "separator",
          "dc:description"}
DATATYPES = {
    "string": ".*",
    "integer": r"[+-]?\d+",
    "number": r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?",
    "anyURI": r"[^\x00-\x20<>\"{}|\\^`]*",
}


def check_table(table, folder):
    """The rows, each cell of its datatype."""
    assert set(table) <= DESCRIBES | OURS, set(table)
    dialect, schema = table["dialect"], table["tableSchema"]
    assert dialect["encoding"] == "utf-8" and dialect["header"] is True
    assert dialect["doubleQuote"] is True and dialect["trim"] is False
    with open(folder + "/" + table["url"], encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f, delimiter=dialect["delimiter"],
                               quotechar=dialect["quoteChar"], strict=True))
    names = [column["name"] for column in schema["columns"]]
    assert rows[0] == [column["titles"] for column in schema["columns"]]
    assert len(set(names)) == len(names) and len(rows) - 1 == table["rows"]
    for column in schema["columns"]:
        assert set(column) <= COLUMN
        assert re.fullmatch("[A-Za-z][A-Za-z0-9_]*", column["name"])
    for row in rows[1:]:
        assert len(row) == len(names)
        for cell, column in zip(row, schema["columns"]):
            assert cell or not column.get("required")
            parts = (cell.split(column["separator"])
                     if "separator" in column else [cell])
            for part in parts:
                assert not part or re.fullmatch(
                    DATATYPES[column["datatype"]], part, re.S), (column, part)
    keyed = [dict(zip(names, row)) for row in rows[1:]]
    if "primaryKey" in schema:
        keys = [row[schema["primaryKey"]] for row in keyed]
        assert len(set(keys)) == len(keys)
    return keyed


def check_metadata(path):
    metadata = read_json(path)
    folder = os.path.dirname(path)
    assert metadata["@context"] == "http://www.w3.org/ns/csvw"
    assert set(metadata) <= DESCRIBES | OURS
    note = metadata["notes"][0]
    assert note["head"] == metadata["head"] and "ibid verify" in note["check"]
    tables = metadata.get("tables", [metadata])
    rows = {table["url"]: check_table(table, folder) for table in tables}
    keys = 0
    for table in tables:
        for key in table["tableSchema"].get("foreignKeys", []):
            there = key["reference"]
            wanted = {row[there["columnReference"]]
                      for row in rows[there["resource"]]}
            assert {row[key["columnReference"]]
                    for row in rows[table["url"]]} <= wanted
            keys += 1
    return metadata, keys


def check_csvw(ibid):
    for name in ("long.csv", "long.tsv"):
        metadata, _ = check_metadata(ibid.export(name) + "-metadata.json")
        assert metadata["uncited_values"] > 0
    check_metadata(ibid.export("wide.csv", "--kind", "casualty",
                               "--delimiter", "|") + "-metadata.json")
    _, keys = check_metadata(ibid.export("all/") + "csv-metadata.json")
    assert keys == 1
    _, keys = check_metadata(ibid.export("one/", "--kind", "casualty") +
                             "csv-metadata.json")
    assert keys == 2  # citations -> sources and citations -> casualty


# ---- Web Annotation -------------------------------------------------------

MOTIVATIONS = {"assessing", "bookmarking", "classifying", "commenting",
               "describing", "editing", "highlighting", "identifying",
               "linking", "moderating", "questioning", "replying", "tagging"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def check_target(target):
    assert set(target) <= {"source", "selector", "state"}
    assert IRI.fullmatch(target["source"])
    for selector in target.get("selector", []):
        if selector["type"] == "TextQuoteSelector":
            assert set(selector) <= {"type", "exact", "prefix", "suffix"}
            assert all(isinstance(text, str) for text in selector.values())
            assert selector["exact"]
        else:
            assert selector["type"] == "TextPositionSelector"
            assert set(selector) == {"type", "start", "end"}
            assert 0 <= selector["start"] < selector["end"]
    if "state" in target:
        state = target["state"]
        assert state["type"] == "TimeState" and IRI.fullmatch(state["cached"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
                            state["sourceDate"])


def check_webannotation(ibid):
    collection = read_json(ibid.export("a.jsonld"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert IRI.fullmatch(collection["id"])
    page = collection["first"]
    assert page["type"] == "AnnotationPage" and page["startIndex"] == 0
    assert page["id"] != collection["id"] == page["partOf"]
    items = page["items"]
    assert collection["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert set(item) == {"id", "type", "motivation", "body", "target"}
        assert IRI.fullmatch(item["id"]) and item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for body in item["body"]:
            assert body["purpose"] in MOTIVATIONS
            if body["type"] == "TextualBody":
                assert isinstance(body["value"], str)
                assert body["format"] == "text/plain"
            else:
                assert body["type"] == "SpecificResource"
                assert IRI.fullmatch(body["source"])
        check_target(item["target"])
    asked = [item for item in items if item["motivation"] == "questioning"]
    missing = {f"urn:ibid:{fact['id']}:{name}:1"
               for fact, name, _ in uncited(live_facts(ibid))}
    assert missing <= {item["id"] for item in asked} and missing


# ---- PROV -----------------------------------------------------------------

ROLES = {
    "wasAssociatedWith": {"prov:activity": "activity", "prov:agent": "agent"},
    "wasGeneratedBy": {"prov:entity": "entity", "prov:activity": "activity"},
    "wasDerivedFrom": {"prov:generatedEntity": "entity",
                       "prov:usedEntity": "entity"},
    "specializationOf": {"prov:specificEntity": "entity",
                         "prov:generalEntity": "entity"},
}


def check_prov(ibid):
    document = read_json(ibid.export("a.prov.json"))
    assert set(document) == {"prefix", "entity", "activity", "agent"} | set(
        ROLES)
    prefixes = set(document["prefix"]) | {"prov", "_"}
    for name, group in document.items():
        for key, record in group.items() if name != "prefix" else ():
            assert key.split(":")[0] in prefixes
            for member, value in record.items():
                assert member.split(":")[0] in prefixes, member
                if isinstance(value, dict):
                    assert set(value) == {"$", "type"}
    for name, roles in ROLES.items():
        for record in document[name].values():
            for role, group in roles.items():
                assert record[role] in document[group], record
    facts = live_facts(ibid)
    made = [r["prov:entity"] for r in document["wasGeneratedBy"].values()]
    assert len(set(made)) == len(made)
    for fact in facts:
        for revision in range(1, fact["revision"] + 1):
            assert f"ibid:{fact['id']}.{revision}" in made
    derived = document["wasDerivedFrom"]
    for fact in facts:
        entity = document["entity"][f"ibid:{fact['id']}.{fact['revision']}"]
        assert entity["ibid:status"] == fact["status"]
        for c in citations(fact):
            record = derived["_:" + c["id"]]
            assert record["prov:value"] == c["quote"]
            assert record["ibid:start"] == c["start"]
            assert record["prov:usedEntity"] == "ibid:" + c["version"]
    changed = [f for f in facts if f["revision"] > 1]
    assert changed
    for fact in changed:
        assert f"_:after-{fact['id']}.{fact['revision']}" in derived
    for fact, name, _ in uncited(facts):
        entity = document["entity"][f"ibid:{fact['id']}.{fact['revision']}"]
        assert name in entity["ibid:uncited"]
    kinds = {a["prov:type"]["$"] for a in document["activity"].values()}
    assert {"ibid:import", "ibid:edit"} <= kinds
    for activity in document["activity"].values():
        imports = activity["prov:type"]["$"] == "ibid:import"
        assert ("ibid:parameters" in activity) == imports
        if imports:
            assert re.fullmatch(r"ibid \d+\.\d+\.\d+",
                                activity["ibid:program"])
            assert activity["ibid:codebook"] == "news"
            assert len(activity["ibid:codebook_sha256"]) == 64
            json.loads(activity["ibid:parameters"])


# ---- FollowTheMoney -------------------------------------------------------

FTM_COLUMNS = ("canonical_id,entity_id,prop,prop_type,schema,value,dataset,"
               "origin,lang,original_value,external,first_seen,last_seen,id")
FTM = {
    "Event": {"id": "id", "name": "name", "keywords": "string",
              "recordId": "string", "summary": "text", "proof": "entity",
              "publisher": "string", "sourceUrl": "url",
              "description": "text", "location": "address", "date": "date"},
    "Article": {"id": "id", "name": "name", "title": "string",
                "fileName": "string", "author": "string",
                "publisher": "string", "publishedAt": "date",
                "sourceUrl": "url", "notes": "text"},
}


def check_ftm(ibid):
    path = ibid.export("a.ftm.csv")
    with open(path, encoding="utf-8", newline="") as file:
        first = file.readline()
        assert first == '"' + FTM_COLUMNS.replace(",", '","') + '"\n'
    rows = csv_rows(path, dialect=csv.unix_dialect)
    entities = {}
    for row in rows:
        assert FTM[row["schema"]][row["prop"]] == row["prop_type"]
        assert row["canonical_id"] == row["entity_id"] and row["value"]
        key = ".".join(row[c] for c in ("dataset", "entity_id", "prop",
                                        "value"))
        assert row["id"] == hashlib.sha1(key.encode()).hexdigest()
        assert row["external"] == "f"
        if row["prop_type"] == "url":
            assert is_url(row["value"])
        if row["prop_type"] == "date":
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["value"])
        entities.setdefault(row["entity_id"], []).append(row)
    facts = live_facts(ibid)
    for fact in facts:
        own = entities[fact["id"]]
        assert own[0]["prop"] == "id" and own[0]["schema"] == "Event"
        said = {row["value"] for row in own}
        assert {c["quote"] for c in fact["citations"]} <= said
        for row in own:
            if row["prop"] == "proof":
                assert entities[row["value"]][0]["schema"] == "Article"
    for fact, name, value in uncited(facts):
        assert [row for row in entities[fact["id"]]
                if row["value"].startswith(f"{name}: {value['value']}") and
                row["value"].endswith(" [no citation]")]


# ---- brat -----------------------------------------------------------------


def read_ann(path, text):
    """The spans, events, attributes and notes; spans against the text."""
    spans, events, others = {}, {}, []
    with open(path, encoding="utf-8", newline="") as file:
        lines = file.read().split("\n")
    assert lines.pop() == ""
    for line in lines:
        name, rest = line.split("\t", 1)
        if name[0] == "T":
            where, words = rest.split("\t")
            kind, offsets = where.split(" ", 1)
            pieces = [tuple(map(int, p.split())) for p in offsets.split(";")]
            assert all(a < b for a, b in pieces) and pieces == sorted(pieces)
            assert " ".join(text[a:b] for a, b in pieces) == words
            spans[name] = kind, words
        elif name[0] == "E":
            head, *arguments = rest.split(" ")
            kind, trigger = head.split(":")
            assert spans[trigger][0] == kind
            for argument in arguments:
                role, target = argument.split(":")
                assert spans[target][0] == kind + "-" + role.rstrip(
                    "0123456789")
            events[name] = kind
        else:
            assert name[0] in "A#"
            target = rest.split("\t")[0].split(" ")[1]
            assert target in spans or target in events
            others.append(rest)
    return spans, events, others


def check_brat(ibid):
    folder = ibid.export("brat/", "--format", "brat")
    with open(folder + "annotation.conf", encoding="utf-8") as file:
        conf = re.split(r"^\[(\w+)\]\n", file.read(), flags=re.M)
    assert re.search(r"database at \d+:[0-9a-f]{64}", conf[0])
    parts = dict(zip(conf[1::2], conf[2::2]))
    kinds = {line.split("\t")[0] for line in parts["events"].splitlines()}
    fields = set(parts["entities"].splitlines())
    assert len(fields) == len(parts["entities"].splitlines())
    facts = live_facts(ibid)
    notes, count = [], 0
    for path in glob.glob(folder + "*.ann"):
        with open(path[:-4] + ".txt", encoding="utf-8", newline="") as file:
            text = file.read()
        spans, events, others = read_ann(path, text)
        assert {kind for kind, _ in spans.values()} <= kinds | fields
        count += len(events)
        notes += others
    with open(folder + "without-place.tsv", encoding="utf-8") as file:
        assert count + len(file.readlines()) == len(facts) > 50
    for fact in facts:
        assert [note for note in notes if note.endswith("\t" + fact["id"])]
    for _, name, value in uncited(facts):
        words = re.sub("[\x00-\x1f]", " ", value["value"])
        assert [note for note in notes
                if note.endswith(f"{name} = {words} [no citation]")]


CHECKS = [check_csvw, check_webannotation, check_prov, check_ftm, check_brat]

if __name__ == "__main__":
    run_checks(sys.argv[1], CHECKS)
