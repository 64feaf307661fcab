"""What a local file would bring in if it were a feed: the core of ``brief feeds check``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from briefing import codec
from briefing.errors import BriefError
from briefing.intake.article_ids import FeedMemory, identify
from briefing.intake.articles import make_article
from briefing.intake.formats.decoding import MAX_TEXT
from briefing.intake.items import ParsedFeed
from briefing.intake.sandbox.client import Parser
from briefing.intake.text import clean


def check_files(paths: Iterable[Path], now: datetime) -> Iterator[dict[str, Any]]:
    """One object for each article that the files hold; for a file without any, one that says why.

    ``file`` names the file, ``problem`` what is wrong with it or None. Never raises for what is in
    a file; each takes at most ``client.TIME_LIMIT`` seconds of processor time.
    """
    with Parser() as parser:
        for path in paths:
            yield from _check(path, now, parser)


def _check(path: Path, now: datetime, parser: Parser) -> Iterator[dict[str, Any]]:
    name = clean(str(path))
    try:
        feed = parser.feed(_read(path))
    except BriefError as error:
        yield {"file": name, "problem": error.problem}
        return
    except OSError as error:
        yield {"file": name, "problem": f"cannot be opened ({error.strerror})"}
        return
    if not feed.items:
        yield {**_about(name, feed), "problem": feed.problem or "holds no entries"}
    for identified in identify(feed.items, name, FeedMemory())[0]:
        article = make_article(identified.item, identified.id, now, feed_title=feed.title)
        record = codec.article_to_json(article)
        yield {**_about(name, feed), **{key: record[key] for key in _SHOWN}}


_SHOWN = (
    *("id", "title", "source", "url", "published", "date_note", "language", "author", "guid"),
    *("teaser", "text"),
)


def _about(name: str, feed: ParsedFeed) -> dict[str, Any]:
    return {
        "file": name,
        "format": feed.format,
        "feed": feed.title,
        "problem": feed.problem or feed.notice,
    }


def _read(path: Path) -> bytes:
    """At most one byte more than a feed may have, from regular files and pipes alike."""
    with path.open("rb") as file:
        return file.read(MAX_TEXT + 1)
