"""Where a clause says that something is or happens, by its prepositions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefing.contradictions.tokens import Token

_AT = frozenset("in at near off outside inside".split())
_ENDS = frozenset(
    """in at near off outside inside into under across over on by with from for after before since
    during until and or but to as that when where while is are was were be been has have had will
    would km""".split()
)


class Location(Struct, frozen=True):
    """A place by its proper ``name`` as written, the terms of the name, and those of its phrase."""

    name: str
    named: frozenset[str]
    terms: frozenset[str]


def locations_in(run: Sequence[Token], text: str) -> tuple[Location, ...]:
    """The places of a clause that have a proper name; ``text`` is of the whole sentence."""
    return tuple(_locations(run, text))


def _locations(run: Sequence[Token], text: str) -> Iterator[Location]:
    for at, token in enumerate(run):
        if token.low not in _AT or not token.is_plain:
            continue
        end = next((n for n in range(at + 1, len(run)) if _is_end(run[n])), len(run))
        named = [each for each in run[at + 1 : end] if each.is_name]
        # "The Bank of New York" is no place, "the port city of Halun" is.
        is_body = any(a.is_name and b.low == "of" for a, b in pairwise(run[at + 1 : end]))
        if named and named[-1] is run[end - 1] and not is_body:
            first = next(n for n, each in enumerate(named) if _follow_on(named[n:]))
            name = text[named[first].at : named[-1].end]
            own = frozenset(each.term for each in named[first:])
            yield Location(name, own, frozenset(t.term for t in run[at + 1 : end] if t.counts))


def _is_end(token: Token) -> bool:
    return token.low in _ENDS or not token.low[0].isalpha() or token.low.endswith("'s")


def _follow_on(named: Sequence[Token]) -> bool:
    """Whether those words of a name stand one after the other."""
    return all(after.at == word.end + 1 for word, after in pairwise(named))
