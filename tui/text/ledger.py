"""How rows of the ledger are worded: who owes what by when, and what was heard of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from briefing.names.people import fold
from briefing.timing import countdown
from tui.text.days import days_meant, long_days, short_day, vague_cell
from tui.text.look import count
from tui.text.outcomes import NO_NEWS

if TYPE_CHECKING:
    from briefing.ledger.rows import LedgerRow, Since, Status

NOBODY_NAMED = "Nobody named"
SECTIONS = ("Open", "No day given", "Passed, no news found", "Heard of since")
"""What rows stand under, in the order in which the ledger has them."""

_SIGNS: Mapping[Status, tuple[str, str]] = {
    "open": ("○", "o"),
    "no news found": ("·", "."),
    "done": ("●", "*"),
    "late": ("◐", "%"),
    "moved": ("◇", "?"),
    "extended": ("◇", "?"),
    "missed": ("×", "x"),
    "called off": ("×", "x"),
    "refused": ("■", "#"),
    "denied": ("□", "="),
}


_UNSURE: Mapping[Status, str] = {"done": "perhaps done"}
"""Said with care: of the later sentences that tell of an act most, but not all, tell of the whole
act by the one who owed it (``python -m bench.ledger promises --half odd``)."""


def status_word(status: Status) -> str:
    """How a row stands, in words."""
    return _UNSURE.get(status, status)


def status_sign(row: LedgerRow, ascii_only: bool) -> str:
    """The sign of how a row stands; the word for it stands beside it."""
    return _SIGNS[row.status][ascii_only]


def section_of(row: LedgerRow) -> str:
    """What a row stands under."""
    if row.is_open:
        return SECTIONS[0] if row.due else SECTIONS[1]
    return SECTIONS[2] if row.answer is None else SECTIONS[3]


def who_owes(row: LedgerRow) -> str:
    """Who must act; where no article says, who announced it."""
    if row.owed_by:
        return row.owed_by
    return f"{NOBODY_NAMED} (announced by {row.said_by})" if row.said_by else NOBODY_NAMED


def what_is_owed(row: LedgerRow, known: Collection[str] = ()) -> str:
    """``Ardal Shipping: repair the Vik ferry``; nobody is named twice, nor one of those names."""
    named = row.owed_by is None or row.act.casefold().startswith(row.owed_by.casefold())
    named = named or row.owed_by in known
    return row.act if named else f"{row.owed_by}: {row.act}"


def due_words(row: LedgerRow, near: date) -> str:
    """``due Fri 14 January 2022 (tomorrow)``, or ``no day given``."""
    if row.due is None:
        return "no day given"
    first, last = days_meant(row.due_from or row.due, row.due, row.precision)
    return f"due {long_days(first, last)} ({countdown(first, last, near)})"


def due_cell(row: LedgerRow, near: date) -> str:
    """``Fri 14 Jan``, ``wk 10 Jan``, ``Jan 2022`` in a column of days; "" for no day."""
    if row.due is None:
        return ""
    return vague_cell(row.due_from or row.due, row.due, row.precision, near)


def said_words(row: LedgerRow) -> str:
    """``said by Ida Moen to reporters``, ``demanded by Norland``; "" where nobody else is named."""
    verb = {"undertaking": "said", "demand": "demanded", "ultimatum": "set"}[row.kind]
    to = f" to {row.said_to}" if row.said_to and row.said_to != row.owed_by else ""
    own = row.said_by is None or (
        row.owed_by is not None and fold(row.said_by) == fold(row.owed_by)
    )
    if own:
        return f"{verb}{to}" if to else ""
    return f"{verb} by {row.said_by}{to}"


def since_words(since: Since, near: date) -> str:
    """``in 12 articles of 3 outlets since Mon 10 Jan``."""
    day = short_day(since.day, near)
    if not since.articles:
        return f"and nothing was read since {day}"
    outlets = count(since.outlets, "outlet")
    return f"in {count(since.articles, 'article')} of {outlets} since {day}"


def heard_words(row: LedgerRow, near: date) -> str:
    """How it stands: ``late (Tue 11 Jan)``, ``no news found in 12 articles …``, ``open``."""
    if row.answer is not None:
        day = row.answer.article.day
        outcome = status_word(row.answer.outcome)
        return f"{outcome} ({short_day(day, near)})" if day else outcome
    if row.status == NO_NEWS:
        return f"{NO_NEWS} {since_words(row.read, near)}" if row.read else NO_NEWS
    return row.status


def unspoken_words(row: LedgerRow, near: date) -> str:
    """``no statement of Ardal Shipping in 12 articles of 3 outlets since Mon 10 Jan``; or ""."""
    if row.unspoken is None or not row.unspoken.articles:
        return ""
    return f"no statement of {row.owed_by} {since_words(row.unspoken, near)}"


def lane_line(row: LedgerRow, near: date, ascii_only: bool, known: Collection[str] = ()) -> str:
    """``○ open, due Fri 14 Jan: Ardal Shipping: repair the Vik ferry``: a row on a line.

    Who goes by one of the ``known`` names is not named again.
    """
    due = f", due {' '.join(due_cell(row, near).split())}" if row.due else ""
    owed = what_is_owed(row, known)
    return f"{status_sign(row, ascii_only)} {status_word(row.status)}{due}: {owed}"


def owed_line(row: LedgerRow, near: date) -> str:
    """``due Fri 14 January 2022 (tomorrow): Ardal Shipping: repair the Vik ferry``."""
    return f"{due_words(row, near)}: {what_is_owed(row)}"


def owed_notes(row: LedgerRow, near: date) -> list[str]:
    """Who said so, that no news was found, and who did not speak since; a line each."""
    said = ", ".join(word for word in (row.kind, said_words(row)) if word)
    silent = heard_words(row, near) if row.status == NO_NEWS else ""
    return [line for line in (said, silent, unspoken_words(row, near)) if line]
