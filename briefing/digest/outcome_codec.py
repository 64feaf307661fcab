"""What became of the things of a briefing, as bytes: looked up by one process, shown by another.

Rows and articles are those of the briefing, which both have: only where they stand in it is told.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from briefing.acts.duties import Answer, Outcome
from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.outcomes import Aftermath, Outcomes, Reading, key_of
from briefing.model import Span


class _Answer(Struct, frozen=True, array_like=True):
    outcome: Outcome
    article: str
    start: int
    end: int


class _Aftermath(Struct, frozen=True, array_like=True):
    """``row`` is a place among the briefing's talks and, behind them, its deadlines; ``key`` is
    that of the row."""

    row: int
    key: str
    answers: tuple[_Answer, ...]
    read: Reading


_decode = msgspec.json.Decoder(tuple[_Aftermath, ...]).decode


def encoded(outcomes: Outcomes, of: Briefing) -> bytes:
    """What became of the things of a briefing, in JSON."""
    places = {id(row): place for place, row in enumerate(_rows(of))}
    return msgspec.json.encode(
        [
            _Aftermath(
                places[id(each.row)],
                repr(key_of(each.row)),
                tuple(
                    _Answer(a.outcome, a.article.id, a.span.start, a.span.end) for a in each.answers
                ),
                each.read,
            )
            for each in outcomes.aftermaths
        ]
    )


def decoded(data: bytes, of: Briefing) -> Outcomes | None:
    """The same with the rows and articles of that briefing; None if it is of another briefing."""
    rows, articles = _rows(of), {ref.id: ref for ref in (*of.announcing, *of.articles)}
    found: list[Aftermath] = []
    try:
        for told in _decode(data):
            row = rows[told.row]
            if repr(key_of(row)) != told.key:
                return None
            own = {mention.article.id: mention.article for mention in row.mentions}
            answers = [
                Answer(
                    each.outcome,
                    own.get(each.article) or articles[each.article],
                    Span(each.start, each.end),
                )
                for each in told.answers
            ]
            first, others = answers[:1], tuple(answers[1:])
            found.append(Aftermath(row, first[0] if first else None, told.read, others))
    except (ValueError, LookupError):
        return None
    return Outcomes.of_all(found)


def _rows(briefing: Briefing) -> tuple[DatedRow, ...]:
    return (*briefing.talks, *briefing.deadlines)
