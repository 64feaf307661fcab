"""What all screens have: header, status line, keys, and the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import ScreenResume
from textual.screen import Screen
from textual.widget import Widget

from tui.keys import SCREEN
from tui.look import Look
from tui.session import Session
from tui.widgets.bars import Bar, KeyBar
from tui.widgets.paint import Part

if TYPE_CHECKING:
    from tui.app import BriefApp

WIDE = 100  # columns from which rows and evidence stand side by side
_ALWAYS = ("app.help", "app.quit")


class BriefScreen(Screen[None]):
    """A screen with a crumb in the breadcrumbs; ``body`` makes what is between the bars."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCREEN]
    AUTO_FOCUS = None

    @property
    def brief(self) -> BriefApp:
        """The app, by its own type."""
        return cast("BriefApp", self.app)

    @property
    def session(self) -> Session:
        """What the screens share."""
        return self.brief.session

    @property
    def look(self) -> Look:
        """How text is written on this terminal."""
        return self.brief.look

    @property
    def crumb(self) -> str:
        """What this screen is called in the breadcrumbs."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        """The widgets between header and status line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        yield Bar("header")
        yield from self.body()
        yield Bar("status")
        yield KeyBar("keys")

    def on_mount(self) -> None:
        self.bindings_updated_signal.subscribe(self, lambda _: self.show_keys())
        self.show_header()
        self.show_status()
        self.show_keys()

    @on(ScreenResume)
    def _resumed(self) -> None:
        self.show_header()
        self.show_status()
        self.show_keys()

    def briefing_changed(self) -> None:
        """Called when a new briefing is at hand and this screen is in sight or below another."""

    def show_header(self) -> None:
        """Breadcrumbs on the left, the day of the briefing on the right."""
        crumbs = [s.crumb for s in self.app.screen_stack if isinstance(s, BriefScreen)]
        arrow = f" {self.look.marks.arrow} "
        way = "".join(f"{crumb}{arrow}" for crumb in crumbs[:-1])
        here = crumbs[-1] if crumbs else self.crumb
        room = max(10, self.app.size.width - 4)
        if len(way) + len(here) > room:
            way = f"{self.look.marks.ellipsis}{arrow}"
        parts: list[Part] = [
            (f" {self.look.clean(way)}", "dim"),
            (self.look.clip(here, room - len(way)), "strong"),
        ]
        self.query_one("#header", Bar).show(parts)

    def place(self) -> str:
        """Where in its rows the screen stands, for the right end of the status line."""
        return ""

    def show_status(self) -> None:
        """The app's message, or what it is working on, and the position in the list."""
        text, role = self.brief.status
        place = self.place()
        right: list[Part] = [(f"{place} ", "dim")] if place else []
        room = max(0, self.app.size.width - len(place) - 4)
        self.query_one("#status", Bar).show([(f" {self.look.clip(text, room)}", role)], right)

    def show_keys(self) -> None:
        """The keys that work here and now."""
        if not self.is_mounted or self.app.screen is not self:
            return
        shown: dict[str, Binding] = {}
        for active in self.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled:
                shown.setdefault(binding.id or binding.action, binding)
        pairs = {name: (self.app.get_key_display(b), b.description) for name, b in shown.items()}
        always = [pairs.pop(name) for name in _ALWAYS if name in pairs]
        self.query_one("#keys", KeyBar).show_keys(list(pairs.values()), always)

    def action_back(self) -> None:
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()


def of_total(position: tuple[int, int]) -> str:
    """``3/14``, or nothing for no rows."""
    at, total = position
    return f"{at:,}/{total:,}" if total else ""
