"""What is written to the terminal, without what the terminal has been told just before.

Textual ends each run of text by giving up all colours, and begins the next by naming all of them
again: when a row moves, that is more than half of the bytes. A slow line waits for each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.strip import Strip

from tui.terminal.early_screen import ALTERNATE, EarlyScreen

# ECMA-48: control sequences (5.4), control strings such as links (5.6), other escape sequences and
# control characters. A line feed before a move to a place is taken with it: Textual writes one only
# where a line is below, so that nothing scrolls.
_CONTROL = re.compile(
    r"\n?\x1b\[(?P<place>\d+;\d+)H"
    r"|\x1b\[(?P<rendition>[0-?]*)m"
    r"|\x1b\[[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_].*?(?:\x1b\\|\x07)"
    r"|\x1b[ -/]*[0-~]"
    r"|[\x00-\x1f\x7f]",
    re.DOTALL,
)
_USUAL = "\x1b[m"
_COLOUR_LENGTHS = {"5": 3, "2": 5}  # parameters of a colour by how it is given: 38;5;n, 38;2;r;g;b
# Bold, dim, italic, underlined, blinking (slowly, quickly), reversed, hidden, struck out; twice
# underlined, framed, encircled, overlined: ECMA-48, 8.3.117.
_ATTRIBUTES = frozenset([*"123456789", "21", "51", "52", "53"])
_SEEN_ON_BLANKS = frozenset(["4", "5", "6", "7", "9", "21", "51", "52", "53"])


class _Rendition(Struct, frozen=True):
    """How text is rendered: parameters of each colour, "" for the usual one, and of all else."""

    foreground: str = ""
    background: str = ""
    attributes: frozenset[str] = frozenset()


_PLAIN = _Rendition()


class LeanText(str):
    """What is lean already: the driver writes it as it is, also with a move behind it."""

    __slots__ = ()

    def __add__(self, more: str) -> LeanText:
        return LeanText(super().__add__(more))


def lean_segments(
    pieces: Iterable[tuple[str, Iterable[Segment]]], colours: ColorSystem
) -> LeanText:
    """Segments of text in as few bytes as ``lean`` makes of them, without a detour through more.

    Before each piece stands what moves the terminal's cursor to its place. The rendition before
    and after all of them is the usual one.
    """
    written: list[str] = []
    shown = _PLAIN
    for move, segments in pieces:
        written.append(move)
        for text, style, _ in segments:
            if not text:
                continue
            style = style or Style.null()
            wanted = _rendition(style, colours)
            if wanted is None:
                whole = Strip.render_style(style, text, colours)
                written += (_change(shown, _PLAIN), lean(whole))
                shown = _PLAIN
                continue
            needed = _for_blanks(shown, wanted) if text.isspace() else wanted
            written += (_change(shown, needed), text)
            shown = needed
    return LeanText("".join((*written, _change(shown, _PLAIN))))


@lru_cache(1024)
def _rendition(style: Style, colours: ColorSystem) -> _Rendition | None:
    """The rendition that a style sets; None where it says more, such as a link."""
    rendered = Strip.render_style(style, "x", colours)
    if rendered == "x":
        return _PLAIN
    begins, parted, ends = rendered.partition("mx")
    if not (parted and begins.startswith("\x1b[") and ends == "\x1b[0m"):
        return None
    return _with(_PLAIN, begins.removeprefix("\x1b["))


def lean(text: str) -> str:
    """The same picture in fewer bytes, on a terminal whose rendition is the usual one.

    ``text`` is what Textual writes at a time. From the first rendition on that is not understood,
    it stays as it is. The rendition at the end is that at the end of ``text``.
    """
    written: list[str] = []
    shown = wanted = _PLAIN
    end = 0
    for control in _CONTROL.finditer(text):
        start, before = control.start(), end
        end = control.end()
        if before < start:
            words = text[before:start]
            needed = _for_blanks(shown, wanted) if words.isspace() else wanted
            written += (_change(shown, needed), words)
            shown = needed
        kind = control.lastgroup
        if kind == "rendition":
            changed = _with(wanted, control["rendition"])
            if changed is None:
                return "".join((*written, _change(shown, wanted), text[start:]))
            wanted = changed
        elif kind == "place":
            written.append(f"\x1b[{control['place']}H")
        else:  # it may erase or scroll, in the colours that are set
            written += (_change(shown, wanted), control[0])
            shown = wanted
    return "".join((*written, _change(shown, wanted), text[end:]))


def _for_blanks(shown: _Rendition, wanted: _Rendition) -> _Rendition:
    """What blanks need of ``wanted``: that of which nothing is seen stays as it is shown."""
    given_up = shown.background and not wanted.background  # for which all is named again anyhow
    if given_up or (shown.attributes | wanted.attributes) & _SEEN_ON_BLANKS:
        return wanted
    return _Rendition(shown.foreground, wanted.background, shown.attributes)


@lru_cache(1024)
def _with(rendition: _Rendition, parameters: str) -> _Rendition | None:
    """The rendition once that has been set too; None if it is not understood."""
    foreground, background = rendition.foreground, rendition.background
    attributes = set(rendition.attributes)
    rest = parameters.split(";")
    while rest:
        first = rest[0]
        length = 1
        if first in ("", "0"):
            foreground = background = ""
            attributes.clear()
        elif first in ("38", "48"):
            length = _COLOUR_LENGTHS.get(rest[1], 0) if len(rest) > 1 else 0
            if not 0 < length <= len(rest):
                return None
            colour = ";".join(rest[:length])
            if first == "38":
                foreground = colour
            else:
                background = colour
        elif first in _ATTRIBUTES:
            attributes.add(first)
        elif len(first) > 1 and first[:-1] in ("3", "9") and first[-1] in "01234567":
            foreground = first
        elif len(first) > 1 and first[:-1] in ("4", "10") and first[-1] in "01234567":
            background = first
        else:
            return None
        rest = rest[length:]
    return _Rendition(foreground, background, frozenset(attributes))


@lru_cache(1024)
def _change(shown: _Rendition, wanted: _Rendition) -> str:
    """What makes of one rendition another."""
    if shown == wanted:
        return ""
    if wanted == _PLAIN:
        return _USUAL
    given_up = (
        shown.attributes - wanted.attributes
        or (shown.foreground and not wanted.foreground)
        or (shown.background and not wanted.background)
    )
    if given_up:
        shown = _PLAIN
    changed = [
        *sorted(wanted.attributes - shown.attributes),
        wanted.foreground if wanted.foreground != shown.foreground else "",
        wanted.background if wanted.background != shown.background else "",
    ]
    parameters = ";".join(filter(None, changed))
    return f"\x1b[{'0;' if given_up else ''}{parameters}m"


class _LeanDriver(LinuxDriver):
    """``early`` has the terminal until this takes it."""

    early: ClassVar[EarlyScreen | None] = None
    _has_screen = False

    def start_application_mode(self) -> None:
        if self.early is not None:
            self._has_screen = self.early.is_shown
            self.early.hand_over()
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        if self._has_screen and data == ALTERNATE:
            self._has_screen = False
            return
        super().write(data if isinstance(data, LeanText) else lean(data))


def lean_driver(usual: type[Driver], early: EarlyScreen | None = None) -> type[Driver]:
    """The driver to use in place of Textual's ``usual`` one: itself, if it is none for a terminal
    at hand (somebody has named another, or there is no screen).

    ``early`` has the terminal until the driver takes it over.
    """
    if usual is not LinuxDriver:
        return usual
    return type("_LeanDriver", (_LeanDriver,), {"early": early})
