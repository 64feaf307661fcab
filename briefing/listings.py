"""How a row stands in the agenda that lists it, and how that is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefing.article_refs import ArticleRef

Standing: TypeAlias = Literal["announced", "confirmed", "moved", "gone"]


class Listing(Struct, frozen=True, gc=False):
    """How a row stands in the agenda that lists it, or listed it.

    ``agenda`` is the edition that says so, ``since`` when that came in. ``outlets`` are those
    besides the agenda's that tell of it. What has moved did so either to the day of the row,
    ``moved_from`` another day or ``time_before`` (HH:MM), or away from it, ``moved_to`` another.
    """

    agenda: ArticleRef
    standing: Standing
    outlets: tuple[str, ...] = ()
    moved_from: date | None = None
    moved_to: date | None = None
    since: datetime | None = None
    time_before: str | None = None

    @property
    def is_away(self) -> bool:
        """Whether the agenda has it no more on the day of the row."""
        return self.standing == "gone" or self.moved_to is not None

    @property
    def edition(self) -> ArticleRef:
        """The article of that edition, as taken in when the edition was."""
        if self.since is None or self.since == self.agenda.fetched:
            return self.agenda
        return replace(self.agenda, fetched=self.since, day=self.since.date())


def listing_words(listing: Listing, say: Callable[[date], str] = date.isoformat) -> str:
    """``announced in the agenda of the Harbour Council, confirmed by 2 outlets``."""
    whose = f"the agenda of {listing.agenda.source or listing.agenda.title}"
    still = "confirmed by"
    if listing.moved_from is not None:
        words = f"moved from {say(listing.moved_from)} in {whose}"
    elif listing.time_before is not None:
        words = f"moved from {listing.time_before} in {whose}"
    elif listing.moved_to is not None:
        words, still = f"moved to {say(listing.moved_to)} in {whose}", "still told of by"
    elif listing.standing == "gone":
        words, still = f"gone from {whose}", "still told of by"
    else:
        words = f"announced in {whose}"
    number = len(listing.outlets)
    return f"{words}, {still} {number} outlet{'s' * (number > 1)}" if number else words
