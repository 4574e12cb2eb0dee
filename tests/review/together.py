#!/usr/bin/env python3
"""Two servers and the command line at one database: nothing that was
acknowledged is lost, nothing is overwritten unseen.
together.py PROGRAM EDITS (of each of 8 writers)"""

import json
import sys
import threading

from server import Desk, Server

BY_PAGE, BY_COMMAND, FACTS = 6, 2, 4


class Page(threading.Thread):
    """Adds one to a number, on the revision it has read."""

    def __init__(self, server, facts, edits):
        super().__init__()
        self.server, self.facts, self.edits = server, facts, edits
        self.done, self.stale, self.bad = {}, 0, []

    def add_one(self, fact):
        seen = self.server.get("/api/facts/" + fact)
        number = int(seen["fields"]["number"]["value"])
        status, answer = self.server.post("/api/edit", {
            "fact": fact, "expected": {fact: seen["revision"]},
            "set": [{"field": "number", "value": str(number + 1)}]})
        if status == 409 and answer["error"] == "stale":
            self.stale += 1
            if answer["facts"][0]["base"]["revision"] != seen["revision"]:
                self.bad.append("another base than was read")
        elif status == 200:
            self.done[fact] = self.done.get(fact, 0) + 1
        elif not (status == 503 and answer["error"] == "busy"):
            self.bad.append((status, answer))

    def run(self):
        while sum(self.done.values()) < self.edits and not self.bad:
            self.add_one(self.facts[sum(self.done.values()) % FACTS])


class Command(threading.Thread):
    """Puts notes on the same facts."""

    def __init__(self, desk, facts, edits, name):
        super().__init__()
        self.desk, self.facts, self.edits = desk, facts, edits
        self.name, self.done = name, []

    def run(self):
        while len(self.done) < self.edits:
            n = len(self.done)
            out = self.desk.ibid("note", self.facts[n % FACTS],
                                 f"{self.name} {n}", "--json", check=False)
            if out: # else others kept the database busy: nothing was written
                self.done.append(json.loads(out)["op"])


def main():
    edits = int(sys.argv[2])
    bad = []
    with Desk(sys.argv[1]) as desk, Server(desk) as one, Server(desk) as two:
        one.enter()
        two.enter()
        rows = one.get("/api/facts?kind=casualty&limit=4")["rows"]
        facts = [row["id"] for row in rows]
        for fact in facts:
            desk.ibid("edit", fact, "number=0")
        before = one.get("/api/session")["head"]
        pages = [Page(one if i % 2 else two, facts[i % 2:] + facts[:i % 2],
                      edits) for i in range(BY_PAGE)]
        commands = [Command(desk, facts, edits, f"writer {i}")
                    for i in range(BY_COMMAND)]
        for writer in pages + commands:
            writer.start()
        for writer in pages + commands:
            writer.join()
        acknowledged = (BY_PAGE + BY_COMMAND) * edits
        log = [json.loads(line) for line in
               desk.ibid("log", "--json").splitlines()]
        ops = {entry["op"] for entry in log if entry["seq"] > before}
        lost = acknowledged - len(ops)
        for fact in facts:
            number = int(two.get("/api/facts/" + fact)["fields"]["number"]
                         ["value"])
            lost += abs(sum(page.done.get(fact, 0) for page in pages) - number)
        for page in pages:
            bad += page.bad
        for command in commands:
            lost += sum(op not in ops for op in command.done)
            lost += edits - len(command.done)
        bad += [] if "everything is as it should be" in desk.ibid("verify") \
            else ["verify finds something"]
        seen = {server.get("/api/facts?limit=1")["head"]
                for server in (one, two)}
        bad += [] if len(seen) == 1 else ["the servers see different heads"]
    for what in bad:
        print(what)
    print(f"together writers={BY_PAGE + BY_COMMAND} edits={acknowledged} "
          f"stale={sum(page.stale for page in pages)} lost={lost}")
    return 1 if bad or lost else 0


if __name__ == "__main__":
    sys.exit(main())
