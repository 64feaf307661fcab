"""Everything that the status line has said, newest first, in full."""

from __future__ import annotations

from collections.abc import Sequence

from tui.screens.text_screen import ScrolledText, TextScreen
from tui.widgets.text_view import Block


class MessagesScreen(TextScreen):
    """Messages and errors since the program started."""

    def __init__(self) -> None:
        super().__init__(ScrolledText("messages"))

    @property
    def crumb(self) -> str:
        return "Messages"

    def ready(self) -> None:
        super().ready()
        self.brief.messages.read()

    def blocks(self) -> Sequence[Block]:
        blocks = [Block("Messages, newest first", role="strong"), Block()]
        for text, role in reversed(self.brief.messages.kept):
            word = "Error: " if role == "warn" else ""
            blocks.append(Block(self.look.clean(f"{word}{text}"), role=role))
        if not self.brief.messages.kept:
            blocks.append(Block("No messages yet.", role="dim"))
            blocks.append(Block("Errors stay here to be read again; Esc leads back.", role="dim"))
        return blocks
