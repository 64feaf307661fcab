"""The picture of the first screen: who looks for it, who has it drawn, and the process that draws.

A plain ``brief`` shows it before it loads the interface; panes and timers leave it for the next.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING, Any

from tui.cache import picture_process
from tui.cache.picture import PictureCache, Surface, surface_at_hand
from tui.terminal.early_screen import EarlyScreen

if TYPE_CHECKING:
    from tui.cache.first_screen import FirstScreenCache
    from tui.cli.setup import Setup

_PAINTER = "tui.cli.picture:keep_picture"
_PATIENCE = 10  # how much drawing yields to whatever else the machine has to do: nice(2)


def picture_shown(setup: Setup, page: FirstScreenCache) -> EarlyScreen:
    """The terminal at hand, with the picture of that page on it if there is one."""
    early, surface = EarlyScreen(), surface_at_hand()
    if surface is not None:
        drawn = _pictures(setup, page).read(surface, date.today())
        if drawn is not None:
            early.show(drawn)
    return early


def leave_picture(
    setup: Setup, page: FirstScreenCache, surface_now: Callable[[], Surface | None]
) -> None:
    """Have the picture of that page drawn, unless it is there; waits for nothing."""
    with suppress(OSError):
        if (wait := _begun(_pictures(setup, page), surface_now())) is not None:
            Thread(target=wait, daemon=True).start()


def renew_picture(setup: Setup) -> None:
    """Have it drawn for the terminal on which the panes were last seen, if they ever were.

    Waits until that is done.
    """
    pictures = _pictures(setup, setup.usual_front_page())
    with suppress(OSError):
        if (wait := _begun(pictures, pictures.surface())) is not None:
            wait()


def _begun(pictures: PictureCache, surface: Surface | None) -> Callable[[], None] | None:
    """What waits until the picture for that terminal is drawn; None if it is there, or for none.

    Raises OSError if no process can be started.
    """
    if surface is None or pictures.read(surface, date.today()) is not None:
        return None
    return picture_process.begin(surface, _PAINTER)


def keep_picture(surface: dict[str, Any]) -> None:
    """Draw the picture that the next plain ``brief`` shows on that terminal, and keep it."""
    import msgspec

    from tui.cli.setup import Setup

    os.nice(_PATIENCE)
    setup = Setup()
    settings = setup.config
    page = setup.usual_front_page()
    drawn_on = msgspec.convert(surface, Surface)
    pictures = _pictures(setup, page)
    scene = pictures.scene(drawn_on, date.today())
    front = page.read()
    if front is None:
        return
    from tui.terminal import capabilities

    face = capabilities.prepare(theme=settings.tui.theme, ascii_only=settings.tui.ascii)
    from tui.app.painter import draw

    drawn = draw(front, settings, face, (drawn_on.columns, drawn_on.lines))
    if scene == pictures.scene(drawn_on, date.today()):  # nobody has kept another one meanwhile
        pictures.keep(drawn, scene)


def _pictures(setup: Setup, page: FirstScreenCache) -> PictureCache:
    home = setup.home
    return PictureCache(home.cache, page.path, home.config_file)
