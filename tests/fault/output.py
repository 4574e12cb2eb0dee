"""Output that cannot be written, for every verb: to a full device it fails and
says so, into a pipe that nobody reads it ends in silence, with standard output
closed it does not write into what is opened in its place; the database is sound
afterwards. output.py PROGRAM"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

ARTICLE = """Market hit in Dravik

At least 23 people were killed in Dravik on Monday, police said.

"We will ask for an inquiry," said Anton Verrick, a spokesman.
"""

# A line of each verb that prints something.
LINES = {
    "init": "--db new.db init",
    "import": "import other.txt",
    "sources": "sources",
    "list": "list",
    "show": "show 1",
    "why": "why 1",
    "search": "search Dravik",
    "edit": "edit {0} number=24 --reason=again",
    "add": "add casualty number=7 harm=killed --source other.txt "
           "--cite number=23 --cite harm=killed",
    "accept": "accept 1",
    "reject": "reject 1",
    "rank": "rank 1 preferred --reason=first",
    "compare": "compare 1",
    "conflicts": "conflicts",
    "entities": "entities --all",
    "confirm": "confirm {0} {1} --as=contradicts",
    "dismiss": "dismiss {0} {1}",
    "merge": "merge {0} {1}",
    "split": "split {2}",
    "note": "note 1 look",
    "relabel": "relabel article.txt 1 body",
    "reanchor": "reanchor",
    "diff": "diff article.txt",
    "review": "review --no-open",
    "log": "log",
    "annotate": "annotate 1",
    "agreement": "agreement copy.db",
    "undo": "undo",
    "redo": "redo",
    "redact": "redact article.txt --reason=asked",
    "export": "export",
    "apply": "apply table.csv",
    "verify": "verify",
    "stats": "stats",
    "backup": "backup second.db",
    "restore": "restore copy.db",
    "codebook": "codebook kinds",
    "extract": "extract",
    "help": "help",
}
SILENT = ("conflicts", "extract")  # where there is nothing to say
SECONDS = 60


class Proof:
    def __init__(self, program):
        self.program = program
        self.facts = []  # casualties, the last merged into the one before
        self.points = self.bad = 0

    def run(self, words, **how):
        env = dict(os.environ, IBID_USER="test", LC_ALL="C.UTF-8",
                   NO_COLOR="1")
        env.pop("IBID_DB", None)
        return subprocess.run([self.program, *words], env=env,
                              timeout=SECONDS, stdin=subprocess.DEVNULL, **how)

    def line(self, verb):
        return LINES[verb].format(*self.facts)

    def good(self, line):
        done = self.run(line.split(), capture_output=True, text=True)
        if done.returncode not in (0, 1):
            sys.exit(f"{line}: {done.stderr}")
        return done.stdout

    def check(self, verb, how, good, what):
        self.points += 1
        if not good:
            self.bad += 1
            print(f"{verb}, {how}: {what}", file=sys.stderr)

    def point(self, verb, how, stdout):
        said = self.run(self.line(verb).split(), stdout=stdout,
                        stderr=subprocess.PIPE)
        code, text = said.returncode, said.stderr.decode()
        self.check(verb, how, code == 3 or verb in SILENT and code == 0,
                   f"exit code {code}: {text}")
        if how == "full" and code == 3:
            self.check(verb, how, "standard output" in text
                       or "No space left" in text, f"says {text!r}")
        if how == "pipe":
            self.check(verb, how, "Broken pipe" not in text, f"says {text!r}")

    def closed(self, verb):
        """No standard output at all: sh closes it."""
        command = f'exec "$0" {self.line(verb)} >&-'
        env = dict(os.environ, IBID_USER="test")
        said = subprocess.run(["sh", "-c", command, self.program], env=env,
                              timeout=SECONDS, stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE)
        self.check(verb, "closed", said.returncode in (0, 1, 3),
                   f"exit code {said.returncode}: {said.stderr.decode()}")

    def sound(self, verb, how):
        found = self.run(["verify"], capture_output=True, text=True)
        self.check(verb, how, found.returncode == 0, found.stdout)


def write(name, place):
    with open(name, "w", encoding="utf-8") as file:
        file.write(ARTICLE.replace("Dravik", place))


def prepare(proof):
    for name, place in (("article", "Dravik"), ("other", "Vessen"),
                        ("third", "Mostra")):
        write(f"{name}.txt", place)
        proof.good(f"import {name}.txt")
    write("article.txt", "Upper Dravik")
    proof.good("import article.txt")
    write("other.txt", "Lower Vessen")
    for line in proof.good("list --kind casualty --json").splitlines():
        proof.facts.append(json.loads(line)["no"])
    proof.good("merge {1} {2}".format(*proof.facts))
    proof.good("confirm {0} {1} --as=same".format(*proof.facts))
    proof.good("accept {0}".format(*proof.facts))
    proof.good("backup copy.db")
    proof.good("export --kind casualty -o table.csv")
    proof.good("reject {0}".format(*proof.facts))
    proof.good("undo")
    shutil.copy("ibid.db", "base")


def closed_pipe():
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def main():
    proof = Proof(os.path.abspath(sys.argv[1]))
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        prepare(proof)
        verbs = [line.split()[0] for line in proof.good("help").splitlines()
                 if line.startswith("  ") and line[2] != " "]
        for verb in verbs:
            if verb not in LINES:
                sys.exit(f"{verb} is not among the lines of output.py")
            for how in ("full", "pipe", "closed"):
                for name in os.listdir("."):
                    if name.startswith(("ibid.db", "new.db", "second.db")):
                        os.remove(name)
                shutil.copy("base", "ibid.db")
                if how == "closed":
                    if verb != "review":
                        proof.closed(verb)
                elif how == "full":
                    with open("/dev/full", "wb") as full:
                        proof.point(verb, how, full)
                else:
                    writer = closed_pipe()
                    proof.point(verb, how, writer)
                    os.close(writer)
                proof.sound(verb, how)
        os.chdir(home)
    print(f"output points={proof.points} bad={proof.bad}")
    sys.exit(proof.bad != 0 or proof.points < 6 * len(LINES))


main()
