"""One story: the panes of the desk, with what rests on its articles and nothing else."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.front_page import of_articles
from briefing.digest.stories import Story
from tui.keys import LEDGER_PART
from tui.screens.base import BriefScreen
from tui.screens.desk import DeskScreen


class StoryScreen(DeskScreen):
    """Who said what, which talks and what comes up in one story."""

    BINDINGS: ClassVar[list[BindingType]] = [*LEDGER_PART]

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._articles = frozenset(ref.id for ref in story.articles)
        self._headline = story.headline
        self._made: tuple[Briefing, Briefing] | None = None

    @property
    def crumb(self) -> str:
        return self._headline

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

        self.app.push_screen(LedgerScreen(of_story(self._articles), self._headline))

    def show_header(self) -> None:
        BriefScreen.show_header(self)

    def viewed(self, briefing: Briefing) -> tuple[Briefing, str]:
        shown, view = super().viewed(of_articles(briefing, self._articles))
        return shown, view or "story"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return BriefScreen.check_action(self, action, parameters)
        return super().check_action(action, parameters)
