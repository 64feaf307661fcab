"""For which party of a talk somebody speaks: the party itself, or one who holds office there.

"Norland's foreign minister", "head of the Sudrian delegation" and "a NATO spokeswoman" speak for
who is named first; "the French ambassador to Norland" does not speak for Norland, and who was
minister once, or is in opposition, speaks for nobody. Where two parties may be meant it is none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from briefing.merge.headings import government_of, nation_of, spoken_for
from briefing.model import Quote
from briefing.names.bodies import bare_body
from briefing.names.parties import is_acronym, party_keys
from briefing.names.people import fold, initials
from briefing.names.word_lists import words_of

_DATA = Path(__file__).with_name("data")
_OFFICES = frozenset(words_of("offices.txt", _DATA))
_NO_OFFICES = frozenset(words_of("no_offices.txt", _DATA))
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_TAIL = re.compile(r"\b(?:of|leads|heads|spokes\w+ for)\s+(?:the\s+)?([^,;]+)")
_BEFORE = frozenset(
    "a an the one some several senior top chief deputy acting outgoing lead special".split()
)
"""Words that may stand before the name of a party in a role: "a senior Norlandic diplomat"."""
_TEAM = frozenset(
    "delegation government team side mission ministry foreign defence defense".split()
)
"""Words that may follow it where a role ends with it: "head of the Norlandic delegation"."""
_LONGEST = 6  # words of a party's name in a role
_STEM = 4  # letters that a party's name shares with its adjective, at least: Sudria, Sudrian


class Parties:
    """The parties of some talks under the names that they are given there.

    ``names`` are in the order in which they are to be shown; those that mean one party are one.
    """

    def __init__(self, names: Iterable[str]) -> None:
        each = list(dict.fromkeys(names))
        keys = party_keys(each)
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        for name in each:
            key = _government(name) or keys[name]
            shown = self._names.setdefault(key, name)
            self._keys[fold(name)] = shown
        self._by_initials: defaultdict[str, list[str]] = defaultdict(list)
        self._by_acronym: defaultdict[str, list[str]] = defaultdict(list)
        for own in self._names.values():
            if is_acronym(own):
                self._by_acronym[own.casefold()].append(own)
            elif " " in own:
                self._by_initials[initials(own)].append(own)
        self._countries: Mapping[str, str] = {
            key: name for key, name in self._names.items() if key.isupper()
        }

    @property
    def names(self) -> Sequence[str]:
        """What each party is called."""
        return tuple(self._names.values())

    def named(self, name: str) -> str | None:
        """The party that a name means; None if none."""
        bare = fold(bare_body(name))
        if party := self._keys.get(fold(name)) or self._keys.get(bare):
            return party
        if code := _government(name):
            return self._countries.get(code)
        alike = self._of_acronym(bare_body(name))
        return alike[0] if len(alike) == 1 else None

    def _of_acronym(self, name: str) -> Sequence[str]:
        """The parties of which a name is the acronym, or the long name: ``EU``, ``European Union``.

        Each is one or the other.
        """
        short = self._by_initials.get(name.casefold(), ()) if is_acronym(name) else ()
        long = self._by_acronym.get(initials(name), ()) if " " in name else ()
        return (*short, *long)

    def of_quote(self, quote: Quote, name: str | None, role: str | None) -> str | None:
        """The party for which words are spoken by the speaker of that name and role."""
        if quote.speaker is None:
            return None
        if quote.attribution == "unnamed":
            given = spoken_for(quote.speaker)
            return self.named(given) if given else self._of_role(quote.speaker)
        for each in filter(None, (name, quote.speaker)):
            if party := self.named(each):
                return party
        held = quote.role or role
        return self._of_role(held) if held and quote.attribution == "named" else None

    def of_person(self, name: str, role: str | None) -> str | None:
        """The party for which a person who sits at the table speaks, another than themselves."""
        party = self._of_role(role) if role else None
        return party if party != self.named(name) else None

    def _of_role(self, role: str) -> str | None:
        words = _WORD.findall(role)
        small = {part for word in words for part in (word.casefold(), *word.casefold().split("-"))}
        if not small & _OFFICES or small & _NO_OFFICES:
            return None
        while words and words[0].casefold() in _BEFORE:
            words = words[1:]
        if named := _first_name(words):
            party, rest = self._owner(named, words)
            return party if rest else None
        found = dict.fromkeys(self._tails(role))
        return next(iter(found)) if len(found) == 1 else None

    def _tails(self, role: str) -> Iterator[str]:
        """The parties that stand at the end: "minister of Norland", "spokesman for Sudria"."""
        for match in _TAIL.finditer(role):
            words = _WORD.findall(match[1])
            party, rest = self._owner(_first_name(words), words)
            if party and {word.casefold() for word in rest} <= _TEAM:
                yield party

    def _owner(self, named: bool, words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
        """The party named by the first words, as many of them as may be, and the words after."""
        if not named:
            return None, words
        for length in range(min(_LONGEST, len(words)), 0, -1):
            if party := self._adjective(" ".join(words[:length])):
                return party, words[length:]
        return None, words

    def _adjective(self, name: str) -> str | None:
        """The party that is named, or that something so called is of: "Sudrian"."""
        if party := self.named(name):
            return party
        if code := nation_of(name):
            return self._countries.get(code)
        own = [p for p in self.names if " " not in name and _is_of(fold(name), fold(p))]
        return own[0] if len(own) == 1 else None


def _government(name: str) -> str | None:
    return nation_of(name) or government_of(name)


def _first_name(words: Sequence[str]) -> bool:
    """Whether a role begins with a name: of a party, or of another to whom the office belongs."""
    first = words[0] if words else ""
    return first[:1].isupper() and first.casefold() not in _OFFICES | {"deputy", "foreign"}


def _is_of(adjective: str, party: str) -> bool:
    stem = party[:-1]
    return len(stem) >= _STEM and " " not in party and adjective.startswith(stem)
