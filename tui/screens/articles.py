"""All articles of the briefing, newest first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import BindingType

from briefing.article_refs import ArticleRef, Evidence
from tui.context.ports import look_of, session_of
from tui.keys import ARTICLES
from tui.screens.list_screen import ListScreen
from tui.text.days import day_of, long_days, published_on
from tui.text.look import count
from tui.widgets.arrangement import Group, Order
from tui.widgets.evidence import EvidenceView
from tui.widgets.flow import beside, widest
from tui.widgets.paint import Line
from tui.widgets.row_layout import lines_a_row
from tui.widgets.row_list import RowList
from tui.widgets.talks import MEASURED

if TYPE_CHECKING:
    from briefing.digest.stories import Story

_DAY, _OUTLET = 12, 18  # cells of the columns of days and outlets, at most
_WIDE_ENOUGH = 60  # cells from which there is room for outlets
NO_STORY = "In no story with others"


class Articles(RowList[ArticleRef]):
    """Articles, a title a row."""

    EDITED = False
    RESTS_ON_ARTICLES = True
    EMPTY: ClassVar[tuple[str, ...]] = (
        "There are no articles in these days.",
        "Add some with: brief add PATH",
        "or look at another day with [ and ]",
    )

    ORDERS = (
        Order("newest first"),
        Order("by outlet", lambda ref: (ref.source or "").casefold()),
        Order("by title", lambda ref: ref.title.casefold()),
    )
    GROUPS = (
        Group("day", "d", lambda ref: day_of(ref.day)),
        Group("outlet", "o", lambda ref: ref.source or "Outlet not given"),
    )

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(widget_id)
        self.by_story = Group("story", "s", self._story_of, NO_STORY)
        self._stories: dict[str, str] | None = None
        self._outlet = 0  # cells of their column
        self.all_later = False  # whether all came in after the day shown: not said in each row

    @property
    def groups(self) -> tuple[Group, ...]:
        return (*self.GROUPS, self.by_story)

    def show_stories(self, stories: Iterable[Story] | None) -> None:
        """Know the story of each article, None while that is worked out."""
        self._stories = None
        if stories is not None:
            labels = ((story, story_label(story)) for story in stories)
            self._stories = {ref.id: label for story, label in labels for ref in story.articles}
        if self.group is self.by_story:
            self.show_arranged()

    def _story_of(self, ref: ArticleRef) -> str:
        if self._stories is None:
            return "Sorting into stories"
        return self._stories.get(ref.id, NO_STORY)

    def group_by(self, group: Group | None) -> None:
        super().group_by(group)
        if group is self.by_story:
            cast("ArticlesScreen", self.screen).sort_into_stories()

    def replace(self, rows: Sequence[ArticleRef], empty: Sequence[str] | None = None) -> None:
        outlets = (ref.source for ref in rows[:MEASURED])
        self._outlet = widest(look_of(self), outlets, _OUTLET)
        briefing = session_of(self).briefing
        self.all_later = bool(rows and briefing and all(map(briefing.came_later, rows)))
        super().replace(rows, empty)

    def identify(self, item: ArticleRef) -> Hashable:
        return item.id

    def words(self, item: ArticleRef) -> str:
        sample = "sample" if item.sample else ""
        return f"{item.title} {item.source or ''} {long_days(item.day)} {sample}"

    def paint(self, item: ArticleRef, width: int) -> Line:
        return self.paint_lines(item, width, 1)[0]

    def paint_lines(self, item: ArticleRef, width: int, most: int) -> Sequence[Line]:
        look = look_of(self)
        named = self._outlet and width >= _WIDE_ENOUGH
        outlet = look.fit(item.source or "", self._outlet) + "  " if named else ""
        sample = "  sample" if item.sample else ""
        briefing = None if self.all_later else session_of(self).briefing
        sample += "  came later" if briefing is not None and briefing.came_later(item) else ""
        lead: Line = ((f"{published_on(item):<{_DAY}}", "dim"), (outlet, ""))
        return beside(look, lead, (look.clean(item.title), ""), (sample, "dim"), width, most)

    def least_lines(self) -> int:
        return lines_a_row(*self.room)

    def facts(self, item: ArticleRef) -> list[Line]:
        del item  # its title, outlet and day stand above its beginning as it is
        return []

    def evidence(self, item: ArticleRef) -> Sequence[Evidence]:
        return [Evidence(item, ())]


def story_label(story: Story) -> str:
    """``Ferry vote looms, Tue 11 Jan to Thu 13 Jan, 3 outlets, 2 independent``."""
    days = dict.fromkeys(day_of(day) for day in (story.first, story.last))
    return f"{story.headline}, {' to '.join(days)}, {story.sources}"


ALL_READ = ("All articles of these days are read.", "U shows them all again.")


class ArticlesScreen(ListScreen):
    """The articles that the briefing rests on."""

    BINDINGS: ClassVar[list[BindingType]] = [*ARTICLES]
    rows: Articles

    def __init__(self) -> None:
        super().__init__(Articles("rows"), "Articles")
        self._unread_only = False

    @property
    def crumb(self) -> str:
        return "Articles"

    def fill(self) -> None:
        briefing, kept = self.session.briefing, self.session.kept
        if briefing is None:
            return
        if self._unread_only:
            unread = [ref for ref in briefing.articles if kept.is_unread(ref)]
            self.rows.replace(unread, ALL_READ if briefing.articles else None)
        else:
            self.rows.replace(briefing.articles)
        self.rows.border_title = "Unread articles" if self._unread_only else "Articles"
        if self.rows.group is self.rows.by_story:
            self.sort_into_stories()

    def sort_into_stories(self) -> None:
        """Find the stories among the articles of the briefing, in a thread."""
        session, briefing = self.session, self.session.briefing

        def sort() -> None:
            stories = session.load_stories(briefing)
            self.app.call_from_thread(show, stories)

        def show(stories: tuple[Story, ...]) -> None:
            if session.briefing is briefing:
                self.rows.show_stories(stories)

        self.rows.show_stories(None)
        self.brief.tasks.in_background(sort, "stories", self)

    def articles_listed(self) -> Sequence[ArticleRef]:
        return self.rows.shown

    def kept_changed(self) -> None:
        super().kept_changed()
        self.show_facts()
        if self._unread_only:
            self.fill()

    def facts(self) -> Sequence[Line]:
        briefing, kept = self.session.briefing, self.session.kept
        if briefing is None:
            return ()
        unread = sum(map(kept.is_unread, briefing.articles))
        summary = f"{count(len(briefing.articles), 'article')}, {unread:,} unread"
        if self.rows.all_later:
            summary += ", all of which came in after this day"
        return [((summary, "dim"),)]

    def action_unread(self) -> None:
        self._unread_only = not self._unread_only
        self.fill()

    def action_read_all(self) -> None:
        unread = [ref for ref in self.rows.shown if self.session.kept.is_unread(ref)]
        if unread:
            self.brief.annotations.toggle_read(unread)
        else:
            self.brief.messages.say("All of these are read already")

    def ready(self) -> None:
        super().ready()
        self.query_one(EvidenceView).border_title = "Beginning"

    def open(self, item: Any) -> None:
        self.brief.routes.open_article(item.id, item.title)
