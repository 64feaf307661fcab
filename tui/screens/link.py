"""A link, shown whole however long it is, so that it can be opened, marked or typed."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.links import safe_link
from tui.screens.base import BriefScreen
from tui.screens.help import HelpText
from tui.widgets.text_view import Block


class LinkText(HelpText):
    """Text that the terminal can follow as a hyperlink (OSC 8), if it is a web address."""

    link: str | None = None

    def render_line(self, y: int) -> Strip:
        made = super().render_line(y)
        if not self.link:
            return made
        follow = Style(link=self.link)
        segments = (
            Segment(text, (style or Style.null()) + follow)
            if text.strip()
            else Segment(text, style)
            for text, style, _ in made
        )
        return Strip(segments, made.cell_length)


class LinkScreen(BriefScreen):
    """One link."""

    def __init__(self, link: str) -> None:
        super().__init__()
        self._link = link

    @property
    def crumb(self) -> str:
        return "Link"

    def body(self) -> Iterable[Widget]:
        yield LinkText("link")

    def ready(self) -> None:
        super().ready()
        view = self.query_one(LinkText)
        view.link = safe_link(self._link)
        self.set_focus(view)
        view.show([Block(self.look.clean(self._link), role="strong")])
