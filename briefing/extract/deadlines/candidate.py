"""What a coming day may become: a deadline, or what another sentence makes of it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from briefing.model import DeadlineKind, Precision, Span


class Candidate(Struct, frozen=True):
    """A coming day with its thing. ``superseded`` is a day that no longer stands.

    ``again`` marks words that take up a thing named before ("It will now take place ...").
    ``conditional`` ones stand in an if-clause; ``is_talk`` marks the words of a meeting.
    """

    what: str
    span: Span
    when: date
    end: date
    kind: DeadlineKind
    precision: Precision
    who: str | None = None
    tentative: bool = False
    cancelled: bool = False
    moved_from: date | None = None
    superseded: bool = False
    again: bool = False
    conditional: bool = False
    is_talk: bool = False
    time: str | None = None
    zone: str | None = None
