"""Which names, in different articles, mean one speaker.

A surname alone joins the full name that bears it if there is just one; if there are two, it
stands for itself, because a wrong name is worse than none. An acronym joins the body whose
initials it is. The rest are told apart by their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from briefing.model import Attribution, Quote

Key = tuple[str, str]

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col president chancellor "
    "minister governor commissioner senator ambassador envoy mayor colonel captain skipper "
    "professor bishop".split()
)
_SMALL_WORDS = frozenset("of for and in on the to a an".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name reduced to what has to agree: no case, accents, title, article or final 's."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = _WORD.findall(bare)
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        if words[1] in _SMALL_WORDS:  # "governor of the bank" is who that is, no title
            break
        words = words[1:]
    return " ".join(words)


def initials(name: str) -> str:
    """The initials of a body's long name as its acronym would have them, in lower case."""
    return "".join(w[0] for w in fold(name).split() if w not in _SMALL_WORDS)


class SpeakerIndex:
    """Resolves the speakers of a set of quotes to keys; equal keys are one speaker."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._names: dict[Key, Counter[str]] = defaultdict(Counter)
        self._roles: dict[Key, Counter[str]] = defaultdict(Counter)
        said = Counter((q.attribution, q.speaker, q.role) for q in quotes)
        named = {fold(name) for how, name, _ in said if name and how == "named"}
        bodies = {name for how, name, _ in said if name and how == "body"}
        self._full_name = _by_surname(named)
        self._long_body = _by_initials(bodies)
        self._keys: dict[tuple[Attribution, str | None], Key] = {}
        for (attribution, name, role), count in said.items():
            key = self._keys[attribution, name] = self._key(attribution, name)
            if name:
                self._names[key][name] += count
            if role:
                self._roles[key][role] += count

    def key(self, quote: Quote) -> Key:
        """What identifies the quote's speaker, who is one of those the index was made of."""
        return self._keys[quote.attribution, quote.speaker]

    def _key(self, attribution: Attribution, speaker: str | None) -> Key:
        if speaker is None:
            return ("none", "")
        name = fold(speaker)
        if attribution == "named":
            return ("named", self._full_name.get(name, name))
        if attribution == "body":
            return ("body", self._long_body.get(name, name))
        return (attribution, name)

    def name(self, key: Key) -> str | None:
        """The name to show: the longest form in use, the commonest of those; None for none."""
        forms = self._names.get(key)
        if not forms:
            return None
        return min(
            forms, key=lambda form: (-len(fold(form).split()), -forms[form], len(form), form)
        )

    def role(self, key: Key) -> str | None:
        """The role given most often, the longer of equals."""
        roles = self._roles.get(key)
        return min(roles, key=lambda r: (-roles[r], -len(r), r)) if roles else None


def _by_surname(names: set[str]) -> dict[str, str]:
    bearers = defaultdict(set)
    for name in names:
        words = name.split()
        if len(words) > 1:
            bearers[words[-1]].add(name)
    return {
        surname: next(iter(full)) for surname, full in bearers.items() if len(_distinct(full)) == 1
    }


def _distinct(names: set[str]) -> set[str]:
    """Full names less those that only leave out a middle name of another."""
    return {
        name
        for name in names
        if not any(
            other != name
            and set(name.split()) < set(other.split())
            and name.split()[0] == other.split()[0]
            for other in names
        )
    }


def _by_initials(bodies: set[str]) -> dict[str, str]:
    long_forms: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        if len(fold(body).split()) > 2:
            long_forms[initials(body)].add(fold(body))
    return {
        fold(body): next(iter(long_forms[fold(body)]))
        for body in bodies
        if body.isupper() and len(long_forms.get(fold(body), ())) == 1
    }
