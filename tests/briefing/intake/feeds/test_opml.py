"""Subscriptions in and out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import IntakeError
from briefing.feed import Feed
from briefing.intake.feeds.opml import read_opml, starter_opml, write_opml
from briefing.intake.feeds.subscription_files import read_subscriptions
from briefing.intake.text import clean

NESTED = """<?xml version="1.0" encoding="utf-8"?>
<opml version="1.0"><head><title>x</title></head><body>
<outline text="World"><outline text="Europe &amp; Asia" title="Europe/Asia">
<outline type="rss" text="Herald" xmlUrl="https://herald.example/feed" htmlUrl="https://herald.example/"
 category="/news,war,,/news"/></outline>
<outline TEXT="Loud" XMLURL="https://loud.example/feed"/></outline>
<outline text="Top" xmlUrl=" https://top.example/feed "/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="Worse" xmlUrl="javascript:x"/>
<outline text="Twice" xmlUrl="https://top.example/feed"/><outline text="Folder only"/>
<outline text="\u202eEvil&#x9b;31m" xmlUrl="https://evil.example/"/>
</body></opml>"""


def test_folders_and_tags_are_kept() -> None:
    imported = read_opml(NESTED.encode(), "x.opml")
    feeds = [(f.url, f.title, f.folder, f.tags) for f in imported.feeds]
    assert feeds == [
        ("https://herald.example/feed", "Herald", "World/Europe-Asia", ("news", "war")),
        ("https://loud.example/feed", "Loud", "World", ()),
        ("https://top.example/feed", "Top", None, ()),
        ("https://evil.example/", "Evil", None, ()),
    ]
    assert imported.feeds[0].site == "https://herald.example/"
    assert [p.split(":")[0] for p in imported.problems] == ["Bad", "Worse"]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        (
            "http://a.example/7?category=news&format=rss",
            "http://a.example/7?category=news&format=rss",
        ),
        ("http://a.example/7?a=1&amp;b=2", "http://a.example/7?a=1&b=2"),
        ("http://a.example/7?a=1&#38;b=2", "http://a.example/7?a=1&b=2"),
        ("http://a.example/7?copy=1&lt;=2", None),
        ("http://a.example/7?x&", "http://a.example/7?x&"),
    ],
)
def test_an_address_is_whole_or_named_as_a_problem(written: str, url: str | None) -> None:
    document = f'<opml version="1.0"><body><outline text="A" xmlUrl="{written}"/></body></opml>'
    imported = read_opml(document.encode(), "x")
    assert [f.url for f in imported.feeds] == ([url] if url else [])
    assert bool(imported.problems) is (url is None)


def test_names_of_html_in_titles_are_characters() -> None:
    document = '<opml><body><outline text="Caf&eacute; A&B &amp; C" xmlUrl="http://a.example/"/></body></opml>'
    assert read_opml(document.encode(), "x").feeds[0].title == "Café A&B & C"


def test_one_feed_under_two_spellings_of_its_address_is_one() -> None:
    outlines = "".join(
        f'<outline text="{n}" xmlUrl="{url}"/>'
        for n, url in enumerate(
            ("http://a.example/Path", "HTTP://A.Example/Path", "http://a.example/path")
        )
    )
    imported = read_opml(f"<opml><body>{outlines}</body></opml>".encode(), "x")
    assert [f.url for f in imported.feeds] == ["http://a.example/Path", "http://a.example/path"]


names = st.text(max_size=20).map(clean).filter(bool)
folders = st.lists(names.map(lambda n: n.replace("/", "-")), max_size=3).map("/".join)
feeds = st.builds(
    Feed,
    url=st.integers(0, 10**6).map(lambda n: f"https://h.example/{n}?a=1&b=2"),
    title=names,
    site=st.none() | st.just("https://h.example/"),
    folder=folders.map(lambda f: f or None),
    tags=st.lists(
        names.map(lambda n: n.replace(",", "").strip("/ ")).filter(bool), unique=True, max_size=3
    ).map(tuple),
)


@given(st.lists(feeds, unique_by=lambda f: f.url, max_size=6))
def test_what_is_written_can_be_read(subscriptions: list[Feed]) -> None:
    imported = read_opml(write_opml(subscriptions), "x")
    assert not imported.problems
    assert {f.url: f for f in imported.feeds} == {f.url: f for f in subscriptions}


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"<rss/>",
        b"not xml",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><opml><body>&a;</body></opml>",
        b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><opml/>",
    ],
)
def test_what_is_no_opml_is_refused(document: bytes) -> None:
    with pytest.raises(IntakeError, match=r"x\.opml"):
        read_opml(document, "x.opml")


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: f"<opml>{t}".encode("utf-8", "ignore"))
)
def test_any_bytes_are_subscriptions_or_an_error(raw: bytes) -> None:
    try:
        imported = read_opml(raw, "x")
    except IntakeError:
        return
    assert all(f.url.startswith(("http", "HTTP")) for f in imported.feeds)
    assert all((f.title or "").isprintable() for f in imported.feeds)


def test_a_damaged_file_gives_what_is_left_of_it() -> None:
    cut = NESTED.encode()[: NESTED.index('<outline text="Bad"') + 10]
    assert [f.title for f in read_opml(cut, "x").feeds] == ["Herald", "Loud", "Top"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="No such file"):
        read_subscriptions(tmp_path / "none.opml")


def test_the_starter_list_holds_a_dozen_feeds() -> None:
    imported = read_opml(starter_opml(), "starter")
    assert len(imported.feeds) == 12
    assert not imported.problems
    assert all(f.url.startswith("https://") and f.folder for f in imported.feeds)
