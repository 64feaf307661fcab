"""newsboat's ``urls`` as subscriptions: what its manual says of each line, and what is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import IntakeError
from briefing.intake.feeds.newsboat import read_urls
from briefing.intake.feeds.subscription_files import read_subscriptions
from briefing.intake.text import clean

URLS = r"""# my feeds
https://herald.example/feed.xml  ~Herald tag1 "cool stuff"
https://courier.example/

	https://onemore.example/feed/	tag1	"~Another title" tag3 # a remark
https://quoted.example/a "with \"quotes\" and \\" "unended tag
http://hidden.example/rss ! news
http://hidden2.example/rss "!hide me" news
https://herald.example/feed.xml tag1 late
HTTPS://Upper.example/Feed
"""


def test_addresses_titles_and_tags_are_kept() -> None:
    imported = read_urls(URLS.encode(), "urls")
    assert imported.problems == ()
    assert [(f.url, f.title, f.tags) for f in imported.feeds] == [
        ("https://herald.example/feed.xml", "Herald", ("tag1", "cool stuff", "late")),
        ("https://courier.example/", None, ()),
        ("https://onemore.example/feed/", "Another title", ("tag1", "tag3")),
        ("https://quoted.example/a", None, ('with "quotes" and \\', "unended tag")),
        ("http://hidden.example/rss", None, ("news",)),
        ("http://hidden2.example/rss", None, ("news",)),
        ("https://upper.example/Feed", None, ()),
    ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('"query:Unread:unread = \\"yes\\""', "search in newsboat's own articles"),
        ("exec:~/bin/make-a-feed news", "runs no programs"),
        ('"filter:~/bin/mend.sh -x:https://herald.example/rss" news', "subscribe to its address"),
        ("file:///var/log/events.xml", "a file of this machine"),
        ("gopher://herald.example/", "not an http"),
        ("herald.example/feed", "not an http"),
    ],
)
def test_what_is_no_feed_is_named_with_its_line_and_a_reason(line: str, why: str) -> None:
    imported = read_urls(f"https://a.example/\n{line}\n".encode(), "urls")
    assert [f.url for f in imported.feeds] == ["https://a.example/"]
    (problem,) = imported.problems
    assert problem.startswith("line 2: ")
    assert why in problem
    assert line.strip('"')[:5] in problem


def test_no_password_is_shown() -> None:
    imported = read_urls(b"https://ann:secret@herald.example/feed", "urls")
    assert imported.feeds == ()
    (problem,) = imported.problems
    assert "https://…@herald.example/feed" in problem
    assert "secret" not in problem


@pytest.mark.parametrize(
    "raw", [b"", b"# nothing\n", b"\x7fELF\x00\x01", b'{"a": 1}', b"just\nlines"]
)
def test_a_file_without_subscriptions_is_an_error(raw: bytes) -> None:
    with pytest.raises(IntakeError, match="urls: holds no subscriptions"):
        read_urls(raw, "urls")


@pytest.mark.parametrize(
    "raw",
    [
        b'<opml><body><outline xmlUrl="https://a.example/"/></body></opml>',
        '\ufeff\n<opml><body><outline xmlUrl="https://a.example/"/></body></opml>'.encode(),
        '<?xml version="1.0" encoding="utf-16"?><opml><body><outline xmlUrl="https://a.example/"/>'
        "</body></opml>".encode("utf-16"),
        b"https://a.example/ tag",
        b"\xef\xbb\xbf# first\r\nhttps://a.example/\r\n",
    ],
)
def test_the_beginning_of_a_file_says_what_it_is(raw: bytes, tmp_path: Path) -> None:
    file = tmp_path / "subscriptions"
    file.write_bytes(raw)
    assert [f.url for f in read_subscriptions(file).feeds] == ["https://a.example/"]


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: f"http://a {t}".encode()))
def test_any_bytes_are_subscriptions_or_an_error(raw: bytes) -> None:
    try:
        imported = read_urls(raw, "urls")
    except IntakeError:
        return
    assert imported.feeds or imported.problems
    for feed in imported.feeds:
        assert feed.url.startswith(("http://", "https://"))
        assert all(clean(text) == text and text for text in (feed.title or "x", *feed.tags))


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.lists(words.filter(lambda word: word[0] not in "~!"), max_size=5, unique=True))
def test_tags_come_back_as_newsboat_writes_them(tags: list[str]) -> None:
    kept = [clean(tag) for tag in tags if clean(tag)]
    quoted = ('"' + tag.replace("\\", "\\\\").replace('"', '\\"') + '"' for tag in tags)
    line = " ".join(["https://a.example/", *quoted])
    (feed,) = read_urls(line.encode(), "urls").feeds
    assert feed.tags == tuple(dict.fromkeys(kept))
