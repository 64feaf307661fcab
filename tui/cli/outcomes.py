"""What became of things, looked up by a process beside the panes, and kept for their next visit."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from briefing.errors import BriefError

if TYPE_CHECKING:
    from briefing.desk import Desk
    from briefing.ports import Pause
    from tui.cache.report import ReportCache
    from tui.cli.setup import Setup

_KIND = "outcomes"
_MAKER = "tui.cli.outcomes:keep_outcomes"
_BEHIND_OTHERS = 10  # how far, as ``nice`` has it: nobody waits for what has passed


def look_up_beside(
    setup: Setup, desk: Desk, as_of: date | None, days: int, known: bool, pause: Pause
) -> bytes | None:
    """What became of things in that briefing, as it is kept or another process looks it up.

    Encoded as ``Desk.take_outcomes`` wants it; None where no other process can tell. ``pause`` is
    called while that is at work, and may raise to end it.
    """
    from tui.cache import interpreter

    cache = _cache(setup, as_of, days, known)
    stamp = setup.stamp()
    kept = cache.read(stamp) or cache.read_over(setup.basis(desk), stamp)
    if kept is None:
        cache.forget()  # so that none but the answer of that process is taken for it
        interpreter.leave(_MAKER, pause, (as_of and as_of.isoformat(), days, known))
        kept = cache.latest()
    return kept.encode() if kept is not None else None


def keep_outcomes(as_of: str | None, days: int, known: bool) -> None:
    """Look it up and keep it: what a process beside the panes does."""
    from briefing.digest.outcome_codec import encoded
    from tui.cli.setup import Setup

    os.nice(_BEHIND_OTHERS)
    setup, day = Setup(), date.fromisoformat(as_of) if as_of else None
    with suppress(BriefError, OSError), setup.desk() as desk:
        stamp, basis = setup.stamp(), setup.basis(desk)
        briefing = desk.briefing(day, days, known)
        text = encoded(desk.outcomes(briefing), briefing).decode()
        _cache(setup, day, days, known).keep(text, stamp, basis)


def _cache(setup: Setup, as_of: date | None, days: int, known: bool) -> ReportCache:
    from tui.cache.report import Question, ReportCache

    asked = Question(date.today(), setup.analyser_name(), "json", as_of, days, None, known)
    return ReportCache(setup.home.cache, asked, _KIND)
