#!/usr/bin/env python3
"""Make schema/languages/en-grammar/words.txt from CoNLL-U treebanks.

    lexicon.py OUT-FOLDER TRAIN.conllu.gz...

`word tags`: the tags a word had, commonest first; `-suffix tags` for words not
listed.  Standard library only; the same input gives the same output.
"""
import collections
import os
import re
import sys

from treebank import sentences

SUFFIXES = ("ing", "ed", "ly", "ion", "ions", "ment", "ness", "ity", "ies",
            "er", "ers", "or", "ors", "ist", "ists", "al", "ous", "ive", "ful",
            "able", "ible", "ic", "ical", "ant", "ent", "ish", "less", "ary",
            "ory", "ian", "ians", "ism", "ship", "ize", "ise", "izes", "ises",
            "ate", "ates", "ify", "est", "s", "")
RARE = 2      # words seen less often teach the suffix classes instead
SHARE = 0.04  # of a word's uses, below which a tag is noise


def order(tags):
    total = sum(tags.values())
    kept = [(-n, t) for t, n in tags.items() if n >= SHARE * total]
    return "".join(t for _, t in sorted(kept))[:4]


def suffix(word):
    return next(s for s in SUFFIXES if word.endswith(s) and
                len(word) > len(s) + 1 or s == "")


def main():
    out, train = sys.argv[1], sys.argv[2:]
    uses = collections.defaultdict(collections.Counter)
    for sent in sentences(train):
        for w, t in sent:
            if t != "P" or w.islower():
                uses[w.lower()][t] += 1
            else:
                uses[w.lower()]["P"] += 1
    count = lambda w: sum(uses[w].values())
    ends = collections.defaultdict(collections.Counter)
    for w in uses:
        if count(w) <= RARE and re.fullmatch(r"[a-z'-]+", w):
            for t, n in uses[w].items():
                if t != "P":
                    ends[suffix(w)][t] += n
    suffixes = {s: order(ends[s]) or "N" for s in SUFFIXES}
    words = {}
    for w in uses:
        if not re.fullmatch(r"[a-z][a-z.'-]*|'[a-z]+", w):
            continue
        tags = order(uses[w])
        if count(w) >= RARE and tags != "P" or \
                not set(tags) <= set(suffixes[suffix(w)]) and "P" not in tags:
            words[w] = tags
    credit = ("# Made by tools/train/lexicon.py from Universal Dependencies\n"
              "# English-EWT (CC BY-SA 4.0) and English-GUM (CC BY 4.0); see\n"
              "# schema/languages/en-grammar/README.md.\n")
    with open(os.path.join(out, "words.txt"), "w") as f:
        f.write(credit)
        f.writelines(f"-{s} {suffixes[s]}\n" for s in SUFFIXES)
        f.writelines(f"{w} {words[w]}\n" for w in sorted(words))


main()
