"""What leaves the interface: text to the clipboard, briefings to files."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from rich.cells import cell_len

from briefing.digest.briefing import Briefing
from tui.app.routes import Routes
from tui.app.services import Services
from tui.screens.frame import BESIDE_MESSAGES

if TYPE_CHECKING:
    from briefing.ledger.rows import Ledger


class ExportTasks:
    """Copies and writes in threads, and says where things went."""

    def __init__(self, services: Services, routes: Routes) -> None:
        self._app = services.app
        self._session = services.session
        self._tasks = services.tasks
        self._messages = services.messages
        self._clock = services.clock
        self._routes = routes
        self._writing = Lock()
        self._exports = 0

    def copy(self, text: str, name: str) -> None:
        """Copy, and say what was copied and where it went."""

        def work() -> None:
            from tui.terminal.clipboard import copy

            where = copy(text, self._osc52)
            self._app.call_from_thread(self._messages.say, f"{name}: {where}")

        self._tasks.in_background(work, "clipboard")

    def _osc52(self, text: str) -> None:
        self._app.call_from_thread(self._app.copy_to_clipboard, text)

    def write(self, briefing: Briefing, form: str, view: str, ledger: Ledger | None = None) -> None:
        """Write a briefing, or the part of one that a view shows, in the form of that key.

        With ``ledger`` that of it.
        """

        def work() -> None:
            from tui.exports.write import Source, export, file_stem, format_of, unused

            # Stories are of all articles: a part of the briefing has none.
            stories = self._session.load_stories() if not view else ()
            now, desk = self._clock(), self._session.desk
            stories = desk.with_contradictions(stories, briefing)
            source = Source(desk, briefing, stories, now, ledger=ledger)
            chosen = format_of(form)
            with self._writing:  # so that of two exports the second takes another name
                path = unused(Path.cwd() / f"{file_stem(briefing, view)}{chosen.suffix}")
                files = list(export(source, chosen, path))
            names = str(files[0]) if len(files) == 1 else f"{len(files)} files in {path}"
            self._app.call_from_thread(self._say_whole, f"Written: {names}")

        self._messages.say("Writing the export")
        self._exports += 1
        self._tasks.in_background(work, f"export {self._exports}")  # none takes another's place

    def _say_whole(self, text: str) -> None:
        """Say that; where the status line is too short for it, show it among the messages."""
        self._messages.say(text)
        if cell_len(text) > self._app.size.width - BESIDE_MESSAGES:
            self._routes.show("messages")
