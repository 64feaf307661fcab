"""Under which heading speakers are shown together that stay as they are written.

A government is written as its country, its capital, its seat or its ministry: "Oslo", "Norway",
"Norway's foreign ministry". A body speaks through people without a name: "a Norvik spokeswoman".
Each keeps its own words; the heading only shows them side by side.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from briefing.names.bodies import KINDS, bare_body
from briefing.names.people import fold
from briefing.names.word_lists import lines_of

_PLACES = Path(__file__).parents[1] / "extract" / "data"
_SEATS = {
    "kremlin": "RU",
    "white house": "US",
    "downing street": "GB",
    "number 10": "GB",
    "élysée": "FR",
    "elysee": "FR",
    "elysee palace": "FR",
    "zhongnanhai": "CN",
    "blue house": "KR",
}
_NO_SEAT = frozenset({"BE"})  # "Brussels" is the European Union more often than Belgium
_KIND_AND_ARTICLE = 2  # words around that for a nation
_MINISTRY = (
    r"(?i)(?:(?:foreign|defen[cs]e|interior|finance|trade|economy|energy) ministry"
    r"|ministry (?:of|for) .+|government|state department)$"
)
_SPOKEN_FOR = (
    r"(?i)^(?:(?:an?|the|one)\s+)?(?P<before>[A-Z].*?)\s+(?:spokes(?:man|woman|person|people|men)|representatives?|executives)$"
    r"|^(?:an?|the|one)?\s*spokes(?:man|woman|person)\s+for\s+(?P<after>(?:the\s+)?[A-Z].*)$"
)


@lru_cache(maxsize=16_384)
def government_of(body: str) -> str | None:
    """The country whose government a body is written for, by its ISO 3166 code; None for others."""
    bare = bare_body(body)
    codes = _governments()
    if code := codes.get(fold(bare)):
        return code
    words = bare.split()
    for place in range(1, len(words)):
        if re.fullmatch(_MINISTRY, " ".join(words[place:])):
            owner = fold(" ".join(words[:place]))
            if code := codes.get(owner) or _demonyms().get(owner):
                return code
    return None


def is_nation(word: str) -> bool:
    """Whether a word is the name of a country or says of which one something is."""
    return nation_of(word) is not None


def as_country(word: str) -> str:
    """The country for a word that says of which one something is, any other as it is: "Norway"
    for "Norwegian"."""
    code = _demonyms().get(fold(word))
    return country_called(code) if code and fold(word) not in _countries() else word


@lru_cache(maxsize=16_384)
def is_one_of_a_nation(speaker: str) -> bool:
    """Whether a speaker is called by a nation and what kind of body it is: "the Norwegian bank"."""
    words = speaker.split()
    return (
        len(words) > _KIND_AND_ARTICLE
        and words[0] in ("the", "The")
        and words[-1] in KINDS
        and is_nation(words[1])
        and all(word[:1].islower() for word in words[2:])
    )


def nation_of(word: str) -> str | None:
    """The country that a word names or says that something is of ("Norway", "Norwegian"), by its
    ISO 3166 code; None for others.
    """
    name = fold(word)
    return _countries().get(name) or _demonyms().get(name)


@lru_cache(maxsize=16_384)
def nationless(name: str) -> str | None:
    """A folded name of a body without the country that it begins with; None if with none."""
    words = name.split()
    for place in (3, 2, 1):
        owner = " ".join(words[:place])
        if len(words) > place and is_nation(owner):
            return " ".join(words[place:])
    return None


def spoken_for(speaker: str) -> str | None:
    """The body for which somebody without a name speaks, as it is written; None for others."""
    match = re.match(_SPOKEN_FOR, speaker)
    if match is None:
        return None
    given = match["before"] or match["after"]
    return given if bare_body(given)[:1].isupper() else None


def _rows(name: str) -> list[list[str]]:
    """The rows of a table of places; those that begin with # are about it."""
    return [line.split("\t") for line in lines_of(name, _PLACES)]


def country_called(code: str) -> str:
    """The name of the country of that ISO 3166 code."""
    return next(name for given, name, *_ in _rows("countries.tsv") if given == code)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Countries and their other names, folded, with the country's code."""
    found = {fold(name): code for code, name, *_ in _rows("countries.tsv")}
    aliases = _rows("aliases.tsv")
    return found | {fold(alias): code for kind, alias, code, *_ in aliases if kind == "country"}


@lru_cache(maxsize=1)
def _governments() -> dict[str, str]:
    """Countries, capitals and seats, folded, with the country's code.

    A capital that another country, or its capital, is called as well stands for neither.
    """
    capitals: dict[str, set[str]] = {}
    for code, _, capital, _ in _rows("countries.tsv"):
        if capital and code not in _NO_SEAT:
            capitals.setdefault(fold(capital), set()).add(code)
    seats = {name: min(codes) for name, codes in capitals.items() if len(codes) == 1}
    return seats | _SEATS | _countries()


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    return {fold(word): code for code, words in _rows("demonyms.tsv") for word in words.split()}
