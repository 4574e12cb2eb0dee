"""Treebanks in CoNLL-U as lists of (word, tag) with ibid's tags and words."""
import gzip
import re

TAGS = {"NN": "N", "NNS": "N", "NNP": "P", "NNPS": "P", "VB": "B", "VBP": "B",
        "VBZ": "Z", "VBD": "D", "VBN": "K", "VBG": "G", "JJ": "J", "JJR": "J",
        "JJS": "J", "AFX": "J", "RB": "R", "RBR": "R", "RBS": "R", "RP": "R",
        "DT": "T", "PDT": "T", "PRP$": "T", "WP$": "T", "IN": "I", "TO": "O",
        "PRP": "H", "EX": "H", "WP": "W", "WDT": "W", "WRB": "W", "CC": "C",
        "MD": "M", "CD": "#", "POS": "S", "UH": "R", "FW": "P"}


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
        out.append((word, tag, role))
        i += 1
    return out


def sentences(paths):
    for path in paths:
        for sent in rows(path):
            yield [(word, tag) for word, tag, _ in joined(sent)]


LEFT = ("det", "amod", "compound", "nummod", "nmod:poss", "flat")


def clauses(paths):
    """Each sentence once more from every subject within it on, as if it began
    there: treebanks have few sentences that begin with a name."""
    for path in paths:
        for sent in map(joined, rows(path)):
            for i, (_, tag, role) in enumerate(sent):
                if not role.startswith("nsubj") or tag not in "NP":
                    continue
                while i and sent[i - 1][2] in LEFT:
                    i -= 1
                if i and len(sent) - i > 3:
                    word = sent[i][0]
                    part = [(word, tag) for word, tag, _ in sent[i:]]
                    yield [(word[0].upper() + word[1:], part[0][1])] + part[1:]


def kind(word):
    """"#": a number; ".": neither that nor a word; else ""."""
    if re.match(r"[\d.,]*\d", word):
        return "#"
    return "" if re.match(r"[^\W_]|'[a-z]", word) else "."
