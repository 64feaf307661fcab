"""One story: the panes of the desk, with what rests on its articles and nothing else.

Where sentences of it cannot both hold, a pane more shows them side by side.
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
from tui.widgets.row_list import RowList


class StoryScreen(DeskScreen):
    """Who said what, which talks, what comes up and what contradicts what in one story."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEDGER_PART]

    def __init__(self, story: Story) -> None:
        self._against = Against("against")
        super().__init__()
        self._story = story
        self._articles = frozenset(ref.id for ref in story.articles)
        self._made: tuple[Briefing, Briefing] | None = None
        self._compared: Briefing | None = None

    @property
    def crumb(self) -> str:
        return self._story.headline

    # The pane of contradictions

    def chosen_panes(self, names: Sequence[str]) -> tuple[RowList[Any], ...]:
        chosen = super().chosen_panes(names)
        self._against.set_class(not self._against.rows, "-hidden")
        return (*chosen, self._against) if self._against.rows else chosen

    @property
    def extra_panes(self) -> Sequence[RowList[Any]]:
        return () if self._against.rows else (self._against,)

    @property
    def titles(self) -> Mapping[str, str]:
        return {**super().titles, "against": self._against.TITLE}

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
            self.app.call_from_thread(self._show_sides, sides)

        self.brief.tasks.in_background(compare, "contradictions", self)

    def _show_sides(self, sides: Sequence[Side]) -> None:
        self._against.replace(sides)
        if bool(sides) != (self._against in self.panes):
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
