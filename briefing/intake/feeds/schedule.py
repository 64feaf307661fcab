"""When to ask for a feed, and what an answer changes about it. Pure: no clock, no net, no dice.

``now`` is timezone-aware; ``jitter`` a number in [0, 1) that spreads the feeds of a user and the
users of a feed over time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from briefing.errors import BriefError
from briefing.feed import Feed
from briefing.intake.items import ParsedFeed
from briefing.intake.moments import parse_moment
from briefing.intake.net.responses import Fetched, FetchError

INTERVAL: Final = timedelta(minutes=30)
"""Between two automatic fetches of a feed that works."""

LONGEST: Final = timedelta(hours=24)
"""The longest wait after failures, and the longest that a server may ask for."""

SHORTEST: Final = timedelta(minutes=1)

MOVES: Final = 3
"""After how many permanent redirects in a row to one address the subscription follows."""

_SPREAD = 0.2  # of a wait, added at random
_GONE = 410  # the HTTP status (RFC 9110, section 15.5.11)


def is_to_fetch(feed: Feed, now: datetime, *, automatic: bool = False, named: bool = False) -> bool:
    """Whether to fetch the feed now.

    A feed that the user names always is. A user who asks for all gets those that are neither
    paused nor waiting after a failure; the automatic refresh those whose time has come.
    """
    if named:
        return True
    if feed.paused:
        return False
    # A time further ahead than the longest wait was set by a wrong clock.
    waits = feed.next_fetch is not None and now < feed.next_fetch <= now + _spread(LONGEST, 1)
    return not (waits and (automatic or feed.failures > 0))


def after_answer(feed: Feed, fetched: Fetched, now: datetime, jitter: float) -> Feed:
    """The feed after a document or the word that there is nothing new; it may have moved.

    A changed ``url`` means that the subscription is to be filed under the new one.
    """
    moves = 0
    if fetched.moved_to is not None:
        moves = feed.moves + 1 if fetched.moved_to == feed.moved_to else 1
    moved = replace(
        feed,
        moved_to=fetched.moved_to,
        moves=moves,
        last_fetch=now,
        next_fetch=now + _spread(INTERVAL, jitter),
        # What was said of a document holds until the next one comes.
        last_error=feed.last_error if fetched.status == 304 and not feed.failures else None,
        failures=0,
    )
    if moves < MOVES or fetched.moved_to is None:
        return moved
    return replace(moved, url=fetched.moved_to, moved_to=None, moves=0)


def after_document(feed: Feed, fetched: Fetched, parsed: ParsedFeed, new: int) -> Feed:
    """The feed after its document was read and stored: its own title, its validators.

    A document with a problem is remembered without its validators, so that it is read again. The
    problem, or what was left out of the document, is kept as the feed's last error.
    """
    whole = parsed.problem is None
    return replace(
        feed,
        title=feed.title or parsed.title,
        site=parsed.site or feed.site,
        etag=fetched.etag if whole else None,
        last_modified=fetched.last_modified if whole else None,
        new_articles=new,
        last_error=parsed.problem or parsed.notice,
    )


def after_failure(feed: Feed, error: BriefError, now: datetime, jitter: float) -> Feed:
    """The feed after a fetch that failed: how long to leave it alone, and why.

    Waits double from ``INTERVAL`` to ``LONGEST``, or are what the server asks for. A feed that is
    gone for good is paused.
    """
    failures = feed.failures + 1
    wait = _spread(min(INTERVAL * 2 ** min(failures - 1, 10), LONGEST), jitter)
    retry_at = retry_after(error.retry_after, now) if isinstance(error, FetchError) else None
    is_gone = isinstance(error, FetchError) and error.status == _GONE
    said = f"{error.problem}. {error.remedy}" if error.remedy else error.problem
    return replace(
        feed,
        paused=feed.paused or is_gone,
        last_fetch=now,
        next_fetch=now + (retry_at if retry_at is not None else wait),
        last_error=said,
        failures=failures,
        new_articles=0,
    )


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """How long a ``Retry-After`` header asks to wait, from ``SHORTEST`` to ``LONGEST``.

    The header is a number of seconds or an HTTP date (RFC 9110, section 10.2.3); None for others.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        # More digits than this are more than the longest wait, whatever they say.
        wait = timedelta(seconds=int(text[:9]))
    elif moment := parse_moment(text):
        wait = moment - now
    else:
        return None
    return min(max(wait, SHORTEST), LONGEST)


def _spread(wait: timedelta, jitter: float) -> timedelta:
    return wait * (1 + _SPREAD * jitter)
