"""The lines of plain text that is printed: how wide they are, and where they break."""

from __future__ import annotations

WIDTH = 72  # columns: what mails and manual pages have

_BLANKS = dict.fromkeys(map(ord, "\n\x0b\x0c\r"), " ")


def wrapped(text: str, width: int, indents: tuple[str, str]) -> list[str]:
    """Lines of at most ``width`` characters, broken at blanks: the first with the first indent.

    A word that is longer than a line is broken. ``textwrap``, which does the same and more, took a
    third of a report's time.
    """
    if not text.isprintable():
        text = text.expandtabs().translate(_BLANKS)
    text = text.rstrip(" ")
    indent, rest = indents
    lines: list[str] = []
    at = 0
    while at < len(text):
        room = max(1, width - len(indent))
        end = len(text)
        if end - at > room:
            blank = text.rfind(" ", at, at + room + 1)
            end = blank if blank > at else at + room
        if line := text[at:end].rstrip(" "):
            lines.append(f"{indent}{line}")
            indent = rest
        at = end
        while text.startswith(" ", at):
            at += 1
    return lines
