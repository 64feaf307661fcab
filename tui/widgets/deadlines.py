"""The pane *Coming up*: ``Thu 13 Jan  in 3 days  Parliament votes``, what has passed below it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.article_refs import Evidence
from briefing.model import EXACT
from briefing.rows import DeadlineRow, subject
from briefing.timing import FAR_AHEAD, countdown, is_far_ahead
from tui.context.ports import look_of, session_of
from tui.text.days import days_meant, long_days, month_of, short_day, vague_cell
from tui.text.row_words import AgendaLine, Attention, RowDays, Summary, lasting, outlet_words
from tui.widgets.arrangement import Divider, Fold, Group, Order
from tui.widgets.flow import flow
from tui.widgets.paint import Line, Part, cells_of
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList
from tui.widgets.row_signs import aftermath_evidence, aftermath_lines, listing_lines, state_words
from tui.widgets.talks import column_for

if TYPE_CHECKING:
    from textual.dom import DOMNode

_MEASURED = 200  # rows looked at to find how wide the columns of day and countdown have to be
_NARROW = 48  # cells: below this the countdown gives way to the words


class DeadlinesPane(RowList[DeadlineRow]):
    """What is to come by day, then what has passed, the latest first."""

    WATCHED = True
    EMPTY = (
        "Nothing dated lies ahead in these articles.",
        "Add articles with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("by day, soonest first"),
        Order("by number, most told of first", lambda row: -len(row.mentions)),
        Order(
            "by name of who has to act", lambda row: (row.who is None, (row.who or "").casefold())
        ),
        Order("by kind", lambda row: row.kind),
    )
    GROUPS = (
        Group("kind", "k", lambda row: row.kind),
        Group("who", "w", lambda row: row.who or "Nobody named"),
        Group("month", "m", lambda row: month_of(row.when)),
    )

    columns = (10, 11)  # cells of day and countdown, without the blanks after them
    _passed = 0  # rows that have

    def identify(self, item: DeadlineRow) -> Hashable:
        return key_of(item)

    def words(self, item: DeadlineRow) -> str:
        return words_of(item)

    def replace(self, rows: Sequence[DeadlineRow], empty: Sequence[str] | None = None) -> None:
        self._passed = sum(row.timing == "passed" for row in rows)
        super().replace(rows, empty)

    @property
    def number_of_rows(self) -> str:
        """All of them, and how many of those have passed."""
        total = super().number_of_rows
        return f"{total}, {self._passed:,} passed" if self._passed else total

    def with_dividers(self, rows: Sequence[DeadlineRow]) -> Sequence[DeadlineRow | Divider]:
        day = session_of(self).day
        passed = next((i for i, row in enumerate(rows) if row.timing == "passed"), len(rows))
        far = next((i for i, r in enumerate(rows[:passed]) if is_far_ahead(r.sure_by, day)), passed)
        self._fit_columns([*rows[:far], *rows[passed:]] if self.folded else rows)
        shown: list[DeadlineRow | Divider] = list(rows[:far])
        if far < passed:
            shown += self._folded(rows[far:passed])
        if passed < len(rows):
            shown += [Divider("Passed"), *rows[passed:]]
        return shown

    def _fit_columns(self, rows: Sequence[DeadlineRow]) -> None:
        day, seen = session_of(self).day, rows[:_MEASURED]
        self.columns = (
            column_for(days_of(row, day) for row in seen),
            column_for(away(row, day) for row in seen),
        )

    def _folded(self, far: Sequence[DeadlineRow]) -> Sequence[DeadlineRow | Divider]:
        """What lies far ahead, under one line; a filter looks into it."""
        if self.needle:
            return [Divider(f"More than {FAR_AHEAD} days ahead"), *far]
        first = short_day(min(row.sure_by for row in far), session_of(self).day)
        line = f"{len(far):,} more than {FAR_AHEAD} days ahead, the first by {first}; Enter"
        it = "it" if len(far) == 1 else "them"
        if self.folded:
            return [Fold(f"{line} shows {it}", tuple(far))]
        return [Fold(f"{line} folds {it}"), *far]

    def paint(self, item: DeadlineRow, width: int) -> Line:
        look, lead = look_of(self), self._lead(item, width)
        (word, role), (what, strength), *differ = self._clause(item)
        room = max(4, width - cells_of(self, lead) - len(word) - cells_of(self, tuple(differ)))
        return (*lead, (word, role), (look.clip(what, room), strength), *differ)

    def paint_lines(self, item: DeadlineRow, width: int, most: int) -> Sequence[Line]:
        if most == 1:
            return [self.paint(item, width)]
        return flow(look_of(self), self._lead(item, width), self._clause(item), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def _lead(self, item: DeadlineRow, width: int) -> Line:
        """Day and countdown, and whether it is certain."""
        day, (days, left) = session_of(self).day, self.columns
        column = f"{away(item, day):<{left}}  " if width >= _NARROW else ""
        gone = item.timing == "passed"
        near = "" if gone or item.cancelled else "strong" if item.timing != "ahead" else ""
        role = "dim" if gone else near
        sign = "?" if item.tentative else " "
        return ((f"{days_of(item, day):<{days}}  {column}", role), (f"{sign} ", "accent"))

    def _clause(self, item: DeadlineRow) -> list[Part]:
        """How it stands, and who has to do what; and whether sources differ."""
        state = state_of(self, item)
        what = look_of(self).clean(subject(item))
        differ: list[Part] = [(" !", "warn")] if item.disagreements else []
        word = f"{state}: " if state else ""
        return [(word, "warn"), (what, "dim" if item.cancelled else ""), *differ]

    def facts(self, item: DeadlineRow) -> list[Line]:
        look = look_of(self)
        about = [days_and_countdown(item, session_of(self).day), item.kind, *marks_of(item)]
        lines: list[Line] = [((look.clean(subject(item)), "strong"),), ((", ".join(about), "dim"),)]
        listed = listing_lines(self, item)
        return [*lines, *aftermath_lines(self, item), *listed, *differing(self, item)]

    def evidence(self, item: DeadlineRow) -> Sequence[Evidence]:
        """What gives another day, or says what became of it, is read beside the first."""
        first, *others = item.mentions
        return [
            first.evidence,
            *aftermath_evidence(self, item),
            *(mention.evidence for mention in (*item.rivals, *others)),
        ]


def differing(node: DOMNode, row: DeadlineRow) -> list[Line]:
    """What sources differ on, each side with its outlets, a line each."""
    if not row.disagreements:
        return []
    # Few deadlines are disputed, and the first screen does without what phrases need.
    from tui.text.contrasts import deadline_contrasts

    look, day = look_of(node), session_of(node).day
    contrasts = deadline_contrasts(row, day)
    return [((look.clean(each.with_outlets()), "warn"),) for each in contrasts]


def words_of(row: DeadlineRow) -> str:
    """What a filter looks in."""
    words = (subject(row), row.what, row.who, row.place, *row.parties, row.kind, row.timing)
    differ = f"sources differ on {' '.join(row.disagreements)}" if row.disagreements else ""
    days = _long_days(row)
    sources = outlet_words(mention.article for mention in row.mentions)
    return " ".join(word for word in (*words, *marks_of(row), differ, days, sources) if word)


def summary_of(row: DeadlineRow) -> Summary:
    """Of which kind; what; and on which day."""
    days = vague_cell(row.when, row.end, row.precision, row.end)
    return Summary(row.kind, subject(row), " ".join(days.split()))


def row_days(row: DeadlineRow) -> RowDays:
    """The days meant, and whether the row is to be looked at for what became of it."""
    passed = row.kind == "due" and row.timing == "passed"
    attention: Attention = "Passed" if passed else "Moved" if row.moved_from else ""
    return RowDays(row.when, row.end, row.precision in EXACT, attention)


def agenda_line(row: DeadlineRow, today: date) -> AgendaLine:
    """``due, moved: answer the demands (tomorrow)``; that it has passed shows in its countdown."""
    state, has_passed = _state(row, ""), row.timing == "passed"
    vague = state or has_passed or row.precision not in EXACT
    first, last = days_meant(row.when, row.end, row.precision)
    left = away(row, today)
    days = lasting(RowDays(first, last))
    return AgendaLine(
        lead=f"{'? ' if row.tentative else ''}{row.kind}{f', {state}' if state else ''}: ",
        role="warn" if state or has_passed else "accent",
        text=subject(row),
        tail=f" ({f'{left}{days}'.removeprefix(', ')})" if vague and (left or days) else "",
        title=subject(row),
        about=", ".join([_long_days(row), row.kind, *marks_of(row)]),
    )


def away(row: DeadlineRow, today: date) -> str:
    """How far off it is; ``now`` for days among which today is: their last stands before it.

    Nothing for a month or a year ahead: its first day is not the one that is meant.
    """
    if row.when < today < row.end:
        return "now"
    vague = row.precision not in (*EXACT, "week") and row.when > today
    return "" if vague else countdown(row.when, row.end, today)


def days_and_countdown(row: DeadlineRow, today: date) -> str:
    """``Thu 14 March 2024 (in 3 days)``, ``April 2024``."""
    left = away(row, today)
    return f"{_long_days(row)}{f' ({left})' if left else ''}"


def key_of(row: DeadlineRow) -> Hashable:
    """What stays the same of a deadline when the briefing changes."""
    return (row.what, row.when, row.end)


def state_of(node: DOMNode, row: DeadlineRow) -> str:
    """The word for a deadline that does not simply lie ahead, or ""; once known, its outcome."""
    return _state(row, state_words(node, row))


def _state(row: DeadlineRow, outcome: str) -> str:
    if row.cancelled:
        return "cancelled"
    if row.listing is not None and row.listing.is_away:
        return row.listing.standing
    if row.timing == "passed" or outcome:
        return outcome
    return "moved" if row.moved_from else ""


def marks_of(row: DeadlineRow) -> list[str]:
    """In words, what is uncertain or changed about it."""
    words = []
    if row.precision not in EXACT:
        words.append(f"only the {row.precision} is given" if row.precision != "vague" else "vague")
    if row.tentative:
        words.append("tentative")
    if row.cancelled:
        words.append("cancelled")
    elif row.timing == "passed":
        words.append("passed")
    if row.moved_from:
        words.append(f"moved from {long_days(row.moved_from)}")
    if row.listing is not None and row.listing.is_away:
        words.append(row.listing.standing)
    if any(mention.deadline.corrected for mention in row.mentions):
        words.append("corrected")
    return words


def days_of(row: DeadlineRow, today: date) -> str:
    """The days meant, as precisely as the article gives them: ``Thu 14 Mar``, ``Mar-May 2025``."""
    return vague_cell(row.when, row.end, row.precision, today)


def _long_days(row: DeadlineRow) -> str:
    return long_days(*days_meant(row.when, row.end, row.precision))
