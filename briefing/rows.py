"""The rows of a briefing: findings of several articles that answer together.

``countdown`` and ``timing`` say where a day stands against the day of the briefing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence, Sources
from briefing.listings import Listing
from briefing.model import (
    EXACT,
    Attribution,
    Deadline,
    DeadlineKind,
    Precision,
    Quote,
    Span,
    Talk,
    TalkStatus,
)
from briefing.timing import Timing


class Statement(Struct, frozen=True, gc=False):
    """One quote in its article; ``index`` counts the article's quotes from 0."""

    article: ArticleRef
    index: int
    quote: Quote

    @property
    def finding(self) -> Quote:
        """The quote itself."""
        return self.quote

    @property
    def evidence(self) -> Evidence:
        """The words said."""
        return Evidence(self.article, self.quote.spans)


class SpeakerRow(Struct, frozen=True, gc=False):
    """Everything that one speaker said, newest first; ``name`` is None for no known speaker.

    ``forms`` are the names of several that are shown under this one as they are written ("Oslo",
    "Norway's foreign ministry"), those who spoke last first; empty where there is just one.
    """

    name: str | None
    role: str | None
    attribution: Attribution
    statements: tuple[Statement, ...]
    forms: tuple[str, ...] = ()

    @property
    def newest(self) -> date | None:
        """The day of the newest article that quotes this speaker."""
        return self.statements[0].article.day


class TalkMention(Struct, frozen=True, gc=False):
    """One article's account of a talk."""

    article: ArticleRef
    talk: Talk

    @property
    def finding(self) -> Talk:
        """The talk itself."""
        return self.talk

    @property
    def evidence(self) -> Evidence:
        """The sentences that tell of it, the fullest first where it stands first."""
        return Evidence(self.article, self.talk.mentions or (self.talk.span,))


class TalkTurn(Struct, frozen=True, gc=False):
    """News that changed how a talk stands: ``news`` tells it, the rest is what stood before.

    ``status`` is None where no article has told of the talk before it was moved.
    """

    news: TalkMention
    status: TalkStatus | None
    start: date | None
    end: date | None


class TalkRow(Struct, frozen=True, gc=False):
    """One meeting as all articles together tell of it; ``mentions`` newest first.

    The fields are those of the newest article that gives them. ``disagreements`` names the fields
    ("place", "day", "parties", "status") in which the articles differ. ``listing`` is how it stands
    in an agenda. ``topic_name`` is the name that its articles are most about, where nothing else in
    the row is a name.
    """

    what: str
    status: TalkStatus
    place: str | None
    country: str | None
    start: date | None
    end: date | None
    parties: tuple[str, ...]
    round: int | None
    outcome: str | None
    minutes: int | None
    timing: Timing
    disagreements: tuple[str, ...]
    mentions: tuple[TalkMention, ...]
    listing: Listing | None = None
    topic_name: str | None = None

    @property
    def sources(self) -> Sources:
        """Who tells of it."""
        return Sources.of(m.article for m in self.mentions)

    @property
    def turn(self) -> TalkTurn | None:
        """The latest news that changed its status or its days; None where nothing has changed.

        It is told by a later article than what stood before, or by one that gives the old day.
        Talks that come about as they were to change nothing.
        """
        turn: TalkTurn | None = None
        before: TalkMention | None = None
        for mention in reversed(self.mentions):
            talk = mention.talk
            if talk.moved_from is not None:
                status = before.talk.status if before else None
                turn = TalkTurn(mention, status, talk.moved_from, talk.moved_from)
            elif before is not None and _is_turn(before, mention):
                stood = before.talk
                turn = TalkTurn(mention, stood.status, stood.start, stood.end)
            if talk.start is not None or talk.status in _TURNS:
                before = mention
        return turn

    @property
    def telling(self) -> TalkMention:
        """The newest account that gives how it ended; if none does, the newest with its status."""
        ended = (m for m in self.mentions if self.outcome and m.talk.outcome == self.outcome)
        return next(ended, self.mentions[0])


_TURNS = ("cancelled", "postponed")


def _is_turn(before: TalkMention, mention: TalkMention) -> bool:
    """Whether a later account says that a talk is off, or on again, or has it on a later day."""
    if mention.article.age >= before.article.age:
        return False
    stood, talk = before.talk, mention.talk
    if (stood.status in _TURNS) != (talk.status in _TURNS):
        return True
    if not (stood.start and stood.end and talk.start and talk.end):
        return False
    return talk.status == "planned" and talk.start > stood.end


class DeadlineMention(Struct, frozen=True, gc=False):
    """One article's account of a deadline."""

    article: ArticleRef
    deadline: Deadline

    @property
    def finding(self) -> Deadline:
        """The deadline itself."""
        return self.deadline

    @property
    def evidence(self) -> Evidence:
        """The words that set the day."""
        return Evidence(self.article, (self.deadline.span,))


class FindingMention(Struct, frozen=True, gc=False):
    """One article's finding of a kind that has no mention of its own; ``spans`` are its words."""

    article: ArticleRef
    kind: str
    finding: Any
    spans: tuple[Span, ...]

    @property
    def evidence(self) -> Evidence:
        """The words that it rests on."""
        return Evidence(self.article, self.spans)


class DeadlineRow(Struct, frozen=True, gc=False):
    """One dated thing as all articles together tell of it; ``mentions`` newest first.

    ``rivals`` are accounts of what seems to be the same thing that give another day; each has a row
    of its own as well. ``disagreements`` names the fields ("day", "status") in which articles
    differ. ``place`` and ``parties`` are those of the talks that it is, if it is talks.
    ``listing`` is how it stands in an agenda. ``topic_name`` is the name that its articles are most
    about, where nothing else in the row is a name.
    """

    what: str
    who: str | None
    when: date
    end: date
    kind: DeadlineKind
    precision: Precision
    tentative: bool
    cancelled: bool
    moved_from: date | None
    timing: Timing
    mentions: tuple[DeadlineMention, ...]
    rivals: tuple[DeadlineMention, ...] = ()
    disagreements: tuple[str, ...] = ()
    place: str | None = None
    parties: tuple[str, ...] = ()
    listing: Listing | None = None
    topic_name: str | None = None

    @property
    def sources(self) -> Sources:
        """Who tells of it."""
        return Sources.of(m.article for m in self.mentions)

    @property
    def sure_by(self) -> date:
        """The day at which it stands among others: the first, or of what is known no closer than a
        week, month or year the last, so that nothing vague hides what is due tomorrow.
        """
        return self.when if self.precision in EXACT else self.end


class DeadlinesThatAreTalks:
    """Which deadlines are meetings that stand among the talks: the same words say so."""

    def __init__(self, talks: Iterable[TalkRow]) -> None:
        self._told = {
            (mention.article.id, span)
            for talk in talks
            for mention in talk.mentions
            for span in (mention.talk.span, *mention.talk.mentions)
        }

    def __contains__(self, row: DeadlineRow) -> bool:
        return any((m.article.id, m.deadline.span) in self._told for m in row.mentions)


_NAMED = 3  # parties that name talks among other dated things


def subject(due: DeadlineRow | Deadline, *, with_topic: bool = True) -> str:
    """What a dated thing is called: ``Amber Line: answer the crews``, ``Oslo: talks (Norland)``,
    ``ruling is due (news of Amber Line)``.

    Nobody is named twice, and talks are called by place and parties, as among the talks. It says
    ``with_topic`` of which news a row is in which nothing is a name.
    """
    if isinstance(due, DeadlineRow) and (due.place or due.parties):
        what = due.what
        for link in ("in", "to"):
            what = what.removesuffix(f" {link} {due.place}")
        others = [p for p in due.parties if p.casefold() not in what.casefold()]
        who = f" ({', '.join(others[:_NAMED])})" if others else ""
        return f"{due.place}: {what}{who}" if due.place else f"{what}{who}"
    what = due.what
    if isinstance(due, DeadlineRow) and with_topic:
        what = _with_topic(due)
    if due.who and due.who.casefold() not in due.what.casefold():
        return f"{due.who}: {what}"
    return what


def meeting_name(row: TalkRow) -> str:
    """What talks are called: ``talks``, ``hearing (news of Amber Line)``."""
    return _with_topic(row)


def _with_topic(row: TalkRow | DeadlineRow) -> str:
    return f"{row.what} (news of {row.topic_name})" if row.topic_name else row.what


def is_off(row: TalkRow | DeadlineRow) -> bool:
    """Whether it does not happen on its day: called off, or talks put off to no day yet.

    Talks that were put off to a day that is given are planned for that day. What a later edition of
    the only agenda that tells of it has no more is off, too.
    """
    if is_dropped(row):
        return True
    if isinstance(row, DeadlineRow):
        return row.cancelled
    return row.status in ("cancelled", "postponed")


def is_dropped(row: TalkRow | DeadlineRow) -> bool:
    """Whether the only agenda that tells of it has it no more on its day."""
    return row.listing is not None and row.listing.is_away and not row.listing.outlets


def newest_first(mention: TalkMention | DeadlineMention) -> tuple[int, str, int]:
    """Orders mentions: the latest published article first."""
    return (mention.article.age, mention.article.id, mention.evidence.spans[0].start)


def newest_statement_first(statement: Statement) -> tuple[int, str, int]:
    """Orders statements: those of the latest published article first, in the order of the text."""
    return (statement.article.age, statement.article.id, statement.index)


class Wording(Struct, frozen=True):
    """Words in quotation marks as they stand, with the statements that give them so."""

    text: str
    statements: tuple[Statement, ...]


class Utterance(Struct, frozen=True):
    """One utterance as all articles together report it; ``statements`` newest first.

    ``wordings`` holds more than one member where articles quote the same words differently, and is
    empty otherwise: a quotation that merely leaves out the rest is no other wording. ``rivals`` are
    statements of the same words by other speakers: set by ``with_rivals``.
    """

    statements: tuple[Statement, ...]
    wordings: tuple[Wording, ...] = ()
    rivals: tuple[Statement, ...] = ()

    @property
    def newest(self) -> Statement:
        """The statement of the article published last."""
        return self.statements[0]

    @property
    def key(self) -> tuple[str, tuple[Span, ...]]:
        """What stays the same when newer articles join: its oldest report."""
        oldest = self.statements[-1]
        return oldest.article.id, oldest.quote.spans

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All words it rests on; what gives them to others second, to be read beside the first."""
        first, *rest = self.statements
        return tuple(statement.evidence for statement in (first, *self.rivals, *rest))

    @property
    def sources(self) -> Sources:
        """Who reports it."""
        return Sources.of(s.article for s in self.statements)


Rivals: TypeAlias = Mapping[tuple[str, int], tuple[Statement, ...]]
"""Statements of the same words by other speakers; by article and index of a statement."""
