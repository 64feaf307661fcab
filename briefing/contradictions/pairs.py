"""Which claims of a story cannot both hold, those of several articles gathered into one row each.

A clause is compared with those alone that share terms with it, of each term the latest few: what a
new article costs does not grow with the story that it joins, nor with the library.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefing.contradictions.agreement import Side, are_of_others
from briefing.contradictions.claims import Claim
from briefing.contradictions.clashes import clash_of
from briefing.contradictions.corrected import corrected
from briefing.contradictions.rows import Account, Contradiction, Kind
from briefing.contradictions.turnabouts import turnabouts
from briefing.model import Span

# Latest clauses that hold a term, which a new one is compared with: bounds the work, and of the
# articles of 2016 that ``bench.ledger`` was tried on no pair is lost at it.
_LOOKED_AT = 256
_SHARED = 2  # terms without which two clauses are of two things
_ALIKE = 0.6  # of the terms of the shorter of two clauses that say one thing


@dataclass(slots=True)
class _Row:
    """A contradiction in the making: the sides by which others are told to be of it."""

    kind: Kind
    first: Side
    second: Side
    sides: tuple[dict[Account, None], dict[Account, None]] = field(default_factory=lambda: ({}, {}))

    def takes(self, kind: Kind, one: Side, other: Side) -> bool:
        """Whether two clauses say anew what the row holds; if so they are in it from now on."""
        if kind != self.kind:
            return False
        for mine, theirs in ((one, other), (other, one)):
            if _says_as(mine, self.first) and _says_as(theirs, self.second):
                self.add(mine, theirs)
                return True
        return False

    def add(self, one: Side, other: Side) -> None:
        for accounts, side in zip(self.sides, (one, other), strict=True):
            claim = side.claim
            accounts.setdefault(Account(claim.article, claim.span, claim.speaker))


def contradictions(claims: Iterable[Claim]) -> tuple[Contradiction, ...]:
    """The contradictions among the claims of one story, those with the latest account first."""
    by_day = sorted(claims, key=lambda c: (-c.article.age, c.article.id, c.span.start))
    rows: list[_Row] = []
    for kind, one, other in (
        *_clashing(by_day),
        *_denied_by_reference(by_day),
        *corrected(by_day),
        *turnabouts(by_day),
    ):
        if not any(row.takes(kind, one, other) for row in rows):
            row = _Row(kind, one, other)
            row.add(one, other)
            rows.append(row)
    made = [
        Contradiction(row.kind, _in_order(row.sides[0]), _in_order(row.sides[1])) for row in rows
    ]
    return tuple(sorted(made, key=lambda each: min(ref.age for ref in each.articles)))


def _clashing(claims: Iterable[Claim]) -> Iterator[tuple[Kind, Side, Side]]:
    """Clauses that cannot both hold, of each pair the earlier one first."""
    sides: list[Side] = []
    by_term: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_LOOKED_AT))
    for claim in claims:
        for clause in (each for each in claim.clauses if not each.doubtful):
            side, shared = Side(claim, clause), Counter[int]()
            for term in side.held:
                shared.update(by_term[term])
            for number in (number for number, terms in shared.items() if terms >= _SHARED):
                other = sides[number]
                if _can_differ(other, side) and (kind := clash_of(other, side)):
                    yield kind, other, side
            for term in side.held:
                by_term[term].append(len(sides))
            sides.append(side)


def _denied_by_reference(claims: Iterable[Claim]) -> Iterator[tuple[Kind, Side, Side]]:
    """What articles say, and the sentences after it that deny it without saying it again."""
    said: dict[tuple[str, Span], Side] = {}
    for claim in claims:
        side = _side_of(claim)
        place = claim.article.id, claim.span
        if side is None or (place in said and claim.speaker is None):
            continue
        if place not in said and claim.denies is not None:
            denied = said.get((claim.article.id, claim.denies))
            if denied is not None:
                yield "denial", denied, side
        said[place] = side


def _side_of(claim: Claim) -> Side | None:
    """A claim with the clause that says most; None for one that says nothing."""
    clause = max(claim.clauses, key=lambda clause: len(clause.held), default=None)
    return None if clause is None else Side(claim, clause)


def _can_differ(one: Side, other: Side) -> bool:
    """Whether two claims are of two articles, or of two speakers."""
    mine, theirs = one.claim, other.claim
    if mine.article.id != theirs.article.id:
        return True
    return bool(mine.speaker and theirs.speaker) and mine.speaker != theirs.speaker


def _says_as(one: Side, other: Side) -> bool:
    """Whether two clauses say the same thing, in whatever words."""
    mine, theirs = one.clause, other.clause
    if mine.text == theirs.text:
        return True
    if (mine.denial is None) != (theirs.denial is None) or are_of_others(one, other):
        return False
    if clash_of(one, other):
        return False
    smaller = min(len(mine.held), len(theirs.held))
    return len(mine.held & theirs.held) >= _ALIKE * smaller


def _in_order(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Accounts by their days, of each sentence one: that with a speaker."""
    by_sentence: dict[tuple[str, Span], Account] = {}
    for account in accounts:
        place = account.article.id, account.span
        if place not in by_sentence or account.speaker:
            by_sentence[place] = account
    return tuple(sorted(by_sentence.values(), key=lambda a: (-a.article.age, a.article.id, a.span)))
