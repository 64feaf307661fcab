"""Which sentence of a later article answers what became of a thing of a briefing.

It is asked about as an undertaking is: who had to act, the act, and what it was about.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from itertools import permutations

from msgspec import Struct

from briefing.acts.act import Act, act_of_event, act_of_phrase
from briefing.acts.actors import Actor
from briefing.acts.due_phrases import phrase_of
from briefing.acts.duties import OUTCOMES, Answer, Duty, Outcome, ways_to_answer
from briefing.acts.hearing import heard_in
from briefing.acts.lines import Line
from briefing.acts.own_day import OwnDay
from briefing.acts.owners import is_whole, owner_of
from briefing.acts.verbs import VerbClass
from briefing.article_refs import ArticleRef
from briefing.digest.dated import DatedRow
from briefing.model import Timex
from briefing.names.words import stem
from briefing.rows import DeadlineMention, DeadlineRow, TalkMention

_OF_EVENTS = frozenset(("done", "moved", "called off"))
_OF_MEETINGS = frozenset(("done",))
_MEETING = VerbClass(frozenset("confer host meet receive welcome".split()))
_ACCOUNTS = 4  # of a thing, by whose words an answer is looked for


def answers_in_accounts(row: DatedRow) -> tuple[Answer, ...]:
    """What the accounts of a thing say themselves, the newest first: held, called off, moved."""
    if isinstance(row, DeadlineRow):
        off = (m for m in row.mentions if row.cancelled and m.deadline.cancelled)
        return tuple(Answer("called off", m.article, m.deadline.span) for m in off)
    found: Mapping[str, Outcome] = {"held": "done", "cancelled": "called off", "postponed": "moved"}
    outcome = found.get(row.status)
    if outcome is None:
        return ()
    telling = (m for m in row.mentions if m.talk.status == row.status)
    return tuple(Answer(outcome, m.article, m.talk.span) for m in telling)


class Question(Struct, frozen=True):
    """What became of a thing, as sentences can answer it; of the outcomes ``among`` those.

    ``ways`` are sets of stems of which all of one set are in every article with an answer, but for
    those that tell of it on its own day, ``days``.
    """

    duties: tuple[Duty, ...]
    among: Container[str]
    ways: frozenset[frozenset[str]] = frozenset()
    days: tuple[OwnDay, ...] = ()

    @classmethod
    def of(cls, row: DatedRow, among: Container[str] = OUTCOMES) -> Question:
        """The question of a row of a briefing."""
        duties: list[Duty] = []
        days: tuple[OwnDay, ...] = ()
        if isinstance(row, DeadlineRow):
            parties = tuple(map(Actor.of, row.parties))
            dues = {each.deadline.what: each for each in reversed(row.mentions)}
            for due in list(dues.values())[-_ACCOUNTS:]:
                duties += _of_deadline(due, parties)
            if "done" in among:
                own = (OwnDay.of(due.deadline) for due in list(dues.values())[-_ACCOUNTS:])
                days = tuple(day for day in own if day is not None)
        else:
            talks = {each.talk.what: each for each in reversed(row.mentions)}
            for talk in list(talks.values())[-_ACCOUNTS:]:
                duties += _of_talk(talk)
        ways = frozenset(way for duty in duties for way in ways_to_answer(duty))
        return cls(tuple(duties), among, ways, days)

    def in_lines(
        self, ref: ArticleRef, lines: Sequence[Line], words: frozenset[str], *, one_event: bool
    ) -> Answer | None:
        """The first answer in an article with words of those stems; None if it has none.

        In one that is not on the same event the thing is told of on its own day.
        """
        is_asked = one_event and any(way <= words for way in self.ways)
        first = self.answer(ref, lines) if is_asked else None
        if first is not None or ref.day is None:
            return first
        day, own = ref.day, [each for each in self.days if each.may_be_in(words)]
        for line in lines if own else ():
            if any(each.is_in(line, day, one_event=one_event) for each in own):
                return Answer("done", ref, line.span)
        return None

    def answer(
        self, ref: ArticleRef, lines: Sequence[Line], dates: Sequence[Timex] = ()
    ) -> Answer | None:
        """The first answer to what is to be done in an article on the same event; None for none."""
        answers = (heard_in(duty, ref, lines, dates) for duty in self.duties)
        among = [each for each in answers if each is not None and each.outcome in self.among]
        return min(among, key=lambda answer: answer.span, default=None)

    def is_named_in(self, ref: ArticleRef) -> bool:
        """Whether the title of an article since its day names who was to act on it."""
        day = ref.day
        return day is not None and any(
            each.is_recent(day) and each.actor and each.is_named_in(ref.title) for each in self.days
        )


def _of_deadline(mention: DeadlineMention, parties: tuple[Actor, ...]) -> Iterator[Duty]:
    """The duty that a deadline tells of, if its words have an act: a plan, and a demand as well."""
    due, said = mention.deadline, mention.article.day
    phrase, subject = phrase_of(due)
    does = act_of_phrase(phrase, subject) if phrase else None
    owner = owner_of(due.who)
    if does is None and (event := act_of_event(due.what)) is not None:
        acting = (Actor.of(owner),) if owner else parties
        yield _taking_place(event, due.what, said, due.end, acting)
    elif does is not None and not does.negated and due.who is None:
        yield Duty(does, due.what, said, due.end, parties, is_owed=False)
    elif does is not None and not does.negated and owner and is_whole(phrase):
        yield Duty(does, due.what, said, due.end, (Actor.of(owner),))
        if due.kind == "due":
            yield Duty(does, due.what, said, due.end, (Actor.of(owner),), is_asked=True)


def _of_talk(mention: TalkMention) -> Iterator[Duty]:
    """The duties of a meeting: that each party meets another, and that it takes place."""
    talk = mention.talk
    said, end = mention.article.day, talk.end
    event = act_of_event(talk.what)
    if event is not None:
        yield _taking_place(event, talk.what, said, end, tuple(map(Actor.of, talk.parties)))
    for party, other in permutations(talk.parties, 2):
        does = _meeting(other)
        yield Duty(does, talk.what, said, end, (Actor.of(party),), outcomes=_OF_MEETINGS)


def _taking_place(
    event: Act, words: str, said: date | None, due: date | None, acting: tuple[Actor, ...]
) -> Duty:
    """That an event takes place."""
    return Duty(event, words, said, due, acting, is_owed=False, outcomes=_OF_EVENTS, is_event=True)


def _meeting(party: str) -> Act:
    """The act of meeting a party."""
    head = stem(party.split()[-1]) if party else ""
    return Act(_MEETING, head, names=frozenset((head,)))
