#!/usr/bin/env python3
"""What the page itself could send by mistake: each route's request with one
part missing, of another type, too big or out of date. Each is answered with
what is wrong, and nothing is written. faults.py PROGRAM"""

import copy
import json
import sys
import uuid

from hostile import honest_bodies
from server import Desk, Server

HUGE = 2 ** 62
INSTEAD = (None, True, 0, -1, 1.5, HUGE, "", "x", "\u202e", "a" * 70000,
           "fzzzzzzzzzzzzzzzzz", [], [None], ["x"], [[]], {}, {"x": 1})
REFUSED = {400: "invalid", 404: "not found", 409: None, 413: None,
           422: "invalid"}


def places(value, path=()):
    """Every part of a body, as the keys that lead to it."""
    for key in (value if isinstance(value, dict) else
                range(len(value)) if isinstance(value, list) else ()):
        yield path + (key,)
        yield from places(value[key], path + (key,))


def changed(body, path, to, gone=False):
    body = copy.deepcopy(body)
    inside = body
    for key in path[:-1]:
        inside = inside[key]
    if gone:
        del inside[path[-1]]
    else:
        inside[path[-1]] = to
    return body


class Faults:
    def __init__(self, server):
        self.server = server
        self.bad, self.count, self.by_status = [], 0, {}
        self.head = server.get("/api/session")["head"]

    def send(self, path, body):
        raw = body if isinstance(body, str) else json.dumps(body)
        status, _, answer = self.server.ask("POST", path, raw, {
            "Cookie": self.server.cookie, "X-FDB-Token": self.server.token,
            "Content-Type": "application/json",
            "Origin": f"http://127.0.0.1:{self.server.port}"})
        try:
            return status, json.loads(answer)
        except ValueError:
            return status, None

    def try_it(self, what, path, body, must_fail=False):
        """Refused and said why, or done: never half, never a failure of the
        server."""
        self.count += 1
        status, answer = self.send(path, body)
        self.by_status[status] = self.by_status.get(status, 0) + 1
        if status == 200:
            if must_fail:
                self.bad.append(f"{what}: accepted")
            self.head = self.server.get("/api/session")["head"]
            turn = path in ("/api/undo", "/api/redo")
            if answer["op"] and not turn: # the next begins where this one did
                done, told = self.send("/api/undo", {
                    "op_id": str(uuid.uuid4()), "target": answer["op"]})
                if done != 200:
                    self.bad.append(f"{what}: cannot be undone: {told}")
                self.head = self.server.get("/api/session")["head"]
        elif status not in REFUSED:
            self.bad.append(f"{what}: {status} {answer}")
        elif not answer or not answer.get("error") or \
                not answer.get("message"):
            self.bad.append(f"{what}: {status} does not say why: {answer}")
        elif REFUSED[status] and answer["error"] != REFUSED[status]:
            self.bad.append(f"{what}: {status} is called {answer['error']}")
        elif self.server.get("/api/session")["head"] != self.head:
            self.bad.append(f"{what}: refused, and something was written")
            self.head = self.server.get("/api/session")["head"]

    def route(self, path, body):
        full = dict(body, op_id=str(uuid.uuid4()), why="a reason")
        for place in places(full):
            where = f"{path} {'/'.join(map(str, place))}"
            self.try_it(f"{where} missing", path,
                        fresh(changed(full, place, None, gone=True), place))
            for to in INSTEAD:
                self.try_it(f"{where} = {str(to)[:20]!r}", path,
                            fresh(changed(full, place, to), place))
        for place in ((), ("x",)): # what nobody asks for is no reason to fail
            more = dict(fresh(full, ()), **{key: 1 for key in place})
            self.try_it(f"{path} with {place}", path, more)


def fresh(body, place):
    """The same operation again would be answered, not done."""
    if isinstance(body.get("op_id"), str) and place[:1] != ("op_id",):
        body["op_id"] = str(uuid.uuid4())
    return body


def bodies_that_are_none(faults):
    for name, raw in (
            ("nothing", ""), ("a list", "[]"), ("a text", '"x"'),
            ("null", "null"), ("two", "{}{}"), ("half", '{"op_id": "'),
            ("a key twice", '{"facts": [], "facts": []}'),
            ("deep", "[" * 5000 + "]" * 5000),
            ("deep in a key", '{"x":' * 40 + "1" + "}" * 40),
            ("a NUL", '{"x": "\\u0000"}'), ("not UTF-8", '{"x": "\udcff"}'),
            ("half a pair", '{"x": "\\ud800"}')):
        for path in ("/api/edit", "/api/decide"):
            faults.count += 1
            body = raw.encode("utf-8", "surrogateescape")
            status, _, answer = faults.server.ask("POST", path, body, {
                "Cookie": faults.server.cookie,
                "X-FDB-Token": faults.server.token,
                "Content-Type": "application/json",
                "Origin": f"http://127.0.0.1:{faults.server.port}"})
            if status not in (400, 411, 422) or b"error" not in answer:
                faults.bad.append(f"{path}, {name}: {status} {answer[:80]}")


def too_many(faults, bodies):
    """More than one step may hold."""
    edit = bodies["/api/edit"]
    fact = edit["fact"]
    one = edit["set"][0]
    ids = [f"f{i:017d}" for i in range(20000)]
    for what, path, body in (
            ("values", "/api/edit", dict(edit, set=[one] * 300)),
            ("citations of a value", "/api/edit", dict(edit, set=[
                dict(one, citations=one["citations"] * 1100)])),
            ("citations of a fact", "/api/edit", dict(
                edit, citations=one["citations"] * 1100)),
            ("facts", "/api/decide", {"facts": ids, "status": "accepted",
                                      "expected": {fact: 1}}),
            ("revisions", "/api/decide", {
                "facts": [fact], "status": "accepted",
                "expected": {i: 1 for i in ids}})):
        faults.try_it(f"too many {what}", path,
                      dict(body, op_id=str(uuid.uuid4())), must_fail=True)


def out_of_date(faults, bodies):
    """Another was first, with every kind of change: both are shown."""
    server = faults.server
    edit = bodies["/api/edit"]
    fact = edit["fact"]
    seen = server.get("/api/facts/" + fact)["revision"]

    def other(path, **members):
        now = server.get("/api/facts/" + fact)["revision"]
        status, answer = server.post(path, dict(
            members, expected={fact: now}))
        assert status == 200, answer

    steps = (
        ("number", lambda: other("/api/edit", fact=fact, set=[
            {"field": "number", "value": "77"}])),
        ("status", lambda: other("/api/decide", facts=[fact],
                                 status="rejected")),
        ("note", lambda: other("/api/note", fact=fact, text="no")),
        ("rank", lambda: other("/api/rank", preferred=fact, over=[],
                               why="later")),
        ("cause", lambda: other("/api/edit", fact=fact, set=[
            {"field": "cause", "value": "a storm"}])),
        ("citations", lambda: other("/api/edit", fact=fact, set=[
            {"field": None, "citations": [
                dict(edit["set"][0]["citations"][0])]}])),
    )
    for name, step in steps:
        step()
        faults.head = server.get("/api/session")["head"]
        faults.count += 1
        status, answer = server.post("/api/edit", dict(
            edit, expected={fact: seen}))
        told = (answer.get("facts") or [{}])[0]
        if status != 409 or answer["error"] != "stale" or \
                name not in told.get("changed", []) or \
                told["base"]["revision"] != seen or \
                told["current"]["revision"] <= seen:
            faults.bad.append(f"stale by {name}: {status} "
                              f"{told.get('changed')}")
        if server.get("/api/session")["head"] != faults.head:
            faults.bad.append(f"stale by {name}: something was written")
    for revision in (0, 999, -1): # that never was
        faults.try_it(f"revision {revision}", "/api/edit", dict(
            edit, expected={fact: revision}, op_id=str(uuid.uuid4())),
            must_fail=True)


def questions(faults, bodies):
    """Reading: whatever is asked, the answer is JSON and no failure."""
    fact = bodies["/api/edit"]["fact"]
    version = bodies["/api/relabel"]["version"]
    for path in (
            "/api/facts?from=-1", "/api/facts?from=x&limit=y",
            "/api/facts?limit=99999999999999999999", "/api/facts?limit=0",
            "/api/facts?from=999999999", "/api/facts?status=nosuch",
            "/api/facts?flag=nosuch", "/api/facts?kind=nosuch&rule=nosuch",
            "/api/facts?source=nosuch", "/api/facts?q=number%3E",
            "/api/facts?q=%22", "/api/facts?q=" + "a" * 2000,
            "/api/facts?find=nosuch", "/api/facts?find=" + fact,
            "/api/facts?status=todo,reviewed&flag=anchor&facets=0",
            "/api/facts?", "/api/facts?=", "/api/facts?&&", "/api/facts?q",
            "/api/changes?since=-5", "/api/changes?since=x",
            "/api/changes", "/api/facts/fzzzz", "/api/facts/szzzz",
            "/api/facts/fzzzz/others", "/api/facts/fzzzz/history",
            "/api/facts/fzzzz/why", "/api/versions/vzzzz",
            f"/api/versions/{version}?from=5&limit=2",
            f"/api/versions/{version}?from=99999&limit=-1",
            f"/api/facts/{fact}/nosuch", f"/api/facts/{fact}/others/x",
            f"/api/facts/{fact}/why", f"/api/facts/{fact}/history"):
        faults.count += 1
        status, _, answer = faults.server.ask("GET", path, headers={
            "Cookie": faults.server.cookie, "Sec-Fetch-Site": "same-origin"})
        try:
            told = json.loads(answer)
        except ValueError:
            told = None
        if status not in (200, 404, 422) or told is None or (
                status != 200 and not told.get("message")):
            faults.bad.append(f"GET {path[:60]}: {status} {answer[:80]}")
    for path in ("/api/facts?q=%zz", "/api/facts?q=%ff", "/api/facts?q=%c3",
                 "/api/facts?q=%e0%80%80", "/api/facts?q=%ed%a0%80",
                 "/api/facts?q=%f4%90%80%80", "/api/facts?q=%2"):
        faults.count += 1
        status, _, _ = faults.server.ask("GET", path, headers={
            "Cookie": faults.server.cookie, "Sec-Fetch-Site": "same-origin"})
        if status != 400:
            faults.bad.append(f"GET {path}: {status}")


def main():
    with Desk(sys.argv[1]) as desk, Server(desk) as server:
        server.enter()
        bodies = honest_bodies(server)
        faults = Faults(server)
        for path, body in bodies.items():
            if path != "/api/close":
                faults.route(path, body)
        bodies_that_are_none(faults)
        too_many(faults, bodies)
        questions(faults, bodies)
        out_of_date(faults, honest_bodies(server))
        if "everything is as it should be" not in desk.ibid("verify"):
            faults.bad.append("verify finds something")
        if server.end() != 0:
            faults.bad.append("the server did not end well")
    for line in faults.bad[:40]:
        print(line)
    told = " ".join(f"{k}:{v}" for k, v in sorted(faults.by_status.items()))
    print(f"faults points={faults.count} bad={len(faults.bad)} "
          f"by status {told}")
    return 1 if faults.bad or faults.count < 1000 else 0


if __name__ == "__main__":
    sys.exit(main())
