"""A document as numbered lines, and the text that a parser is to read in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from briefing.model import Span

_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"\S+")
_FRESH = re.compile(
    r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}:\s|[QA]\s|“|\""
)
_NEVER_LAST = frozenset(
    "the a an of and or in to with by for on at from as that which its their our his her".split()
)
_BROKEN = re.compile("\ufffd")
_LIST_ITEM = re.compile(r"\s*(?:[-*•–·]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[IVXivx]{1,5}[.)])\s")

# A line that a program broke ends near its margin; that of a paragraph ends where it ends.
_NARROW, _WIDE = 40, 100  # characters of the usual widths (RFC 3676 asks for 78 at most)
_SLACK = 2  # characters by which programs differ in where they break
_MOST_ENDED = 0.5  # of the lines end a sentence where paragraphs stand one a line
_LEAST_WRAPPED = 0.55  # of the lines, from which on the whole text counts as broken
_MOST_LINES = 0.9  # are no wider than the margin; a few hold a link or a table
_THIRD = 0.3  # of the lines, nearly


class Line(Struct, frozen=True):
    """One line that is not blank: characters ``[start, end)`` of the text, blanks at ends cut."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold anything, in order."""
    lines = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            lines.append(Line(start, start + len(stripped), stripped))
    return lines


def words(text: str) -> int:
    """The number of words, as blanks part them."""
    return len(_WORDS.findall(text))


def joints(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The gaps between lines that only a margin parted, as character ranges.

    A sentence runs on over them. Empty unless most lines of the text were broken that way.
    """
    widths = sorted(line.end - line.start for line in lines)
    if len(widths) < 4:
        return []
    widest = widths[int(_MOST_LINES * (len(widths) - 1))]
    ended = sum(line.text[-1] in '.!?:;”"' for line in lines)
    if not _NARROW <= widest <= _WIDE or ended > _MOST_ENDED * len(lines):
        return []
    inner = [
        (one.end, other.start)
        for one, other in pairwise(lines)
        if _runs_on(one.text, other.text, widest)
    ]
    return inner if len(inner) >= _LEAST_WRAPPED * (len(lines) - 1) or _clear(inner, lines) else []


def _runs_on(one: str, other: str, widest: int) -> bool:
    """Whether a program broke the line: the next word would not have fitted, or goes on small."""
    if _LIST_ITEM.match(other) or _FRESH.match(other):
        return False
    if other[0].islower() and one[-1] not in ".!?:;":
        return True
    if one.rpartition(" ")[2] in _NEVER_LAST:
        return True
    word = other.split(" ", 1)[0]
    return len(one) + 1 + len(word) > widest - _SLACK


def _clear(inner: list[tuple[int, int]], lines: Sequence[Line]) -> bool:
    """Whether a good third of the lines go on in the middle of a sentence, in lower case."""
    starts = {after for _, after in inner}
    small = sum(line.start in starts and line.text[0].islower() for line in lines)
    return small >= 4 and small >= _THIRD * len(lines)


def mended(text: str, lines: Sequence[Line]) -> str:
    """The text, as long as before, with broken lines run on and lost marks put back.

    A replacement character between letters was an apostrophe, at the edge of a word a quotation
    mark: what a wrong encoding usually destroys.
    """
    gaps = joints(lines)
    if gaps:
        text = masked(text, gaps)
    if "\ufffd" in text:
        text = _BROKEN.sub(_mark, text)
    return text


def _mark(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isalnum() and after.isalnum():
        return "’"
    return "“" if after.isalnum() else "”"


def masked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """The text with these ranges blanked, character for character."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        if end > at:
            pieces += [text[at : max(at, start)], " " * (end - max(at, start))]
            at = end
    return "".join([*pieces, text[at:]])
