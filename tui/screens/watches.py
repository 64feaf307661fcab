"""What is watched for, and what each watch found in the briefing at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.remarks import narrowed
from briefing.watches.watch import keys
from tui.keys import WATCHES
from tui.kinds import gathered_rows, kind_of_row, kinds_in_lists
from tui.screens.list_screen import ListScreen
from tui.text.look import count
from tui.widgets.mixed_list import MixedList
from tui.widgets.paint import Line
from tui.widgets.watches import WatchList, WatchResult, looked_for

_NOTHING_FOUND = (
    "Nothing of that is in these days.",
    "Look at another day with [ and ]; Esc leads back to the watches.",
)


class WatchesScreen(ListScreen):
    """All watches; Enter shows what one found, and that counts as seen."""

    SHOWS_MORE = True
    BINDINGS: ClassVar[list[BindingType]] = [*WATCHES]

    def __init__(self) -> None:
        super().__init__(WatchList("rows"), "Watches")

    @property
    def crumb(self) -> str:
        return "Watches"

    def fill(self) -> None:
        briefing = self.session.briefing
        session = self.session
        if briefing is None:
            return

        def load(of: Briefing) -> None:
            watches = session.watches
            results = []
            for watch in watches.all():
                found, new = watches.peek(watch, of)
                results.append(WatchResult(watch, found, new, watches.is_fixed(watch.name)))
            self.app.call_from_thread(self._show, results)

        self.brief.tasks.in_background(lambda: load(briefing), "watches", self)

    def _show(self, watched: Sequence[WatchResult]) -> None:
        self.rows.replace(watched)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "forget":
            return bool(self.rows.rows)
        return super().check_action(action, parameters)

    def action_forget(self) -> None:
        chosen = self.rows.selected
        if chosen is None:
            return
        session, name = self.session, chosen.watch.name

        def forget() -> None:
            session.watches.remove(name)
            self.app.call_from_thread(self.fill)
            self.app.call_from_thread(self.brief.watches.look_out)
            self.app.call_from_thread(self.brief.messages.say, f"No longer watched for: {name}")

        self.brief.tasks.in_background(forget, "watching", self)


class WatchScreen(ListScreen):
    """What one watch found, what it had not shown before at the top of each kind."""

    SHOWS_MORE = True

    def __init__(self, watched: WatchResult) -> None:
        super().__init__(MixedList("rows"), "Found")
        self._watched = watched

    @property
    def crumb(self) -> str:
        return self._watched.watch.name

    def facts(self) -> Sequence[Line]:
        new, found = len(self._watched.new), len(self._watched.found)
        return [
            ((self.look.clean(looked_for(self._watched.watch)), "strong"),),
            ((f"{count(found, 'finding')}, {new:,} new", "dim"),),
        ]

    def fill(self) -> None:
        briefing, watch = self.session.briefing, self._watched.watch
        session = self.session
        if briefing is None:
            return

        def load(of: Briefing) -> None:
            found, new = session.watches.look_out(watch, of)
            # Looking marks things as seen, and that is a change that reloads: new stays new.
            watched = WatchResult(watch, found, new or self._watched.new)
            self.app.call_from_thread(self._show, watched, rows_of(watched))
            self.app.call_from_thread(self.brief.watches.look_out)

        self.brief.tasks.in_background(lambda: load(briefing), "watch", self)

    def _show(self, watched: WatchResult, rows: Sequence[Any]) -> None:
        self._watched = watched
        self.rows.replace(rows, _NOTHING_FOUND)
        self.show_facts()

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        findings = [match.finding for match in self._watched.found]
        return narrowed(briefing, findings), self.crumb


def rows_of(watched: WatchResult) -> list[Any]:
    """What a watch found, a row an utterance, talk or deadline: of each kind the new ones first."""
    rows = gathered_rows(match.finding for match in watched.found)
    new_keys = {key for match in watched.new for key in keys(match.finding)}

    def is_old(row: Any) -> bool:
        accounts = getattr(row, "statements", None) or (row,)
        return not any(key in new_keys for account in accounts for key in keys(account))

    order = {kind.name: number for number, kind in enumerate(kinds_in_lists())}
    return sorted(rows, key=lambda row: (order[kind_of_row(row).name], is_old(row)))
