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
_SENTENCE_END = re.compile(r"[.!?][\")”’]*\s+(?=[A-Z])")
_LONGEST = 1_000  # characters of a sentence that has lost its opening mark
_AHEAD = 40  # marks looked at to tell a nested quotation from a stray mark
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
    quotations: list[Quotation] = []
    for line in _LINE.finditer(text):
        marks = list(_DOUBLE.finditer(text, line.start(), line.end()))
        if marks:
            quotations.extend(_paired(text, marks, line))
        else:
            quotations.extend(_british(text, line))
    return quotations


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
    quotations: list[Quotation] = []
    opener: re.Match[str] | None = None
    nested = 0  # pairs within the quotation that have opened and not yet closed
    guillemets = {"«": "»", "»": "«"}
    for number, mark in enumerate(marks):
        shape = mark[0]
        if opener is None:
            inches = mark.start() > line.start() and text[mark.start() - 1].isdigit()
            closes = _closes(text, mark, line)
            if inches and closes:
                continue
            stray = shape in _CLOSERS and not _opens(text, mark, line)
            if stray or (closes and not _opens(text, mark, line)):
                start = _unopened(text, mark, line, quotations)
                if start is not None:
                    _add(quotations, text, (start, start), mark.span())
                continue
            opener = mark
        elif shape in guillemets or opener[0] in guillemets:
            if guillemets.get(opener[0]) == shape:
                _add(quotations, text, opener.span(), mark.span())
                opener = None
        elif _only_opens(text, mark, line) and opener[0] != "„":
            if _is_nested(text, marks[number + 1 : number + 1 + _AHEAD], line):
                nested += 1
            else:
                opener, nested = mark, 0  # the one before was a stray one, or never closed
        elif shape not in _OPENERS or (opener[0] == "„" and shape == "“"):
            if nested:
                nested -= 1
                continue
            _add(quotations, text, opener.span(), mark.span())
            opener = None
    if opener is not None:
        stop = line.end()
        while stop > opener.end() and text[stop - 1].isspace():
            stop -= 1
        _add(quotations, text, opener.span(), (stop, stop), closed=False)
    return quotations


def _only_opens(text: str, mark: re.Match[str], line: re.Match[str]) -> bool:
    """Whether a double mark has white space before it and a letter or digit after it."""
    if mark[0] not in ('"', "“", "``") or mark.end() >= line.end():
        return False
    return text[mark.start() - 1].isspace() and text[mark.end()].isalnum()


def _is_nested(text: str, later: list[re.Match[str]], line: re.Match[str]) -> bool:
    """Whether enough of the marks that follow close for two quotations to be open here."""
    depth = 2
    for mark in later:
        if _only_opens(text, mark, line):
            depth += 1
        elif _closes(text, mark, line):
            depth -= 1
        if not depth:
            return True
    return False


def _unopened(
    text: str, mark: re.Match[str], line: re.Match[str], quotations: list[Quotation]
) -> int | None:
    """Where words began whose opening mark was lost: with the sentence that ends at this mark.

    None unless the words end as quoted ones do, with a comma or a full stop before the mark.
    """
    end = mark.start()
    if quotations or text[end - 1] not in ",.!?…" or mark[0] not in _CLOSERS | {'"', "''"}:
        return None
    start = line.start()
    for stop in _SENTENCE_END.finditer(text, max(line.start(), end - _LONGEST), end - 1):
        start = stop.end()
    return start if text[start:end].count(" ") >= 2 else None


def _british(text: str, line: re.Match[str]) -> list[Quotation]:
    quotations: list[Quotation] = []
    opener: re.Match[str] | None = None
    closer: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text, line.start(), line.end()):
        if _opens_single(text, mark, line):
            if opener is not None and closer is not None:
                _add(quotations, text, opener.span(), closer.span())
                opener, closer = mark, None
            elif opener is None:
                opener = mark
        elif opener is not None and mark[0] != "‘" and _closes(text, mark, line):
            before = text[mark.start() - 1]
            possessive = before in "sS" and text[mark.end() : mark.end() + 2].strip().islower()
            if closer is None or not possessive:
                closer = mark
            if not possessive:
                _add(quotations, text, opener.span(), mark.span())
                opener = closer = None
    if opener is not None and closer is not None:
        _add(quotations, text, opener.span(), closer.span())
    return quotations


def _opens_single(text: str, mark: re.Match[str], line: re.Match[str]) -> bool:
    if mark[0] in "’›" or not _opens(text, mark, line):
        return False
    return not _CLIPPED.match(text, mark.end())


def _add(
    quotations: list[Quotation],
    text: str,
    opener: tuple[int, int],
    closer: tuple[int, int],
    *,
    closed: bool = True,
) -> None:
    """Add what stands between two marks, given by their characters, if there is a word in it."""
    (start, inner), (stop, end) = opener, closer
    while inner < stop and text[inner].isspace():
        inner += 1
    while stop > inner and text[stop - 1].isspace():
        stop -= 1
    if any(c.isalnum() for c in text[inner:stop]):
        quotations.append(Quotation(Span(start, end), Span(inner, stop), closed))
