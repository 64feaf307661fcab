"""The frozen values that every part of brief passes to every other.

All offsets are in characters (code points) into ``Article.text``: for every span of every finding
``article.text[span.start:span.end]`` *is* the evidence. Days are ``datetime.date`` values, resolved
against the day of publication, never against the clock. Unknown is ``None``, never a guess.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from msgspec import Struct

Attribution: TypeAlias = Literal["named", "body", "unnamed", "none"]
QuoteKind: TypeAlias = Literal["direct", "indirect", "mixed"]
TalkStatus: TypeAlias = Literal["planned", "under way", "held", "postponed", "cancelled"]
DeadlineKind: TypeAlias = Literal["due", "event", "vote", "expiry", "start"]
Precision: TypeAlias = Literal["time", "day", "week", "month", "quarter", "season", "year", "vague"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind: TypeAlias = Literal["city", "region", "country", "venue", "other"]

TALK_STATUSES: tuple[TalkStatus, ...] = get_args(TalkStatus)
ANNOUNCED: tuple[TalkStatus, ...] = ("planned", "postponed")
EXACT: tuple[Precision, ...] = ("day", "time")
"""The statuses of talks that are still to come."""

_LINE = re.compile(r"[^\n]+")


def version_of(title: str, text: str, day: date | None) -> str:
    """The name of a version of an article: 16 hexadecimal digits, others once one of these differs.

    Of SHA-256; within one article two versions with one name are out of the question.
    """
    # Every start imports this module, and few of them need OpenSSL.
    from hashlib import sha256

    named = f"{len(title)} {title}\n{day.isoformat() if day else ''}\n{text}"
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """Half-open range ``[start, end)`` of characters in one article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of ``other`` lies within this range."""
        return self.start <= other.start and other.end <= self.end


class Article(Struct, frozen=True, gc=False):
    """One news text.

    ``published`` and ``fetched`` are timezone-aware, or None when unknown. ``text`` holds one
    paragraph a line. ``sample`` marks the articles that come with the program. ``feed`` is the URL
    of the subscription it came by, ``guid`` its name there. ``teaser`` says that the text is less
    than the article, ``copy_of`` the id of the article whose wording it shares, ``copied`` when
    that was noticed, and ``date_note`` why ``published`` is not the date that the source gave.
    ``form`` is what kind of document the text is, where a reader said so (``--as``); None leaves it
    to the text's structure. ``fetched`` is when the article first came in, ``revised`` when this
    version of it did, None for the first. ``gone`` is when its page was found to be gone at the
    outlet, None while it is there or nobody has looked.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    url: str | None = None
    published: datetime | None = None
    fetched: datetime | None = None
    language: str | None = None
    sample: bool = False
    feed: str | None = None
    guid: str | None = None
    author: str | None = None
    teaser: bool = False
    copy_of: str | None = None
    date_note: str | None = None
    form: str | None = None
    revised: datetime | None = None
    copied: datetime | None = None
    gone: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("published", "fetched", "revised", "copied", "gone"):
            moment: datetime | None = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"Article.{name} must carry a time zone")

    @property
    def day(self) -> date | None:
        """The day of publication in the zone that the source itself gave."""
        return self.published.date() if self.published else None

    @property
    def since(self) -> datetime | None:
        """When it came in as it is."""
        return self.revised or self.fetched

    @property
    def version(self) -> str:
        """The name of this version: findings in it hold for no other. See ``version_of``."""
        return version_of(self.title, self.text, self.reference_day)

    @property
    def reference_day(self) -> date | None:
        """The day that relative days of the text count from; None when ``day`` is but a guess."""
        return None if self.date_note else self.day

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """Where each non-empty line of ``text`` starts and ends."""
        return tuple(
            Span(m.start(), m.end()) for m in _LINE.finditer(self.text) if not m[0].isspace()
        )


class Quote(Struct, frozen=True, gc=False):
    """Words or positions that the article reports somebody to have uttered.

    ``spans`` cover the content, without cue and speaker, in text order; more than one when the
    utterance is split around its cue. ``content`` joins them for reading. ``speaker`` is the
    resolved name, ``speaker_span`` the mention in the text ("He"). ``addressee`` is the person,
    body or audience to whom the words are directed, as the article names it, ``addressee_span``
    where it does; ``via`` is the outlet through which the words come. ``corrected`` here and in
    other findings: a reader has set something in it right.
    """

    content: str
    spans: tuple[Span, ...]
    kind: QuoteKind
    attribution: Attribution = "none"
    speaker: str | None = None
    speaker_span: Span | None = None
    role: str | None = None
    cue: str | None = None
    cue_span: Span | None = None
    via: str | None = None
    addressee: str | None = None
    addressee_span: Span | None = None
    corrected: bool = False

    def __post_init__(self) -> None:
        if not self.spans or not self.content:
            raise ValueError("a quote needs content")
        if (self.attribution == "none") != (self.speaker is None):
            raise ValueError("attribution is 'none' exactly when there is no speaker")


class Silence(Struct, frozen=True, gc=False):
    """Words that a named person or body is reported not to have uttered: no position of theirs.

    They decline, refuse, do not answer, have yet to say, or are said not to have said. ``about`` is
    what they keep silent on, as the article puts it, None where it does not say ("declined to
    comment"). ``speaker_span`` is the mention, ``cue_span`` the words that tell of the silence, and
    ``span`` all of it, from the first to the last character of speaker, cue and ``about``. ``cue``
    are the words between speaker and ``about`` ("declined to comment on"), None where they do not
    stand there.
    """

    speaker: str
    span: Span
    cue_span: Span
    speaker_span: Span | None = None
    about: str | None = None
    cue: str | None = None

    def __post_init__(self) -> None:
        if not self.speaker:
            raise ValueError("a silence is somebody's")


class Talk(Struct, frozen=True, gc=False):
    """A meeting of parties. ``start`` and ``end`` are its first and last day, both included.

    ``span`` is the fullest mention, ``mentions`` all of them (that one included) in text order.
    ``country`` is an ISO 3166 alpha-2 code, ``minutes`` the duration where the text gives one.
    ``time`` is ``HH:MM`` as the text gives it, ``zone`` the zone in the text's words ("CET").
    ``moved_from`` is the day that stood before, when the text says that it was moved.
    """

    what: str
    span: Span
    status: TalkStatus
    place: str | None = None
    country: str | None = None
    start: date | None = None
    end: date | None = None
    parties: tuple[str, ...] = ()
    round: int | None = None
    outcome: str | None = None
    minutes: int | None = None
    mentions: tuple[Span, ...] = ()
    corrected: bool = False
    time: str | None = None
    zone: str | None = None
    moved_from: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError("a talk cannot end before it starts")


class Deadline(Struct, frozen=True, gc=False):
    """A dated thing that lies ahead of its article; ``when`` to ``end`` are the days meant.

    ``moved_from`` is the day that stood before, when the text says that it was moved. ``time`` is
    ``HH:MM`` as the text gives it, ``zone`` the zone in the text's words ("CET").
    """

    what: str
    span: Span
    when: date
    end: date
    kind: DeadlineKind
    precision: Precision = "day"
    who: str | None = None
    tentative: bool = False
    cancelled: bool = False
    moved_from: date | None = None
    corrected: bool = False
    time: str | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.end < self.when:
            raise ValueError("a deadline cannot end before it starts")


class Timex(Struct, frozen=True, gc=False):
    """A time expression with its TIMEX3 type and value (``2022-01-12``, ``P30D``, ``PRESENT_REF``).

    ``value`` is None when the expression cannot be resolved (no date of publication, say).
    Source of the notation: TimeML 1.2.1 annotation guidelines, TIMEX3.
    """

    text: str
    type: TimexType
    value: str | None
    span: Span


class Place(Struct, frozen=True, gc=False):
    """A place on the map. ``country`` is ISO 3166 alpha-2; degrees north and east, or None."""

    name: str
    kind: PlaceKind
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


TOPIC_LENGTH = 10_000
"""The length of a topic's vector: weights are whole numbers, which add up alike in any order."""


class Topic(Struct, frozen=True, gc=False):
    """What one article is about: its ``day`` as an ordinal, a vector of ``TOPIC_LENGTH`` with its
    heaviest terms first, and which terms are names. ``written`` has the heaviest of these as they
    stand.
    """

    day: int | None
    vector: dict[str, int]
    names: frozenset[str]
    written: tuple[tuple[str, str], ...] = ()


class Findings(Struct, frozen=True, gc=False):
    """All that analysis found in one version of an article; ``analyser`` names rules and model.

    ``version`` is ``Article.version`` of what was read: spans point into its text, and days were
    resolved against its day. ``error`` says why there is nothing, when the analysis of this article
    failed. ``others`` are findings of registered kinds, under the plural of each
    (``briefing.kinds``). ``topic`` is what the version is about, None from analysers of before.
    ``form`` is what kind of document the version is by its structure, None for an article.
    """

    article_id: str
    analyser: str
    quotes: tuple[Quote, ...] = ()
    talks: tuple[Talk, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    dates: tuple[Timex, ...] = ()
    silences: tuple[Silence, ...] = ()
    error: str | None = None
    others: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    version: str = ""
    topic: Topic | None = None
    form: str | None = None


class Version(Struct, frozen=True, gc=False):
    """An article as it stood ``until`` that moment, None: as it stands now, with its findings.

    It came in so at ``article.since``. ``removed``: the user took the article out then.
    """

    article: Article
    findings: Findings | None = None
    until: datetime | None = None
    removed: bool = False


class Entry(Struct, frozen=True, gc=False):
    """An article with its findings; ``findings`` is None until it has been analysed."""

    article: Article
    findings: Findings | None = None
