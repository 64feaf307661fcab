"""Feeds and pages as outlets serve them."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.briefing.intake.server import Server, reply
from tests.corpus.feeds.odd import item, rss

NOW = datetime(2022, 1, 13, 12, tzinfo=UTC)
HOSTS = ("127.0.0.1",)
SENTENCE = "The keepers of four harbours met on Wednesday and spoke about the tides for hours. "
BODY = SENTENCE * 12
SENTENCES = [
    f"Keeper {name} of the harbour at {town} said that the tide would not rise before {day}. "
    for name, town, day in (
        ("Holm", "Skellvik", "Monday"),
        ("Berg", "Halden", "Tuesday"),
        ("Lind", "Marnau", "Wednesday"),
        ("Weir", "Norrby", "Thursday"),
        ("Dahl", "Tisvig", "Friday"),
        ("Moss", "Kallund", "Saturday"),
    )
]
RECHECKED = "".join(f"<p>{sentence * 2}</p>" for sentence in SENTENCES)
SOFTENED = RECHECKED.replace("would not rise before Tuesday", "might not rise before Tuesday")
ENVOYS = "Envoys of four countries met in the capital on Wednesday and talked for hours. " * 20
ENVOYS_PAGE = f"""<html lang="en"><head><title>Envoys meet | Herald</title>
<meta property="og:site_name" content="Herald"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2022-01-11T08:00:00+01:00">
<link rel="alternate" type="application/rss+xml" href="/feed"></head>
<body><nav>Home News Sport</nav><article><h1>Envoys meet</h1><p>{ENVOYS}</p><p>{ENVOYS[:300]}</p>
<script>evil()</script></article></body></html>"""


def page(n: int, words: str = BODY) -> bytes:
    text = f"<html lang='en'><body><article><h1>Tide {n}</h1><p>{n} {words}</p></article></body>"
    return reply(200, text.encode(), b"Content-Type: text/html")


def serve(server: Server, count: int, text: str = "Short.", etag: bytes = b'"1"') -> str:
    """A feed of that many items with pages of their own; its address."""
    date = "<pubDate>Wed, 12 Jan 2022 18:30:00 GMT</pubDate>"
    items = [
        item(
            f"Tide number {n}",
            f"<guid isPermaLink='false'>g{n}</guid><description>{text}</description>{date}",
            link=f"{server.url}/page/{n}",
        )
        for n in range(count)
    ]
    document = rss(*items, head=f"<title>Tides</title><link>{server.url}/</link>").encode()
    server.routes["/feed"] = reply(200, document, b"ETag: " + etag)
    server.not_modified["/feed"] = etag
    for n in range(count):
        server.routes[f"/page/{n}"] = page(n)
    return server.url + "/feed"


def show(
    server: Server, body: str = RECHECKED, etag: str = '"1"', title: str = "Tide number 0"
) -> None:
    """Let the page be that one from now on."""
    head = f"<html lang='en'><head><title>{title}</title></head>"
    text = f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
    validators = (b"ETag: " + etag.encode(), b"Last-Modified: Wed, 12 Jan 2022 18:30:00 GMT")
    server.routes["/page/0"] = reply(200, text.encode(), b"Content-Type: text/html", *validators)
    server.not_modified["/page/0"] = etag.encode()
