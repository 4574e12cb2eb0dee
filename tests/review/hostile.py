#!/usr/bin/env python3
"""Requests that another web page, another program or a broken proxy could
send: none is let in, and the database stays the same byte for byte.
hostile.py PROGRAM"""

import glob
import json
import os
import re
import socket
import sys
import time
import uuid

from server import HEADERS, ROOT, Desk, Server


class Wire:
    """Requests that are right but for what a case makes wrong."""

    def __init__(self, server, fact):
        self.server, self.port, self.fact = server, server.port, fact
        self.count, self.bad = 0, []

    def body(self):
        return json.dumps({
            "op_id": str(uuid.uuid4()), "expected": {self.fact: 1},
            "facts": [self.fact], "status": "rejected"})

    def headers(self, method):
        lines = [("Host", f"127.0.0.1:{self.port}"),
                 ("Cookie", self.server.cookie),
                 ("Sec-Fetch-Site", "same-origin")]
        if method == "POST":
            lines += [("Origin", f"http://127.0.0.1:{self.port}"),
                      ("X-FDB-Token", self.server.token),
                      ("Content-Type", "application/json")]
        return lines

    def request(self, method="GET", path=None, change=None, more=(),
                body=None, line=None):
        """`change` replaces headers by name, None takes one away; `more` are
        lines besides."""
        change = change or {}
        path = path or ("/api/decide" if method == "POST" else "/api/session")
        text = body if body is not None else (
            self.body() if method == "POST" else "")
        out = line or f"{method} {path} HTTP/1.1"
        for name, value in self.headers(method):
            value = change.get(name, value)
            if value is not None:
                out += f"\r\n{name}: {value}"
        if method == "POST" and "Content-Length" not in change:
            out += f"\r\nContent-Length: {len(text.encode())}"
        for other in more:
            out += "\r\n" + other
        return (out + "\r\n\r\n" + text).encode("utf-8", "surrogateescape")

    def refused(self, what, request):
        self.count += 1
        status, answer = self.server.wire(request)
        head, _, body = answer.partition(b"\r\n\r\n")
        lines = dict(line.lower().split(b": ", 1)
                     for line in head.split(b"\r\n")[1:])
        if not 400 <= status <= 599:
            self.bad.append(f"{what}: answered {status}")
        elif b"{" in body or self.fact.encode() in body:
            self.bad.append(f"{what}: says something: {body[:80]!r}")
        elif any(name.startswith(b"access-control") for name in lines):
            self.bad.append(f"{what}: opens itself to others")
        elif any(lines.get(name.encode(), b"").decode() != value.lower()
                 for name, value in HEADERS.items()):
            self.bad.append(f"{what}: lacks a header")

    def all_refused(self, what, **how):
        """The same for reading, for the page itself, and for changing."""
        self.refused(what + ", get", self.request("GET", **how))
        self.refused(what + ", page", self.request("GET", "/", **how))
        self.refused(what + ", post", self.request("POST", **how))


# ---- Every route there is ----------------------------------------------------

def route_table():
    """Method and path of each route, as the sources declare it; a route that
    is listed and not found here, or the other way round, is an error."""
    table, listed = {}, set()
    for path in glob.glob(os.path.join(ROOT, "lib/web/*.c")):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        for name, method, at in re.findall(
                r"const struct route (route_\w+) = \{METHOD_(\w+), "
                r'"([^"]+)"', text):
            table[name] = (method, at)
        if path.endswith("/routes.c"):
            listed = set(re.findall(r"&(route_\w+)", text))
    assert set(table) == listed, set(table) ^ listed
    return sorted(table.values())


def honest_bodies(server):
    """A body for each route that changes something, which it accepts. In the
    order in which they are sent at the end."""
    rows = [row for row in server.get("/api/facts?limit=200")["rows"]
            if row["kind"] == "casualty"]
    one, two, three = (server.get("/api/facts/" + row["id"])
                       for row in rows[:3])
    cite = next(c for c in one["citations"])
    words = {key: cite[key] for key in ("version", "start", "end", "quote")}
    version = server.get("/api/versions/" + cite["version"])
    block = version["blocks"][-1]

    def body(*facts, **members):
        return {"expected": {f["id"]: f["revision"] for f in facts}, **members}

    linked = next((server.get("/api/facts/" + f["fact"]["id"]) for f in pair[:2])
                  for pair in (server.get(f"/api/facts/{row['id']}/others")
                               ["facts"] for row in rows[1:])
                  if len(pair) > 1 and rows[0]["id"] not in
                  [f["fact"]["id"] for f in pair[:2]])
    this, other = linked

    return {
        "/api/link": body(this, other, fact=this["id"], others=[other["id"]],
                          says="dismissed"),
        "/api/decide": body(one, facts=[one["id"]], status="accepted"),
        "/api/edit": body(two, fact=two["id"], set=[
            {"field": "number", "value": "9", "citations": [words]}]),
        "/api/anchor": body(three, fact=three["id"], do="replace", to=words,
                            citation=three["citations"][0]["id"]),
        "/api/add": body(kind="casualty", citations=[words], set=[
            {"field": "number", "value": "7", "citations": [words]},
            {"field": "harm", "value": "killed"}]),
        "/api/rank": body(one, two, preferred=one["id"], over=[two["id"]],
                          why="later"),
        "/api/merge": body(one, two, into=one["id"], facts=[two["id"]]),
        "/api/split": body(two, fact=two["id"]),
        "/api/note": body(one, fact=one["id"], text="by hand"),
        "/api/relabel": body(version=cite["version"], block=block["id"],
                             role="caption", was=block["role"]),
        "/api/undo": body(target=None),
        "/api/redo": body(target=None),
        "/api/close": body(),
    }


def every_route(w, table, bodies):
    """No route is reached by who does not belong here, whatever it does."""
    token = w.server.token
    for method, path in table:
        at = path.replace("*", w.fact)
        text = None
        if method == "POST":
            assert path in bodies, f"{path} has no body in this test"
            text = json.dumps(dict(bodies[path], op_id=str(uuid.uuid4())))
        cases = [
            ("another host", {"Host": "evil.example"}, ()),
            ("another port's host", {"Host": f"127.0.0.1:{w.port + 1}"}, ()),
            ("another site", {"Sec-Fetch-Site": "cross-site"}, ()),
            ("the same site", {"Sec-Fetch-Site": "same-site"}, ()),
        ]
        if path != "/start": # which gives the cookie
            cases += [
                ("no cookie", {"Cookie": None}, ()),
                ("a cookie made up", {"Cookie": f"fdb_{w.port}=" + "0" * 64},
                 ()),
            ]
        if method == "POST":
            cases += [
                ("no token", {"X-FDB-Token": None}, ()),
                ("a wrong token", {"X-FDB-Token": token[::-1]}, ()),
                ("the token alone", {"Cookie": None, "Origin": None,
                                     "Sec-Fetch-Site": None}, ()),
                ("another origin", {"Origin": "http://evil.example"}, ()),
                ("no origin", {"Origin": "null"}, ()),
                ("neither origin nor site", {"Origin": None,
                                             "Sec-Fetch-Site": None}, ()),
                ("a form", {"Content-Type":
                            "application/x-www-form-urlencoded"}, ()),
                ("plain text", {"Content-Type": "text/plain"}, ()),
                ("chunks", {}, ("Transfer-Encoding: chunked",)),
            ]
        for what, change, more in cases:
            w.refused(f"{what}, {method} {path}", w.request(
                method, at, change=change, more=more, body=text))
        w.refused(f"preflight, {path}", w.request(
            line=f"OPTIONS {at} HTTP/1.1", more=[
                "Access-Control-Request-Method: " + method]))
        if method == "POST": # and reading changes nothing
            w.refused(f"get instead of post, {path}", w.request(
                "GET", at, change={"Sec-Fetch-Site": "cross-site"}))


def honest_changes(w, bodies):
    """Each of them is accepted from the page itself."""
    for path, members in bodies.items():
        for fact in members["expected"]: # earlier ones changed them
            members["expected"][fact] = w.server.get(
                "/api/facts/" + fact)["revision"]
        status, answer = w.server.post(path, members)
        w.count += 1
        if status != 200:
            w.bad.append(f"an honest {path} was refused: {status} {answer}")


def hosts(w):
    port = w.port
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1",
                 f"127.0.0.1:{port + 1}", f"localhost.:{port}",
                 f"127.0.0.1.nip.example:{port}", f"[::1]:{port}",
                 f"0.0.0.0:{port}", f"2130706433:{port}", f"127.1:{port}",
                 f"user@127.0.0.1:{port}", f"127.0.0.1:{port}\t",
                 f"\t127.0.0.1:{port}", f"127.0.0.1:{port}, evil.example", ""):
        w.all_refused(f"host {host!r}", change={"Host": host})
    w.all_refused("no host", change={"Host": None})
    w.all_refused("two hosts", more=["Host: evil.example"])
    w.all_refused("the same host twice", more=[f"Host: 127.0.0.1:{port}"])


def origins(w):
    port = w.port
    for origin in ("http://evil.example", "null", "", "file://",
                   f"http://127.0.0.1:{port + 1}", f"https://127.0.0.1:{port}",
                   f"http://localhost:{port}", f"http://127.0.0.1:{port}/",
                   f"http://127.0.0.1:{port}.evil.example"):
        w.refused(f"origin {origin!r}",
                  w.request("POST", change={"Origin": origin}))
        w.refused(f"origin {origin!r}, get",
                  w.request(more=[f"Origin: {origin}"]))
    w.refused("two origins",
              w.request("POST", more=["Origin: http://evil.example"]))
    w.refused("no origin, no site",
              w.request("POST", change={"Origin": None,
                                        "Sec-Fetch-Site": None}))
    for site in ("cross-site", "same-site", "none", "junk", ""):
        w.refused(f"site {site!r}",
                  w.request("POST", change={"Sec-Fetch-Site": site}))
        w.refused(f"site {site!r}, get",
                  w.request(change={"Sec-Fetch-Site": site}))
    w.refused("page from another site",
              w.request("GET", "/", change={"Sec-Fetch-Site": "cross-site"}))


def secrets(w, earlier):
    token, cookie = w.server.token, w.server.cookie
    last = "0" if token[-1] != "0" else "1"
    for name, value in (("none", None), ("empty", ""), ("wrong", "0" * 64),
                        ("one digit off", token[:-1] + last),
                        ("longer", token + "0"), ("shorter", token[:-1]),
                        ("upper case", token.upper()),
                        ("the cookie's", cookie.split("=")[1]),
                        ("the last run's", earlier[1])):
        w.refused("token " + name,
                  w.request("POST", change={"X-FDB-Token": value}))
    w.refused("two tokens",
              w.request("POST", more=["X-FDB-Token: " + token]))
    for name, value in (("none", None), ("empty", ""),
                        ("wrong", cookie.split("=")[0] + "=" + "0" * 64),
                        ("of another port", "fdb_1=" + cookie.split("=")[1]),
                        ("twice", cookie + "; " + cookie),
                        ("the last run's", earlier[0])):
        w.all_refused("cookie " + name, change={"Cookie": value})
    w.refused("start link used twice",
              w.request("GET", w.server.start, change={"Cookie": None}))
    w.refused("start link made up",
              w.request("GET", "/start?t=" + "0" * 64,
                        change={"Cookie": None}))
    w.refused("start link without token", w.request("GET", "/start"))
    for path in ("/", "/style.css", "/page.js", "/api/session", "/api/facts",
                 "/api/facts/" + w.fact, "/api/changes?since=0",
                 "/favicon.ico", "/nosuch"):
        w.refused("without cookie " + path,
                  w.request("GET", path, change={"Cookie": None}))


def types(w):
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data",
                 "text/plain", "application/json5", "text/json",
                 "application/json; charset=utf-16", "", None,
                 "text/plain; application/json"):
        w.refused(f"type {kind!r}",
                  w.request("POST", change={"Content-Type": kind}))
    for method in ("OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT",
                   "get", "G\u00c9T", "PROPFIND"):
        w.refused("method " + method, w.request(
            line=f"{method} /api/session HTTP/1.1"))
    w.refused("preflight", w.request(
        line="OPTIONS /api/decide HTTP/1.1", change={"Cookie": None},
        more=["Origin: http://evil.example",
              "Access-Control-Request-Method: POST",
              "Access-Control-Request-Headers: content-type,x-fdb-token"]))


def smuggling(w):
    body = w.body()
    length = len(body)
    for name, how in (
            ("chunked", {"change": {"Content-Length": None},
                         "more": ["Transfer-Encoding: chunked"]}),
            ("length and chunked", {"more": ["Transfer-Encoding: chunked"]}),
            ("two lengths", {"more": [f"Content-Length: {length}"]}),
            ("two different lengths", {"more": ["Content-Length: 0"]})):
        w.refused(name, w.request("POST", body=body, **how))
    for value in ("-1", "1000000000000", "+5", "0x10", "5 5", "", "1e3",
                  "99999999", "5,5"):
        w.refused(f"length {value!r}", w.request(
            "POST", body=body, change={"Content-Length": ""},
            more=[f"Content-Length: {value}"]))
    w.refused("no length", w.request(
        "POST", body=body, change={"Content-Length": ""}))
    w.refused("a body on a get", w.request(more=["Content-Length: 5"],
                                           body="hello"))
    good = w.request("POST")
    w.refused("bare line feeds", good.replace(b"\r\n", b"\n"))
    w.refused("bare carriage returns", good.replace(b"\r\n", b"\r"))
    w.refused("one bare line feed", good.replace(b"\r\nCookie", b"\nCookie"))
    w.refused("a folded line", w.request("POST", more=["X-A: b\r\n c: d"]))
    w.refused("a NUL", w.request("POST", more=["X-A: b\0c"]))
    w.refused("a NUL behind the host", w.request(
        "POST", change={"Host": f"127.0.0.1:{w.port}\0.evil.example"}))
    w.refused("a blank before the colon", w.request(
        "POST", more=["Content-Length : 3"]))
    w.refused("a header without name", w.request("POST", more=[": x"]))
    w.refused("a line without colon", w.request("POST", more=["hello"]))
    w.refused("two requests in one", w.request(
        "POST", change={"X-FDB-Token": "0"}) + w.request("POST"))
    w.refused("an escape", w.request(more=["X-A: \x1b[2J"]))


def paths(w):
    for path in ("/../etc/passwd", "/api/../api/session", "/%2e%2e/", "/%00",
                 "/api/session%00", "//evil.example/", "/api//session",
                 "\\", "/api\\session", "/%2fapi/session", "/./",
                 "/api/facts/../session", "/" + "a" * 8192,
                 "http://evil.example/", f"http://127.0.0.1:{w.port}/",
                 "*", "api/session", "/api/session#x", "/;x", "/.", "/\u00e9"):
        w.refused(f"path {path[:40]!r}", w.request(
            line=f"GET {path} HTTP/1.1"))
    for line in ("GET", "GET /", "GET / HTTP/2.0", "GET / HTTP/0.9",
                 "GET  / HTTP/1.1", "GET / HTTP/1.1 x", " GET / HTTP/1.1",
                 "", "\r\nGET / HTTP/1.1"):
        w.refused(f"line {line!r}", b"\r\n" + w.request() if not line else
                  w.request(line=line))
    w.refused("a long header", w.request(more=["X-A: " + "a" * 20000]))
    w.refused("many headers", w.request(more=["X-A: b"] * 80))


def honest(w):
    """The same requests with nothing wrong are answered: else the rest would
    show nothing."""
    port = w.port
    assert w.server.wire(w.request())[0] == 200
    assert w.server.wire(w.request("HEAD"))[1].endswith(b"\r\n\r\n")
    assert w.server.wire(w.request(
        change={"Host": f"LOCALHOST:{port}"}))[0] == 200
    assert w.server.wire(w.request(
        "GET", "/", change={"Sec-Fetch-Site": "none"}))[0] == 200
    assert w.server.wire(w.request(more=["X-A: " + "a" * 12000]))[0] == 200
    assert w.server.wire(w.request("GET", "/favicon.ico"))[0] == 204
    assert w.server.wire(w.request("GET", "/nosuch"))[0] == 404
    assert w.server.wire(w.request("POST", "/api/session"))[0] == 405
    assert w.server.wire(w.request("GET", "/api/decide"))[0] == 405


def late(w):
    """Whoever is slow loses his place, and no other waits for him."""
    held = []
    for i in range(200):
        to = socket.create_connection(("127.0.0.1", w.port))
        to.sendall(b"GET / HTTP/1.1\r\nHost" if i % 2 else b"")
        held.append(to)
    for _ in range(40): # the head is right, the body never comes
        to = socket.create_connection(("127.0.0.1", w.port))
        to.sendall(w.request("POST")[:-5])
        held.append(to)
    start = time.monotonic()
    status, _ = w.server.wire(w.request(), seconds=30)
    served = time.monotonic() - start
    w.count += 1
    if status != 200 or served > 15:
        w.bad.append(f"a good client waited {served:.1f} s for {status}")
    for to in held:
        to.settimeout(20)
        answer = b""
        try:
            while piece := to.recv(65536):
                answer += piece
        except TimeoutError:
            w.bad.append("a slow connection was held")
        except ConnectionError:
            pass
        to.close()
    return served


def main():
    with Desk(sys.argv[1]) as desk:
        with Server(desk) as server:
            server.enter()
            earlier = (server.cookie, server.token)
        with Server(desk) as server:
            server.enter()
            fact = server.get("/api/facts?limit=1")["rows"][0]["id"]
            table, bodies = route_table(), honest_bodies(server)
            before = desk.digest()
            w = Wire(server, fact)
            honest(w)
            every_route(w, table, bodies)
            for part in (hosts, origins, types, smuggling, paths):
                part(w)
            secrets(w, earlier)
            served = late(w)
            if desk.digest() != before:
                w.bad.append("the database changed")
            assert server.wire(w.request("POST"))[0] == 200
            if desk.digest() == before:
                w.bad.append("an honest change did not change the database")
            honest_changes(w, bodies) # the last one ends it
            if server.end() != 0:
                w.bad.append("the server did not end well")
    for line in w.bad:
        print(line)
    print(f"web points={w.count} bad={len(w.bad)} routes={len(table)} "
          f"accepted_hostile={len(w.bad)} served_late_s={served:.1f}")
    return 1 if w.bad or w.count < 450 else 0


if __name__ == "__main__":
    sys.exit(main())
