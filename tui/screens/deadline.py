"""A deadline of which several articles tell: every mention with its sentence."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from briefing.article_refs import Evidence
from briefing.digest.briefing import Briefing
from briefing.rows import DeadlineMention, DeadlineRow, subject
from tui.context.ports import look_of, session_of
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.days import days
from tui.text.look import count
from tui.text.row_words import article_words
from tui.widgets.accounts import article_lines, outlet_column
from tui.widgets.arrangement import Divider
from tui.widgets.deadlines import days_and_countdown, differing, key_of, marks_of
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.row_signs import aftermath_lines, aftermath_of, listing_lines, watched_lines
from tui.widgets.talks import MEASURED

if TYPE_CHECKING:
    from briefing.acts.duties import Outcome
    from briefing.digest.outcomes import Aftermath, LaterAccount


def _later_accounts(row: DeadlineRow, aftermath: Aftermath | None) -> Sequence[LaterAccount]:
    if aftermath is None:
        return ()
    # Until it has been looked up what became of things, that is not needed.
    from briefing.digest.outcomes import later_accounts

    return later_accounts(row, aftermath)


class DeadlineMentions(RowList[DeadlineMention]):
    """Articles that mention a deadline, newest first; then those that give it another day."""

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing tells of this deadline any more.",
        "Esc leads back to where you came from.",
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self._rivals: tuple[DeadlineMention, ...] = ()
        self._later: Mapping[Hashable, Outcome] = {}
        self._outlet = 0  # cells of their column

    def show_row(self, row: DeadlineRow) -> None:
        """Show the mentions of a deadline, and what articles say of it afterwards."""
        self._rivals = row.rivals
        later = _later_accounts(row, aftermath_of(self, row))
        self._later = {self.identify(each.mention): each.outcome for each in later}
        self.replace([*row.mentions, *(each.mention for each in later), *row.rivals])

    def with_dividers(self, rows: Sequence[DeadlineMention]) -> Sequence[DeadlineMention | Divider]:
        self._outlet = outlet_column(self, (row.article for row in rows[:MEASURED]))
        others = [row for row in rows if row in self._rivals]
        later = [row for row in rows if self.identify(row) in self._later]
        if not (others or later):
            return rows
        own = [row for row in rows if row not in others and row not in later]
        shown: list[DeadlineMention | Divider] = []
        parts = (("This day", own), ("Said afterwards", later), ("Another day", others))
        for title, part in parts:
            shown += [Divider(f"{title} ({len(part):,})"), *part] if part else []
        return shown

    def identify(self, item: DeadlineMention) -> Hashable:
        return (item.article.id, item.deadline.span)

    def words(self, item: DeadlineMention) -> str:
        due = item.deadline
        return f"{due.what} {due.who or ''} {due.kind} {article_words(item.article)}"

    def paint(self, item: DeadlineMention, width: int) -> Line:
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: DeadlineMention, width: int, most: int) -> Sequence[Line]:
        due = item.deadline
        off = "cancelled, " if due.cancelled else ""
        outcome = self._later.get(self.identify(item))
        words = outcome or f"{off}{days(due.when, due.end, session_of(self).day)}"
        return article_lines(self, item.article, (words, "dim"), self._outlet, width, most)

    def facts(self, item: DeadlineMention) -> list[Line]:
        corrected = ", corrected" if item.deadline.corrected else ""
        return [((look_of(self).clean(item.deadline.what + corrected), "dim"),)]

    def evidence(self, item: DeadlineMention) -> Sequence[Evidence]:
        return [item.evidence]


class DeadlineScreen(ListScreen):
    """One deadline with its mentions."""

    rows: DeadlineMentions

    def __init__(self, row: DeadlineRow) -> None:
        super().__init__(DeadlineMentions("rows"), "Mentions")
        self.row = row

    @property
    def crumb(self) -> str:
        return subject(self.row)

    def facts(self) -> Sequence[Line]:
        row = self.row
        about = ", ".join([row.kind, *marks_of(row)])
        summary = f"{count(len(row.mentions), 'mention')}, {row.sources}"
        sources: list[Line] = [((summary, "dim"),)] if len(row.mentions) > 1 else []
        return [
            ((self.look.clean(subject(row)), "strong"),),
            ((f"{days_and_countdown(row, self.session.day)}  ", ""), (about, "dim")),
            *sources,
            *aftermath_lines(self, row),
            *listing_lines(self, row),
            *differing(self, row),
            *watched_lines(self, row),
        ]

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        return with_rows(briefing, {"deadline": (self.row,)}), self.crumb

    def fill(self) -> None:
        briefing = self.session.briefing
        key = key_of(self.row)
        now = (row for row in (briefing.deadlines if briefing else ()) if key_of(row) == key)
        self.row = next(now, self.row)
        self.rows.show_row(self.row)
