"""Time expressions of news text, valued as in TIMEX3 against the day of publication."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

from spacy.tokens import Doc

from briefing.extract.dates.context import Context, Reading
from briefing.extract.dates.hints import windows
from briefing.extract.dates.links import linked
from briefing.extract.dates.lookalikes import is_lookalike
from briefing.extract.dates.mention import DateMention
from briefing.extract.dates.rules import matches, read_safely
from briefing.extract.dates.vocabulary import in_small_letters
from briefing.extract.grammar.tense import tense_of
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import Tense
from briefing.extract.grammar.words import Words
from briefing.model import Span, Timex

__all__ = ["DateMention", "find_dates"]


def find_dates(doc: Doc, day: date | None) -> list[DateMention]:
    """All time expressions of a parsed article in text order; ``day`` is its publication's.

    Without ``day`` only absolute dates resolve; relative ones have ``value`` None.
    """
    columns = table(doc)
    text, starts = columns.text, columns.start
    lowered = in_small_letters(text)
    tenses: dict[tuple[int, int], Tense | None] = {}

    def words_at(start: int, end: int) -> Words:
        return Words(doc, max(0, bisect_right(starts, start) - 1), max(1, bisect_left(starts, end)))

    def tense(start: int, end: int) -> Tense | None:
        key = (start, end)
        if key not in tenses:
            tenses[key] = tense_of(words_at(start, end))
        return tenses[key]

    date_mentions: list[DateMention] = []
    readings: list[Reading] = []
    context = Context(text, day, readings, tense)
    for begin, finish, hints in windows(columns):
        reached = begin
        for rule, match in matches(text, lowered, begin, finish, hints):
            if match.start() < reached:
                continue
            understood = read_safely(rule, context, match)
            if understood is None:  # "February 30, 2027" is no day, and its year none either
                reached = match.end()
                continue
            for reading in understood:
                span = words_at(reading.start, reading.end)
                if reading.start < reached or is_lookalike(reading, span):
                    continue
                reached = reading.end
                readings.append(reading)
                date_mentions.append(
                    _mention(text, span, reading, tense(reading.start, reading.end))
                )
    return linked(doc, date_mentions, day, lambda m: tense(m.timex.span.start, m.timex.span.end))


def _mention(text: str, span: Words, reading: Reading, tense: Tense | None) -> DateMention:
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
        clock=reading.clock,
        zone=reading.zone,
    )
