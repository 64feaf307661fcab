"""What one clause of an article says of a meeting."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from briefing.extract.events.inventory import Sort
from briefing.extract.events.modality import Modality
from briefing.extract.talks.persons import Party
from briefing.model import Precision, Span


class Mention(Struct, frozen=True):
    """A meeting as one clause has it; and, with what the others add, as the article has it.

    ``tokens`` is the clause as a token range, ``sentence`` its number, ``word`` the token that
    names the meeting, ``words`` those of all mentions that were merged. ``noun`` is what a reader
    would call it by its verb alone, ``purpose`` what it is for ("to discuss fishing").

    ``firm`` says that the words stand for a meeting by themselves, ``verbal`` that a verb tells of
    it, ``distinct`` that the words set it apart from others ("the next round"), ``definite`` that
    they point back ("the talks"), ``gathering`` that many meet, beside which two of them may meet
    apart ("a summit"), ``pluperfect`` that the clause looks further back than its article.

    ``nearby`` says that the meeting is only near its ``place``.

    ``attended`` says that its parties are those who are said to come to it, not all who meet.

    ``title`` is what another sentence calls it at more length, ``official`` says that an unnamed
    official takes part ("the premier").

    ``until`` is a last day that the text gives without a first, ``length`` the number of days over
    which it runs, where the text gives it apart from the days. ``rescheduled`` says that ``start``
    is the day to which it was moved.
    """

    what: str
    noun: str
    sort: Sort
    sentence: int
    tokens: tuple[int, int]
    span: Span
    word: int
    modality: Modality
    firm: bool
    verbal: bool
    remote: bool
    definite: bool
    distinct: bool
    anaphoric: bool
    recurring: bool
    elliptic: bool
    gathering: bool = False
    pluperfect: bool = False
    place: str | None = None
    country: str | None = None
    start: date | None = None
    end: date | None = None
    until: date | None = None
    precision: Precision = "day"
    time: str | None = None
    zone: str | None = None
    moved_from: date | None = None
    rescheduled: bool = False
    parties: tuple[Party, ...] = ()
    round: int | None = None
    minutes: int | None = None
    length: int | None = None
    outcome: str | None = None
    purpose: str | None = None
    title: str | None = None
    official: bool = False
    attended: bool = False
    nearby: bool = False
    mentions: tuple[Span, ...] = ()
    words: tuple[int, ...] = ()
