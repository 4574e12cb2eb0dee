#!/usr/bin/env python3
"""Make schema/languages/en-grammar/{words,context}.txt from CoNLL-U treebanks.

    lexicon.py OUT-FOLDER TRAIN.conllu.gz... -- TEST.conllu.gz...

words.txt: `word tags`, the tags a word had, commonest first; `-suffix tags`
for words not listed.  context.txt: `class previous next tag`, the tag that a
word of an ambiguity class has between two others, where it differs from what
the shorter context says.  Prints the share of right tags on the test files.
Standard library only; the same input gives the same output.
"""
import collections
import gzip
import os
import re
import sys

TAGS = {"NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "VB": "B", "VBP": "B",
        "VBZ": "Z", "VBD": "D", "VBN": "K", "VBG": "G", "JJ": "J", "JJR": "J",
        "JJS": "J", "AFX": "J", "RB": "R", "RBR": "R", "RBS": "R", "RP": "R",
        "DT": "T", "PDT": "T", "PRP$": "T", "WP$": "T", "IN": "I", "TO": "O",
        "PRP": "H", "EX": "H", "WP": "W", "WDT": "W", "WRB": "W", "CC": "C",
        "MD": "M", "CD": "#", "POS": "S", "UH": "R", "FW": "P"}
SUFFIXES = ("ing", "ed", "ly", "ion", "ions", "ment", "ness", "ity", "ies",
            "er", "ers", "or", "ors", "ist", "ists", "al", "ous", "ive", "ful",
            "able", "ible", "ic", "ical", "ant", "ent", "ish", "less", "ary",
            "ory", "ian", "ians", "ism", "ship", "ize", "ise", "izes", "ises",
            "ate", "ates", "ify", "est", "s", "")
RARE = 2      # words seen less often teach the suffix classes instead
SHARE = 0.04  # of a word's uses, below which a tag is noise


def rows(path):
    """The sentences of a file: lists of (word, tag, role, glued to the next)."""
    with gzip.open(path, "rt", encoding="utf8") as f:
        sent = []
        for line in f:
            if line == "\n":
                if sent:
                    yield sent
                sent = []
            elif line[0] != "#":
                c = line.split("\t")
                if c[0].isdigit():
                    word = c[1].replace("\u2019", "'")
                    letters = re.match(r"[A-Za-z]", word)
                    tag = TAGS.get(c[4], "N" if letters else ".")
                    sent.append((word, tag, c[7], "SpaceAfter=No" in c[9]))


def joined(sent):
    """Words with their hyphens in one, as the tokenizer reads them; what
    stands before a noun as one of its kind is an adjective."""
    out, i = [], 0
    while i < len(sent):
        word, tag, role, glued = sent[i]
        start = i
        while i + 2 < len(sent) and sent[i][3] and sent[i + 1][0] == "-" \
                and sent[i + 1][3] and sent[i + 2][0][0].isalnum():
            i += 2
            word += "-" + sent[i][0]
            tag, role = sent[i][1:3]
        if i > start and role in ("amod", "compound") and tag != "P":
            tag = "J"
        out.append((word, tag))
        i += 1
    return out


def sentences(paths):
    for path in paths:
        for sent in rows(path):
            yield joined(sent)


def order(tags):
    total = sum(tags.values())
    kept = [(-n, t) for t, n in tags.items() if n >= SHARE * total]
    return "".join(t for _, t in sorted(kept))[:4]


def suffix(word):
    return next(s for s in SUFFIXES if word.endswith(s) and
                len(word) > len(s) + 1 or s == "")


def word_class(words, suffixes, word, first):
    """Ambiguity class: c = capital inside a sentence, f = capital first."""
    low = word.lower()
    if re.match(r"[\d.,]*\d", word):
        return "#"
    if not re.match(r"[^\W_]|'[a-z]", word):
        return "."
    case = ("f" if first else "c") if word[0].isupper() else ""
    known = words.get(low)
    return case + (known if known else "-" + suffixes[suffix(low)])


def best(classes, k, prev, following):
    for key in ((k, prev, following), (k, prev, "*"), (k, "*", "*")):
        if key in classes:
            return classes[key]
    if k[0] == "c" or k[:2] == "f-":
        return "P"
    return k.lstrip("fc-")[0]


def guess(k):
    return "P" if k[0] == "c" else k.lstrip("fc-")[0]


def tag(words, suffixes, table, sent):
    ks = [word_class(words, suffixes, w, i == 0) for i, (w, _) in enumerate(sent)]
    prev, out = "^", []
    for i, k in enumerate(ks):
        following = guess(ks[i + 1]) if i + 1 < len(ks) else "$"
        prev = best(table, k, prev, following)
        out.append(prev)
    return ks, out


def main():
    split = sys.argv.index("--")
    out, train, test = sys.argv[1], sys.argv[2:split], sys.argv[split + 1:]
    data = list(sentences(train))
    uses = collections.defaultdict(collections.Counter)
    for sent in data:
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
    votes = collections.defaultdict(collections.Counter)
    for sent in data:
        ks = [word_class(words, suffixes, w, i == 0) for i, (w, _) in enumerate(sent)]
        for i, (_, t) in enumerate(sent):
            prev = sent[i - 1][1] if i else "^"
            following = guess(ks[i + 1]) if i + 1 < len(ks) else "$"
            for key in ((ks[i], prev, following), (ks[i], prev, "*"), (ks[i], "*", "*")):
                votes[key][t] += 1
    table = {}
    for k in ("*", "+", ""):  # from the shortest context to the longest
        for key in sorted(votes):
            kind = "*" if key[1] == "*" else "+" if key[2] == "*" else ""
            if kind != k:
                continue
            n, t = max((n, t) for t, n in votes[key].items())
            if (n >= 2 or kind == "*") and best(table, *key) != t:
                table[key] = t
    right = total = 0
    confusion = collections.Counter()
    for sent in sentences(test):
        for t, (w, g) in zip(tag(words, suffixes, table, sent)[1], sent):
            right += t == g
            total += 1
            confusion[g, t] += t != g
    print(f"{len(words)} words, {len(table)} contexts, {right / total:.4f} right",
          confusion.most_common(12))
    credit = ("# Made by tools/train/lexicon.py from Universal Dependencies\n"
              "# English-EWT (CC BY-SA 4.0) and English-GUM (CC BY 4.0); see\n"
              "# schema/languages/en-grammar/README.md.\n")
    with open(os.path.join(out, "words.txt"), "w") as f:
        f.write(credit)
        f.writelines(f"-{s} {suffixes[s]}\n" for s in SUFFIXES)
        f.writelines(f"{w} {words[w]}\n" for w in sorted(words))
    with open(os.path.join(out, "context.txt"), "w") as f:
        f.write(credit)
        f.writelines(" ".join(k) + " " + table[k] + "\n" for k in sorted(table))


main()
