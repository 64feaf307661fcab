"""Where quotation marks enclose words: curly, straight, ''…'', single British ones, guillemets.

One pass over the text, each line by itself; what a mark means is decided by its shape and by
its two neighbouring characters, so the time is linear whatever the marks.
"""

from __future__ import annotations

import re

from msgspec import Struct

from briefing.model import Span

_LINE = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"''|``|’’|‘‘|[\"“”„«»＂]")
_SINGLE = re.compile(r"['‘’‹›]")
_OPENERS = frozenset(["“", "„", "``", "‘‘"])
_CLOSERS = frozenset(["”", "’’"])
_BEFORE_OPENER = " \t\u00a0([{-–—―/:…*\u2009"
_AFTER_CLOSER = " \t\u00a0)]},.;:!?-–—―/…*\u2009"
_CLIPPED = re.compile(r"(?:\d0s|em|til|cause|tis|twas|n|round|bout|til)\b", re.IGNORECASE)


class Quotation(Struct, frozen=True):
    """Words between marks: ``outer`` with the marks, ``inner`` without, in characters.

    ``closed`` is False where the line ends before a closing mark is met.
    """

    outer: Span
    inner: Span
    closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of a text in order; they never overlap and never cross lines."""
    found: list[Quotation] = []
    for line in _LINE.finditer(text):
        marks = list(_DOUBLE.finditer(text, line.start(), line.end()))
        if marks:
            found.extend(_paired(text, marks, line))
        else:
            found.extend(_british(text, line))
    return found


def _opens(text: str, mark: re.Match[str], line: re.Match[str]) -> bool:
    """Whether the neighbours let a mark stand before its words."""
    left = text[mark.start() - 1] if mark.start() > line.start() else " "
    right = text[mark.end()] if mark.end() < line.end() else " "
    return (left in _BEFORE_OPENER or left in "'‘’\"“”") and not right.isspace()


def _closes(text: str, mark: re.Match[str], line: re.Match[str]) -> bool:
    left = text[mark.start() - 1] if mark.start() > line.start() else " "
    right = text[mark.end()] if mark.end() < line.end() else " "
    return not left.isspace() and (right in _AFTER_CLOSER or right in "'‘’\"“”")


def _paired(text: str, marks: list[re.Match[str]], line: re.Match[str]) -> list[Quotation]:
    found: list[Quotation] = []
    opener: re.Match[str] | None = None
    guillemets = {"«": "»", "»": "«"}
    for mark in marks:
        shape = mark[0]
        if opener is None:
            inches = mark.start() > line.start() and text[mark.start() - 1].isdigit()
            stray = shape in _CLOSERS and not _opens(text, mark, line)
            if stray or (inches and _closes(text, mark, line)):
                continue
            if not _opens(text, mark, line) and _closes(text, mark, line):
                continue
            opener = mark
        elif shape in guillemets or opener[0] in guillemets:
            if guillemets.get(opener[0]) == shape:
                _add(found, text, opener.start(), opener.end(), mark.start(), mark.end(), True)
                opener = None
        elif shape not in _OPENERS or (opener[0] == "„" and shape == "“"):
            _add(found, text, opener.start(), opener.end(), mark.start(), mark.end(), True)
            opener = None
    if opener is not None:
        stop = line.end()
        while stop > opener.end() and text[stop - 1].isspace():
            stop -= 1
        _add(found, text, opener.start(), opener.end(), stop, stop, False)
    return found


def _british(text: str, line: re.Match[str]) -> list[Quotation]:
    found: list[Quotation] = []
    opener: re.Match[str] | None = None
    closer: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text, line.start(), line.end()):
        if _opens_single(text, mark, line):
            if opener is not None and closer is not None:
                _add(found, text, opener.start(), opener.end(), closer.start(), closer.end(), True)
                opener, closer = mark, None
            elif opener is None:
                opener = mark
        elif opener is not None and mark[0] != "‘" and _closes(text, mark, line):
            before = text[mark.start() - 1]
            possessive = before in "sS" and text[mark.end() : mark.end() + 2].strip().islower()
            if closer is None or not possessive:
                closer = mark
            if not possessive:
                _add(found, text, opener.start(), opener.end(), mark.start(), mark.end(), True)
                opener = closer = None
    if opener is not None and closer is not None:
        _add(found, text, opener.start(), opener.end(), closer.start(), closer.end(), True)
    return found


def _opens_single(text: str, mark: re.Match[str], line: re.Match[str]) -> bool:
    if mark[0] in "’›" or not _opens(text, mark, line):
        return False
    return not _CLIPPED.match(text, mark.end())


def _add(
    found: list[Quotation], text: str, start: int, inner: int, stop: int, end: int, closed: bool
) -> None:
    while inner < stop and text[inner].isspace():
        inner += 1
    while stop > inner and text[stop - 1].isspace():
        stop -= 1
    if any(c.isalnum() for c in text[inner:stop]):
        found.append(Quotation(Span(start, end), Span(inner, stop), closed))
