"""Miniflux, FreshRSS and others that speak the Google Reader API, read like a feed, never written.

The API as FreshRSS (docs/en/developers/06_GoogleReader_API.md, p/api/greader.php) and Miniflux
(internal/googlereader/README.md) document it: ``ClientLogin`` gives a token; FreshRSS then answers
``stream/contents`` with items. Miniflux does not know that and answers ``[]``: it is asked for the
ids of items, and for the contents of those that are new.

``ot`` alone says from when on: FreshRSS takes what is given with ``nt`` for another choice, not for
a further condition (``streamContentsFilters``).
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlencode

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefing.errors import FeedError
from briefing.feed import Feed
from briefing.intake.feeds.credentials import read_credentials
from briefing.intake.feeds.subscriptions import aggregator_key
from briefing.intake.net.responses import LARGE, Fetched, FetchError, conditions_of
from briefing.intake.text import clean, safe_link
from briefing.ports import Library

if TYPE_CHECKING:
    from briefing.intake.net.fetch import Fetcher

T = TypeVar("T")

REACH: Final = timedelta(days=14)
"""How far back the first round asks: what a briefing covers unless told otherwise. Miniflux knows
items by their day of publication alone, so it is also how late one may come in there."""

OVERLAP: Final = timedelta(hours=6)
"""What came in during the last hours is asked for again: outlets rewrite what they have just put
out, and neither server says which items have changed."""

ITEMS: Final = 100
"""Of an answer: at 10 kB each an eighth of ``fetch.MAX_WIRE``."""

FEW: Final = 10
"""Of an answer where ``ITEMS`` are too large: FreshRSS cuts each at 500 kB."""

ANSWERS: Final = 50
"""Of a round; what is left comes with the next."""

_IDS = 1000  # of an answer: some 30 kB
_STREAM = "user/-/state/com.google/reading-list"
_API = "/reader/api/0"
_UNKNOWN = (404, 405, 501)  # how servers refuse what they do not speak
_REFUSED = (400, 401, 403)  # FreshRSS answers 400 to a name that none of its users can have
_ADDRESSES = (
    "Give the address of its API: https://HOST/api/greader.php of FreshRSS, https://HOST of "
    "Miniflux"
)
_OWN_LOGIN = (
    "FreshRSS and Miniflux have a password for this API alone, set in the user's profile or among "
    "the integrations"
)


class Mark(Struct, frozen=True, omit_defaults=True):
    """How far an aggregator was read.

    ``since`` is from when on items are asked for, in seconds since 1970 by the server's clock, 0
    before the first round; ``continuation`` where a round stopped before its end. ``newest`` is the
    highest id among the items whose contents were asked for by id.
    """

    since: int = 0
    continuation: str | None = None
    newest: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Some items, and the mark to keep once they are stored. Status 304: there are none."""

    fetched: Fetched
    mark: Mark


class NoReaderApi(FeedError):  # noqa: N818  (reads as what it is in an `except`)
    """Something answers at that address, but does not speak the Google Reader API."""


def mark_of(library: Library, url: str) -> Mark:
    """How far that aggregator was read; from the beginning if that is not known."""
    try:
        return msgspec.convert(library.state(aggregator_key(url)), Mark)
    except msgspec.ValidationError:
        return Mark()


def remember_mark(library: Library, url: str, mark: Mark) -> None:
    """Keep how far an aggregator was read."""
    value: Any = msgspec.to_builtins(mark)
    if library.state(aggregator_key(url)) != value:
        library.set_state(aggregator_key(url), value)


def api_address(typed: str) -> str:
    """The address of an API without the paths that clients put behind it.

    Raises ``FeedError`` for what is no address.
    """
    url = safe_link(typed if "://" in typed else f"https://{typed}")
    if url is None:
        raise FeedError(clean(typed), "is not an http(s) address", _ADDRESSES)
    return url.rstrip("/").removesuffix(_API)


async def log_in_once(fetcher: Fetcher, feed: Feed) -> None:
    """See whether an aggregator lets its user in. Raises ``FeedError`` if it does not."""
    api = _Api(fetcher, feed)
    await api.log_in()
    await api.ids(0, most=1)


async def pages(fetcher: Fetcher, feed: Feed, mark: Mark, now: datetime) -> AsyncIterator[Page]:
    """What an aggregator holds from ``mark`` on, oldest first, at most ``ANSWERS`` pages of it.

    There is always one, though it may only say that there is nothing new. Raises ``FeedError``;
    what came until then stands.
    """
    api = _Api(fetcher, feed)
    await api.log_in()
    if not mark.since:
        mark = Mark(int((now - REACH).timestamp()), newest=mark.newest)
    try:
        first = await api.contents(mark, feed.etag)
    except NoReaderApi:
        reading = _by_id(api, mark, now)
    else:
        reading = _by_time(api, first, mark, now)
    async for page in reading:
        yield page


async def _by_time(api: _Api, first: Fetched, mark: Mark, now: datetime) -> AsyncIterator[Page]:
    fetched, latest = first, 0
    for answer in range(ANSWERS):
        if answer:
            fetched = await api.contents(mark)
        if fetched.status == 304:
            yield Page(fetched, mark)
            return
        document = api.decoded(fetched, _Contents)
        latest = max([latest, *(item.crawl_time_msec // 1000 for item in document.items)])
        further = document.continuation
        if further is None or further == mark.continuation:
            # A clock that is ahead must not leave out what is still to come in.
            seconds = min(latest, int(now.timestamp())) - int(OVERLAP.total_seconds())
            after = Mark(max(mark.since, seconds), newest=mark.newest)
            # A validator is of one request, and holds while the next round makes the same.
            same = after == mark
            yield Page(fetched if same else _unconditional(fetched), after)
            return
        mark = replace(mark, continuation=further)
        yield Page(_unconditional(fetched), mark)


async def _by_id(api: _Api, mark: Mark, now: datetime) -> AsyncIterator[Page]:
    listed = await api.ids(int((now - REACH).timestamp()))
    rest = sorted(each for each in listed if each > mark.newest)
    if mark.newest:
        recent = await api.ids(int((now - OVERLAP).timestamp()))
        rest += sorted(set(recent).difference(rest))
    if not rest:
        yield Page(Fetched(api.url, 304), mark)
        return
    token = await api.write_token()
    for _ in range(ANSWERS):
        fetched, asked = await api.contents_of(rest, token)
        mark = replace(mark, newest=max(mark.newest, *rest[:asked]))
        yield Page(_unconditional(fetched), mark)
        rest = rest[asked:]
        if not rest:
            return


def _unconditional(fetched: Fetched) -> Fetched:
    return dataclasses.replace(fetched, etag=None, last_modified=None)


class _Came(Struct, rename="camel"):
    """Of an item, when the server took it in; its parser makes the rest of it an article."""

    crawl_time_msec: int = 0


class _Contents(Struct):
    items: list[_Came]
    continuation: str | None = None


class _Reference(Struct):
    id: int


class _Ids(Struct, rename="camel"):
    item_refs: list[_Reference]
    continuation: str | None = None


class _Api:
    """One server, asked in the name of the user whose credentials the feed names."""

    def __init__(self, fetcher: Fetcher, feed: Feed) -> None:
        self.url = feed.url
        self._fetcher = fetcher
        self._credentials = feed.credentials or ""
        self._token = ""
        self._items = ITEMS

    async def log_in(self) -> None:
        """Get a token from the file, or from the server for name and password."""
        held = await asyncio.to_thread(read_credentials, self._credentials)
        if held.token is not None:
            self._token = held.token
            return
        form = {"Email": held.user, "Passwd": held.password}
        fetched = await self._ask(f"{self.url}/accounts/ClientLogin", form=urlencode(form))
        lines = fetched.body.decode("latin-1").splitlines()
        token = next((line[5:].strip() for line in lines if line.startswith("Auth=")), "")
        if not token or not token.isascii() or not token.isprintable():
            raise self._other()
        self._token = token

    async def contents(self, mark: Mark, etag: str | None = None) -> Fetched:
        """The items from a mark on. Raises ``NoReaderApi`` where items are given by id alone."""
        validator = None if mark.continuation else etag

        async def ask(items: int) -> Fetched:
            query = {"output": "json", "n": items, "r": "o", "ot": mark.since}
            if mark.continuation:
                query["c"] = mark.continuation
            return await self._get(f"stream/contents/{_STREAM}", query, validator)

        fetched = await self._sized(ask)
        if fetched.body.strip() == b"[]":
            raise self._other()
        return fetched

    async def ids(self, since: int, most: int = _IDS) -> list[int]:
        """The ids of the items from that second on; with another ``most`` of so many alone."""
        query: dict[str, Any] = {"output": "json", "s": _STREAM, "n": most, "r": "o", "ot": since}
        listed: list[int] = []
        for _ in range(ANSWERS):
            answer = self.decoded(await self._get("stream/items/ids", query), _Ids)
            listed += [reference.id for reference in answer.item_refs]
            if answer.continuation in (None, query.get("c")) or most != _IDS:
                break
            query["c"] = answer.continuation
        return listed

    async def write_token(self) -> str:
        """What a POST has to bring along, though it only asks."""
        return (await self._get("token", {})).body.decode("latin-1").strip()

    async def contents_of(self, ids: list[int], token: str) -> tuple[Fetched, int]:
        """The contents of the first items of those ids, and of how many."""

        async def ask(items: int) -> Fetched:
            form = [("T", token), ("output", "json"), *(("i", str(each)) for each in ids[:items])]
            url = f"{self.url}{_API}/stream/items/contents"
            return await self._ask(url, form=urlencode(form))

        return await self._sized(ask), min(self._items, len(ids))

    async def _sized(self, ask: Callable[[int], Awaitable[Fetched]]) -> Fetched:
        """The answer with ``ITEMS`` items, or ``FEW`` from then on if it is too large."""
        try:
            return await ask(self._items)
        except FetchError as error:
            if error.remedy != LARGE or self._items == FEW:
                raise
        self._items = FEW
        return await ask(FEW)

    async def _get(self, path: str, query: dict[str, Any], etag: str | None = None) -> Fetched:
        url = f"{self.url}{_API}/{path}"
        return await self._ask(f"{url}?{urlencode(query)}" if query else url, etag)

    async def _ask(self, url: str, etag: str | None = None, form: str | None = None) -> Fetched:
        headers = conditions_of(etag, None)
        if self._token:
            headers.append((b"Authorization", f"GoogleLogin auth={self._token}".encode("ascii")))
        if form is not None:
            headers.append((b"Content-Type", b"application/x-www-form-urlencoded"))
        try:
            return await self._fetcher.ask(url, headers, form.encode() if form else None)
        except FetchError as error:
            raise self._explained(error) from None

    def _explained(self, error: FetchError) -> FeedError:
        """The error with what it means of an aggregator, and what can be done then."""
        if error.status in _UNKNOWN:
            return self._other()
        if error.status in _REFUSED:
            problem = f"refuses what {clean(self._credentials)} holds (HTTP {error.status})"
            return FeedError(self.url, problem, _OWN_LOGIN)
        if error.status == 503:
            error.problem = "is not available, or its API is switched off (HTTP 503)"
            error.remedy = "In FreshRSS, allow API access in the settings of authentication"
        return error

    def decoded(self, fetched: Fetched, shape: type[T]) -> T:
        """The numbers in an answer. Raises ``NoReaderApi`` for one of another shape."""
        try:
            return msgspec.json.decode(fetched.body, type=shape, strict=False)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise self._other() from None

    def _other(self) -> NoReaderApi:
        return NoReaderApi(self.url, "does not speak the Google Reader API", _ADDRESSES)
