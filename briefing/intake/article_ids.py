"""Which article an item of a feed is: by guid, else by address, else by its words.

Each subscription remembers the identities that it has seen, so that an item whose guid changed,
whose address moved or that was posted again is the article that it was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Self
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from briefing.intake.items import Item

REMEMBERED = 4000
"""Identities a subscription remembers; twice what the largest feeds show at a time."""

_TRACKING = re.compile(
    r"(?:utm_.*|at_(?:medium|campaign|link.*|format|ptr.*|bbc.*)|mc_[ce]id|ns_\w+|hsa_\w+|pk_\w+"
    r"|mtm_\w+|itm_\w+|oly_\w+|vero_\w+|_hs(?:enc|mi)|hsctatracking|fbclid|gclid|dclid|gclsrc|gbraid"
    r"|wbraid|msclkid|twclid|igshid|yclid|ysclid|mkt_tok|cmp(?:id)?|ocid|smid|smtyp|sref|wt_mc|wtmc"
    r"|xtor|ftag|ncid|icid|intcid|feedtype|feedname|partner|traffic_source|share_source|rss)",
    re.IGNORECASE,
)
_PORTS = {"http": 80, "https": 443}
_IN_PATH = "/%:@!$&'()*+,;=~-._"
_WORD = re.compile(r"\w+")
_ALIKE = 0.4  # of the words of two titles in common: the second is a version of the first
_LONG_ENOUGH = 40  # words; shorter texts ("Markets closed") may recur on another day


def digest(*parts: str) -> str:
    """A stable name of 16 hexadecimal digits for a tuple of texts."""
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical_url(url: str) -> str:
    """The address without what differs between links to one page.

    Host in lower case, https for http, no default port, fragment or tracking parameter.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if scheme not in _PORTS or not host:
        return url
    host = f"[{host}]" if ":" in host else host
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    query = _without_tracking(parts.query)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    # A site on a port of its own may not speak TLS there, so its scheme stays.
    secure = "https" if netloc == host else scheme
    return urlunsplit((secure, netloc, quote(parts.path, _IN_PATH) or "/", query, fragment))


def _without_tracking(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    parameters = [(k, v) for k, v in pairs if not _TRACKING.fullmatch(k)]
    return query if len(parameters) == len(pairs) else urlencode(parameters)


def readable_url(url: str) -> str:
    """The address as it is, but for the parameters that only say where its reader came from."""
    try:
        parts = urlsplit(url)
        return urlunsplit(parts._replace(query=_without_tracking(parts.query)))
    except ValueError:
        return url


def content_digest(item: Item) -> str:
    """A name for the words of an item: the same words, whatever its date and address."""
    return digest(item.title, *item.paragraphs)


def _posted_again(item: Item) -> str:
    words = sum(p.count(" ") + 1 for p in item.paragraphs)
    day = item.published.date().isoformat() if item.published and words < _LONG_ENOUGH else ""
    return digest(content_digest(item), day)


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """What a subscription remembers: identity -> article id, and article id -> content digest."""

    ids: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """From what ``to_json`` gave; anything else is an empty memory."""
        try:
            return cls(ids=dict(value["ids"]), digests=dict(value["digests"]))
        except (TypeError, KeyError, ValueError):
            return cls()

    def to_json(self) -> dict[str, Any]:
        """A JSON value that holds all of it."""
        return {"ids": dict(self.ids), "digests": dict(self.digests)}


@dataclass(frozen=True, slots=True)
class Identified:
    """An item with the id of its article; ``known`` says that the same words came before."""

    id: str
    item: Item
    known: bool


def identify(
    items: Sequence[Item], feed_url: str, memory: FeedMemory
) -> tuple[list[Identified], FeedMemory]:
    """Which article each item is, and what to remember; an article occurs once in the answer.

    A guid or an address that quite different items of the document share identifies none of them.
    ``feed_url`` sets the ids of items apart that have no address.
    """
    shared = _shared(items)
    ids = dict(memory.ids)
    digests = dict(memory.digests)
    identified: dict[str, Identified] = {}
    for item in items:
        keys = [k for k in _keys(item) if k not in shared]
        article_id = next((ids[k] for k in keys if k in ids), None) or _new_id(item, keys, feed_url)
        rival = identified.get(article_id)
        if rival is None or _later(item, rival.item):
            words = content_digest(item)
            identified[article_id] = Identified(
                article_id, item, known=memory.digests.get(article_id) == words
            )
            digests[article_id] = words
        for key in keys:
            # Moved to the end, so that what the feed no longer shows is forgotten first.
            ids.pop(key, None)
            ids[key] = article_id
    return list(identified.values()), _trimmed(ids, digests)


def _keys(item: Item) -> list[str]:
    """Names of the item within its feed, strongest first."""
    keys = []
    if item.guid:
        keys.append("g" + digest(item.guid))
    if item.url:
        keys.append("u" + digest(canonical_url(item.url)))
    return [*keys, "c" + _posted_again(item)]


def _new_id(item: Item, keys: list[str], feed_url: str) -> str:
    """An address names the article for all feeds, and for files that are added by hand."""
    if item.url and any(k[0] == "u" for k in keys):
        return digest(canonical_url(item.url))
    if item.guid and any(k[0] == "g" for k in keys):
        return digest(feed_url, item.guid)
    return digest(item.title, "\n".join(item.paragraphs))


def _shared(items: Iterable[Item]) -> set[str]:
    """Keys that stand for several items: every entry links to the front page, say."""
    first: dict[str, tuple[frozenset[str], str | None]] = {}
    shared: set[str] = set()
    for item in items:
        words = frozenset(_WORD.findall(item.title.casefold()))
        for key in _keys(item)[:-1]:
            title, guid = first.setdefault(key, (words, item.guid))
            unlike = len(title & words) < _ALIKE * len(title | words)
            if unlike or (key[0] == "u" and guid != item.guid):
                shared.add(key)
    return shared


def _later(item: Item, rival: Item) -> bool:
    """Whether of two versions in one document the first is the newer one."""
    mine, its = item.updated or item.published, rival.updated or rival.published
    return mine is not None and (its is None or mine > its)


def _trimmed(ids: dict[str, str], digests: dict[str, str]) -> FeedMemory:
    newest = dict(list(ids.items())[-REMEMBERED:])
    alive = set(newest.values())
    return FeedMemory(newest, {k: v for k, v in digests.items() if k in alive})
