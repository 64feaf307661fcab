"""The feeds: which there are, how they are, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from briefing.feed import Feed
from tui.keys import FEEDS
from tui.screens.ask import Ask
from tui.screens.list_screen import OF_ARTICLES, ListScreen
from tui.screens.menu import Menu
from tui.screens.row_actions import Citation
from tui.text.look import count
from tui.widgets.evidence import EvidenceView
from tui.widgets.feeds import FeedList, state_of
from tui.widgets.paint import Line

_OF_A_FEED = ("rename", "remove", "pause", "fetch_feed")


class FeedsScreen(ListScreen):
    """All subscriptions; Enter offers what can be done with one."""

    CSS_PATH = "wide_rows.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*FEEDS]
    SHOWS_MORE = True

    def __init__(self) -> None:
        self._feeds = FeedList("rows")
        super().__init__(self._feeds, "Feeds")

    @property
    def crumb(self) -> str:
        return "Feeds"

    def ready(self) -> None:
        super().ready()
        self.query_one(EvidenceView).border_title = "Feed"

    def facts(self) -> Sequence[Line]:
        feeds = self._feeds.rows
        if not feeds:
            return ()
        states = [state_of(feed) for feed in feeds]
        parts = [count(len(feeds), "feed")]
        parts += [f"{n:,} {word}" for word in ("paused", "failing") if (n := states.count(word))]
        parts.append(count(sum(feed.new_articles for feed in feeds), "new article"))
        return [((", ".join(parts), "dim"),)]

    def fill(self) -> None:
        desk = self.session.desk

        def load() -> None:
            self.app.call_from_thread(self._show, desk.feeds.all())

        self.brief.tasks.in_background(load, "feeds", self)

    def _show(self, feeds: Sequence[Feed]) -> None:
        self._feeds.now = self.brief.clock()
        self._feeds.replace(feeds)
        self.show_facts()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in _OF_A_FEED:
            return bool(self._feeds.rows)
        if action == "starter":
            return not self._feeds.rows
        if action in OF_ARTICLES:
            return False
        return super().check_action(action, parameters)

    def citation(self) -> Citation | None:
        feed = self._feeds.selected
        return None if feed is None else Citation(feed.url, "The address", feed.site or feed.url)

    def open(self, item: Any) -> None:
        choices = {
            "r": ("fetch", self.action_fetch_feed),
            "p": ("resume" if item.paused else "pause", self.action_pause),
            "R": ("rename", self.action_rename),
            "d": ("remove", self.action_remove),
        }

        def chosen(letter: str | None) -> None:
            if letter is not None:
                choices[letter][1]()

        labels = [(letter, label) for letter, (label, _) in choices.items()]
        self.app.push_screen(Menu(self.look.clip(_name(item), 24), labels), chosen)

    # Doing

    def action_add(self) -> None:
        def typed_in(address: str | None) -> None:
            if address:
                self.brief.feeds.add(address)

        hint = "https://example.org/feed.xml or example.org"
        self.app.push_screen(Ask("Address of a feed or of a site:", hint), typed_in)

    def action_rename(self) -> None:
        feed = self._feeds.selected
        if feed is None:
            return

        def typed_in(title: str | None) -> None:
            if title:
                self._change(lambda: self._renamed(feed, title))

        ask = Ask("New name of the feed:", "A name of your own", self.look.clean(feed.title or ""))
        self.app.push_screen(ask, typed_in)

    def _renamed(self, feed: Feed, title: str) -> str:
        feeds = self.session.desk.feeds
        return f"Renamed to {_name(feeds.rename(feed.url, title))}"

    def action_remove(self) -> None:
        feed = self._feeds.selected
        if feed is None:
            return

        def remove() -> str:
            self.session.desk.feeds.unsubscribe(feed.url)
            return f"Removed {_name(feed)}; its articles stay"

        def chosen(letter: str | None) -> None:
            if letter == "y":
                self._change(remove)

        question = f"Remove {self.look.clip(_name(feed), 30)}?"
        self.app.push_screen(Menu(question, [("y", "remove"), ("n", "keep")]), chosen)

    def action_pause(self) -> None:
        feed = self._feeds.selected
        if feed is None:
            return

        def pause_or_resume() -> str:
            feeds = self.session.desk.feeds
            now = feeds.pause(feed.url, not feed.paused)
            return f"{'Paused' if now.paused else 'Resumed'} {_name(now)}"

        self._change(pause_or_resume)

    def action_starter(self) -> None:
        def subscribe_to_starters() -> str:
            from briefing.intake.feeds.opml import read_opml, starter_opml

            book, now = self.session.desk.feeds, self.brief.clock()
            feeds = read_opml(starter_opml(), "starter").feeds
            new = sum(book.subscribe(feed, now) for feed in feeds)
            return f"Subscribed to {count(new, 'feed')}; F fetches them"

        self._change(subscribe_to_starters)

    def action_fetch_feed(self) -> None:
        feed = self._feeds.selected
        if feed is not None:
            self.brief.feeds.fetch((feed.url,))

    def _change(self, change: Callable[[], str]) -> None:
        """Change the library in a thread, show what the feeds are now and say what was done."""

        def work() -> None:
            said = change()
            self.app.call_from_thread(self.fill)
            self.app.call_from_thread(self.brief.messages.say, said)

        self.brief.tasks.in_background(work, "feeds change", self)


def _name(feed: Feed) -> str:
    return feed.title or feed.url
