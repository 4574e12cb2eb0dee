"""An archive that wget made of a site is read: each page with its address, when
it was fetched, and the id of its record.

warc.py PROGRAM: exits with 77 where wget is not installed."""

import functools
import http.server
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PAGE = """<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body>
<nav><a href=one.html>One</a> <a href=two.html>Two</a></nav><article>
<h1>{title}</h1><p>"{said}," said Ann Berg, the mayor of Harlow, on Monday.</p>
<p>At least {n} people were killed in Harlow, officials said, and the search for
others goes on in the cold river below the old mill.</p></article>
<a href=picture.png>picture</a></body></html>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Says nothing of what it serves."""

    def log_message(self, *_):
        pass


def site(folder):
    """Two pages and something that is none."""
    pages = {"index.html": ("The start", 3), "two.html": ("The second", 4),
             "one.html": ("The first", 5)}
    for name, (title, n) in pages.items():
        text = PAGE.format(title=title, n=n, said=f"We saw it, all {n} of us")
        (folder / name).write_text(text, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def ibid(folder, *words):
    """What the program prints, as lines."""
    done = subprocess.run([PROGRAM, *words], cwd=folder, check=True,
                          stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8").splitlines()


def check(folder, port):
    """Import the archive and look at what is known of its pages."""
    lines = [json.loads(x) for x in
             ibid(folder, "import", "--json", "site.warc.gz")]
    lines = [x for x in lines if "copy" not in x]
    assert lines[-1]["summary"]["new"] == 3, lines
    assert lines[-1]["summary"]["failed"] == 0, lines
    titles = {x["title"] for x in lines if "title" in x}
    assert titles == {"The start", "The second", "The first"}, titles
    for item in lines[:-1]:
        why = json.loads("".join(ibid(folder, "why", "--json", item["source"])))
        text = json.dumps(why)
        assert f"http://127.0.0.1:{port}/" in text, why
        assert item["name"].startswith("urn:uuid:"), item
        for rule in ("WARC-Date", "WARC-Record-ID", "WARC-Target-URI"):
            assert rule in text, (rule, why)
    people = "\n".join(ibid(folder, "why", lines[0]["source"]))
    assert "\nretrieved: 20" in people and "\nrecord: urn:uuid:" in people, people
    again = ibid(folder, "import", "site.warc.gz")
    assert again[-1].startswith("3 unchanged"), again
    assert ibid(folder, "verify")[-1] == "everything is as it should be"


def main():
    """Serve the site, fetch it, read the archive."""
    if not shutil.which("wget"):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "site").mkdir()
        site(folder / "site")
        handler = functools.partial(Quiet, directory=str(folder / "site"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        subprocess.run(
            ["wget", "--quiet", "--no-config", "--no-proxy", "--recursive",
             "--no-parent", "--delete-after", "--no-directories",
             "--warc-file=site", f"http://127.0.0.1:{port}/"],
            cwd=folder, check=True, timeout=60)
        server.shutdown()
        check(folder, port)
    print("warc pages=3 bad=0")


main()
