#!/usr/bin/env python3
"""How often title, author and date of saved pages are those that others found.

metadata.py IBID PAGES.jsonl[.gz] [--show FIELD]
Records have "id", "html" and "metadata" with "title", "byline" and
"publishedTime", each perhaps null. Titles and names count as the same when they
are, blanks aside; names also when one holds the other ("By Ana Ruiz, AP").
Dates count by their day. What a page does not state is not asked for, but
counted when ibid has a value all the same.
"""

import argparse
import gzip
import json
import subprocess

FIELDS = {"title": "title", "author": "byline", "published": "publishedTime"}


def folded(text):
    return " ".join((text or "").split())


def same(field, found, stated):
    if field == "published":
        return found[:10] == stated[:10]
    if field == "author":
        a, b = found.lower(), stated.lower()
        return bool(a) and (a in b or b in a)
    return found == stated


def sources(ibid, pages):
    lines = "".join(json.dumps({"id": p["id"], "html": p["html"]}) + "\n"
                    for p in pages)
    done = subprocess.run([ibid, "extract", "--stream"], input=lines.encode(),
                          stdout=subprocess.PIPE, check=False)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return {r["source"]["name"]: r["source"] for r in records if "source" in r}


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("ibid")
    options.add_argument("pages")
    options.add_argument("--show", choices=FIELDS)
    how = options.parse_args()
    opened = gzip.open if how.pages.endswith(".gz") else open
    with opened(how.pages, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    found = sources(how.ibid, pages)
    for field, name in FIELDS.items():
        right = exact = stated = unasked = 0
        for page in pages:
            ours = folded(found.get(page["id"], {}).get(field))
            theirs = folded(page["metadata"].get(name))
            if not theirs:
                unasked += bool(ours)
                continue
            stated += 1
            exact += ours == theirs
            right += same(field, ours, theirs)
            if how.show == field and not same(field, ours, theirs):
                print(page["id"], "|", theirs, "|", ours)
        print(f"{field:10} stated {stated:4} right {right:4} "
              f"({100 * right / max(1, stated):.0f} %) letter by letter "
              f"{exact:4} found where none is stated {unasked:4}")


if __name__ == "__main__":
    main()
