"""What the tests of exports share: articles that mean harm, the program in a
folder of its own, readers of what it wrote."""

import csv
import glob
import json
import os
import re
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))

NAUGHTY = [
    "-5", "-5.00", "+44 20 7946", "-- comment", "-2+3+cmd|' /C calc'!A1",
    "@SUM(1)", "'=x", "''", "＝1+1", "\t=1", "\n=1", "\"=1", ";=1", "{=1}",
    "=HYPERLINK(\"http://x.example\",\"y\")", "=WEBSERVICE(1)", "_x000A_ _x0",
    "0012", "12345678901234567890", "1E5", "2017-01-16", "TRUE",
    "<script>alert(1)</script>", "]]> & <b a='\"'>", "lone\rreturn",
    "\u0001\u000b\u001b\u007f", "\u202eright to left", "\U0001f600 e\u0301",
    "\ufffe\uffff", "{\\LaTeX} $x$ 100% #1 a_b ~ ^", "TY  - JOUR",
    "  blanks  ", "[a](javascript:alert(1)) **b** `c` | d", "\ufeff=1",
]


def article(number, title):
    return {"id": f"naughty-{number}", "title": title, "outlet": title,
            "author": title, "url": "https://news.example/%d?%s" % (
                number, "a=<b>\"'&c" if number % 2 else "a=b"),
            "published": "2031-03-16", "language": "en",
            "text": f"{title}\n\nAt least {number + 3} people were killed in "
                    f"Vessen on March 2, 2031, {title} police said.\n"}


class Ibid:
    def __init__(self, program, work):
        self.program, self.work = program, work

    def __call__(self, *arguments):
        done = subprocess.run(
            [self.program, "--db", self.work + "/a.db", *arguments],
            capture_output=True, check=False)
        assert done.returncode == 0, (arguments[0], done.stderr[-300:])
        return done.stdout

    def export(self, name, *arguments):
        """The path of the export, which came out the same twice."""
        path = f"{self.work}/{name}"
        self("export", *arguments, "-o", path)
        if not name.endswith("/"):
            with open(path, "rb") as file:
                before = file.read()
            self("export", *arguments, "-o", path)
            with open(path, "rb") as file:
                assert file.read() == before, name
        return path


def csv_rows(path, **dialect):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True, **dialect))


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def citations(fact):
    yield from fact["citations"]
    for value in fact["fields"].values():
        for one in value if isinstance(value, list) else [value]:
            yield from one["citations"]


def is_url(text):
    return re.fullmatch(r"https?://[^\x00- \x7f-\uffff\"<>\\^`{|}]+", text or "")


def naughty_file(work, change=lambda title: title):
    """The articles that mean harm as JSONL; its path."""
    path = work + "/naughty.jsonl"
    with open(path, "w", encoding="utf-8") as file:
        for number, title in enumerate(NAUGHTY):
            print(json.dumps(article(number, change(title))), file=file)
    return path


def casualties(ibid):
    """The ids of the facts of that kind."""
    return [json.loads(line)["id"] for line in
            ibid("list", "--kind", "casualty", "--json").splitlines()]


def run_checks(folder, checks):
    """Each on the samples and the articles that mean harm, whose places were
    edited to be harmful, too; each says when it is well."""
    program = os.path.join(os.path.abspath(folder), "ibid")
    samples = sorted(glob.glob(ROOT + "/samples/[0-9]*"))
    with tempfile.TemporaryDirectory() as work:
        ibid = Ibid(program, work)
        ibid("import", "--published", "2031-03-04", *samples,
             naughty_file(work))
        ids = casualties(ibid)
        for number, text in enumerate(NAUGHTY):
            ibid("edit", ids[number % len(ids)], "place=" + text.strip("\0"))
        ibid("edit", ids[0], "place=" + "=\u00e9\U0001f600" * 4000 +
             "=x" * 15000)
        ibid("edit", ids[1], "number=exactly 23")
        for check in checks:
            check(ibid)
            print(check.__name__, "is well")
