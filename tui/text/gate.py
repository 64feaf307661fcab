"""The render gate: every string from outside passes here on its way to the screen.

Characters that could steer a terminal, reorder a line or hide in it are shown, one for one, as
visible stand-ins, so that character offsets stay valid. Nothing here knows markup: what looks
like markup is text.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

_HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}
_STAND_IN = 0xFFFD  # REPLACEMENT CHARACTER (Unicode 16.0, chapter 23.8)
_PICTURES = 0x2400  # Unicode block "Control Pictures": one for each of U+0000 to U+001F
_SELECTORS = re.compile("[\ufe00-\ufe0f]")
_JOINER = "\u200d"
_TEXT_STYLE = "\ufe0e"  # a selector, which is not shown
# Pictographs and what may stand behind one (Unicode Technical Standard 51, revision 25).
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_JOINED = re.compile(f"(?:(?<={_PICTURE})|(?<={_PICTURE}\ufe0f)){_JOINER}(?={_PICTURE})")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)  # REGIONAL INDICATOR SYMBOL LETTER A to Z


class _Gate(dict[int, int]):
    """A translation table that fills itself; keys and values are code points."""

    def __missing__(self, code: int) -> int:
        self[code] = shown = _shown(code)
        return shown


def _shown(code: int) -> int:
    if code in (0x09, 0x0A, 0x0D):
        return 0x20
    if code < 0x20:
        return _PICTURES + code
    if code == 0x7F:
        return 0x2421
    category = unicodedata.category(chr(code))
    if category in _HIDDEN or 0xE0000 <= code <= 0xE0FFF:
        return _STAND_IN
    return 0x20 if category == "Zs" else code


_GATE = _Gate()


class _AsciiGate(dict[int, int]):
    """The same for terminals that show nothing but ASCII: the nearest letter, else ``?``."""

    def __missing__(self, code: int) -> int:
        self[code] = shown = _nearest_ascii(_shown(code))
        return shown


_LOOKS_LIKE = {
    ord(a): ord(b) for a, b in zip("‘’‚“”„«»‹›–—−…•·", '\'\'\'"""""<>---.**', strict=True)
}


def _nearest_ascii(code: int) -> int:
    if code < 0x7F:
        return code
    if code in _LOOKS_LIKE:
        return _LOOKS_LIKE[code]
    base = ord(unicodedata.normalize("NFKD", chr(code))[0])
    return base if 0x20 <= base < 0x7F else ord("?")


_ASCII_GATE = _AsciiGate()


def clean(text: str, ascii_only: bool = False) -> str:
    """``text`` with a visible stand-in for every character that is no plain glyph.

    The result has as many characters as ``text``, none of them a control, a line break or a
    format character, so it can be written to a terminal and measured in cells.
    """
    if ascii_only:
        return text.translate(_ASCII_GATE)
    if _JOINER in text:  # pictures that are joined are shown one beside the other
        text = _JOINED.sub(_TEXT_STYLE, text)
    return text.translate(_GATE)


def without_selectors(text: str) -> str:
    """``text`` less variation selectors, about whose width terminals disagree."""
    return text if text.isascii() else _SELECTORS.sub("", text)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Cleaned text cut (with an ellipsis) or padded to exactly ``width`` cells."""
    return set_cell_size(clip(text, width, ellipsis), width)


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """Cleaned text cut to at most ``width`` cells, the cut marked by an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    mark = ellipsis[:width]
    cut = set_cell_size(text, width - cell_len(mark))
    if halves_a_flag(text, len(cut)):
        cut = cut[:-1]
    return cut.rstrip() + mark


def halves_a_flag(text: str, index: int) -> bool:
    """Whether a cut before that character parts the two letters that make a flag.

    All else that is seen as one character is kept whole by its width: a mark on a letter has none.
    """
    if index >= len(text) or ord(text[index]) not in _FLAG_LETTERS:
        return False
    start = index
    while start > 0 and ord(text[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return (index - start) % 2 == 1


class Marks(Struct, frozen=True):
    """The program's own signs; each has an ASCII twin."""

    cursor: str
    bar: str
    dot: str
    arrow: str
    ellipsis: str
    rule: str
    dash: str
    marked: str
    unread: str
    reversed: str


UNICODE_MARKS = Marks("▌", "▎", "·", "›", "…", "─", "–", "*", "•", "≠")
ASCII_MARKS = Marks(">", "|", "-", ">", "...", "-", "-", "*", "+", "#")


def marks(ascii_only: bool) -> Marks:
    """The signs to use."""
    return ASCII_MARKS if ascii_only else UNICODE_MARKS
