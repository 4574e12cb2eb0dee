#!/usr/bin/env python3
"""The server is killed amid edits: whatever it had acknowledged is there, what
it had not is there whole or not at all, and asking again does it once.
kill.py PROGRAM ROUNDS"""

import http.client
import json
import random
import signal
import sys
import threading
import time
import uuid

from server import Desk, Server

BROKEN = (ConnectionError, http.client.HTTPException, TimeoutError, OSError)


class Writer(threading.Thread):
    """Notes on one fact, one after the other, until the server is gone."""

    def __init__(self, server, fact, name):
        super().__init__()
        self.server, self.fact, self.name = server, fact, name
        self.acknowledged, self.unanswered, self.trouble = {}, None, None

    def run(self):
        try:
            revision = self.server.get("/api/facts/" + self.fact)["revision"]
            for n in range(100000):
                self.unanswered = (str(uuid.uuid4()), f"{self.name} {n}",
                                   revision)
                op_id, text, revision = self.unanswered
                status, answer = note(self.server, self.fact, text, revision,
                                      op_id)
                if status != 200:
                    self.trouble = (status, answer)
                    return
                self.unanswered = None
                self.acknowledged[answer["op"]] = text
                revision = answer["facts"][0]["revision"]
        except BROKEN:
            pass


def note(server, fact, text, revision, op_id):
    return server.post("/api/note", {"fact": fact, "text": text,
                                     "expected": {fact: revision}}, op_id)


def check(desk, writers, known):
    """Is each acknowledged change in the journal, and the last one on show?"""
    lost = 0
    log = {entry["op"]: entry for entry in map(
        json.loads, desk.ibid("log", "--json").splitlines())}
    for writer in writers:
        assert writer.trouble is None, writer.trouble
        known.update(writer.acknowledged)
    lost += sum(op not in log for op in known)
    assert "everything is as it should be" in desk.ibid("verify")
    return lost


def ask_again(server, writer):
    """The request that was not answered, once more and once more."""
    if not writer.unanswered:
        return 0
    op_id, text, revision = writer.unanswered
    first = note(server, writer.fact, text, revision, op_id)
    again = note(server, writer.fact, text, revision, op_id)
    fact = server.get("/api/facts/" + writer.fact)
    once = (first[0] == again[0] == 200 and again[1].get("repeated") and
            fact["note"] == text and fact["revision"] == revision + 1)
    return 0 if once else 1


def main():
    rounds, known, lost, twice = int(sys.argv[2]), {}, 0, 0
    chance = random.Random(7)
    with Desk(sys.argv[1]) as desk:
        for n in range(rounds):
            with Server(desk) as server:
                server.enter()
                rows = server.get("/api/facts?limit=3")["rows"]
                writers = [Writer(server, row["id"], f"round {n}")
                           for row in rows]
                for writer in writers:
                    writer.start()
                time.sleep(chance.uniform(0.02, 0.5))
                server.end(signal.SIGKILL)
                for writer in writers:
                    writer.join()
            lost += check(desk, writers, known)
            with Server(desk) as server:
                server.enter()
                for writer in writers:
                    twice += ask_again(server, writer)
    print(f"kill rounds={rounds} acknowledged={len(known)} lost={lost} "
          f"not_once={twice}")
    return 1 if lost or twice or not known else 0


if __name__ == "__main__":
    sys.exit(main())
