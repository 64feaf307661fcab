"""How it is worded what became of what has passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tui.text.days import short_day

if TYPE_CHECKING:
    from briefing.digest.outcomes import Aftermath, Reading

NO_NEWS = "no news found"


def _count(number: int, noun: str) -> str:
    # The one of ``tui.text.look`` measures cells, for which reports have no use.
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def reading_words(read: Reading, near: date) -> str:
    """``in 12 articles of 3 outlets; 2 feeds silent since Tue 12 Mar``."""
    if read.articles:
        outlets = _count(read.outlets, "outlet")
        words = f"in {_count(read.articles, 'article')} of {outlets}"
    else:
        words = "and nothing was read since"
    if not read.silent:
        return words
    since = read.silent_since
    silent = f"since {short_day(since, near)}" if since else "in all these days"
    return f"{words}; {_count(len(read.silent), 'feed')} silent {silent}"


def aftermath_words(aftermath: Aftermath, near: date) -> str:
    """``moved``, or ``no news found in 12 articles of 3 outlets``."""
    if aftermath.answer is not None:
        return aftermath.answer.outcome
    return f"{NO_NEWS} {reading_words(aftermath.read, near)}"
