"""What a speaker said on a topic, in order of time, and where a later word seems to reverse it.

Topics are words and pairs of neighbouring words that several utterances of the speaker have in
common. A possible change is no more than that: two sentences to be read side by side. What a
statement is to those before it on its topic is said where its words show it: clause by clause, as
contradictions are found.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise, product
from pathlib import Path
from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.merge.utterances import utterances
from briefing.names.word_lists import lines_of, words_of
from briefing.names.words import DENYING, EMPTY, NEGATIONS, negations, stem, words
from briefing.rows import SpeakerRow, Statement, Utterance

_DATA = Path(__file__).with_name("data")
_CONTRADICTIONS = Path(__file__).parents[1] / "contradictions" / "data"
_COMMON = frozenset(map(stem, words_of("common_words.txt", _DATA)))
# What is demanded instead of promised is not less firm.
_WISHES = re.compile(r"\b(?:must|should|ought|need|needs|demand|demands|want|wants|urge|urges)\b")
_OUT = re.compile(r"\b(?:keep|keeps|kept|stay|stays|rules?|ruled|ruling)\b(?: [^\W_]+){0,3}? out\b")
_OPPOSITES = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in (line.split("|") for line in lines_of("opposites.txt", _CONTRADICTIONS))
)
_STANCES = frozenset(w for pair in _OPPOSITES for side in pair for w in side) | DENYING


Mark: TypeAlias = Literal["first said", "repeated", "reversed", "softened"]
"""What a statement is to those before it on its topic."""

# Of the terms of the shorter of two clauses that say one thing; and how many at the least. With
# fewer, "the northern bridge is old" would be repeated by all that names that bridge.
_ALIKE, _SHARED = 0.6, 3
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
    """One statement, with the words and stances by which it is compared with others."""

    statement: Statement
    terms: dict[str, str]
    subject: frozenset[str]
    stances: frozenset[str]
    negated: bool

    @property
    def denies(self) -> bool:
        """Whether what is said is denied, be it by "not" or by a verb such as "refuse"."""
        return self.negated != (len(self.stances & DENYING) % 2 == 1)

    def side(self, one: frozenset[str], other: frozenset[str]) -> int:
        """1 for one of two opposite stances, -1 for the other, 0 for neither or both.

        "We will not close it" and "we refuse to close it" are for keeping it open.
        """
        mine = bool(self.stances & one) - bool(self.stances & other)
        refused = (self.stances & DENYING) - one - other
        return -mine if self.negated != (len(refused) % 2 == 1) else mine


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
    if earlier.article.day == later.article.day or not _reverses(_said(earlier), _said(later)):
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
    # "Refuses to sign" and "accepts": the stance may be in the verb of saying alone.
    cue = frozenset(stem(word) for word in words(statement.quote.cue or "")) & _STANCES
    terms: dict[str, str] = {}
    for word in spoken:
        if _tells(word):
            terms.setdefault(stem(word), word)
    for a, b in pairwise(spoken):
        if _tells(a) and _tells(b):
            terms.setdefault(f"{stem(a)} {stem(b)}", f"{a} {b}")
    content_words = frozenset(
        stem(word) for word in spoken if word not in EMPTY and word not in NEGATIONS
    )
    negated = (negations(spoken) + len(_OUT.findall(" ".join(spoken)))) % 2 == 1
    stances = (content_words & _STANCES) | cue
    return _Said(statement, terms, content_words - _STANCES - _COMMON, stances, negated)


def _tells(word: str) -> bool:
    if word in EMPTY or word in NEGATIONS or len(word) < 4:
        return False
    return stem(word) not in _COMMON and stem(word) not in _STANCES and not word.isdigit()


def _telling(by_term: dict[str, list[int]]) -> Iterable[tuple[str, list[int]]]:
    """One term for each set of two or more utterances: the longest that all of them share."""
    best: dict[tuple[int, ...], str] = {}
    for term, numbers in by_term.items():
        if len(numbers) > 1:
            key = tuple(numbers)
            best[key] = max(best.get(key, ""), term, key=lambda t: (t.count(" "), len(t), t))
    return ((term, list(key)) for key, term in best.items())


def _position(topic: str, content: Sequence[_Said], compared: int | None) -> Position:
    changes = tuple(
        PossibleChange(a.statement, b.statement)
        for a, b in combinations(content[-compared:] if compared else content, 2)
        if a.statement.article.day != b.statement.article.day and _reverses(a, b)
    )
    return Position(topic, tuple(said.statement for said in content), changes)


def _mark(earlier: Statement, later: Statement) -> Mark | None:
    """Whether one clause says again, or less surely, what an earlier one says."""
    # Every start of brief imports this module, and few of them ask for marks.
    from briefing.contradictions.clauses import clauses_of

    old_clauses, new_clauses = clauses_of(earlier.quote.content), clauses_of(later.quote.content)
    if _said(earlier).denies != _said(later).denies:
        return None
    for old, new in product(old_clauses, new_clauses):
        shared = len(old.held & new.held)
        if shared < max(_SHARED, _ALIKE * min(len(old.held), len(new.held))):
            continue
        if (old.denial is None) != (new.denial is None):
            continue
        if old.unsure == new.unsure:
            return "repeated"
        if new.unsure and not _WISHES.search(later.quote.content):
            return "softened"
    return None


def _key(statement: Statement) -> tuple[str, int]:
    return statement.article.id, statement.index


def _reverses(one: _Said, other: _Said) -> bool:
    """Whether much the same is said, once with and once without a denial or an opposite."""
    shared = len(one.subject & other.subject)
    alike = 2 * shared >= min(len(one.subject), len(other.subject))
    opposites = _OPPOSITES if one.stances and other.stances else ()
    sides = [(one.side(*pair), other.side(*pair)) for pair in opposites]
    both = [mine * theirs for mine, theirs in sides if mine and theirs]
    if both:
        return shared >= 1 and alike and all(product < 0 for product in both)
    same_stance = one.stances - DENYING == other.stances - DENYING
    return one.denies != other.denies and same_stance and shared >= 2 and alike
