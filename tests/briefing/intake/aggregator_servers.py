"""FreshRSS and Miniflux on loopback, as far as their documentation goes of reading.

What is answered, refused and passed over follows p/api/greader.php and app/Models/Entry.php of
FreshRSS and internal/googlereader of Miniflux (handler.go, middleware.go, README.md).
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlsplit

STREAM = "user/-/state/com.google/reading-list"
LONG_ID = "tag:google.com,2005:reader/item/"
USER, PASSWORD = "ann", "Per mare & terram"


@dataclass
class Entry:
    """An item; moments in seconds since 1970, ``number`` is its id."""

    number: int
    title: str
    url: str
    html: str = "<p>Words.</p>"
    published: int = 0
    crawled: int = 0
    author: str = ""
    feed: str = "Herald"


@dataclass
class Aggregator:
    """A server's state: what it holds, and what it was asked: method, path, query and form."""

    url: str = ""
    entries: list[Entry] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    switched_off: bool = False
    etags: bool = False
    failing_after: int | None = None

    @property
    def token(self) -> str:
        return f"{USER}/{hashlib.sha1(PASSWORD.encode()).hexdigest()}"

    def paths(self) -> list[str]:
        """What was asked for, by the last part of its path."""
        return [path.rpartition("/")[2] for _, path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    root: ClassVar[str] = ""

    def do_GET(self) -> None:
        self._serve("GET", b"")

    def do_POST(self) -> None:
        self._serve("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, *_: Any) -> None:
        """Nothing: tests are quiet."""

    def _serve(self, method: str, body: bytes) -> None:
        at = self.server.at
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        urlencoded = self.headers.get("Content-Type") == "application/x-www-form-urlencoded"
        given = parse_qs(parts.query) | (parse_qs(body.decode()) if urlencoded else {})
        at.asked.append((method, path, given))
        at.headers.append({name.lower(): value for name, value in self.headers.items()})
        if at.failing_after is not None and len(at.asked) > at.failing_after:
            self._answer(502, "Bad Gateway")
        elif not path.startswith(self.root):
            self._answer(404, "Not Found")
        else:
            self._api(method, path.removeprefix(self.root), given)

    def _api(self, method: str, path: str, given: dict[str, list[str]]) -> None:
        raise NotImplementedError

    def _answer(self, status: int, body: str, *headers: tuple[str, str]) -> None:
        raw = body.encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def _json(self, value: Any) -> None:
        body = json.dumps(value, ensure_ascii=False)
        etag = f'"{hashlib.sha1(body.encode()).hexdigest()}"'
        if not self.server.at.etags:
            self._answer(200, body)
        elif self.headers.get("If-None-Match") == etag:
            self._answer(304, "")
        else:
            self._answer(200, body, ("ETag", etag))

    def _after(self, given: dict[str, list[str]], by: str) -> list[Entry]:
        """The entries from ``ot`` on, in the order that ``r`` asks for."""
        since = int(given.get("ot", ["0"])[0])
        entries = [entry for entry in self.server.at.entries if getattr(entry, by) >= since]
        return sorted(
            entries, key=lambda entry: getattr(entry, by), reverse=given.get("r", ["d"])[0] != "o"
        )


class FreshRss(_Handler):
    """Ids are the moments at which items came in, in microseconds; ``ot`` is about these."""

    root = "/api/greader.php"

    def _api(self, method: str, path: str, given: dict[str, list[str]]) -> None:
        at = self.server.at
        if at.switched_off:
            self._answer(503, "Service Unavailable!")
        elif path == "/accounts/ClientLogin":
            if given.get("Email") == [USER] and given.get("Passwd") == [PASSWORD]:
                self._answer(200, f"SID={at.token}\nLSID=null\nAuth={at.token}\n")
            else:
                self._answer(401, "Unauthorized!", ("Google-Bad-Token", "true"))
        elif self.headers.get("Authorization") != f"GoogleLogin auth={at.token}":
            self._answer(401, "Unauthorized!", ("Google-Bad-Token", "true"))
        elif path == f"/reader/api/0/stream/contents/{STREAM}":
            self._contents(given)
        elif path == "/reader/api/0/stream/items/ids" and given["s"] == [STREAM]:
            most = int(given.get("n", ["20"])[0])
            shown = self._after(given, "crawled")[:most]
            self._json({"itemRefs": [{"id": str(entry.crawled * 10**6)} for entry in shown]})
        else:
            self._answer(400, "Bad Request!")

    def _contents(self, given: dict[str, list[str]]) -> None:
        entries, most = self._after(given, "crawled"), int(given.get("n", ["20"])[0])
        continuation = given.get("c", [""])[0]
        if continuation:
            # The one that it names was sent before, and is sent no second time.
            number = next(n for n, e in enumerate(entries) if str(e.number) == continuation)
            entries = entries[number + 1 :]
        shown = entries[:most]
        answer = {"id": STREAM, "updated": 0, "items": [self._item(entry) for entry in shown]}
        if len(shown) >= most:
            answer["continuation"] = str(shown[-1].number)
        self._json(answer)

    def _item(self, entry: Entry) -> dict[str, Any]:
        item = {
            "id": f"{LONG_ID}{entry.number:016x}",
            "crawlTimeMsec": str(entry.crawled * 1000),
            "timestampUsec": str(entry.crawled * 10**6),
            "published": entry.published,
            "title": entry.title,
            "canonical": [{"href": entry.url}],
            "alternate": [{"href": entry.url}],
            "categories": [STREAM, "user/-/label/World"],
            "origin": {"streamId": "feed/52", "htmlUrl": "https://x.example/", "title": entry.feed},
            "summary": {"content": entry.html},
        }
        return item | ({"author": entry.author} if entry.author else {})


class Miniflux(_Handler):
    """``ot`` is about days of publication; a path that is not known is answered with ``[]``."""

    def _api(self, method: str, path: str, given: dict[str, list[str]]) -> None:
        at = self.server.at
        if path == "/accounts/ClientLogin" and method == "POST":
            if given.get("Email") == [USER] and given.get("Passwd") == [PASSWORD]:
                self._answer(200, f"SID={at.token}\nLSID={at.token}\nAuth={at.token}\n")
            else:
                self._answer(401, '{"error_message":"access unauthorized"}')
        elif not path.startswith("/reader/api/0/"):
            self._answer(404, "404 page not found")
        elif not self._is_known(method, given):
            self._answer(401, "Unauthorized", ("X-Reader-Google-Bad-Token", "true"))
        elif (method, path) == ("GET", "/reader/api/0/token"):
            self._answer(200, at.token)
        elif (method, path) == ("GET", "/reader/api/0/stream/items/ids"):
            self._ids(given)
        elif (method, path) == ("POST", "/reader/api/0/stream/items/contents"):
            wanted = {int(number) for number in given["i"]}
            shown = [entry for entry in at.entries if entry.number in wanted]
            self._json({"id": STREAM, "title": "Reading List", "items": list(map(_item, shown))})
        else:
            self._answer(200, "[]")

    def _is_known(self, method: str, given: dict[str, list[str]]) -> bool:
        token = self.server.at.token
        if method == "POST":
            return given.get("T") == [token]
        return self.headers.get("Authorization") == f"GoogleLogin auth={token}"

    def _ids(self, given: dict[str, list[str]]) -> None:
        if given.get("output") != ["json"] or given.get("s") != [STREAM]:
            self._answer(400, '{"error_message":"bad request"}')
            return
        entries, offset = self._after(given, "published"), int(given.get("c", ["0"])[0])
        shown = entries[offset : offset + min(int(given.get("n", ["10000"])[0]), 10000)]
        answer: dict[str, Any] = {"itemRefs": [{"id": str(entry.number)} for entry in shown]}
        if offset + len(shown) < len(entries):
            answer["continuation"] = str(offset + len(shown))
        self._json(answer)


def _item(entry: Entry) -> dict[str, Any]:
    """An item of Miniflux."""
    text = {"direction": "ltr", "content": entry.html}
    return {
        "id": f"{LONG_ID}{entry.number:016x}",
        "categories": ["user/1/state/com.google/reading-list", "user/1/label/World"],
        "title": entry.title,
        "crawlTimeMsec": str(entry.crawled * 1000),
        "timestampUsec": str(entry.published * 10**6),
        "published": entry.published,
        "updated": entry.crawled,
        "author": entry.author,
        "alternate": [{"href": entry.url, "type": "text/html"}],
        "summary": text,
        "content": text,
        "origin": {"streamId": "feed/42", "title": entry.feed, "htmlUrl": "https://x.example/"},
        "enclosure": [],
        "canonical": [{"href": entry.url}],
    }


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    at: Aggregator


@contextmanager
def running(handler: type[_Handler]) -> Iterator[Aggregator]:
    """Such a server on a free port of this machine."""
    with _Server(("127.0.0.1", 0), handler) as server:
        server.at = Aggregator(f"http://127.0.0.1:{server.server_port}{handler.root}")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.at
        finally:
            server.shutdown()
            thread.join()
