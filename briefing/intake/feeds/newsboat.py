"""Subscriptions from newsboat's ``urls`` file. No program that it names is ever run.

A line holds an address and words: tags, and with a tilde in front the title that the reader gave.
What newsboat does with each is in its manual, chapters "Tagging", "Query Feeds" and "Scripts and
Filters (Snownews Extensions)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import IntakeError
from briefing.feed import Feed
from briefing.intake.feeds.opml import MOST_FEEDS, MOST_TAGS, Imported
from briefing.intake.formats.decoding import MAX_TEXT
from briefing.intake.text import LINE_END, clean, safe_link

_NO_FEEDS = {
    "query:": "a search in newsboat's own articles, no feed; `brief watch add` looks out for words",
    "exec:": "a program that prints a feed; brief runs no programs for feeds",
    "filter:": "a program that rewrites a feed; brief runs no programs for feeds. If the feed can "
    "be read as it is, subscribe to its address",
    "file:": "a file of this machine; `brief add` takes in files",
}
"""What is no address of a feed, by its beginning, and what to say of it."""

_REMEDY = "Give an OPML file, or the file `urls` of newsboat"
_CREDENTIALS = re.compile(r"(https?://)[^/?#\s]*@", re.IGNORECASE)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}  # any other character stands for itself
_BLANKS = " \t\r"
_SHOWN = 80  # characters of what is left out
_LONGEST = 200  # characters of a tag; titles are cut where all subscriptions' are


def read_urls(raw: bytes, name: str) -> Imported:
    """The subscriptions of a ``urls`` file, each with its tags and the title given to it.

    ``name`` is what errors call the file. Lines that name no feed are in ``problems`` with their
    reason; tags that only hide a feed in newsboat ("!") are left out. Raises ``IntakeError`` for a
    file in which no line names a feed or anything else that newsboat knows.
    """
    if len(raw) > MAX_TEXT:
        raise IntakeError(name, f"is larger than {MAX_TEXT // 1024**2} MiB", _REMEDY)
    feeds: dict[str, Feed] = {}
    problems: list[str] = []
    recognised = 0
    lines = LINE_END.split(raw.decode("utf-8-sig", "replace"))
    for number, line in enumerate(lines, 1):
        address, *words = _words(line) or [""]
        if not address:
            continue
        url = safe_link(address)
        reason = _reason(address)
        recognised += url is not None or reason is not None
        if url is None:
            shown = clean(_CREDENTIALS.sub(r"\1…@", address))[:_SHOWN]
            problems.append(f"line {number}: {shown!r} is {reason or 'not an http(s) address'}")
        elif url in feeds or len(feeds) < MOST_FEEDS:
            feeds[url] = _with_words(feeds.get(url, Feed(url)), words)
    if not recognised:
        raise IntakeError(name, "holds no subscriptions", _REMEDY)
    return Imported(tuple(feeds.values()), tuple(problems))


def _reason(address: str) -> str | None:
    if _CREDENTIALS.match(address):
        return "an address with a password in it, which brief does not keep"
    return next((why for start, why in _NO_FEEDS.items() if address.startswith(start)), None)


def _with_words(feed: Feed, words: list[str]) -> Feed:
    """The feed with the title and the tags of one more line on it."""
    title = feed.title
    tags = list(feed.tags)
    for word in map(clean, words):
        if word.startswith("~"):
            title = title or word[1:].strip() or None
        elif word and not word.startswith("!"):
            tags.append(word[:_LONGEST])
    return Feed(feed.url, title=title, tags=tuple(dict.fromkeys(tags))[:MOST_TAGS])


def _words(line: str) -> list[str]:
    """The words of a line as newsboat tells them apart; none of a comment."""
    if line.startswith("#"):
        return []
    return list(_split(line))


def _split(line: str) -> Iterator[str]:
    """Words apart by blanks, or between double quotes; one that begins with # ends the line."""
    at = 0
    while at < len(line):
        if line[at] in _BLANKS:
            at += 1
        elif line[at] == "#":
            return
        elif line[at] == '"':
            word, at = _quoted(line, at + 1)
            yield word
        else:
            end = next((n for n in range(at, len(line)) if line[n] in _BLANKS), len(line))
            yield line[at:end]
            at = end


def _quoted(line: str, at: int) -> tuple[str, int]:
    """The word that ends with the next quote, or with the line, and where what follows begins."""
    letters: list[str] = []
    while at < len(line) and line[at] != '"':
        if line[at] == "\\":
            at += 1
            letters.append(_ESCAPED.get(line[at : at + 1], line[at : at + 1]))
        else:
            letters.append(line[at])
        at += 1
    return "".join(letters), at + 1
