"""The screens of an app that are its own: all but menus and lines that ask for something."""

from __future__ import annotations

from textual.app import App

from tui.screens.base import BriefScreen


def brief_screens(app: App[None]) -> list[BriefScreen]:
    """The screens that are there, the one in sight last."""
    return [s for s in app.screen_stack if isinstance(s, BriefScreen) and _is_there(s)]


def show_status(app: App[None]) -> None:
    """Have the screen in sight write its status line anew."""
    if (screen := _in_sight(app)) is not None:
        screen.show_status()


def show_header(app: App[None]) -> None:
    """Have the screen in sight write its header anew."""
    if (screen := _in_sight(app)) is not None:
        screen.show_header()


def _in_sight(app: App[None]) -> BriefScreen | None:
    screen = app.screen_stack[-1] if app.screen_stack else None  # none once the app ends
    return screen if isinstance(screen, BriefScreen) and _is_there(screen) else None


def _is_there(screen: BriefScreen) -> bool:
    """Whether it has its widgets: not yet before it is mounted, no longer once the app ends."""
    return screen.is_mounted and screen.display  # Textual displays nothing that is being removed
