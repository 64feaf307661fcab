"""Which screen shows what: the one table of ways from a key to a screen, and from a row to its own.

The screens of rows are those of ``tui.kinds``. Screens are imported when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from textual.app import App
from textual.screen import Screen
from textual.widget import AwaitMount

from briefing.merge.utterances import Utterance
from briefing.model import Span
from briefing.rows import DeadlineRow, Evidence, FindingMention
from tui.context.session import Session
from tui.kinds import kind_named, kind_of_row, load

Maker: TypeAlias = Callable[[Any], Screen[None]]
"""Makes a screen of the session, or of the row that it shows."""


def _utterance(row: Utterance) -> Screen[None]:
    from tui.screens.utterance import UtteranceScreen

    return UtteranceScreen(row)


def _articles(_: Session) -> Screen[None]:
    from tui.screens.articles import ArticlesScreen

    return ArticlesScreen()


def _calendar(_: Session) -> Screen[None]:
    from tui.screens.calendar import CalendarScreen

    return CalendarScreen()


def _corrections(_: Session) -> Screen[None]:
    from tui.screens.corrections import CorrectionsScreen

    return CorrectionsScreen()


def _feeds(_: Session) -> Screen[None]:
    from tui.screens.feeds import FeedsScreen

    return FeedsScreen()


def _marked(_: Session) -> Screen[None]:
    from tui.screens.marked import MarkedScreen

    return MarkedScreen()


def _messages(_: Session) -> Screen[None]:
    from tui.screens.messages import MessagesScreen

    return MessagesScreen()


def _news(session: Session) -> Screen[None]:
    from tui.screens.news import NewsScreen

    return NewsScreen(session.last_visit)


def _search(_: Session) -> Screen[None]:
    from tui.screens.search import SearchScreen

    return SearchScreen()


def _settings(_: Session) -> Screen[None]:
    from tui.screens.settings import SettingsScreen

    return SettingsScreen()


def _watches(_: Session) -> Screen[None]:
    from tui.screens.watches import WatchesScreen

    return WatchesScreen()


SCREENS_OF_KEYS: Mapping[str, Maker] = {
    "articles": _articles,
    "calendar": _calendar,
    "corrections": _corrections,
    "feeds": _feeds,
    "marked": _marked,
    "messages": _messages,
    "news": _news,
    "search": _search,
    "settings": _settings,
    "watches": _watches,
}
"""The screen that the key ``app.NAME`` leads to."""


class Routes:
    """Opens screens over the one in sight of ``app``."""

    def __init__(self, app: App[None], session: Session) -> None:
        self._app = app
        self._session = session

    def show(self, name: str) -> AwaitMount | None:
        """Show the screen of that name, unless one of its kind is in sight."""
        screen = SCREENS_OF_KEYS[name](self._session)
        if type(self._app.screen) is type(screen):
            return None
        return self._app.push_screen(screen)

    def open(self, row: object) -> None:
        """What a row rests on: its own screen, or its article where there is one place alone."""
        match row:
            case DeadlineRow(mentions=(only,), rivals=()):
                self.open_evidence(only.evidence, "deadline")
            case Utterance(statements=(only,), rivals=()):
                self.open_evidence(only.evidence, "quote")
            case Utterance():
                self._app.push_screen(_utterance(row))
            case FindingMention(kind=kind) if not kind_named(kind).screen:
                self.open_evidence(row.evidence, kind)
            case _:
                self._app.push_screen(load(kind_of_row(row).screen)(row))

    def open_evidence(self, evidence: Evidence, kind: str) -> None:
        """The article at those words, which are of that kind of finding."""
        self.open_article(evidence.article.id, evidence.article.title, evidence.spans, kind)

    def open_article(
        self, article_id: str, title: str, spans: Sequence[Span] = (), kind: str = ""
    ) -> None:
        """The whole article, at the given words if any."""
        from tui.screens.article import ArticleScreen

        self._app.push_screen(ArticleScreen(article_id, title, tuple(spans), kind))

    def show_link(self, link: str) -> None:
        """A link, whole."""
        from tui.screens.link import LinkScreen

        self._app.push_screen(LinkScreen(link))
