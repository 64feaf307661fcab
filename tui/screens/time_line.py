"""The days of talks, deadlines and statements in lanes; the rows themselves below, to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container
from textual.widget import Widget

from briefing.digest.briefing import Briefing
from briefing.digest.stories import Story
from briefing.rows import DeadlineRow, TalkRow
from tui.keys import TIME_LINE
from tui.kinds import with_rows
from tui.screens.list_screen import ListScreen
from tui.text.days import days_meant, long_days
from tui.text.lanes import dated_rows, lanes_by_party, lanes_by_story
from tui.text.row_words import Summary
from tui.text.signs import legend
from tui.text.time_line import Lane, signs_of
from tui.widgets.mixed_list import MixedList
from tui.widgets.paint import Line
from tui.widgets.row_list import RowList
from tui.widgets.talks import standing_of
from tui.widgets.time_line import TimeLine

_BESIDE_LINE = 4  # cells at both sides of the chart
_AROUND_LANES = 3  # lines of months, of days, and of what has no room


class DatedList(MixedList):
    """Talks and deadlines under their days."""

    RESTS_ON_ARTICLES = True

    EMPTY: ClassVar[tuple[str, ...]] = (
        "Nothing in these days has a date.",
        "Look at another day with [ and ].",
    )

    def summary(self, item: Any) -> Summary:
        """The row without its days, which stand above it."""
        own = super().summary(item)
        return Summary(own.name, own.text, standing_of(item) if isinstance(item, TalkRow) else "")

    def heading(self, item: Any) -> str:
        """All its days: of what lasts a week or a month no single one is meant."""
        if isinstance(item, DeadlineRow):
            return long_days(*days_meant(item.when, item.end, item.precision))
        return long_days(item.start, item.end)

    def first_cursor(self) -> int:
        ahead = (
            n
            for n, row in enumerate(self.items)
            if isinstance(row, TalkRow | DeadlineRow) and row.timing != "passed"
        )
        return next(ahead, 0)


class TimeLineScreen(ListScreen):
    """A chart above, what has a day below."""

    CSS_PATH = "drawings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*TIME_LINE]

    def __init__(self) -> None:
        super().__init__(DatedList("rows"), "What has a day")
        self._stories: tuple[Story, ...] = ()
        self._by_party = False
        self._lanes: Sequence[Lane] = ()

    @property
    def crumb(self) -> str:
        return "Time line"

    def body(self) -> Iterable[Widget]:
        *facts, main = super().body()
        yield from facts
        yield Container(TimeLine("line"), id="above")
        yield main

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown = self.rows.shown
        talks = tuple(row for row in shown if isinstance(row, TalkRow))
        dues = tuple(row for row in shown if isinstance(row, DeadlineRow))
        return with_rows(briefing, {"talk": talks, "deadline": dues}), "days"

    def fill(self) -> None:
        briefing, session = self.session.briefing, self.session
        if briefing is None:
            return
        self.rows.replace(dated_rows(briefing))
        self._arrange()

        def gather() -> None:
            stories = session.load_stories(briefing)
            self.app.call_from_thread(self._sort_into, briefing, stories)

        self.brief.tasks.in_background(gather, "time line", self)

    def _sort_into(self, briefing: Briefing, stories: tuple[Story, ...]) -> None:
        if self.session.briefing is briefing:
            self._stories = stories
            self._arrange()

    def _arrange(self) -> None:
        briefing = self.session.briefing
        if briefing is None:
            return
        self._lanes = (
            lanes_by_party(briefing) if self._by_party else lanes_by_story(briefing, self._stories)
        )
        self._show_line()
        self._fit()
        self.show_facts()

    def _fit(self) -> None:
        """As many lines for the chart as it has lanes, and for its rows all others."""
        most = max(5, self.app.size.height * 2 // 5)
        width = self.app.size.width - _BESIDE_LINE
        lanes = self.query_one(TimeLine).lanes_of_these_days(width)
        self.query_one("#above").styles.height = min(len(lanes) + _AROUND_LANES, most)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._fit()

    def _show_line(self) -> None:
        self.query_one(TimeLine).show(self._lanes, self.session.day, self.rows.selected)

    def facts(self) -> Sequence[Line]:
        lanes = "one lane for each party" if self._by_party else "one lane for each story"
        return [
            ((long_days(self.session.day), "strong"), (f", {lanes}", "")),
            ((legend(signs_of(self._lanes), self.look.ascii), "dim"),),
        ]

    def rows_moved(self, rows: RowList[Any]) -> None:
        super().rows_moved(rows)
        self._show_line()

    def action_lanes(self) -> None:
        self._by_party = not self._by_party
        self._arrange()

    def look_changed(self) -> None:
        super().look_changed()
        self.query_one(TimeLine).draw_anew()
