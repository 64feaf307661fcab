"""One story: the panes of the desk, with what rests on its articles and nothing else.

Where sentences of it cannot both hold, a pane more shows them side by side; where something is
undertaken or demanded in it, one more shows that, with what was heard of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.front_page import of_articles
from briefing.digest.stories import Story
from tui.keys import LEDGER_PART
from tui.screens.base import BriefScreen
from tui.screens.desk import DeskScreen
from tui.widgets.against import Against, Side, sides_of
from tui.widgets.ledger import LedgerList
from tui.widgets.row_list import RowList


class StoryScreen(DeskScreen):
    """Who said what, which talks, what comes up, what contradicts what and what is owed in one
    story."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEDGER_PART]

    def __init__(self, story: Story) -> None:
        self._against = Against("against")
        self._owed = LedgerList("owed")
        super().__init__()
        self._story = story
        self._articles = frozenset(ref.id for ref in story.articles)
        self._made: tuple[Briefing, Briefing] | None = None
        self._compared: Briefing | None = None

    @property
    def crumb(self) -> str:
        return self._story.headline

    # The panes of contradictions and of undertakings

    @property
    def _looked_up(self) -> tuple[RowList[Any], ...]:
        """The panes of which it is not known at once whether they have rows."""
        return self._against, self._owed

    def chosen_panes(self, names: Sequence[str]) -> tuple[RowList[Any], ...]:
        chosen = super().chosen_panes(names)
        for pane in self._looked_up:
            pane.set_class(not pane.rows, "-hidden")
        return (*chosen, *(pane for pane in self._looked_up if pane.rows))

    @property
    def extra_panes(self) -> Sequence[RowList[Any]]:
        return [pane for pane in self._looked_up if not pane.rows]

    @property
    def titles(self) -> Mapping[str, str]:
        return {**super().titles, "against": self._against.TITLE, "owed": "Undertakings"}

    def briefing_changed(self) -> None:
        super().briefing_changed()
        whole = self.session.briefing
        if whole is None or whole is self._compared:
            return
        self._compared = whole

        def compare() -> None:
            desk = self.session.desk
            (story,) = desk.with_contradictions([self._story], whole)
            sides = sides_of(story.contradictions, desk.texts(whole))
            self.app.call_from_thread(self._show_rows, self._against, sides)

        def look_up() -> None:
            owed = self.session.desk.ledger(whole).of_articles(self._articles)
            self.app.call_from_thread(self._show_rows, self._owed, owed)

        self.brief.tasks.in_background(compare, "contradictions", self)
        self.brief.tasks.in_background(look_up, "undertakings", self)

    def _show_rows(self, pane: RowList[Any], rows: Sequence[Any]) -> None:
        pane.replace(rows)
        if bool(rows) != (pane in self.panes):
            self.panes_changed()

    def open(self, item: Any) -> None:
        if isinstance(item, Side):
            account = item.account
            self.brief.routes.open_evidence(account.evidence, "")
        else:
            super().open(item)

    # What rests on its articles

    def briefing_here(self) -> Briefing | None:
        whole = self.session.in_order
        if whole is None:
            return None
        if self._made is None or self._made[0] is not whole:
            self._made = (whole, of_articles(whole, self._articles))
        return self._made[1]

    def action_undertakings(self) -> None:
        """What is owed in this story."""
        from tui.screens.ledger import LedgerScreen, of_story

        self.app.push_screen(LedgerScreen(of_story(self._articles), self._story.headline))

    def show_header(self) -> None:
        BriefScreen.show_header(self)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown, view = super().viewed(of_articles(briefing, self._articles))
        return shown, view or "story"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return BriefScreen.check_action(self, action, parameters)
        return super().check_action(action, parameters)
