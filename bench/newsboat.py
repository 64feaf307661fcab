"""newsboat with a cache of its own, as a peer for how soon there are rows to read.

Its cache is filled as a user's is: it is given one feed for each outlet, and reads them once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from bench.synthetic import entries
from briefing.model import Article

ROW = b"The Gull"  # an outlet, and so the name of a feed in its list


def installed() -> str | None:
    """What it says of its version, or None where it is not installed."""
    program = shutil.which("newsboat")
    if program is None:
        return None
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return " ".join(said.stdout.split()[:2])


def filled(folder: Path, size: int) -> list[str]:
    """The command that starts it over that many cached articles; fills the cache, in ``folder``.

    Raises RuntimeError if it did not take in all of them.
    """
    folder.mkdir()
    outlets: dict[str, list[Article]] = {}
    for entry in entries(size, date.today()):
        outlets.setdefault(entry.article.source or "", []).append(entry.article)
    urls = []
    for number, (outlet, articles) in enumerate(sorted(outlets.items())):
        path = folder / f"{number}.xml"
        path.write_text("\n".join(_feed(outlet, articles)), encoding="utf-8")
        urls.append(path.as_uri())
    (folder / "urls").write_text("\n".join(urls))
    (folder / "config").touch()
    places = {"-u": "urls", "-c": "cache.db", "-C": "config"}
    command = [
        "newsboat",
        *(p for flag, name in places.items() for p in (flag, str(folder / name))),
    ]
    answer = ""
    for work in ("reload", "print-unread"):
        answer = subprocess.run(
            [*command, "-x", work],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "HOME": str(folder)},
        ).stdout
    if answer.split()[:1] != [str(size)]:
        raise RuntimeError(f"newsboat has {answer.strip()!r}, and was given {size:,}")
    return command


def _feed(outlet: str, articles: Iterable[Article]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    yield f"<title>{escape(outlet)}</title><link>https://example.org/</link>"
    for article in articles:
        assert article.published is not None
        yield (
            f"<item><title>{escape(article.title)}</title><link>{escape(article.url or '')}</link>"
            f"<guid isPermaLink={quoteattr('false')}>{article.id}</guid>"
            f"<pubDate>{format_datetime(article.published)}</pubDate>"
            f"<description>{escape(article.text)}</description></item>"
        )
    yield "</channel></rss>"
