"""Time expressions of news text, valued as in TIMEX3 against the day of publication."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefing.extract.date_grammar import matches, read_safely
from briefing.extract.date_links import linked
from briefing.extract.date_lookalikes import is_lookalike
from briefing.extract.date_mention import DateMention
from briefing.extract.date_scene import Reading, Scene
from briefing.extract.tense import Tense, tense_of
from briefing.model import Span, Timex

__all__ = ["DateMention", "find_dates"]

_TRIGGER = re.compile(
    r"[0-9]|^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|"
    r"day|night|week|month|year|quarter|decade|centur|hour|minute|second|fortnight|spring|summer|"
    r"autumn|fall|winter|morrow|tmrw|noon|morning|evening|recent|soon|now|current|present|moment|"
    r"ongoing|annual|hourly|daily|future|past|time|term|easter|christmas|thanksgiving|halloween|"
    r"ramadan|pentecost|juneteenth|mardi|dawn|dusk|clock|lately|former|epiphany|corpus|half",
    re.IGNORECASE,
)
_REACH = 9  # tokens that an expression can extend to either side of its trigger


def find_dates(doc: Doc, day: date | None) -> list[DateMention]:
    """All time expressions of a parsed article in text order; ``day`` is its publication's.

    Without ``day`` only absolute dates resolve; relative ones have ``value`` None.
    """
    text = doc.text
    starts = [token.idx for token in doc]
    tenses: dict[tuple[int, int], Tense | None] = {}

    def tokens_at(start: int, end: int) -> Tokens:
        return doc[max(0, bisect_right(starts, start) - 1) : max(1, bisect_left(starts, end))]

    def tense(start: int, end: int) -> Tense | None:
        key = (start, end)
        if key not in tenses:
            tenses[key] = tense_of(tokens_at(start, end))
        return tenses[key]

    found: list[DateMention] = []
    readings: list[Reading] = []
    scene = Scene(text, day, readings, tense)
    for begin, finish in _windows(doc, text):
        reached = begin
        for rule, match in matches(text, begin, finish):
            if match.start() < reached:
                continue
            for reading in read_safely(rule, scene, match):
                span = tokens_at(reading.start, reading.end)
                if reading.start < reached or is_lookalike(reading, span):
                    continue
                reached = reading.end
                readings.append(reading)
                found.append(_mention(text, span, reading, tense(reading.start, reading.end)))
    return linked(doc, found, day, lambda m: tense(m.timex.span.start, m.timex.span.end))


def _mention(text: str, span: Tokens, reading: Reading, tense: Tense | None) -> DateMention:
    words = text[reading.start : reading.end]
    return DateMention(
        Timex(words, reading.type, reading.value, Span(reading.start, reading.end)),
        (span.start, span.end),
        reading.first,
        reading.last,
        reading.precision,
        tense.direction if tense else None,
        run=reading.window,
        mod=reading.mod,
    )


def _windows(doc: Doc, text: str) -> Iterator[tuple[int, int]]:
    """Stretches of one line around the words that time expressions are made of."""
    verdicts: dict[int, bool] = {}
    open_from, open_to = -1, -1
    for token in doc:
        verdict = verdicts.get(token.orth)
        if verdict is None:
            verdict = verdicts[token.orth] = bool(_TRIGGER.search(token.text))
        if not verdict:
            continue
        first, last = max(0, token.i - _REACH), min(len(doc) - 1, token.i + _REACH)
        if open_from >= 0 and first <= open_to:
            open_to = last
            continue
        if open_from >= 0:
            yield from _lines(doc, text, open_from, open_to)
        open_from, open_to = first, last
    if open_from >= 0:
        yield from _lines(doc, text, open_from, open_to)


def _lines(doc: Doc, text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin, finish = doc[first].idx, doc[last].idx + len(doc[last])
    while begin < finish:
        line_end = text.find("\n", begin, finish)
        line_end = finish if line_end < 0 else line_end
        if line_end > begin:
            yield begin, line_end
        begin = line_end + 1
