#!/usr/bin/env python3
"""Make a codebook's calibration.txt: how many of each rule's facts are right,
and what in their surroundings makes them more and less likely.

    calibrate.py IBID CODEBOOK statements.jsonl.gz [casualties.jsonl.gz]

Statements are JSONL records {id, text, attributions: [{Source, Cue, Content}]},
each a list of [start, end) in code points; casualties {id, text, relevant,
counts: [[number, DEATH or INJURY]]}.  A statement is right when half of its
words, and some of its speaker's, are those of an annotated one, each taken
once; a casualty when number and harm are.  The weights of contexts (see
`ibid extract --stream --contexts`) are a logistic regression on top of the
rule's own share, for statements.  Writes CODEBOOK/calibration.txt and prints a
table with the precision of each rule, the share of all annotated that it
found, and the same for the facts that are kept.  Standard library only; the
same input gives the same output.
"""
import collections
import gzip
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HARM = {"killed": "DEATH", "wounded": "INJURY"}


def rows(path):
    with gzip.open(path, "rt", encoding="utf8") as f:
        return [json.loads(line) for line in f]


def facts(ibid, codebook, articles):
    """The facts of each article, in order, with the contexts of each."""
    lines = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n"
                    for a in articles)
    done = subprocess.run([ibid, "extract", "--stream", "--contexts",
                           "--codebook", codebook],
                          input=lines.encode(), stdout=subprocess.PIPE,
                          check=True)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        for fact, contexts in zip(record["facts"], record["contexts"]):
            fact["contexts"] = contexts
        yield record["facts"]


def uncalibrated(codebook, folder):
    """A copy that keeps all facts and trusts its rules' own word."""
    copy = os.path.join(folder, "codebook")
    shutil.copytree(codebook, copy)
    if os.path.exists(os.path.join(copy, "calibration.txt")):
        os.remove(os.path.join(copy, "calibration.txt"))
    rules = os.path.join(copy, "rules")
    for path in ([os.path.join(copy, "codebook.txt")] +
                 [os.path.join(rules, name) for name in os.listdir(rules)]):
        with open(path) as f:
            lines = [line for line in f if line.split()[:1] != ["keep"]]
        with open(path, "w") as f:
            f.writelines(lines)
    return copy


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


PRIOR_FACTS = 10  # lib/extract/calibration.c
SEEN_LEAST = 12   # facts that a context needs to be learnt
ROUNDS, PULL = 12, 0.004


def learn(samples):
    """Weights of contexts from (log odds of the rule, contexts, right)."""
    seen = collections.Counter(c for _, cs, _ in samples for c in cs)
    samples = [(odds, [c for c in cs if seen[c] >= SEEN_LEAST], right)
               for odds, cs, right in samples]
    weights = collections.defaultdict(float)
    steps = collections.defaultdict(lambda: 1e-6)
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(samples)
        for odds, contexts, right in samples:
            odds += sum(weights[c] for c in contexts)
            miss = 1 / (1 + math.exp(-max(-30, min(30, odds)))) - right
            for c in contexts:
                slope = miss + PULL * weights[c]
                steps[c] += slope * slope
                weights[c] -= 0.08 * slope / math.sqrt(steps[c])
    return {c: round(w, 2) for c, w in weights.items() if abs(w) >= 0.05}


def rule_of(fact):
    return fact["rule"].split("/")[1].split("@")[0]


def judged(ibid, codebook, kind, judge, articles):
    """(fact, is it right) for all facts of a kind."""
    for a, found in zip(articles, facts(ibid, codebook, articles)):
        found = [f for f in found if f["kind"] == kind]
        right = judge(a, found)
        for i, f in enumerate(found):
            yield f, i in right


def tally(pairs):
    counts = collections.defaultdict(lambda: [0, 0])
    for fact, right in pairs:
        counts[rule_of(fact)][0] += right
        counts[rule_of(fact)][1] += 1
    return counts


def samples(pairs, counts):
    for fact, right in pairs:
        good, all_ = counts[rule_of(fact)]
        share = (good + PRIOR_FACTS * fact["confidence"]) / (all_ + PRIOR_FACTS)
        yield math.log(share / (1 - share)), sorted(set(fact["contexts"])), right


def table(before, after, total):
    print("| rule | facts | precision | recall | kept | precision | recall |\n"
          "|---|--:|--:|--:|--:|--:|--:|")
    for rule, (good, all_) in sorted(before.items()):
        kept = after.get(rule, [0, 0])
        print(f"| {rule} | {all_} | {good / all_:.2f} | {good / total:.3f} "
              f"| {kept[1]} | {kept[0] / max(1, kept[1]):.2f} "
              f"| {kept[0] / total:.3f} |")


def main():
    ibid, codebook, statements = sys.argv[1:4]
    kinds = [("statement", statements, "attributions",
              lambda a, f: judge_statements(a["text"], a["attributions"], f))]
    if len(sys.argv) > 4:
        kinds.append(("casualty", sys.argv[4], "counts",
                      lambda a, f: judge_casualties(a["counts"], f)))
    lines, weights, before, totals = [], {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        plain = uncalibrated(codebook, folder)
        for kind, path, key, judge in kinds:
            articles = rows(path)
            totals[kind] = sum(len(a[key]) for a in articles)
            pairs = list(judged(ibid, plain, kind, judge, articles))
            before[kind] = tally(pairs)
            lines += [f"{rule} {n[0]} {n[1]}\n"
                      for rule, n in sorted(before[kind].items())]
            if kind == "statement":
                weights = learn(list(samples(pairs, before[kind])))
    with open(os.path.join(codebook, "calibration.txt"), "w") as out:
        out.write("# Of each rule's facts, how many were right, and how many "
                  "there were; then how much\n# a context adds to the "
                  "logarithm of the odds: made by tools/train/calibrate.py\n"
                  "# from annotated articles.\n")
        out.writelines(sorted(lines))
        out.writelines(f"weight {w:g} {c}\n"
                       for c, w in sorted(weights.items()))
    for kind, path, _, judge in kinds:
        after = tally(judged(ibid, codebook, kind, judge, rows(path)))
        table(before[kind], after, totals[kind])


main()
