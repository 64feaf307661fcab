"""Web pages: the article in them, and the feeds that they name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.errors import FeedError
from briefing.intake.formats.discover import feed_links, guesses
from briefing.intake.formats.pages import read_page
from briefing.intake.sandbox.client import Parser

URL = "https://herald.example/world/1"
WORDS = "Envoys of the four countries met in the capital on Wednesday and talked for hours. " * 6
BODY = f"<article><h1>Envoys meet</h1><p>{WORDS}</p><p>{WORDS}They go on.</p></article>"
PIECES = (
    *("<html>", "<body>", "<article>", "<p>", "</p>", "<!--", "-->", "<script>", "</script>"),
    *("<link rel=alternate type=application/rss+xml href=", "'/feed'", "javascript:x", ">"),
    *("<meta charset=", "utf-16", "<base href='//[", "\x1b[2J", "&#x202e;", WORDS, "\0"),
)


def page(body: str = BODY, head: str = "<title>Envoys meet | Herald</title>") -> bytes:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as running:
        yield running


def test_the_article_without_what_is_around_it() -> None:
    around = "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>" + BODY
    item = read_page(page(around + "<footer>Copyright Herald. All rights reserved.</footer>"))
    assert item.title == "Envoys meet"
    assert item.paragraphs == (WORDS.strip(), f"{WORDS}They go on.")
    assert (item.language, item.complete) == ("en", True)


def test_scripts_hidden_text_and_escapes_stay_outside() -> None:
    nasty = BODY.replace("talked", "talked\u202e<script>evil()</script>&#27;[31m\u200b", 1)
    item = read_page(page(nasty.replace("</h1>", "</h1><p hidden>Not for readers at all.</p>", 1)))
    text = "\n".join(item.paragraphs)
    assert all(line.isprintable() for line in item.paragraphs)
    assert "evil" not in text
    assert "Not for readers" not in text
    assert text.startswith(
        "Envoys of the four countries met in the capital on Wednesday and talked"
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2022-01-12T18:30:00+01:00">',
            "2022-01-12T18:30:00+01:00",
        ),
        ('<meta name="date" content="2022-01-12">', "2022-01-12T00:00:00+00:00"),
        ("", None),
    ],
)
def test_when_it_was_published(head: str, published: str | None) -> None:
    item = read_page(page(head=f"<title>T</title>{head}"))
    assert (item.published.isoformat() if item.published else None) == published


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0",
        b"plain words",
        page("<p>Please enable cookies.</p>"),
        page("<form>" + "<input>" * 1000 + "</form>"),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"%PDF-1.4 " + b"\xff" * 1000,
    ],
)
def test_pages_without_an_article_are_refused(parser: Parser, raw: bytes) -> None:
    with pytest.raises(FeedError):
        parser.page(raw)


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (page(BODY.replace("hours", "Stunden für")), ""),
        (
            page(BODY.replace("hours", "für")).decode().encode("latin-1"),
            "text/html; charset=latin-1",
        ),
        (
            page(BODY.replace("hours", "für"), '<meta charset="cp1252">').decode().encode("cp1252"),
            "",
        ),
        (page(BODY.replace("hours", "für")), "text/html; charset=no-such-thing"),
    ],
)
def test_encodings(raw: bytes, content_type: str) -> None:
    assert "für" in read_page(raw, content_type).paragraphs[0]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=200))
@settings(max_examples=60)
def test_any_page_gives_clean_text_or_an_error(parser: Parser, html: str) -> None:
    raw = html.encode("utf-8", "surrogatepass")
    assert all(link.isprintable() for link in parser.links(raw, "text/html", URL))
    try:
        item = parser.page(raw, "text/html", URL)
    except FeedError:
        return
    assert all(line.isprintable() for line in (item.title, *item.paragraphs))


@pytest.mark.parametrize(
    "html",
    ["<div>" * 50_000 + WORDS * 5, "<!--" * 50_000, "<p>a" * 8_000, "<a href='/rss'>" * 8_000],
    ids=lambda h: h[:6],
)
def test_pages_made_to_be_slow_end_within_the_limit(parser: Parser, html: str) -> None:
    assert len(parser.links(html.encode(), "", URL)) <= 20
    try:
        parser.page(html.encode())
    except FeedError as error:
        assert str(error)  # noqa: PT017  either outcome is right, and both come in time


@pytest.mark.parametrize(
    ("head", "links"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', ["/feed"]),
        (
            "<LINK REL='Alternate' TYPE='application/atom+xml; charset=x' HREF='atom.xml'>",
            ["/world/atom.xml"],
        ),
        ('<base href="/b/"><link rel="alternate" type="text/xml" href="f">', ["/b/f"]),
        ('<link rel="feed" href="/f">', ["/f"]),
        ('<link rel="stylesheet" type="text/css" href="/feed.css">', []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', []),
        ('<link rel="alternate" type="application/rss+xml" href="http://[::1/">', []),
        ('<link rel="alternate" type="application/rss+xml" href="">', ["/world/1"]),
        ('<link rel="alternate" hreflang="fr" href="/fr">', []),
    ],
)
def test_feeds_that_a_page_names(head: str, links: list[str]) -> None:
    assert feed_links(page("", head), "text/html", URL) == [
        f"https://herald.example{x}" for x in links
    ]


def test_better_feeds_come_first() -> None:
    rss = '<link rel="alternate" type="application/rss+xml" href="{}" title="{}">'
    head = rss.format("/comments/feed", "") + rss.format("/x", "Comments") + rss.format("/main", "")
    body = (
        '<a href="/rss/sport.xml">RSS</a><a href="/about">About</a><a href="/feeding-cats">Cats</a>'
    )
    links = [
        link.removeprefix("https://herald.example")
        for link in feed_links(page(body, head), "", URL)
    ]
    assert links == ["/main", "/rss/sport.xml", "/comments/feed", "/x"]


def test_guesses_are_at_the_root_of_the_site() -> None:
    assert guesses("https://herald.example:8443/a/b?c#d")[:2] == [
        "https://herald.example:8443/feed",
        "https://herald.example:8443/rss",
    ]
