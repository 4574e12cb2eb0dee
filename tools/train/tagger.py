#!/usr/bin/env python3
"""Make FOLDER/tagger.bin from FOLDER/words.txt and CoNLL-U treebanks.

    tagger.py FOLDER TRAIN.conllu.gz... -- TEST.conllu.gz...

An averaged perceptron (Collins 2002, "Discriminative training methods for
hidden Markov models", section 2.5) that tags from left to right.  Features are
rows of a table, found by hashing; lib/extract/tagger.c computes the same rows.
One sentence of five is learnt a second time without capitals, as headlines and
old wires come; each is learnt once more from every subject within it on.  Prints the share of right tags on the test files.  Standard
library only; the same input gives the same bytes.
"""
import collections
import os
import random
import struct
import sys

from treebank import clauses, kind, sentences

LETTERS = "NPBZDKGJRTIOHWCM#S."
COUNT = len(LETTERS)
NUMBER = {t: i for i, t in enumerate(LETTERS)}
ROWS = 1 << 17
STRIDE = 24  # bytes of a row
EPOCHS = 6
SCALE = 2.4  # of weights to whole numbers of one byte
START = COUNT
EDGE = (1, 0, 0, 15, 0, None)  # before and behind a sentence


def fnv(data):
    h = 2166136261
    for b in data:
        h = ((h ^ b) * 16777619) & 0xffffffff
    return h


def row(feature, a, b=0):
    h = (a * 0x9E3779B1 ^ b * 0x85EBCA77 ^ feature * 0xC2B2AE3D) & 0xffffffff
    h ^= h >> 15
    h = (h * 0x2C1B3C6D) & 0xffffffff
    return (h ^ h >> 13) & (ROWS - 1)


def lexicon(path):
    """The classes of words.txt: of words, of endings."""
    words, ends = {}, []
    for line in open(path, encoding="utf8"):
        if line[0] != "#":
            word, _, tags = line.rstrip("\n").partition(" ")
            if word[0] == "-":
                ends.append((word[1:].encode(), "-" + tags))
            else:
                words[word.encode()] = tags
    return words, ends


def class_of(known, low):
    words, ends = known
    if low in words:
        return words[low]
    return next(c for e, c in ends if low.endswith(e) and
                len(low) > len(e) + 1 or e == b"")


def read(words, known):
    """(hash, of the last three bytes, of the last two, shape, class, tag
    where that is certain) a word."""
    out, first = [], True
    for word in words:
        low = word.lower().encode()
        other = kind(word)
        shape = {"#": 4, ".": 5}.get(other, 0)
        if shape == 0:
            if word[0].isupper():
                shape = 3 if len(word) > 1 and word.isupper() else 1 if first else 2
            first = False
        long = len(low) > 3
        names = other or class_of(known, low)
        sure = len(names) == 1 and shape in (0, 4, 5)
        out.append((fnv(low), fnv(low[-3:]) if long else 0,
                    fnv(low[-2:]) if long else 0, shape * 2 + (b"-" in low),
                    fnv(names.encode()), NUMBER[names] if sure else None))
    return out


def fixed(p):
    """The rows of each word that do not hang on the tags before it."""
    out, n = [], len(p)
    for i, w in enumerate(p):
        a = p[i - 1] if i else EDGE
        z = p[i - 2] if i > 1 else EDGE
        b = p[i + 1] if i + 1 < n else EDGE
        c = p[i + 2] if i + 2 < n else EDGE
        out.append([row(1, w[0]), row(2, w[0], w[3]), row(3, w[1], w[3]),
                    row(4, w[2], w[3]), row(5, a[0]), row(6, b[0]),
                    row(7, b[1], b[3]), row(8, c[0]), row(9, z[0]),
                    row(10, w[3] + 16 * b[3] + 256 * a[3]),
                    row(15, w[4], w[3]), row(16, b[4], b[3]), row(17, w[4], b[4])])
    return out


def moving(p, i, last, before):
    w, b = p[i], p[i + 1] if i + 1 < len(p) else EDGE
    return [row(11, last, before), row(12, w[0], last), row(13, b[0], last),
            row(14, w[1], last * 16 + w[3]),
            row(18, w[4], last), row(19, b[4], last * 16 + w[3])]


def best(weights, rows):
    sums = [0] * COUNT
    for r in rows:
        w = weights.get(r)
        if w:
            sums = [a + b for a, b in zip(sums, w)]
    return sums.index(max(sums))


def tag(weights, words, known):
    p = read(words, known)
    rows, last, before, out = fixed(p), START, START, []
    for i, w in enumerate(p):
        t = w[5]  # numbers, marks, "the" need no weights
        if t is None:
            t = best(weights, rows[i] + moving(p, i, last, before))
        before, last = last, t
        out.append(t)
    return out


def learn(examples):
    """The averaged weights, by row."""
    weights, sums, step = {}, {}, 0
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(examples)
        wrong = total = 0
        for p, rows, gold in examples:
            last = before = START
            for i, g in enumerate(gold):
                t = p[i][5]
                if t is None:
                    mine = rows[i] + moving(p, i, last, before)
                    t, step, total = best(weights, mine), step + 1, total + 1
                    if t != g:
                        wrong += 1
                        for r in mine:
                            w = weights.setdefault(r, [0] * COUNT)
                            s = sums.setdefault(r, [0] * COUNT)
                            w[g] += 1
                            w[t] -= 1
                            s[g] += step
                            s[t] -= step
                before, last = last, t
        print(f"epoch {epoch}: {wrong / total:.4f} wrong", file=sys.stderr)
    return {r: [w - s / step for w, s in zip(weights[r], sums[r])] for r in weights}


def rounded(weight):
    """As a byte: 128 is nothing."""
    return 128 + max(-127, min(127, round(weight * SCALE)))


def test(weights, paths, known):
    for path in paths:
        right = total = 0
        confusion = collections.Counter()
        for sent in sentences([path]):
            for t, (_, g) in zip(tag(weights, [w for w, _ in sent], known), sent):
                right += LETTERS[t] == g
                total += 1
                confusion[g + LETTERS[t]] += LETTERS[t] != g
        print(f"{os.path.basename(path)}: {right / total:.4f} right",
              confusion.most_common(10))


def main():
    split = sys.argv.index("--")
    folder, train, tests = sys.argv[1], sys.argv[2:split], sys.argv[split + 1:]
    known = lexicon(os.path.join(folder, "words.txt"))
    examples = []
    for number, sent in enumerate(sentences(train)):
        words, gold = [w for w, _ in sent], [NUMBER[t] for _, t in sent]
        copies = [words] + ([[w.lower() for w in words]] if number % 5 == 0 else [])
        for copy in copies:
            p = read(copy, known)
            examples.append((p, fixed(p), gold))
    for sent in clauses(train):
        p = read([w for w, _ in sent], known)
        examples.append((p, fixed(p), [NUMBER[t] for _, t in sent]))
    weights = {r: [rounded(x) for x in w] for r, w in learn(examples).items()}
    with open(os.path.join(folder, "tagger.bin"), "wb") as f:
        f.write(b"ibid tagger 1\n\0\0" + struct.pack("<II", ROWS, COUNT))
        for r in range(ROWS):
            f.write(bytes(weights.get(r, [128] * COUNT)).ljust(STRIDE, b"\x80"))
    test(weights, tests, known)


if __name__ == "__main__":
    main()
