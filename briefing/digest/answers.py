"""Which sentence of a later article answers what became of a thing.

It names who had to act, the same act (a verb of one class with it) and what it was about; without
such a sentence there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence
from briefing.digest.dated import DatedRow
from briefing.model import Span
from briefing.names.people import fold
from briefing.names.sentences import sentence_spans
from briefing.names.words import stem, stems, words
from briefing.rows import DeadlineRow, TalkRow

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


class Sentence(Struct, frozen=True):
    """A sentence of an article, with its words as ``stems``, in their order and as a set."""

    span: Span
    text: str
    stems: tuple[str, ...]
    held: frozenset[str]


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of an article's text, made ready to be asked many questions."""
    made = []
    for span in sentence_spans(text):
        own = tuple(map(stem, words(span.of(text))))
        made.append(Sentence(span, span.of(text), own, frozenset(own)))
    return tuple(made)


class Question(Struct, frozen=True):
    """What became of a thing, as sentences can answer it; of the outcomes ``among`` those."""

    wanted: tuple[_Wanted, ...]
    among: Container[str]

    @classmethod
    def of(cls, row: DatedRow, among: Container[str] = OUTCOMES) -> Question:
        """The question of a row of a briefing."""
        wanted = (_Wanted.of(row, called) for called in _called(row))
        return cls(tuple(each for each in wanted if each is not None), among)

    def answer(self, ref: ArticleRef, sentences: Sequence[Sentence]) -> Answer | None:
        """The first answer in an article on the same event; None if it has none."""
        for sentence in sentences if self.wanted else ():
            for each in self.wanted:
                if (outcome := each.outcome(sentence)) in self.among and outcome is not None:
                    return Answer(outcome, ref, sentence.span)
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

    def outcome(self, sentence: Sentence) -> Outcome | None:
        """What the sentence says became of it; None if it is no answer."""
        shared = len(self.about & sentence.held)
        if not shared:
            return None
        named = any(actor.is_named(sentence.held) for actor in self.actors)
        if shared < _SHARE * len(self.about) or (not named and (self.actors or shared < _TELLING)):
            return None
        for outcome, pattern in _ENDINGS:
            if match := pattern.search(sentence.text):
                beside = stems(_beside(sentence.text, match.span()))
                if not named and outcome not in TURNS:
                    return None
                enough = min(_TELLING if named else _TELLING + 1, len(self.about))
                return outcome if shared >= enough and beside & self.about else None
        if any(
            word in self.acts and self._has_happened(sentence.stems, at)
            for at, word in enumerate(sentence.stems)
        ):
            return "late" if _LATE.search(sentence.text) else "done"
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
