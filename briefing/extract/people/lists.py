"""Word lists about people, bodies and outlets (``data/people.toml``), read once."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from briefing.extract.places.gazetteer import country_of, fold, gazetteer
from briefing.extract.word_lists import REMEMBERED_WORDS

_DATA = Path(__file__).parents[1] / "data" / "people.toml"
_MONTHS_TOO = frozenset({"may", "march", "august"})

Gender = Literal["male", "female"]


class Lists(Struct, frozen=True):
    """The lists of the data file as sets of lower-case words; ``outlets``,
    ``platforms`` and ``firms`` are whole names.

    ``same_role`` has for a word the words in whose place it may stand ("lawmaker": "senator").
    """

    honorifics: frozenset[str]
    honours: frozenset[str]
    surnames_too: frozenset[str]
    role_endings: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    kin: frozenset[str]
    ranks: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    family_first: frozenset[str]
    particles: frozenset[str]
    no_person: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    groups: frozenset[str]
    outlets: frozenset[str]
    platforms: frozenset[str]
    firms: frozenset[str]
    outlet_words: frozenset[str]
    same_role: dict[str, frozenset[str]]


@cache
def lists() -> Lists:
    """The word lists."""
    with _DATA.open("rb") as stream:
        raw: dict[str, Any] = tomllib.load(stream)
    names = {k: frozenset(_phrases(raw.pop(k))) for k in ("outlets", "platforms", "firms")}
    same = {word: frozenset(others.split()) for word, others in raw.pop("same_role").items()}
    return Lists(same_role=same, **names, **{k: frozenset(v.split()) for k, v in raw.items()})


def _phrases(text: str) -> list[str]:
    return [" ".join(name.split()) for name in text.split(";")]


def gender_of_name(first: str) -> Gender | None:
    """The usual gender of a first name, None when unknown or borne by both."""
    known, name = lists(), first.lower().split("-")[0]
    man, woman = name in known.male_names, name in known.female_names
    if man == woman:
        return None
    return "male" if man else "female"


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_month_too(word: str) -> bool:
    """Whether a surname in lower case is a month, too: "Ana May"."""
    return word in _MONTHS_TOO


def is_given_name(word: str) -> bool:
    """Whether a word is on the lists of first names, of whatever gender."""
    known, name = lists(), word.lower().split("-")[0]
    return name in known.male_names or name in known.female_names


def gender_of_word(word: str) -> Gender | None:
    """The gender that a pronoun, title or noun carries ("spokeswoman"), else None."""
    inventory = lists()
    if word in inventory.male:
        return "male"
    return "female" if word in inventory.female else None


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_role(word: str) -> bool:
    """Whether a noun in lower case can say what a single person is."""
    inventory = lists()
    if word in inventory.roles or word in inventory.titles or word in inventory.kin:
        return word != "vice"
    if word.endswith(tuple(inventory.role_endings)):
        return True
    last = word.rsplit("-", 1)[1] if "-" in word else ""
    return last in inventory.roles or last in inventory.ranks


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster."""
    inventory = lists()
    words = name.lower().removesuffix("'s").removesuffix("’s").split()
    bare = words[1:] if words[:1] == ["the"] else words
    if not bare:
        return False
    given = name.split()[-len(bare)]
    whole = " ".join(bare)
    if whole in inventory.outlets or f"the {whole}" in inventory.outlets:
        return True
    return len(bare) > 1 and given[:1].isupper() and bare[-1] in inventory.outlet_words


def is_platform(name: str) -> bool:
    """Whether a name is that of a network or site where people post for themselves."""
    return " ".join(name.lower().split()) in lists().platforms


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_seat(name: str) -> bool:
    """Whether a name is that of a country or a capital: a government when it speaks."""
    entries = gazetteer().names.get(fold(name))
    return any(e.capital or e.place.kind == "country" for e in entries)


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_place(name: str) -> bool:
    """Whether the gazetteer has a place of that name."""
    return bool(gazetteer().names.get(fold(name)))


def is_demonym(word: str) -> bool:
    """Whether a word is the adjective of a country: "Norwegian"."""
    return country_of(word) is not None
