#!/usr/bin/env python3
"""Make a codebook's calibration.txt: how many of each rule's facts are right.

    calibrate.py IBID CODEBOOK statements.jsonl.gz [casualties.jsonl.gz]

Statements are JSONL records {id, text, attributions: [{Source, Cue, Content}]},
each a list of [start, end) in code points; casualties {id, text, relevant,
counts: [[number, DEATH or INJURY]]}.  A statement is right when half of its
words, and some of its speaker's, are those of an annotated one, each taken
once; a casualty when number and harm are.  Writes CODEBOOK/calibration.txt and
prints a table with the precision of each rule and its share of all that was
annotated.  Standard library only; the same input gives the same output.
"""
import collections
import gzip
import json
import os
import re
import subprocess
import sys

HARM = {"killed": "DEATH", "wounded": "INJURY"}


def rows(path):
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f]


def facts(ibid, codebook, articles):
    """The facts of each article, in order."""
    lines = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n"
                    for a in articles)
    done = subprocess.run([ibid, "extract", "--stream", "--codebook", codebook],
                          input=lines.encode(), stdout=subprocess.PIPE,
                          check=True)
    return [json.loads(line)["facts"] for line in done.stdout.splitlines()]


def words(text, spans):
    return {start + m.start() for start, end in spans
            for m in re.finditer(r"\w+", text[start:end])}


def cited(fact, field):
    value = fact["fields"].get(field) or {}
    return [(c["start"], c["end"]) for c in value.get("citations", [])]


def judge_statements(text, gold, found):
    """The numbers of the facts that are right."""
    gold = [(words(text, g.get("Content", [])), words(text, g.get("Source", [])))
            for g in gold]
    made = [(words(text, cited(f, "content")), words(text, cited(f, "speaker")))
            for f in found]
    pairs = sorted(((len(m[0] & g[0]) / len(m[0] | g[0]), i, j)
                    for i, m in enumerate(made) for j, g in enumerate(gold)
                    if m[0] & g[0]), reverse=True)
    used, taken, right = set(), set(), set()
    for share, i, j in pairs:
        if share < .5 or i in used or j in taken:
            continue
        used.add(i)
        taken.add(j)
        if made[i][1] & gold[j][1] or not (made[i][1] or gold[j][1]):
            right.add(i)
    return right


def count_of(fact):
    number = fact["fields"]["number"].get("normalized") or {}
    low, high = number.get("min"), number.get("max")
    harm = HARM.get(fact["fields"]["harm"].get("normalized"))
    return (str(low) if high in (None, low) else f"{low}-{high}", harm)


def judge_casualties(gold, found):
    gold = {tuple(g) for g in gold}
    return {i for i, f in enumerate(found) if count_of(f) in gold}


def main():
    ibid, codebook, statements = sys.argv[1:4]
    tally = collections.defaultdict(lambda: [0, 0])
    total = collections.Counter()

    def count(kind, judge, articles, key):
        for a, found in zip(articles, facts(ibid, codebook, articles)):
            found = [f for f in found if f["kind"] == kind]
            right = judge(a, found)
            total[kind] += len(a[key])
            for i, f in enumerate(found):
                tally[kind, f["rule"].split("/")[1].split("@")[0]][1] += 1
                tally[kind, f["rule"].split("/")[1].split("@")[0]][0] += i in right

    count("statement", lambda a, f: judge_statements(a["text"],
                                                     a["attributions"], f),
          rows(statements), "attributions")
    if len(sys.argv) > 4:
        count("casualty", lambda a, f: judge_casualties(a["counts"], f),
              rows(sys.argv[4]), "counts")
    with open(os.path.join(codebook, "calibration.txt"), "w") as out:
        out.write("# Of each rule's facts, how many were right, and how many "
                  "there were:\n# made by tools/train/calibrate.py from "
                  "annotated articles.\n")
        out.writelines(f"{rule} {n[0]} {n[1]}\n"
                       for (_, rule), n in sorted(tally.items()))
    print("| rule | facts | precision | recall |\n|---|--:|--:|--:|")
    for (kind, rule), (right, all_) in sorted(tally.items()):
        print(f"| {rule} | {all_} | {right / all_:.2f} "
              f"| {right / total[kind]:.3f} |")


main()
