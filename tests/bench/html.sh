#!/bin/sh
# html.sh - saved pages a second: ibid's reader beside @mozilla/readability with
# linkedom and readability-lxml (python3-readability), the same pages, one after
# the other, each in one process on one core; peak memory with the pages read
# one by one. Fetches the npm packages into a temporary folder; needs npm, node
# and the network.
# html.sh BUILD-FOLDER PAGES.jsonl[.gz] [PAGES]    records with "html"
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
from=$(realpath "$2")
count=${3:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir pages

python3 - "$from" "$count" <<'END'
import gzip, json, sys
opened = gzip.open if sys.argv[1].endswith(".gz") else open
with opened(sys.argv[1], "rb") as lines:
    for n, line in enumerate(lines):
        if n >= int(sys.argv[2]):
            break
        with open(f"pages/{n:05}.html", "w", encoding="utf-8") as page:
            page.write(json.loads(line)["html"])
END
npm install --silent --no-audit --no-fund --prefix . \
    @mozilla/readability@0.6 linkedom@0.14 >/dev/null 2>&1

cat >readability.js <<'END'
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");
const fs = require("fs");
let pages = 0, bytes = 0, wall = 0, cpu = 0, text = 0;
for (const file of process.argv.slice(2)) {
    const html = fs.readFileSync(file, "utf8");
    const start = process.hrtime.bigint(), before = process.cpuUsage();
    try {
        const article = new Readability(parseHTML(html).document).parse();
        text += article ? article.textContent.length : 0;
    } catch { /* it counts, whatever came of it */ }
    const used = process.cpuUsage(before);
    wall += Number(process.hrtime.bigint() - start) / 1e9;
    cpu += (used.user + used.system) / 1e6;
    pages++;
    bytes += Buffer.byteLength(html);
}
console.log(pages, bytes, wall, cpu, process.resourceUsage().maxRSS, text);
END
cat >lxml_pages.py <<'END'
import logging, resource, sys, time
from readability import Document
logging.disable(logging.CRITICAL)
pages = size = wall = cpu = text = 0
for path in sys.argv[1:]:
    html = open(path, encoding="utf-8").read()
    start, before = time.perf_counter(), time.process_time()
    try:
        text += len(Document(html).summary())
    except Exception:
        pass  # it counts, whatever came of it
    wall += time.perf_counter() - start
    cpu += time.process_time() - before
    pages += 1
    size += len(html.encode())
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(pages, size, wall, cpu, used, text)
END
cc -O2 -DNDEBUG -std=c17 -D_XOPEN_SOURCE=700 -I "$here/../../lib" -o pages.bin \
    "$here/pages.c" "$build/libibid_objects.a" \
    $(pkg-config --libs icu-uc icu-i18n jansson libcrypto libzstd) -lm

cat >run.py <<'END'
import os, subprocess, sys
sys.path.insert(0, ".")

def speed(what, command):
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    pages, size, wall, cpu, used, text = map(float, done.stdout.split())
    assert text > 0, what
    print(f"{what:<28} {pages:6.0f} pages {pages / wall:8.1f} pages/s "
          f"{size / wall / 1e6:7.1f} MB/s; by the processor's time "
          f"{pages / cpu:8.1f} pages/s; {used / 1024:6.0f} MB at most")
    return pages / wall, pages / cpu

files = sorted(os.path.join("pages", name) for name in os.listdir("pages"))
one = ["taskset", "-c", "0"]
ibid = speed("ibid", one + ["./pages.bin", "3"] + files)
peers = {
    "@mozilla/readability": one + ["node", "readability.js"] + files,
    "readability-lxml": one + ["/usr/bin/python3", "lxml_pages.py"] + files,
}
for name, command in peers.items():
    other = speed(name, command)
    print(f"ibid is {ibid[0] / other[0]:.1f} times {name}, "
          f"{ibid[1] / other[1]:.1f} times by the processor's time")
print("load average", *os.getloadavg())
END
python3 run.py
