"""When a page's article was published, by an order of trust.

Publication comes before modification, the page's record for machines before what it shows, and of
what it shows only a day beside a word such as "Published" counts. A day told of in the article, or
the year of a copyright line, is never its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import Any

from briefing.intake.formats.structured import Structured, kinds_of, text_of
from briefing.intake.markup import Block
from briefing.intake.moments import EARLIEST, find_day, parse_moment
from briefing.intake.text import clean

ONLY_CHANGED = "only the day of its last change is given"
"""The note on an article whose page does not say when it was published."""

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("article:published", "article.published", "datepublished", "date_published"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "published-date", "publication_date"),
    *("publication-date", "citation_publication_date", "dc.date.issued", "dcterms.issued"),
    *("dc.date.created", "dcterms.created", "datecreated", "dc.date", "dcterms.date", "date"),
    *("displaydate", "rnews:datepublished", "bt:pubdate", "originalpublicationdate"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "og:modified_time", "datemodified"),
    *("article:modified", "dcterms.modified", "dc.date.modified", "last-modified", "revised"),
)
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/-]|$)")
_PUBLISHING = re.compile(
    r"\b(?:(?:first\s+|originally\s+)?(?:published|posted|issued|released)|pub(?:lication)?\s+date"
    r"|date\s+(?:published|posted|of\s+publication))\b",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"\W*by\s+[^\W\d_]", re.IGNORECASE)
_CHANGING = re.compile(
    r"\b(?:last\s+)?(?:updated|modified|changed|edited|revised)\b", re.IGNORECASE
)
_MOST_BYLINE = 120  # characters; a longer line is text
_LONE_DAY = 40  # characters of a line that holds a day and nothing else
_NOT_ITS_OWN = re.compile(
    r"\b(?:related|recommended|more|latest|trending|popular|comments?|replies|sidebar|promo|teasers?"
    r"|events?|calendar)\b",
    re.IGNORECASE,
)
_OTHER_STORIES = frozenset(("aside", "nav", "footer", "li"))


def published(
    tree: Any, facts: Structured, shown: Iterable[Block], url: str
) -> tuple[datetime | None, str | None]:
    """The moment of publication, timezone-aware, and what is doubtful about it.

    ``shown`` are the page's blocks of text. Both are None when the page gives no
    day of its own at all.
    """
    stated = [m for m in _publications(tree, facts, shown, url) if m >= EARLIEST]
    if stated:
        best = stated[0]
        # The same day again, with the hour.
        exact = (
            m
            for m in stated
            if m.date() == best.date() and m.timetz().replace(tzinfo=None) != time()
        )
        return (best if best.time() != time() else next(exact, best)), None
    changed = next((m for m in _changes(tree, facts) if m >= EARLIEST), None)
    return (changed, ONLY_CHANGED) if changed else (None, None)


def _publications(
    tree: Any, facts: Structured, shown: Iterable[Block], url: str
) -> Iterator[datetime]:
    written = [text_of(node.get("datePublished")) for node in facts.articles]
    written += [facts.meta.get(name, "") for name in _PUBLISHED]
    written += _marked(tree)
    written += [text_of(node.get("dateCreated")) for node in facts.articles]
    written += [text_of(n.get("datePublished")) for n in facts.nodes if "WebPage" in kinds_of(n)]
    yield from _read(written)
    in_path = _IN_PATH.search(url)
    if in_path:
        yield from _read(["-".join(p.zfill(2) for p in in_path.groups())])
    yield from _bylines([block.text for block in shown])


def _bylines(lines: Sequence[str]) -> Iterator[datetime]:
    """Days in short lines that begin with a word of publishing, or beside who wrote the article."""
    for number, line in enumerate(lines):
        if len(line) > _MOST_BYLINE:
            continue
        word = _PUBLISHING.match(line) or _AUTHOR.match(line)
        if word is None:
            continue
        change = _CHANGING.search(line)
        day = find_day(line[: change.start() if change else len(line)])
        if day is None and number + 1 < len(lines) and len(lines[number + 1]) <= _LONE_DAY:
            day = find_day(lines[number + 1]) if not _CHANGING.search(lines[number + 1]) else None
        if day is not None and not line.endswith((".", "”", '"')):
            yield day


def _changes(tree: Any, facts: Structured) -> Iterator[datetime]:
    written = [text_of(node.get("dateModified")) for node in facts.articles]
    written += [facts.meta.get(name, "") for name in _MODIFIED]
    written += [t.get("datetime") or "" for t in tree.iter("time") if _says(t, _CHANGING)]
    return _read(written)


def _marked(tree: Any) -> Iterator[str]:
    """Moments that elements of the page mark as its publication, the surest first."""
    later: list[str] = []
    for node in tree.iter("*"):
        named = node.get("itemprop") or ""
        if "datepublished" in named.lower():
            yield node.get("datetime") or node.get("content") or clean(node.text_content())
        elif node.tag == "time" and (day := node.get("datetime") or clean(node.text_content())):
            if node.get("pubdate") is not None or _says(node, _PUBLISHING):
                yield day
            elif not _is_elsewhere(node) and not _says(node, _CHANGING):
                later.append(day)
        elif node.tag == "abbr" and "published" in (node.get("class") or "").split():
            yield node.get("title") or ""
    yield from later


def _says(node: Any, word: re.Pattern[str]) -> bool:
    """Whether an element, or the short text that it stands in, has a word of some kind."""
    around = node.getparent()
    texts = [node.get("class") or "", clean(node.text_content())[:_MOST_BYLINE]]
    if around is not None:
        said = clean(around.text_content()[: 2 * _MOST_BYLINE])
        texts.append(said if len(said) <= _MOST_BYLINE else clean(around.text or ""))
    return any(word.search(t.replace("-", " ").replace("_", " ")) for t in texts)


def _is_elsewhere(node: Any) -> bool:
    """Whether an element stands in running text, in a list, or beside the article."""
    before, around = node.getprevious(), node.getparent()
    written = (
        before.tail if before is not None else around.text if around is not None else ""
    ) or ""
    text = clean(f"{written} {node.tail or ''}")
    if len(text) > _MOST_BYLINE or text.endswith((".", "?", "!", "”")):
        return True
    return any(
        e.tag in _OTHER_STORIES
        or _NOT_ITS_OWN.search(f"{e.get('id', '')} {e.get('class', '')}".replace("-", " "))
        for e in node.iterancestors()
    )


def _read(written: Iterable[str]) -> Iterator[datetime]:
    for text in written:
        if text and (moment := parse_moment(clean(text))) is not None:
            yield moment
