"""Whose words: mentions resolved to names, roles and kinds of speaker within one article."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.extract.clauses import Rows, Scene
from briefing.model import Attribution, Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved mention."""

    name: str
    span: Span
    attribution: Attribution
    role: str | None = None


class Cast:
    """Everybody that the article names."""

    def __init__(self, s: Scene) -> None:
        self._s = s

    def speaker(self, rows: Rows, noun: int | None) -> Speaker | None:
        t = self._s.t
        first, stop = rows
        if first >= stop:
            return None
        span = Span(t.start[first], t.end[stop - 1])
        return Speaker(span.of(t.text), span, "named")


def cast(s: Scene) -> Cast:
    """The people and bodies of an article."""
    return Cast(s)
