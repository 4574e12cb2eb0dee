#!/usr/bin/env python3
"""The review page's server is killed at every system call that changes
something, from a request to edit until the answer: the edit is there or not,
never half, an answer means that it is, and asking again does it once.
calls.py PROGRAM CUT EVERY FLOOR"""

import json
import os
import shutil
import signal
import sys
import uuid

from kill import BROKEN, note
from server import Desk, Server

SKIP = 77


class Traced:
    """A desk whose program runs under cut."""

    def __init__(self, desk, cut, at):
        self.path, self.environment = desk.path, desk.environment
        self.program = os.path.join(desk.folder, "traced")
        self.count = os.path.join(desk.folder, "count")
        with open(self.program, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\nexec '%s' %d '%s' '%s' \"$@\"\n"
                       % (cut, at, self.count, desk.program))
        os.chmod(self.program, 0o755)

    def stops(self):
        with open(self.count, encoding="utf-8") as file:
            return int(file.read())


def request(server, fact):
    """Ask for a note; its text when an answer came, and what was asked."""
    revision = server.get("/api/facts/" + fact)["revision"]
    op_id, text = str(uuid.uuid4()), "read " + uuid.uuid4().hex
    server.process.send_signal(signal.SIGUSR1)
    asked = (op_id, text, revision)
    try:
        status, _ = note(server, fact, text, revision, op_id)
        return status == 200, asked
    except BROKEN:
        return False, asked


def judge(desk, fact, answered, asked):
    """What is wrong with the database as the kill left it, or None."""
    op_id, text, revision = asked
    if "everything is as it should be" not in desk.ibid("verify", check=False):
        return "it does not verify"
    now = json.loads(desk.ibid("show", "--json", fact))
    there = now.get("note") == text
    if not there and now["revision"] != revision:
        return "neither done nor undone"
    if answered and not there:
        return "what was answered is lost"
    with Server(desk) as server:
        server.enter()
        again = note(server, fact, text, revision, op_id)
        if again[0] != 200:
            return f"asking again: {again}"
        if server.get("/api/facts/" + fact)["revision"] != revision + 1:
            return "done twice"
    return None


def one(desk, cut, at, fact):
    """Kill at the `at`th stop; how many there were, and what is wrong."""
    traced = Traced(desk, cut, at)
    with Server(traced) as server:
        server.enter()
        answered, asked = request(server, fact)
        server.end()
    return traced.stops(), judge(desk, fact, answered, asked)


def main():
    program, cut, every, floor = (sys.argv[1], sys.argv[2], int(sys.argv[3]),
                                  int(sys.argv[4]))
    points = bad = 0
    with Desk(program) as desk:
        shutil.copy(desk.path, desk.path + ".base")
        fact = json.loads(
            desk.ibid("list", "--json", "--limit=1").splitlines()[0])["id"]
        try:
            stops, wrong = one(desk, cut, 0, fact)
        except AssertionError:
            print("this machine does not let programs be traced")
            sys.exit(SKIP)
        assert wrong is None, wrong
        for at in range(1 + every // 2, stops + 1, every):
            shutil.copy(desk.path + ".base", desk.path)
            _, wrong = one(desk, cut, at, fact)
            points += 1
            if wrong:
                bad += 1
                print(f"call {at}: {wrong}", file=sys.stderr)
    print(f"review-calls points={points} bad={bad}")
    sys.exit(bad != 0 or points < floor)


if __name__ == "__main__":
    main()
