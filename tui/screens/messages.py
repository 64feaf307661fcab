"""Everything that the status line has said, newest first, in full."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from tui.screens.base import BriefScreen
from tui.screens.help import HelpText
from tui.widgets.text_view import Block


class MessagesScreen(BriefScreen):
    """Messages and errors since the program started."""

    @property
    def crumb(self) -> str:
        return "Messages"

    def body(self) -> Iterable[Widget]:
        yield HelpText("messages")

    def ready(self) -> None:
        super().ready()
        view = self.query_one(HelpText)
        self.set_focus(view)
        blocks = [Block("Messages, newest first", role="strong"), Block()]
        for text, role in reversed(self.brief.messages):
            word = "Error: " if role == "warn" else ""
            blocks.append(Block(self.look.clean(f"{word}{text}"), role=role))
        if not self.brief.messages:
            blocks.append(Block("Nothing has been said yet.", role="dim"))
        view.show(blocks)
