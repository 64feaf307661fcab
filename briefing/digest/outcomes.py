"""What became of what has passed: answered by a later sentence, or no news found.

A day that has passed says nothing of what happened on it. An answer is a sentence of a later
article on the same event that names who had to act, the same act (a verb of one class with it) and
what it was about; without such a sentence there is none, and what was read since is told instead.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from briefing.digest.briefing import Briefing
from briefing.digest.dated import DatedRow
from briefing.digest.occasions import ENDS
from briefing.model import ANNOUNCED, Feed, Span
from briefing.names.people import fold
from briefing.names.words import stem, stems
from briefing.rows import ArticleRef, DeadlineRow, Evidence, TalkRow

Outcome: TypeAlias = Literal[
    "done", "late", "moved", "extended", "missed", "called off", "refused", "denied"
]

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
TURNS: frozenset[Outcome] = frozenset({"called off", "moved", "extended"})
"""What may become of a thing before its day."""

_ACTS = tuple(
    frozenset((*words.split(), *map(stem, words.split())))
    for words in (
        "vote pass approve reject rejection adopt adoption endorse ratify defeat back approval",
        "rule ruling decide decision uphold upheld overturn strike struck",
        "meet met meeting talk gather convene confer summit negotiate sat",
        "publish release issue unveil present disclose publication",
        "visit travel trip arrive fly flew go went come came land tour",
        "appear appearance testify testimony hearing plead",
        "begin began begun start open launch resume enter entered took effect",
        "end expire close finish lapse conclude complete",
        "sign signed signature pay paid payment file filed submit submitted deliver delivered hand",
        "answer reply respond response accept announce announcement",
        "sentence sentenced sentencing convict",
        "elect election won win re-elected referendum",
        "strike struck walk walkout stoppage",
        "leave left withdraw withdrew pull",
    )
)
"""Verbs, and nouns made of them, that tell of one kind of act each."""

_OF_KIND = {"vote": 0, "start": 6, "expiry": 7}
_NEAR = 6  # words before an act in which a modal verb or "to" makes it none that has happened
_AHEAD = frozenset(
    """will would shall should could can may might must to if unless whether ahead before until
    plans plan expected due scheduled likely hopes hope wants want""".split()
)
_ENDING_WORDS: tuple[tuple[Outcome, str], ...] = (
    ("called off", r"call(?:ed|s|ing) off|cancel+(?:ed|s|ing)?|scrapped|abandoned"),
    (
        "moved",
        r"postpon(?:ed|es|ing)|put off|pushed back|delayed|rescheduled|adjourned|moved to",
    ),
    ("extended", r"extend(?:ed|s|ing)|extension|prolong(?:ed|s)"),
    ("missed", r"miss(?:ed|es)|fail(?:ed|s) to|did not|let .{1,40} lapse"),
    ("refused", r"refus(?:ed|es|ing)|declin(?:ed|es) to"),
    ("denied", r"denied|denies"),
)
_ENDINGS = tuple(
    (outcome, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for outcome, words in _ENDING_WORDS
)
_LATE = re.compile(
    r"\b(?:belatedly|(?:days?|weeks?|hours?) late|(?:after|past) the deadline)\b", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_ACCOUNTS = 4  # of a thing, by whose words an answer is looked for
_SHARE = 0.5  # of the words of what was to be done, that an answer holds
_TELLING = 2  # of these at the least, where nobody is named who has to do it


class Answer(Struct, frozen=True):
    """What became of a thing, with the sentence that tells it."""

    outcome: Outcome
    article: ArticleRef
    span: Span

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return Evidence(self.article, (self.span,))


class Reading(Struct, frozen=True):
    """What was read since a day: articles of outlets, and feeds that brought nothing.

    ``silent_since`` is the last day on which one of the ``silent`` feeds brought anything, None if
    none did in the days of the briefing.
    """

    articles: int = 0
    outlets: int = 0
    silent: tuple[str, ...] = ()
    silent_since: date | None = None


class Aftermath(Struct, frozen=True):
    """What has passed, and what became of it; without an answer, no news was found in ``read``."""

    row: DatedRow
    answer: Answer | None
    read: Reading


class Outcomes(Struct, frozen=True):
    """What became of everything that has passed in a briefing, the latest first; then what later
    articles say of things ahead that no account of theirs says: called off, moved, extended.
    """

    aftermaths: tuple[Aftermath, ...] = ()
    _by_key: Mapping[object, Aftermath] = {}

    @classmethod
    def of_all(cls, aftermaths: Iterable[Aftermath]) -> Outcomes:
        """Those aftermaths, in their order."""
        given = tuple(aftermaths)
        return cls(given, {_key(each.row): each for each in given})

    def since(self, day: date) -> tuple[Aftermath, ...]:
        """What was announced and passed on that day or later."""
        return tuple(
            each
            for each in self.aftermaths
            if each.row.end and _passed_since(each, day) and _was_announced(each.row)
        )

    def of(self, row: object) -> Aftermath | None:
        """What became of a row; None for what has not passed."""
        return self._by_key.get(_key(row)) if isinstance(row, TalkRow | DeadlineRow) else None


def _passed_since(aftermath: Aftermath, day: date) -> bool:
    """Whether a thing passed since that day, or the news of it, if it lies ahead, came since."""
    row, answer = aftermath.row, aftermath.answer
    if row.timing == "passed":
        return row.end is not None and row.end >= day
    return answer is not None and answer.article.day is not None and answer.article.day >= day


def _was_announced(row: DatedRow) -> bool:
    """Whether a row says what was to come, or its accounts did before it passed."""
    if isinstance(row, DeadlineRow):
        return not row.cancelled
    return row.status in ANNOUNCED


def _key(row: DatedRow) -> object:
    oldest = row.mentions[-1]
    return type(row).__name__, oldest.article.id, oldest.evidence.spans[0], row.end


def passed(briefing: Briefing) -> tuple[DatedRow, ...]:
    """Talks and deadlines whose last day is over, the latest first."""
    rows: Sequence[DatedRow] = (*briefing.talks, *briefing.deadlines)
    over = (row for row in rows if row.timing == "passed" and row.end is not None)
    return tuple(sorted(over, key=lambda row: -row.end.toordinal() if row.end else 0))


def ahead(briefing: Briefing) -> tuple[DatedRow, ...]:
    """Talks and deadlines that are still to come, as their accounts have it."""
    talks = (row for row in briefing.talks if row.status in ANNOUNCED and row.timing != "passed")
    due = (d for d in briefing.deadlines if not d.cancelled and d.timing != "passed")
    return (*talks, *due)


def since_last_told(row: DatedRow, briefing: Briefing) -> tuple[ArticleRef, ...]:
    """The articles of the briefing that came out since the last account of a thing, oldest first.

    Those that tell of it as to come are none of them.
    """
    own = {mention.article.id for mention in row.mentions}
    last = max((m.article.day for m in row.mentions if m.article.day), default=None)
    later = [
        ref
        for ref in briefing.articles
        if last and ref.day and ref.day >= last and ref.id not in own
    ]
    return tuple(reversed(later))


def later_articles(row: DatedRow, briefing: Briefing) -> tuple[ArticleRef, ...]:
    """The articles of the briefing from the last day of a thing on, the oldest first."""
    end = row.end
    later = [ref for ref in briefing.articles if end and ref.day and ref.day >= end]
    return tuple(reversed(later))


def read_since(row: DatedRow, briefing: Briefing, feeds: Iterable[Feed]) -> Reading:
    """What was read since the last day of a thing."""
    later = later_articles(row, briefing)
    heard = {ref.feed for ref in later}
    silent = [f for f in feeds if not f.paused and f.url not in heard and row.end]
    urls = {feed.url for feed in silent}
    last = max((r.day for r in briefing.articles if r.feed in urls and r.day), default=None)
    return Reading(
        len(later),
        len({ref.source or ref.id for ref in later}),
        tuple(feed.title or feed.url for feed in silent),
        last,
    )


def answer_in_accounts(row: DatedRow) -> Answer | None:
    """What the accounts of a thing say themselves: held, called off, postponed."""
    if isinstance(row, DeadlineRow):
        off = next((m for m in row.mentions if row.cancelled and m.deadline.cancelled), None)
        return Answer("called off", off.article, off.deadline.span) if off else None
    found: Mapping[str, Outcome] = {"held": "done", "cancelled": "called off", "postponed": "moved"}
    outcome = found.get(row.status)
    if outcome is None:
        return None
    telling = next(m for m in row.mentions if m.talk.status == row.status)
    return Answer(outcome, telling.article, telling.talk.span)


def answer_in(
    row: DatedRow, ref: ArticleRef, text: str, among: Container[str] = OUTCOMES
) -> Answer | None:
    """What an article on the same event says became of a thing; None if it does not say.

    Only outcomes ``among`` those are looked for.
    """
    wanted = tuple(filter(None, (_Wanted.of(row, what) for what in _called(row))))
    for span in _sentences(text) if wanted else ():
        sentence = span.of(text)
        for each in wanted:
            if (outcome := each.outcome(sentence)) in among and outcome is not None:
                return Answer(outcome, ref, span)
    return None


def _called(row: DatedRow) -> tuple[str, ...]:
    """What the accounts of a thing call it, each once."""
    if isinstance(row, TalkRow):
        return tuple(dict.fromkeys(m.talk.what for m in row.mentions))[:_ACCOUNTS]
    return tuple(dict.fromkeys(m.deadline.what for m in row.mentions))[:_ACCOUNTS]


class _Actor(Struct, frozen=True):
    """Who has to act, by the words of the name; ``last`` tells it alone: a surname, "Senate"."""

    words: frozenset[str]
    last: str

    def is_named(self, held: frozenset[str]) -> bool:
        """Whether a sentence of these words names it: by its last word, or by most of them."""
        return self.last in held if self.last else 2 * len(self.words & held) > len(self.words)


class _Wanted(Struct, frozen=True):
    """What a sentence has to hold to be an answer: one of ``actors``, an act, what it is about."""

    actors: tuple[_Actor, ...]
    acts: frozenset[str]
    about: frozenset[str]

    @classmethod
    def of(cls, row: DatedRow, called: str) -> _Wanted | None:
        what = stems(called)
        if isinstance(row, TalkRow):
            acts = _ACTS[2] | _acts_of(what)
            actors = tuple(map(_actor, row.parties))
            about = what | stems(row.place or "")
        else:
            numbers = [_OF_KIND[row.kind]] if row.kind in _OF_KIND else []
            acts = _acts_of(what).union(*(_ACTS[n] for n in numbers))
            actors = tuple(map(_actor, (row.who,) if row.who else row.parties))
            about = what
        about = about.difference(acts, *(actor.words for actor in actors)) - _EMPTY
        return cls(actors, acts, about) if acts and about else None

    def outcome(self, sentence: str) -> Outcome | None:
        """What the sentence says became of it; None if it is no answer."""
        words = [stem(word) for word in _TOKEN.findall(sentence)]
        held = frozenset(words)
        named = any(actor.is_named(held) for actor in self.actors)
        shared = len(self.about & held)
        if shared < _SHARE * len(self.about) or (not named and (self.actors or shared < _TELLING)):
            return None
        for outcome, pattern in _ENDINGS:
            if match := pattern.search(sentence):
                beside = stems(_beside(sentence, match.span()))
                if not named and outcome not in TURNS:
                    return None
                enough = min(_TELLING if named else _TELLING + 1, len(self.about))
                return outcome if shared >= enough and beside & self.about else None
        if any(
            word in self.acts and self._has_happened(words, at) for at, word in enumerate(words)
        ):
            return "late" if _LATE.search(sentence) else "done"
        return None

    @staticmethod
    def _has_happened(words: Sequence[str], at: int) -> bool:
        return not _AHEAD_STEMS.intersection(words[max(0, at - _NEAR) : at])


def _beside(sentence: str, place: tuple[int, int]) -> str:
    """The few words before and after a place in a sentence."""
    before, after = sentence[: place[0]].split(), sentence[place[1] :].split()
    return " ".join((*before[-_NEAR:], *after[:_NEAR]))


_AHEAD_STEMS = frozenset(map(stem, _AHEAD))
_BODIES = stems(
    "agency airline army association authority bank board commission committee company council "
    "court department federation government group house line ministry office party police union"
)
"""Last words of bodies of which there are many."""
_EMPTY = stems("mr mrs ms new the other measure plan its his her their")


def _actor(name: str) -> _Actor:
    words = fold(name).split()
    last = stem(words[-1]) if words else ""
    return _Actor(frozenset(map(stem, words)), "" if last in _BODIES else last)


@lru_cache(maxsize=4_096)
def _acts_of(what: frozenset[str]) -> frozenset[str]:
    """The acts of every class of which one is among these words."""
    return frozenset().union(*(acts for acts in _ACTS if acts & what))


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for end in (*(match.end() for match in ENDS.finditer(text)), len(text)):
        if words := text[start:end].rstrip():
            yield Span(start, start + len(words))
        start = end
