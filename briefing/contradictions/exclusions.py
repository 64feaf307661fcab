"""What a sentence says for certain was elsewhere: "at Osby, and not in Tarno". Pure.

Somebody who says so corrects what was said before. Of the two sentences little else has to agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefing.contradictions.tokens import tokens_of
from briefing.model import Timex

_AT = r"(?:in|at|near|on|off|outside|inside)"
_EXCLUDED = re.compile(
    rf"(?:,|,? and|, but) not (?P<after>{_AT} [^,;.]{{3,50}}?)(?=[,;.]|$)|"
    rf" not (?P<before>{_AT} [^,;.]{{3,50}}?) but(?= {_AT}\b)"
)


class Exclusion(Struct, frozen=True):
    """Where or when something was not: the terms of the words that say so, and their ``days``."""

    terms: frozenset[str]
    days: frozenset[str]


def exclusions_in(words: str, dates: Sequence[Timex]) -> tuple[Exclusion, ...]:
    """What a sentence excludes; ``dates`` are its time expressions."""
    return tuple(_exclusions(words, dates))


def _exclusions(words: str, dates: Sequence[Timex]) -> Iterator[Exclusion]:
    for match in _EXCLUDED.finditer(words):
        what = match["after"] or match["before"]
        days = frozenset(each.value or "" for each in dates if each.text in what)
        terms = frozenset(token.term for token in tokens_of(what)[1:] if token.counts)
        if terms or days:
            yield Exclusion(terms, days)


def without_exclusions(words: str) -> str:
    """A sentence without what it excludes."""
    return _EXCLUDED.sub("", words)
