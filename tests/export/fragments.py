#!/usr/bin/env python3
"""Links to passages in a browser: Chromium opens each on a page of this
computer, and the paragraph it marks is the one that is cited.
fragments.py FOLDER-OF-IBID

Exit 77 when Chromium is not installed."""

import csv
import functools
import http.server
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import zlib

# The same words stand in several paragraphs, so that only the words around
# them tell which is meant.
PARAGRAPHS = [
    "The talks in Vessen will go on, the ministry said.",
    "At least 28 people were killed in Vessen on Monday, police said.",
    "At least 28 people were killed in Old Karst on Monday, police said.",
    "\u201cWe were not asked, and we will not come,\u201d said Ren\u00e9 "
    "\u00c1guila, the commander of the Free Hills Brigade, who spoke to "
    "reporters in the square before the town hall on Sunday evening. "
    "\u201cA cease-fire that is broken in a market is no cease-fire; it is "
    "50% paper & ink,\u201d he said.",
    "More than 20 people were wounded in Port Amrin, a hospital official said.",
]


def page():
    """Each paragraph is marked in a colour of its own. All are on the screen:
    the picture is taken of its top, wherever the browser scrolls."""
    style = "".join(
        f"#p{n}::target-text{{background:rgb(250,{10 + 20 * n},3);"
        f"color:rgb(250,{10 + 20 * n},3)}}" for n in range(len(PARAGRAPHS)))
    body = "".join(f"<p id=p{n}>{text.replace('&', '&amp;')}</p>"
                   for n, text in enumerate(PARAGRAPHS))
    return ("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>"
            "<title>A day in Vessen</title><style>p{margin:20px 0;"
            f"font-size:20px}}{style}</style></head><body><article>"
            f"<h1>A day in Vessen</h1>{body}</article></body></html>")


def pixels(path):
    """The colours of a PNG as Chromium writes it: 8 bits, RGB or RGBA."""
    with open(path, "rb") as file:
        data = file.read()
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            width, _, depth, colour = struct.unpack_from(">IIBB", body)
        if kind == b"IDAT":
            packed += body
        at += 12 + size
    step = {2: 3, 6: 4}[colour]
    assert depth == 8
    raw, line, found = zlib.decompress(packed), bytearray(width * step), set()
    for start in range(0, len(raw), width * step + 1):
        above, line = line, bytearray(
            raw[start + 1:start + 1 + width * step])
        unfilter(raw[start], line, above, step)
        for x in range(0, len(line), step):
            found.add((line[x], line[x + 1], line[x + 2]))
    return found


def unfilter(kind, line, above, step):
    for x in range(len(line) if kind else 0):
        left = line[x - step] if x >= step else 0
        up, corner = above[x], above[x - step] if x >= step else 0
        if kind == 4:
            near = left + up - corner
            add = min((left, up, corner), key=lambda c: abs(near - c))
        else:
            add = (0, left, up, (left + up) // 2)[kind]
        line[x] = (line[x] + add) & 255


def marked(work, url):
    """The numbers of the paragraphs that the browser marks."""
    picture = work + "/picture.png"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu",
         "--hide-scrollbars", "--window-size=800,600",
         f"--user-data-dir={work}/profile", f"--screenshot={picture}", url],
        check=True, capture_output=True, timeout=120)
    seen = pixels(picture)
    os.unlink(picture)
    return {n for n in range(len(PARAGRAPHS)) if (250, 10 + 20 * n, 3) in seen}


def cited(work, program, url):
    """{link: paragraph} of every fact found in the page."""
    def ibid(*arguments):
        subprocess.run([program, "--db", work + "/a.db", *arguments],
                       check=True, capture_output=True)
    ibid("import", "--url", url, "--published", "2031-03-04",
         work + "/page.html")
    ibid("export", "-o", work + "/facts.csv")
    links = {}
    with open(work + "/facts.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            for number, text in enumerate(PARAGRAPHS):
                if row["fact_quote"] in text:
                    links[row["source_link"]] = number
    return links


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


def main():
    if not shutil.which("chromium"):
        sys.exit(77)
    program = os.path.join(os.path.abspath(sys.argv[1]), "ibid")
    with tempfile.TemporaryDirectory() as work:
        with open(work + "/page.html", "w", encoding="utf-8") as file:
            file.write(page())
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=work))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/page.html"
        links = cited(work, program, url)
        assert marked(work, url + "#:~:text=not%20on%20this%20page") == set()
        for link, number in links.items():
            assert marked(work, link) == {number}, (link, number)
        server.shutdown()
    print(f"{len(links)} links, each marks the paragraph it cites")
    assert len(set(links.values())) >= 4


if __name__ == "__main__":
    main()
