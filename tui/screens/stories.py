"""The front page: running stories, most important first; Enter opens the panes of a story."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from briefing.article_refs import ArticleRef
from briefing.digest.briefing import Briefing
from briefing.digest.front_page import FrontPage
from tui.keys import STORIES
from tui.screens.day_header import day_header, reading_day, waiting_header, watched_totals
from tui.screens.list_screen import ListScreen
from tui.text.look import count
from tui.widgets.bars import Bar
from tui.widgets.notice import NO_ARTICLES, Notice
from tui.widgets.paint import Part
from tui.widgets.story_cards import Headline, Said, StoryCards


class StoriesScreen(ListScreen):
    """Stories as cards, then the articles that are in none.

    Where brief starts with it, ``is_start``, and there is no story, as on the first days of a
    library, it opens the panes: a list of titles answers none of the three questions.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*STORIES]
    EXPLAINS_WEIGHTS = True
    OFFERS_FIRST_STEPS = True
    SHOWS_STORIES = True
    rows: StoryCards

    def __init__(self, notice: Notice | None = None, *, is_start: bool = False) -> None:
        super().__init__(StoryCards("rows"), "Stories")
        self._notice = notice or Notice(())
        self._may_open_panes = is_start
        self._page: FrontPage | None = None
        self._shown: Briefing | None = None  # what that is of
        self._is_front = False

    @property
    def crumb(self) -> str:
        return "Stories"

    def body(self) -> Iterable[Widget]:
        yield self._notice
        yield from super().body()

    def fill(self) -> None:
        """Show the front that was kept, if it is at hand; gather the stories in a thread."""
        briefing, session = self.session.briefing, self.session
        if briefing is None:
            return
        if session.has_own_articles:
            self._notice.display = False
        if session.shows_front:
            self._is_front = True
            kept = session.front_page
            self._put(kept or FrontPage((), briefing.articles), gathered=kept is not None)
            if kept is not None:
                self._open_panes_without(kept)
            return

        page = session.page_at_hand(briefing)
        if page is not None:
            self._show(briefing, page)
            return

        def gather() -> None:
            self.app.call_from_thread(self._show, briefing, session.load_page(briefing))

        if self._shown is None or self._shown.as_of.day != briefing.as_of.day:
            self._page = self._shown = None
            self._put(FrontPage((), briefing.articles), gathered=False)
        self.brief.tasks.in_background(gather, "front page", self)

    def _show(self, briefing: Briefing, page: FrontPage) -> None:
        if self.session.briefing is briefing:
            self._shown, self._page = briefing, page
            self._put(page)
            self._open_panes_without(page)

    def _open_panes_without(self, page: FrontPage) -> None:
        """Open the panes if brief starts with a page without a story.

        Once, and only if nobody has gone anywhere; not while articles that are still to be analysed
        may make a story.
        """
        counts = self.session.counts
        if not self._may_open_panes or not counts.articles or counts.analysed < counts.articles:
            return
        self._may_open_panes = False
        if not (page.cards or self.rows.was_moved) and self.is_active:
            self.brief.routes.show("desk")

    def _put(self, page: FrontPage, *, gathered: bool = True) -> None:
        """Show that page; in place of what was there for the time being from its first card, if
        nobody has moved since."""
        rows, counts = self.rows, self.session.counts
        unmoved = (self._is_front or rows.gathering) and not rows.was_moved
        self._is_front = self.session.shows_front
        rows.gathering = not gathered
        show = rows.restart if unmoved else rows.replace
        show(rows.rows_of(page), None if counts.articles else NO_ARTICLES)
        self.rows.border_title = self._heading if gathered else "Articles; gathering stories"
        self.show_header()

    def show_header(self) -> None:
        """The day of the briefing, and how much there is of it."""
        briefing = self.session.briefing
        bar = self.query_one("#header", Bar)
        if briefing is None:
            bar.show(waiting_header(self.session))
            return
        totals = self._totals()
        bar.show(day_header(self.look, self.session, briefing, totals, self.app.size.width), totals)

    def _totals(self) -> list[Part]:
        if reading := reading_day(self.session):
            return reading
        if self._page is None:
            return [("gathering stories ", "dim")]
        dot = f" {self.look.marks.dot} "
        stories = count(len(self._page.cards), "story", "stories")
        number = len(self._page.others)
        others = f"{dot}{count(number, 'other article')}" if number else ""
        return [(stories, "dim"), *watched_totals(self.session, others, dot)]

    def watch_hits_changed(self) -> None:
        super().watch_hits_changed()
        self.fill()
        self.show_header()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back" and len(self.app.screen_stack) == 1:
            could = self._notice.display or bool(self.rows.needle)
            return could and super().check_action(action, parameters)
        if action == "next_story":
            return bool(self.rows.rows)
        if action == "group":
            return False  # they are grouped: each story is one
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        if self._notice.display:
            self._notice.display = False
        else:
            super().action_back()
        self.refresh_bindings()

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
