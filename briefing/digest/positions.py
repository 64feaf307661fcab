"""What a speaker said on a topic, in order of time, and where a later word seems to reverse it.

Topics are acts on one object, and words and pairs of neighbouring words, that several utterances
of the speaker have in common. A possible change is no more than that: two sentences to be read side
by side. What a statement is to those before it on its topic is said where its words show it: clause
by clause, by what ``contradictions`` knows of clauses.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from briefing.merge.utterances import utterances
from briefing.names.word_lists import words_of
from briefing.names.words import DENYING, EMPTY, NEGATIONS, stem, words
from briefing.rows import SpeakerRow, Statement, Utterance

if TYPE_CHECKING:
    from briefing.contradictions.clauses import Clause
    from briefing.contradictions.reversals import Stance

_COMMON = frozenset(map(stem, words_of("common_words.txt", Path(__file__).with_name("data"))))

Mark: TypeAlias = Literal["first said", "repeated", "reversed", "softened"]
"""What a statement is to those before it on its topic."""

# Of the terms of the shorter of two clauses that say one thing; and how many at the least. With
# fewer, "the northern bridge is old" would be repeated by all that names that bridge.
_ALIKE, _SHARED = 0.6, 3
_BEFORE_ACT = re.compile(
    r"\b(?:to|will|would|shall|should|must|can|cannot|not|never|won['’]t)\s+(?=[a-z])"
)
"""Words after which a verb tells of what is to be done."""
_CUE = 3  # words of a verb of saying: "has refused"
_LOOKED_BACK = 12  # statements: bounds the work where much is said on one topic


class PossibleChange(Struct, frozen=True):
    """Two statements, the later of which seems to deny or reverse the earlier."""

    earlier: Statement
    later: Statement


class Position(Struct, frozen=True):
    """What was said on one topic, oldest first, one statement an utterance."""

    topic: str
    statements: tuple[Statement, ...]
    changes: tuple[PossibleChange, ...] = ()

    def mark_of(self, statement: Statement) -> Mark | None:
        """What a statement of the topic is to those before it; None where no word shows it."""
        number = next((n for n, other in enumerate(self.statements) if other == statement), None)
        if not number:
            return "first said" if number == 0 else None
        if any(change.later == statement for change in self.changes):
            return "reversed"
        before = self.statements[max(0, number - _LOOKED_BACK) : number]
        marks = (_mark(earlier, statement) for earlier in reversed(before))
        return next(filter(None, marks), None)


class _Said(Struct, frozen=True):
    """One statement, with the words by which topics are called, by their stems."""

    statement: Statement
    terms: dict[str, str]


class Topics(Struct, frozen=True):
    """What a speaker spoke on: ``positions``, those that matter most first."""

    positions: tuple[Position, ...]
    _of: dict[tuple[str, int], int]

    def of(self, statement: Statement) -> Position | None:
        """The topic that matters most among those of a statement; None if it is on none."""
        number = self._of.get(_key(statement))
        return None if number is None else self.positions[number]


def positions(row: SpeakerRow) -> tuple[Position, ...]:
    """The topics on which a speaker made several statements: those with changes first, then by
    how much was said on them."""
    return positions_in(utterances(row.statements))


def positions_in(utterances: Sequence[Utterance]) -> tuple[Position, ...]:
    """``positions`` of a speaker whose utterances are at hand."""
    return tuple(position for position, _ in _spoken_on(_content_of(utterances), None))


def topics(utterances: Sequence[Utterance], compared: int | None = None) -> Topics:
    """The same, with the topic of every statement.

    ``compared`` is how many statements of a topic, the newest, are searched for changes: the work
    grows with its square. None compares all.
    """
    content = _content_of(utterances)
    by_topic = _spoken_on(content, compared)
    of: dict[tuple[str, int], int] = {}
    for place, (_, numbers) in enumerate(by_topic):
        for statement in (s for n in numbers for s in content[n][1].statements):
            of.setdefault(_key(statement), place)
    return Topics(tuple(position for position, _ in by_topic), of)


def possible_change(earlier: Statement, later: Statement) -> PossibleChange | None:
    """The change of position between two statements for one side, if there seems to be one."""
    if earlier.article.day == later.article.day or not _reverses(earlier, later):
        return None
    return PossibleChange(earlier, later)


def _content_of(utterances: Sequence[Utterance]) -> list[tuple[_Said, Utterance]]:
    """What was said, oldest first; nothing where there is nothing to compare."""
    if len(utterances) < 2:
        return []
    content = [(_said(utterance.statements[-1]), utterance) for utterance in utterances]
    return sorted(content, key=lambda pair: _when(pair[0]))


def _spoken_on(
    content: Sequence[tuple[_Said, Utterance]], compared: int | None
) -> list[tuple[Position, list[int]]]:
    """Positions, those that matter most first, with the numbers of what was said on them."""
    by_term: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, list[str]] = defaultdict(list)
    for number, (said, _) in enumerate(content):
        for term, surface in said.terms.items():
            by_term[term].append(number)
            shown[term].append(surface)
    positions = []
    for term, numbers in _telling(by_term):
        name = Counter(shown[term]).most_common(1)[0][0]
        positions.append((_position(name, [content[n][0] for n in numbers], compared), numbers))
    return sorted(positions, key=lambda pair: (not pair[0].changes, -len(pair[1]), pair[0].topic))


def _when(said: _Said) -> tuple[int, str, int]:
    ref = said.statement.article
    return (
        ref.day.toordinal() if ref.day else 0,
        ref.id,
        said.statement.quote.spans[0].start,
    )


def _said(statement: Statement) -> _Said:
    spoken = words(statement.quote.content)
    terms: dict[str, str] = {}
    for word in spoken:
        if _tells(word):
            terms.setdefault(stem(word), word)
    for a, b in pairwise(spoken):
        if _tells(a) and _tells(b):
            terms.setdefault(f"{stem(a)} {stem(b)}", f"{a} {b}")
    return _Said(statement, terms | _acts_in(statement.quote.content))


@lru_cache(maxsize=4_096)
def _acts_in(content: str) -> dict[str, str]:
    """Terms for what is to be done or not, by act and object: "close the basin", "shut it".

    Under each verb that tells of the act, so that two that say it in other words share one.
    """
    from briefing.acts.act import act_of_phrase, begins_with_listed

    terms: dict[str, str] = {}
    for match in _BEFORE_ACT.finditer(content):
        phrase = content[match.end() :]
        act = act_of_phrase(phrase) if begins_with_listed(phrase) else None
        if act is None or not act.done_to:
            continue
        verb, *more = words(phrase)
        named = next((word for word in more if stem(word) == act.done_to), None)
        if named is not None:
            # The space makes an act's term outweigh pairs of words that the same statements share.
            telling = (f"{each} {act.done_to} " for each in act.kind.verbs)
            terms |= dict.fromkeys(telling, f"{verb} {named}")
    return terms


def _tells(word: str) -> bool:
    if word in EMPTY or word in NEGATIONS or len(word) < 4:
        return False
    return stem(word) not in _COMMON and stem(word) not in _stances() and not word.isdigit()


def _telling(by_term: dict[str, list[int]]) -> Iterable[tuple[str, list[int]]]:
    """One term for each set of two or more utterances: the longest that all of them share."""
    best: dict[tuple[int, ...], str] = {}
    for term, numbers in by_term.items():
        if len(numbers) > 1:
            key = tuple(numbers)
            best[key] = max(best.get(key, ""), term, key=lambda t: (t.count(" "), len(t), t))
    return ((term, list(key)) for key, term in best.items())


def _position(topic: str, content: Sequence[_Said], compared: int | None) -> Position:
    newest = content[-compared:] if compared else content
    changes = (possible_change(a.statement, b.statement) for a, b in combinations(newest, 2))
    return Position(topic, tuple(said.statement for said in content), tuple(filter(None, changes)))


def _mark(earlier: Statement, later: Statement) -> Mark | None:
    """Whether one clause says again, or less surely, what an earlier one says."""
    for old, new in product(_clauses(earlier), _clauses(later)):
        shared = len(old.held & new.held)
        if shared < max(_SHARED, _ALIKE * min(len(old.held), len(new.held))):
            continue
        if (old.denial is None) != (new.denial is None):
            continue
        if old.unsure == new.unsure:
            return "repeated"
        if new.doubtful and not old.doubtful:
            return "softened"
    return None


def _key(statement: Statement) -> tuple[str, int]:
    return statement.article.id, statement.index


def _reverses(earlier: Statement, later: Statement) -> bool:
    """Whether a clause of the later takes the other side of what one of the earlier says."""
    from briefing.contradictions.reversals import is_reversal

    old_stances, new_stances = _stances_of(earlier), _stances_of(later)
    return any(is_reversal(old, new) for old, new in product(old_stances, new_stances))


# Every start of brief imports this module, and few of them ask for topics: what follows reads the
# word lists of contradictions only then.


def _clauses(statement: Statement) -> tuple[Clause, ...]:
    """The clauses of what was said, with the verb of saying where that takes a side."""
    return _clauses_of(statement.quote.cue or "", statement.quote.content)


def _stances_of(statement: Statement) -> tuple[Stance, ...]:
    """What was said by the sides that its clauses take."""
    return _stances_in(statement.quote.cue or "", statement.quote.content)


def _words_of(cue: str, content: str) -> str:
    saying = words(cue)
    takes_side = len(saying) <= _CUE and any(stem(word) in _stances() for word in saying)
    return f"he {cue} {content}" if takes_side else content


@lru_cache(maxsize=4_096)
def _clauses_of(cue: str, content: str) -> tuple[Clause, ...]:
    from briefing.contradictions.clauses import clauses_of

    return clauses_of(_words_of(cue, content))


@lru_cache(maxsize=4_096)
def _stances_in(cue: str, content: str) -> tuple[Stance, ...]:
    from briefing.contradictions.reversals import Stance

    return tuple(filter(None, map(Stance.of, _clauses_of(cue, content))))


@lru_cache(maxsize=1)
def _stances() -> frozenset[str]:
    """Stems of words that take a side, or turn it."""
    from briefing.contradictions.terms import stance_words

    return frozenset(map(stem, stance_words())) | DENYING
