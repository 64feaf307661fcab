"""Feeds as rows: when each was and will be fetched, what it brought, how it is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from briefing.article_refs import Evidence
from briefing.feed import Feed
from tui.context.ports import look_of
from tui.text.days import aligned_day
from tui.text.look import count
from tui.widgets.arrangement import Group, Order
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList

_LAST, _NEXT, _NEW, _STATE = 16, 13, 11, 9  # cells of the columns after the title
_FOLDER = 22  # cells: a folder within another, mostly whole
_ROOMY = 100  # cells from which folder and tags have a column
_TIGHT = 70  # cells below which the next fetch stands beside the rows only


class FeedList(RowList[Feed]):
    """Feeds, a row each. ``now`` says what is today, and in which zone moments are written."""

    EDITED = False
    EMPTY: ClassVar[tuple[str, ...]] = (
        "There are no feeds yet.",
        "a adds one, by its address or that of its site; so does: brief feeds add URL",
        "L takes a list of a dozen public world-news feeds to start with.",
        "Those of another reader come from its OPML file: brief feeds import FILE",
    )
    ORDERS = (
        Order("as added"),
        Order("by title", lambda feed: (feed.title or feed.url).casefold()),
        Order("failing first", lambda feed: (-feed.failures, feed.paused)),
        Order("most new first", lambda feed: -feed.new_articles),
    )
    GROUPS = (
        Group("folder", "f", lambda feed: feed.folder or "No folder"),
        Group("state", "s", lambda feed: state_of(feed)),
    )

    now: datetime = datetime.min.replace(tzinfo=UTC)

    def identify(self, item: Feed) -> Hashable:
        return item.url

    def words(self, item: Feed) -> str:
        return f"{item.title or ''} {item.url} {filed_under(item)} {state_of(item)}"

    def paint(self, item: Feed, width: int) -> Line:
        look = look_of(self)
        state = state_of(item)
        last = f"fetched {self._when(item.last_fetch)}" if item.last_fetch else ""
        due = f"next {self._when(item.next_fetch)}" if _is_due(item) else ""
        following = f"{due:>{_NEXT}}" if width >= _TIGHT else ""
        new = f"{item.new_articles:,} new" if item.new_articles else ""
        folder = f"  {look.fit(filed_under(item), _FOLDER)}" if width >= _ROOMY else ""
        room = max(4, width - len(folder) - _LAST - len(following) - _NEW - _STATE)
        return (
            (look.fit(item.title or item.url, room), "dim" if item.paused else "strong"),
            (folder, "dim"),
            (f"  {last:<{_LAST - 2}}{following}", "dim"),
            (f"{new:>{_NEW}}", "accent" if new else ""),
            (f"  {state:<{_STATE - 2}}", "warn" if state == "failing" else ""),
        )

    def facts(self, item: Feed) -> list[Line]:
        look = look_of(self)
        lines: list[Line] = [
            ((look.clean(item.title or item.url), "strong"),),
            ((look.clean(item.url), "dim"),),
        ]
        if filed_under(item):
            lines.append(((look.clean(filed_under(item)), ""),))
        if item.credentials:
            lines.append(((f"Logs in with {look.clean(item.credentials)}", "dim"),))
        lines.append(((self._summary(item), ""),))
        if item.last_error:
            lines.append((("Error: ", "warn"), (look.clean(item.last_error), "")))
            lines.append(((f"{count(item.failures, 'failure')} in a row; r asks again", "dim"),))
        if item.paused:
            lines.append((("Paused: p fetches it again", "warn"),))
        if item.moved_to:
            lines.append(((f"Says that it moves to {look.clean(item.moved_to)}", "dim"),))
        return lines

    def evidence(self, item: Feed) -> Sequence[Evidence]:
        del item  # a feed rests on no sentence
        return ()

    def _summary(self, feed: Feed) -> str:
        if feed.last_fetch is None:
            parts = ["never fetched"]
        else:
            new = count(feed.new_articles, "new article")
            parts = [f"last fetch {self._when(feed.last_fetch, True)}", new]
        if _is_due(feed):
            parts.append(f"next {self._when(feed.next_fetch, True)}")
        if feed.full_text != "auto":
            parts.append(f"full text {feed.full_text}")
        return ", ".join(parts)

    def _when(self, moment: datetime | None, whole: bool = False) -> str:
        """``18:30`` today, ``12 Jan`` on other days; with ``whole`` the day and the time."""
        if moment is None:
            return ""
        here = moment.astimezone(self.now.tzinfo)
        if whole:
            return f"{here:%Y-%m-%d %H:%M}"
        return f"{here:%H:%M}" if here.date() == self.now.date() else aligned_day(here.date())


def _is_due(feed: Feed) -> bool:
    return feed.next_fetch is not None and not feed.paused


def state_of(feed: Feed) -> str:
    """In one word how the feed is: ``paused``, ``failing``, ``new`` (never fetched) or ``ok``."""
    if feed.paused:
        return "paused"
    if feed.last_error:
        return "failing"
    return "ok" if feed.last_fetch else "new"


def filed_under(feed: Feed) -> str:
    """``World/Europe #daily``, or "" for neither folder nor tags."""
    return " ".join([*([feed.folder] if feed.folder else []), *(f"#{tag}" for tag in feed.tags)])
