"""A link, shown whole however long it is, so that it can be opened, marked or typed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.screens.text_screen import ScrolledText, TextScreen
from tui.terminal.browser import plain_link
from tui.widgets.text_view import Block


class LinkText(ScrolledText):
    """Text that the terminal can follow as a hyperlink (OSC 8), if it is a web address."""

    link: str | None = None

    def render_line(self, y: int) -> Strip:
        line = super().render_line(y)
        if not self.link:
            return line
        follow = Style(link=self.link)
        segments = (
            Segment(text, (style or Style.null()) + follow)
            if text.strip()
            else Segment(text, style)
            for text, style, _ in line
        )
        return Strip(segments, line.cell_length)


class LinkScreen(TextScreen):
    """One link."""

    def __init__(self, link: str) -> None:
        view = LinkText("link")
        view.link = plain_link(link)
        super().__init__(view)
        self._link = link

    @property
    def crumb(self) -> str:
        return "Link"

    def blocks(self) -> Sequence[Block]:
        return [Block(self.look.clean(self._link), role="strong")]
