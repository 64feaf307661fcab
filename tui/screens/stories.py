"""The front page: running stories, most important first; Enter opens the panes of a story."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.digest.briefing import Briefing
from briefing.digest.changes import Changes, changes, fetched_after
from briefing.digest.front_page import FrontPage, front_page
from briefing.rows import ArticleRef
from tui.keys import STORIES
from tui.screens.list_screen import ListScreen
from tui.text.days import long_days
from tui.text.look import count
from tui.widgets.paint import Line
from tui.widgets.story_cards import Headline, Said, StoryCards


class StoriesScreen(ListScreen):
    """Stories as cards, then the articles that are in none."""

    BINDINGS: ClassVar[list[BindingType]] = [*STORIES]
    rows: StoryCards

    def __init__(self) -> None:
        super().__init__(StoryCards("rows"), "Stories")
        self._page: FrontPage | None = None

    @property
    def crumb(self) -> str:
        return "Stories"

    def fill(self) -> None:
        """Gather the stories in a thread: they are read from the library."""
        briefing, session = self.session.briefing, self.session
        if briefing is None:
            return

        def gather() -> None:
            stories = session.load_stories()
            since = session.last_visit
            is_new = fetched_after(since) if since else None
            found = changes(briefing, is_new) if is_new else Changes()
            new = {ref.id for ref in briefing.articles if is_new and is_new(ref)}
            watched = session.watch_hits.why
            page = front_page(briefing, stories, found, new, lambda each: bool(watched(each)))
            self.app.call_from_thread(self._show, briefing, page)

        self.brief.tasks.in_background(gather, "front page", self)

    def _show(self, briefing: Briefing, page: FrontPage) -> None:
        if self.session.briefing is briefing:
            self._page = page
            self.rows.show_page(page)
            self.show_facts()

    def facts(self) -> Sequence[Line]:
        if self._page is None:
            return [(("Gathering the stories", "dim"),)]
        stories = count(len(self._page.cards), "story", "stories")
        others = count(len(self._page.others), "other article")
        day = long_days(self.session.day)
        return [((day, "strong"), (f"   {stories}, {others}", "dim"))]

    def watch_hits_changed(self) -> None:
        super().watch_hits_changed()
        self.fill()

    def action_next_story(self, step: int) -> None:
        """To the headline of the next story, round from the last to the first."""
        shown = self.rows.shown
        heads = [n + 1 for n, row in enumerate(shown) if isinstance(row, Headline)]
        here, _ = self.rows.position
        if heads and step > 0:
            self.rows.action_go_to(next((n for n in heads if n > here), heads[0]))
        elif heads:
            self.rows.action_go_to(next((n for n in reversed(heads) if n < here), heads[-1]))

    def open(self, item: Any) -> None:
        match item:
            case Headline(card=card):
                from tui.screens.story import StoryScreen

                self.app.push_screen(StoryScreen(card.story))
            case ArticleRef():
                self.brief.routes.open_article(item.id, item.title)
            case Said(statement=statement):
                self.brief.routes.open_evidence(statement.evidence, "quote")
            case _:
                self.brief.routes.open(self.rows.finding_of(item))
