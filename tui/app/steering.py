"""When a key that goes on by rows may be answered where it comes in.

Textual hands each key to the widget in focus, from where it comes back to the app through all that
holds the widget, a message each: a fifth of what it costs to go on by a row. Whoever holds a key
down pays that for every row.
"""

from __future__ import annotations

from textual import events
from textual.actions import ActionParseResult, parse
from textual.app import App

from tui.screens.base import BriefScreen
from tui.widgets.row_list import RowList

_MOVES = frozenset({"move", "page", "half"})


class Steering:
    """Follows the keys of an app, so that none that is answered at once overtakes another.

    Such a key is the same as the one before it, which has come back from its whole way and has
    moved the rows that are in focus still, with nothing waiting on that way.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._last: events.Key | None = None
        self._is_back = False
        self._rows: RowList[object] | None = None

    def goes_on(self, event: events.Key) -> bool:
        """Whether a key that has just come in can be answered at once; else its way begins."""
        last, rows = self._last, self._rows
        same = last is not None and last.key == event.key
        if same and rows is not None and self._is_clear_to(rows):
            return True
        self._last, self._is_back, self._rows = event, False, None
        return False

    def came_back(self, event: events.Key) -> None:
        """A key has come back from its way, and is about to be answered."""
        self._is_back = event is self._last

    def done(self, action: str | ActionParseResult, by: object) -> None:
        """An action was carried out, for a key that has come back or for anything else."""
        _, name, _ = parse(action) if isinstance(action, str) else action
        moves = self._is_back and name in _MOVES
        self._rows = by if moves and isinstance(by, RowList) else None

    def _is_clear_to(self, rows: RowList[object]) -> bool:
        app = self._app
        if app.focused is not rows or not app.app_focus or app.screen.maximized is not None:
            return False
        way = [node for node in rows.ancestors_with_self if node is not app]
        return isinstance(app.screen, BriefScreen) and not any(
            node.message_queue_size for node in way
        )
