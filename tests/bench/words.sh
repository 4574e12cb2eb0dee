#!/bin/sh
# words.sh - words a second of "ibid extract --stream" beside the JavaScript
# packages wink-nlp and compromise: whole processes, one after the other, on
# the same text. Fetches the packages into a temporary folder; needs npm, node
# and the network.
# words.sh FOLDER-OF-IBID ARTICLES.jsonl [WORDS]
set -eu
bin=$(cd "$1" && pwd)
from=$(realpath "$2")
words=${3:-200000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# As many articles as hold that many words (what blanks part), and no other
# member than id and text; compromise, the slowest, gets the first tenth.
python3 - "$from" "$words" <<'END'
import json, sys
left, count = int(sys.argv[2]), 0
few = open("few.jsonl", "w", encoding="utf-8")
with open("all.jsonl", "w", encoding="utf-8") as out:
    for n, line in enumerate(open(sys.argv[1], encoding="utf-8")):
        if count >= left:
            break
        text = json.loads(line)["text"]
        one = json.dumps({"id": str(n), "text": text, "language": "en"})
        print(one, file=out)
        if count < left / 10:
            print(one, file=few)
        count += len(text.split())
END
npm install --silent --no-audit --no-fund --prefix . \
    wink-nlp@2 wink-eng-lite-web-model@1 compromise@14 >/dev/null 2>&1

cat >wink.js <<'END'
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"));
const lines = require("fs").readFileSync(0, "utf8").trim().split("\n");
let found = 0;
for (const line of lines) {
    const doc = nlp.readDoc(JSON.parse(line).text);
    found += doc.entities().length() + doc.sentences().length();
}
console.log(found);
END
cat >compromise.js <<'END'
const nlp = require("compromise");
const lines = require("fs").readFileSync(0, "utf8").trim().split("\n");
let found = 0;
for (const line of lines) {
    const doc = nlp(JSON.parse(line).text);
    found += doc.people().length + doc.places().length + doc.quotations().length;
}
console.log(found);
END

cat >run.py <<'END'
import json, os, subprocess, sys, time

def speed(what, file, command):
    with open(file, encoding="utf-8") as lines:
        words = sum(len(json.loads(line)["text"].split()) for line in lines)
    with open(file, "rb") as text:
        start = time.perf_counter()
        before = os.times()
        subprocess.run(command, stdin=text, stdout=subprocess.DEVNULL,
                       check=True)
        wall, after = time.perf_counter() - start, os.times()
    cpu = (after.children_user - before.children_user +
           after.children_system - before.children_system)
    print(f"{what:<12} {words:8} words {wall:7.2f} s {words / wall:9.0f} "
          f"words/s {cpu:7.2f} s of the processor {words / cpu:9.0f} words/s")
    return words / wall, words / cpu

ibid = speed("ibid", "all.jsonl", [sys.argv[1], "extract", "--stream"])
wink = speed("wink-nlp", "all.jsonl", ["node", "wink.js"])
comp = speed("compromise", "few.jsonl", ["node", "compromise.js"])
for name, other in (("wink-nlp", wink), ("compromise", comp)):
    print(f"ibid is {ibid[0] / other[0]:.2f} times {name}, "
          f"{ibid[1] / other[1]:.2f} times by the processor's time")
print("load average", *os.getloadavg())
END
python3 run.py "$bin/ibid"
