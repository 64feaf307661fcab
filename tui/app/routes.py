"""Which screen shows what: the one table of ways from a key to a screen, and from a row to its own.

Rows of a kind have the screen of its entry in ``tui.kinds``. Screens are named by the references
that are read there, and so imported when they are first shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import App
from textual.widget import AwaitMount

from briefing.article_refs import Evidence
from briefing.model import Span
from briefing.rows import (
    DeadlineMention,
    DeadlineRow,
    FindingMention,
    Statement,
    TalkMention,
    Utterance,
)
from tui.kinds import kind_named, kind_of_row, load

SCREENS_OF_KEYS: Mapping[str, str] = {
    "articles": "tui.screens.articles:ArticlesScreen",
    "calendar": "tui.screens.calendar:CalendarScreen",
    "corrections": "tui.screens.corrections:CorrectionsScreen",
    "desk": "tui.screens.desk:DeskScreen",
    "feeds": "tui.screens.feeds:FeedsScreen",
    "ledger": "tui.screens.ledger:LedgerScreen",
    "map": "tui.screens.world_map:MapScreen",
    "marked": "tui.screens.marked:MarkedScreen",
    "messages": "tui.screens.messages:MessagesScreen",
    "news": "tui.screens.news:NewsScreen",
    "search": "tui.screens.search:SearchScreen",
    "settings": "tui.screens.settings:SettingsScreen",
    "stories": "tui.screens.stories:StoriesScreen",
    "time_line": "tui.screens.time_line:TimeLineScreen",
    "watches": "tui.screens.watches:WatchesScreen",
}
"""The screen that the key ``app.NAME`` leads to."""

STARTS = ("desk", "stories")
"""The screens that brief can start with: each is there once, and a key leads back to it."""

SCREENS_OF_ROWS: Mapping[str, str] = {
    "briefing.merge.utterances:Utterance": "tui.screens.utterance:UtteranceScreen",
    "tui.widgets.watches:WatchResult": "tui.screens.watches:WatchScreen",
    "briefing.ledger.rows:LedgerRow": "tui.screens.undertaking:UndertakingScreen",
}
"""The screen that shows a row of that type, where it is not the screen of its kind."""


class Routes:
    """Opens screens over the one in sight of ``app``."""

    def __init__(self, app: App[None]) -> None:
        self._app = app

    def show(self, name: str) -> AwaitMount | None:
        """Show the screen of that name, unless one of its kind is in sight."""
        screen_class = load(SCREENS_OF_KEYS[name])
        if type(self._app.screen) is screen_class:
            return None
        if name in STARTS and any(type(each) is screen_class for each in self._app.screen_stack):
            while type(self._app.screen) is not screen_class:
                self._app.pop_screen()
            return None
        return self._app.push_screen(screen_class())

    def open(self, row: object) -> None:
        """What a row rests on: its own screen, or its article where there is one place alone."""
        match row:
            case DeadlineRow(mentions=(only,), rivals=()):
                self.open_evidence(only.evidence, "deadline")
            case Utterance(statements=(only,), rivals=()):
                self.open_evidence(only.evidence, "quote")
            case Statement():
                self.open_evidence(row.evidence, "quote")
            case TalkMention():
                self.open_evidence(row.evidence, "talk")
            case DeadlineMention():
                self.open_evidence(row.evidence, "deadline")
            case FindingMention(kind=kind) if not kind_named(kind).screen:
                self.open_evidence(row.evidence, kind)
            case _:
                self._app.push_screen(load(_screen_of(row))(row))

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

    def show_help(
        self, keys: Sequence[tuple[str, str, str]], title: str, *, with_weights: bool = False
    ) -> None:
        """The keys of a screen of that title: what each is, what it does, and its id.

        ``with_weights``: and what makes its rows important.
        """
        from tui.screens.help import HelpScreen

        self._app.push_screen(HelpScreen(keys, title, with_weights=with_weights))


def _screen_of(row: object) -> str:
    for row_class, screen in SCREENS_OF_ROWS.items():
        if isinstance(row, load(row_class)):
            return screen
    return kind_of_row(row).screen
