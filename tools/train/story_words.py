#!/usr/bin/env python3
"""Make schema/tables/story_words.txt from CoNLL-U treebanks.

    story_words.py OUT.txt TREEBANK.conllu.gz...

One line a word as lib/corroborate/profile.c cuts it: the word, a tab, ten
times the natural logarithm of (documents + 1) / (documents with it + 0.5).
Words in fewer than RARE documents are left out; they weigh as much as
anything can.  Standard library only; the same input gives the same output.
"""
import collections
import gzip
import math
import re
import sys

RARE = 3
WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")


def stem(word):
    word = word.lower().replace("\u2019", "'")
    if word.endswith("'s"):
        word = word[:-2]
    for end in ("ing", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 4 and \
                not word.endswith("ss"):
            return word[:-len(end)]
    return word


def documents(path):
    seen = set()
    with gzip.open(path, "rt", encoding="utf8") as f:
        for line in f:
            if line.startswith("# newdoc"):
                if seen:
                    yield seen
                seen = set()
            elif line[0].isdigit():
                cells = line.split("\t")
                if cells[0].isdigit() and cells[3] not in ("PUNCT", "SYM"):
                    seen.update(stem(w) for w in WORD.findall(cells[1]))
    yield seen


def main():
    count, total = collections.Counter(), 0
    for path in sys.argv[2:]:
        for seen in documents(path):
            total += 1
            count.update(w for w in seen if len(w) > 1)
    with open(sys.argv[1], "w", encoding="utf8") as out:
        out.write("# Made by tools/train/story_words.py from Universal "
                  "Dependencies English-EWT\n# (CC BY-SA 4.0) and English-GUM "
                  "(CC BY 4.0); shipped under CC BY-SA 4.0, see\n# "
                  "schema/languages/en-grammar/README.md. How little a word "
                  "tells of what an\n# article is about: word, ten times the "
                  "logarithm of how rare it is.\n")
        for word in sorted(count, key=lambda w: w.encode()):
            if count[word] >= RARE:
                rare = math.log((total + 1) / (count[word] + 0.5))
                out.write(f"{word}\t{round(10 * rare)}\n")


main()
