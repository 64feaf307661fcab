"""The clauses of a sentence: of what each is, whether it is so, when and how surely. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from briefing.contradictions.denials import Denial, denial_in
from briefing.contradictions.locations import Location, locations_in
from briefing.contradictions.quantities import Quantity, quantities_in
from briefing.contradictions.terms import term_of
from briefing.contradictions.tokens import AHEAD, UNSURE, WISHING, Token, tokens_of

_MARKS = frozenset(",;:—–()…")
_JOINTS = frozenset(
    """but although though while whereas because which who whose where when after before until
    despite since as""".split()
)
_BEFORE_PHRASES = frozenset("after before despite until".split())
_ARTICLES = frozenset("a an the".split())
_CONDITIONS = frozenset("if unless whether".split())
_SUBJECTS = frozenset("he she it they we i you there this that".split())
_AFTER_AND = _SUBJECTS | {"never", "not"}
_PRONOUNS = frozenset("he she it they we i you this these those who which".split())
_BEFORE_PRONOUNS = frozenset("that denied and but because as when after although though".split())
_OWNED = frozenset("our my".split())
_CHANGED = frozenset("longer still yet".split())
_TO_COME = re.compile(
    r"\b(?:is|are|was|were|going|set|due|scheduled|poised|about|forecast|projected) to\b"
)
_FIRST_COUNTS = re.compile(
    r"\b(?:first|early|partial|preliminary) (?:counts?|results?|reports?|figures?|estimates?|"
    r"returns)\b",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(r"(?:…|\.\s?\.\s?\.)[\s”\"]*$")
"""How words end that were not given whole: "there are no waves …"."""
_UNIT_ENDS = frozenset("in from for and who that on at to by with since after".split())
_VERBS = frozenset("is are was were be been has have had will would may might can could".split())
_CALLS = frozenset("call calls".split())
_UNIT = 3  # terms after a number that say what it counts
_MEASURES = frozenset(
    map(term_of, "percent dollar million billion euro pound km mile metre meter ton hour".split())
)
_NEAR = 3  # terms before a number, and one more after it, that say of what it is told


class Count(Struct, frozen=True):
    """A number, the terms of what it counts, and the terms around it."""

    quantity: Quantity
    unit: frozenset[str]
    around: frozenset[str]

    @property
    def is_plain_measure(self) -> bool:
        """Whether it has a fraction and no unit of which there are fractions: a magnitude."""
        return self.quantity.is_measured and self.unit.isdisjoint(_MEASURES)

    @property
    def is_bound(self) -> bool:
        """Whether it only says how many at the least, or at the most."""
        return math.isinf(self.quantity.least) or math.isinf(self.quantity.most)

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage, which another day has another."""
        return "percent" in self.unit


class Clause(Struct, frozen=True):
    """A clause: its terms in order, and as a set; its names, those of several words as chains.

    ``doubtful`` is what may be or is asked, ``unsure`` what is wished besides; ``ahead`` what is to
    come; ``changed`` says that it was otherwise, or is to be; ``owned`` that it is of something of
    somebody's. ``pronoun`` is what it begins with, "" for a noun. ``years`` are those that it gives
    in figures.
    """

    text: str
    terms: tuple[str, ...]
    held: frozenset[str]
    names: frozenset[str]
    chains: tuple[tuple[str, ...], ...]
    denial: Denial | None
    pronoun: str
    owned: bool
    years: frozenset[str]
    doubtful: bool
    unsure: bool
    ahead: bool
    changed: bool
    counts: tuple[Count, ...]
    locations: tuple[Location, ...]


def clauses_of(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence that say something, in order."""
    tokens = tokens_of(text)
    doubtful = (
        text.rstrip(" \"”'").endswith("?")
        or any(token.low in _CONDITIONS for token in tokens)
        or _FIRST_COUNTS.search(text) is not None
        or _CUT_SHORT.search(text) is not None
    )
    return tuple(
        _clause(run, text, doubtful) for run in _runs(tokens) if any(token.counts for token in run)
    )


def _runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each clause."""
    runs: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        low = token.low
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if low in _MARKS or (low == "." and following == "."):
            runs.append([])
        elif low in _JOINTS and not _is_of_a_phrase(low, following):
            runs.append([token])
        elif low in {"and", "or"} and following in _AFTER_AND:
            runs.append([])
        else:
            runs[-1].append(token)
    return runs


def _is_of_a_phrase(joint: str, following: str) -> bool:
    """Whether a word begins no clause: "since 2011", "after eating", "after the blast"."""
    if joint == "since" and following[:1].isdigit():
        return True
    return joint in _BEFORE_PHRASES and (following in _ARTICLES or following.endswith("ing"))


def _clause(run: Sequence[Token], whole: str, doubtful: bool) -> Clause:
    text = whole[run[0].at : run[-1].end]
    low = [token.low for token in run]
    counted = [token for token in run if token.counts]
    quantities = [each for each in quantities_in(low) if not _is_of_a_name(run, each)]
    denial = denial_in(run)
    unsure_words = _unsure_words(run)
    doubtful = doubtful or (denial is not None and denial.narrowed)
    return Clause(
        text,
        tuple(token.term for token in counted),
        frozenset(token.term for token in counted),
        frozenset(token.term for token in counted if token.is_name),
        _chains(run),
        denial,
        _pronoun(low),
        not _OWNED.isdisjoint(low),
        frozenset(word for word in low if len(word) == 4 and word.isdigit()),
        doubtful or not unsure_words <= WISHING,
        doubtful or bool(unsure_words),
        not AHEAD.isdisjoint(low) or _TO_COME.search(text) is not None,
        not _CHANGED.isdisjoint(low),
        tuple(_counted(run, quantities, number) for number in range(len(quantities))),
        locations_in(run, whole),
    )


def _unsure_words(run: Sequence[Token]) -> set[str]:
    """The words of a clause that leave open whether it is so; "a distress call" does not."""
    found = {token.low for token in run if token.low in UNSURE and token.is_plain}
    following = {a.low: b.low for a, b in pairwise(run)}
    before = {b.low: a.low for a, b in pairwise(run)}
    return {
        word
        for word in found
        if (word not in _CALLS or following.get(word) in {"for", "on"})
        # "The strongest possible terms" are terms.
        and not (word == "possible" and before.get(word, "").endswith("est"))
    }


def _is_of_a_name(run: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a number is part of a name: "Copart 4 SA", "Boeing 737"."""
    before = run[quantity.at - 1] if quantity.at else None
    after = run[quantity.end] if quantity.end < len(run) else None
    is_one_word = quantity.end == quantity.at + 1
    if before is None or not before.is_name or before.low.endswith("'s") or not is_one_word:
        return False
    return after is None or after.is_name or not after.counts


def _chains(run: Sequence[Token]) -> tuple[tuple[str, ...], ...]:
    """The terms of each name, word after word."""
    made: list[list[str]] = []
    before: Token | None = None
    for token in run:
        if token.is_name:
            if before is not None and before.is_name and not before.low.endswith("'s"):
                made[-1].append(token.term)
            else:
                made.append([token.term])
        before = token
    return tuple(map(tuple, made))


def _pronoun(low: Sequence[str]) -> str:
    for word in low[:4]:
        if word in _PRONOUNS:
            return word
        if word not in _BEFORE_PRONOUNS:
            return ""
    return ""


def _counted(run: Sequence[Token], quantities: Sequence[Quantity], number: int) -> Count:
    """The number with what it counts, and the terms between its neighbours."""
    quantity = quantities[number]
    begin = quantities[number - 1].end if number else 0
    stop = quantities[number + 1].at if number + 1 < len(quantities) else len(run)
    before = [token.term for token in run[begin : quantity.at] if token.counts][-_NEAR:]
    after = [token.term for token in run[quantity.end : stop] if token.counts][: _NEAR + 1]
    unit = _unit(run, quantity, stop)
    return Count(quantity, frozenset(unit), frozenset((*before, *after)))


def _unit(run: Sequence[Token], quantity: Quantity, stop: int) -> list[str]:
    """What a number counts, by its terms; nothing for bare millions."""
    if run[quantity.at].low[0] in "$€£":
        return ["dollar"]
    unit: list[str] = []
    for token in run[quantity.end : stop]:
        if token.low in _VERBS:
            break
        if token.counts:
            unit.append(token.term)
        if len(unit) == _UNIT or token.low in _UNIT_ENDS or (token.low == "of" and unit):
            break
    if not unit:  # "the number of marchers at 4,000"
        low = [token.low for token in run[: quantity.at]]
        if "number" in low:
            named = run[low.index("number") : quantity.at]
            unit = [token.term for token in named if token.counts][:1]
    return unit
