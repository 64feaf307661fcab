"""Where a clause says that something is or happens, by its prepositions. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefing.contradictions.tokens import Token

_AT = frozenset("in at near off outside inside into".split())
_ENDING_TIMES = frozenset("last this next early late yesterday today on".split())
"""Words that begin what follows a place: "in Osby last week"."""
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
        phrase = run[at + 1 : end]
        first = next((n for n, each in enumerate(phrase) if each.is_name), len(phrase))
        last = next((n for n in range(first, len(phrase)) if not _goes_on(phrase, n)), first)
        named = phrase[first : last + 1]
        after = phrase[last + 1].low if last + 1 < len(phrase) else ""
        # "The Bank of New York" is no place, nor is "the Osby" of "the Osby stadium".
        is_body = any(a.is_name and b.low == "of" for a, b in pairwise(phrase))
        is_whole = first == 0 or not after or after in _ENDING_TIMES
        if named and is_whole and not is_body:
            name = text[named[0].at : named[-1].end]
            terms = frozenset(t.term for t in phrase[: last + 1] if t.counts)
            yield Location(name, frozenset(each.term for each in named), terms)


def _goes_on(phrase: Sequence[Token], at: int) -> bool:
    """Whether a word of a name has another one after it."""
    if at + 1 == len(phrase):
        return False
    return phrase[at + 1].is_name and phrase[at + 1].at == phrase[at].end + 1


def _is_end(token: Token) -> bool:
    return token.low in _ENDS or not token.low[0].isalpha() or token.low.endswith("'s")
