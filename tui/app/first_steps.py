"""The next step of who has seen the samples: feeds of the starter list, an OPML file, a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from tui.app.feed_tasks import FeedTasks
from tui.app.file_tasks import FileTasks

if TYPE_CHECKING:
    from briefing.intake.feeds.opml import Imported


class FirstSteps:
    """Each asks for what it needs on a line of ``app``, and has it done beside the interface."""

    def __init__(self, app: App[None], feeds: FeedTasks, files: FileTasks) -> None:
        self._app = app
        self._feeds = feeds
        self._files = files

    def follow_starters(self) -> None:
        """Follow the feeds of the starter list, and fetch them."""

        def read() -> Imported:
            from briefing.intake.feeds.opml import read_opml, starter_opml

            return read_opml(starter_opml(), "starter")

        self._feeds.follow(read)

    def import_feeds(self) -> None:
        """Ask for an OPML file, or newsboat's, and follow its feeds."""

        def typed_in(path: Path) -> None:
            def read() -> Imported:
                from briefing.intake.feeds.subscription_files import read_subscriptions

                return read_subscriptions(path)

            self._feeds.follow(read)

        self._ask(
            "OPML file:", "~/feeds.opml, as other readers export it; newsboat's urls", typed_in
        )

    def add_files(self) -> None:
        """Ask for a folder or a file, and add its articles."""
        hint = "~/news: text, pages, mail, PDF, calendars; or one file"
        self._ask("Folder or file with articles:", hint, self._files.add)

    def _ask(self, question: str, hint: str, then: Callable[[Path], None]) -> None:
        from tui.screens.ask import Ask

        def typed_in(words: str | None) -> None:
            if words:
                then(Path(words).expanduser())

        self._app.push_screen(Ask(question, hint), typed_in)
