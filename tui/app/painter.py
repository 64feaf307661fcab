"""Draws the first screen as the interface will at its next start, for the picture that is kept.

It is the same interface, on a terminal of which there is only the size: nothing is read but what
was kept of the last visit.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from briefing.desk import Desk
from briefing.digest.first_screen import FirstScreen
from briefing.errors import StoreError
from tui.app.app import BriefApp
from tui.screens.base import BriefScreen
from tui.settings.config import Config
from tui.terminal.capabilities import Face
from tui.terminal.lean_output import lean

if TYPE_CHECKING:
    from briefing.ports import Library

_MOST_ROUNDS = 20  # of painting, until one is like the one before
_NEVER = 86_400.0  # seconds: longer than it takes to draw a picture


def draw(front: FirstScreen, config: Config, face: Face, size: tuple[int, int]) -> bytes:
    """What a terminal of that ``size`` (columns, lines) is told to draw of ``front``."""
    drawn: list[str] = []
    is_drawn = Event()

    def unread() -> Library:
        is_drawn.wait()  # as it is read after the first screen has been drawn
        raise StoreError("the library", "is not read for a picture", "Nothing is to be done")

    app = BriefApp(
        Desk(unread),
        days=front.days,
        config=config,
        face=face,
        front=front,
        poll_seconds=_NEVER,
    )

    async def draw_at_rest(pilot: Pilot[object]) -> None:
        for _ in range(_MOST_ROUNDS):
            await pilot.pause()
            drawn.append(_picture(app))
            if drawn[-2:-1] == drawn[-1:]:
                break
        is_drawn.set()
        app.exit()

    app.run(headless=True, size=size, auto_pilot=draw_at_rest)
    return lean(drawn[-1]).encode()


def _picture(app: BriefApp) -> str:
    screen = cast("BriefScreen", app.screen)
    screen.forget_terminal()
    return screen.whole_update().render_segments(app.console)
