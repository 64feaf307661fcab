"""The characters of a quote: its pieces without cue, commas and lone marks, and as one text."""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.extract.quotes.context import Context, Rows
from briefing.model import QuoteKind, Span

_STOP = re.compile(r"[.!?]\W*$|\n")
_DIRECT = 0.9  # of the letters stand in quotation marks; the rest are words such as "that"
_LEADING = frozenset(" \t\u00a0,;:.!?)]}”’»—–―-…%*|·•")
_TRAILING = frozenset(" \t\u00a0,;:—–―-([{“‘«„*|·•")


def characters(s: Context, rows: Rows) -> Span:
    """The characters that a range of rows covers."""
    return Span(s.tokens.start[rows[0]], s.tokens.end[rows[1] - 1])


def joined(text: str, spans: list[Span]) -> str:
    """The pieces as one text to read, with the full stop that a cue's comma stood for."""
    content = spans[0].of(text)
    for before, span in pairwise(spans):
        piece = span.of(text).strip()
        ended = content.endswith((".", "!", "?", "…"))
        sentence = not ended and piece[0].isupper() and _STOP.search(text[before.end : span.start])
        content += f". {piece}" if sentence else f" {piece}"
    return " ".join(content.split())


def clean(context: Context, first: int, stop: int) -> Span | None:
    """The characters of a range of rows without commas and lone marks at its edges.

    Between quotation marks every character stands as it is but a comma before the closing one.
    """
    text = context.tokens.text
    while (
        stop - 1 > first and context.tokens.word[stop - 1] == "." and context.inside[stop - 1] < 0
    ):
        stop -= 1
    start, end = context.tokens.start[first], context.tokens.end[stop - 1]
    if context.inside[first] >= 0:
        start = max(start, context.quotations[context.inside[first]].outer.start)
        if _lone(context, start, start, end):
            start = max(start, context.quotations[context.inside[first]].inner.start)
    marked = (
        context.inside[first] >= 0
        and start == context.quotations[context.inside[first]].inner.start
    )
    while start < end and not marked and (_leads_nothing(text, start) or _is_stray(context, start)):
        start += 1
    while start < end and _is_stray(context, end - 1):
        end -= 1
    while start < end and _lone(context, end - 1, start, end):
        end -= 1
    if start < end and not text[start].isalnum() and _lone(context, start, start, end):
        start += 1
    last = context.inside[context.tokens.at(max(start, end - 1))]
    marked = last >= 0 and end == context.quotations[last].inner.end
    edge = frozenset(",;: ") if marked else _TRAILING
    while start < end and (text[end - 1] in edge or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _is_stray(s: Context, at: int) -> bool:
    """Whether the character is a double mark that belongs to no quotation."""
    return s.tokens.text[at] in '"“”„' and s.inside[s.tokens.at(at)] < 0


def _leads_nothing(text: str, at: int) -> bool:
    """Whether the character is a leftover before the words; a sign before a figure is none."""
    if text[at] in "-–." and at + 1 < len(text) and text[at + 1].isdigit():
        return at > 0 and not text[at - 1].isspace()
    return text[at] in _LEADING or text[at].isspace()


def _lone(context: Context, at: int, start: int, end: int) -> bool:
    """Whether the character belongs to a quotation's mark whose partner is out of the range."""
    row = context.tokens.at(at)
    k = context.inside[row]
    if k < 0:
        return False
    outer, inner = context.quotations[k].outer, context.quotations[k].inner
    if inner.start <= at < inner.end:
        return False
    whole = start <= outer.start and outer.end <= end
    return not whole or (outer.start == start and outer.end == end)


def kind_of(context: Context, spans: list[Span]) -> QuoteKind:
    """Direct when at least nine tenths of the letters and digits are marked; mixed when any."""
    text, t = context.tokens.text, context.tokens
    total = quoted = 0
    for span in spans:
        for i in range(t.at(span.start), t.at(span.end - 1) + 1):
            letters = sum(c.isalnum() for c in text[max(t.start[i], span.start) : t.end[i]])
            total += letters
            quoted += letters if context.inside[i] >= 0 else 0
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * total else "mixed"
