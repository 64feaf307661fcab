"""The header of the screens that brief can start with: the day, and why it is that one."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.digest.briefing import Briefing
from tui.context.ports import Status
from tui.context.session import Session
from tui.text.days import long_days, month, weekday
from tui.text.look import Look
from tui.widgets.paint import Part

_REASONS = {
    "newest article": ("day of the newest article", "newest"),
    "asked for": ("the day asked for", ""),
    "most ahead": ("day with most ahead", ""),
    "today": ("today", "today"),
}
"""Why the briefing is of its day; the same where there is little room."""


def waiting_header(session: Session) -> list[Part]:
    """The header while there is no briefing yet."""
    state = (
        ("the library cannot be read", "warn") if session.trouble else ("reading the library", "")
    )
    return [(" brief  ", "strong"), state]


def day_header(
    look: Look, session: Session, briefing: Briefing, totals: Sequence[Part], width: int
) -> list[Part]:
    """Of which day the briefing is and why, what it leaves out, and that it is of samples.

    In short where it leaves no room for ``totals`` beside it.
    """
    header = _day_shown(look, session, briefing, short=False)
    if sum(len(text) for text, _ in (*header, *totals)) >= width:
        header = _day_shown(look, session, briefing, short=True)
    return header


def _day_shown(look: Look, session: Session, briefing: Briefing, *, short: bool) -> list[Part]:
    dot, of = f" {look.marks.dot} ", briefing.as_of
    day = f"{weekday(of.day)} {of.day.day} {month(of.day)} {of.day.year}"
    parts: list[Part] = [(" brief  ", "accent strong")]
    parts.append((day if short else long_days(of.day), "strong"))
    if reason := _REASONS[of.reason][short]:
        parts.append((f"{dot}{reason}", "dim"))
    if of.reason == "newest article" and briefing.older:
        parts.append((f"{dot}{briefing.older:,} older", "dim"))
    if session.known:
        parts.append((f"{dot}{'known' if short else 'as known'} then", "warn"))
    if briefing.samples_only:
        parts.append((f"{dot}{'samples' if short else 'sample articles'}", "warn"))
    return parts


def reading_day(session: Session) -> list[Part]:
    """That what is shown is but a beginning, or of another day than was asked for; else nothing."""
    if session.trouble:
        return [("the library cannot be read ", "warn")]
    if session.shows_front:
        return [("reading the library ", "dim")]
    if (day := session.awaited) is not None:
        return [(f"reading {weekday(day)} {day.day} {month(day)} ", "accent")]
    return []


def reading_rest(session: Session) -> Status:
    """For the status line: of how few articles the briefing at hand is, if it is not of all."""
    newest = session.newest
    if newest is None:
        return ("", "")
    rest = "the rest cannot be read" if session.trouble else "reading the rest"
    return (f"The newest {newest.articles:,} of {newest.of:,} articles; {rest}", "")


def watched_totals(session: Session, last: str, dot: str) -> list[Part]:
    """``12 ahead · 3 watched (2 new)``; of watches nothing where they see nothing."""
    seen = session.watch_hits
    if not seen.total:
        return [(f"{last} ", "dim")]
    new = f" ({seen.new:,} new)" if seen.new else ""
    watched = f"{seen.total:,} watched{new} "
    return [(f"{last}{dot}", "dim"), (watched, "accent" if new else "dim")]
