"""A review server under test: a database of the samples, a client that is let
in, and one that writes what it likes on the wire."""

import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
HEADERS = {
    "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
        "'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "permissions-policy":
        "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}


class Desk:
    """A folder with a database, and the program."""

    def __init__(self, program, *articles):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="ibid-review-")
        self.path = os.path.join(self.folder, "a.db")
        self.environment = dict(os.environ, NO_COLOR="1")
        for name in ("IBID_DB", "IBID_USER", "IBID_AUTHOR"):
            self.environment.pop(name, None)
        self.ibid("import", *(articles or (ROOT + "/samples",)))

    def __enter__(self):
        return self

    def __exit__(self, *why):
        shutil.rmtree(self.folder, ignore_errors=True)

    def ibid(self, *arguments, check=True):
        done = subprocess.run(
            [self.program, "--db", self.path, *arguments], text=True,
            capture_output=True, check=False, env=self.environment)
        assert not check or done.returncode == 0, (arguments, done.stderr)
        return done.stdout

    def digest(self):
        """Of the file itself: a byte that changed is a change."""
        with open(self.path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()


class Server:
    """ibid review at work; `with Server(desk) as server`."""

    def __init__(self, desk, *arguments):
        self.desk = desk
        self.process = subprocess.Popen(
            [desk.program, "--db", desk.path, "review", "--no-open",
             *arguments], stdout=subprocess.PIPE, text=True,
            env=desk.environment)
        line = self.process.stdout.readline()
        found = re.fullmatch(
            r"http://127\.0\.0\.1:(\d+)(/start\?t=[0-9a-f]{64})\n", line)
        assert found, line
        self.port, self.start = int(found[1]), found[2]
        self.cookie = self.token = None

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.end()

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(15)
        self.process.stdout.close()
        return code

    def enter(self):
        """As a browser does: the link, then the session's token."""
        status, headers, _ = self.ask("GET", self.start)
        assert status == 303 and headers["location"] == "/", status
        self.cookie = headers["set-cookie"].split(";")[0]
        self.token = self.get("/api/session")["token"]
        return self

    def ask(self, method, path, body=None, headers=()):
        connection = http.client.HTTPConnection("127.0.0.1", self.port,
                                                timeout=60)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            names = {k.lower(): v for k, v in answer.getheaders()}
            return answer.status, names, answer.read()
        finally:
            connection.close()

    def get(self, path):
        status, _, body = self.ask("GET", path, headers={
            "Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"})
        assert status == 200, (path, status, body)
        return json.loads(body)

    def post(self, path, members, op_id=None):
        members = dict(members, op_id=op_id or str(uuid.uuid4()))
        status, _, body = self.ask("POST", path, json.dumps(members), {
            "Cookie": self.cookie, "X-FDB-Token": self.token,
            "Content-Type": "application/json",
            "Origin": f"http://127.0.0.1:{self.port}"})
        return status, json.loads(body)

    def wire(self, request, seconds=20):
        """Send these bytes; the status (0: none), the whole answer."""
        answer = b""
        with socket.create_connection(("127.0.0.1", self.port)) as to:
            to.settimeout(seconds)
            try:
                to.sendall(request)
                while piece := to.recv(65536):
                    answer += piece
            except (ConnectionError, TimeoutError):
                pass
        found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
        return int(found[1]) if found else 0, answer
