#!/usr/bin/env python3
"""Sentence boundaries found, beside those of treebanks.

sentences.py PROGRAM FILE.conllu[.gz]...
PROGRAM is what sentences.c becomes (sentences.sh makes it). Each document is
put together from its "# text" lines, with a blank between sentences and a blank
line before each "# newpar", and read as a whole. A boundary is right when it
lies behind the same character, blanks aside; ends of paragraphs count.
"""

import gzip
import subprocess
import sys


def documents(path):
    """Lists of paragraphs, which are lists of sentences."""
    document = []
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and document:
                yield document
                document = []
            if line.startswith(("# newdoc", "# newpar")):
                document.append([])
            elif line.startswith("# text = "):
                if not document:
                    document.append([])
                document[-1].append(line[len("# text = "):].strip())
    if document:
        yield document


def letters(text):
    return len("".join(text.split()))


def stated(document):
    at, ends = 0, set()
    for paragraph in document:
        for sentence in paragraph:
            at += letters(sentence)
            ends.add(at)
    return ends


def found(program, document):
    text = "\n\n".join(" ".join(p) for p in document).encode()
    done = subprocess.run([program], input=text, stdout=subprocess.PIPE,
                          check=True)
    ends, at, seen = set(), 0, 0
    for end in map(int, done.stdout.split()):
        seen += letters(text[at:end].decode())
        at = end
        ends.add(seen)
    return ends


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    for path in paths:
        right = ours = theirs = 0
        for document in documents(path):
            a, b = stated(document), found(program, document)
            right, ours, theirs = right + len(a & b), ours + len(b), \
                theirs + len(a)
        precision, recall = right / max(1, ours), right / max(1, theirs)
        score = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{path.rsplit('/', 1)[-1]}: {theirs} sentences, "
              f"P {precision:.3f} R {recall:.3f} F1 {score:.3f}")


main()
