"""The screens of an app that are its own: all but menus and lines that ask for something."""

from __future__ import annotations

from textual.app import App

from tui.screens.base import BriefScreen


def brief_screens(app: App[None]) -> list[BriefScreen]:
    """The screens that are there, the one in sight last."""
    return [s for s in app.screen_stack if isinstance(s, BriefScreen) and s.is_mounted]


def show_status(app: App[None]) -> None:
    """Have the screen in sight write its status line anew."""
    screen = app.screen_stack[-1] if app.screen_stack else None  # none once the app ends
    if isinstance(screen, BriefScreen) and screen.is_mounted:
        screen.show_status()
