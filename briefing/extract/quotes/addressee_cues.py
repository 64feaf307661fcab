"""Which cues name those who hear the words, and which nouns can hear (``addressees.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from msgspec import Struct

from briefing.extract.people.lists import lists
from briefing.extract.quotes.context import Context

NO_HEARERS = frozenset(
    "DATE TIME MONEY PERCENT CARDINAL ORDINAL QUANTITY WORK_OF_ART EVENT LAW LANGUAGE".split()
)
"""Labels of named entities that hear nothing."""

_DATA = Path(__file__).parents[1] / "data" / "addressees.toml"
_PEOPLE = ("ers", "ors", "ists", "ians", "men", "women", "people", "ees")


class Inventory(Struct, frozen=True):
    """The sections of the data file; those by preposition turned round: lemma -> prepositions."""

    hears: frozenset[str]
    may_hear: frozenset[str]
    to_do: frozenset[str]
    unheard: frozenset[str]
    things: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    speaking: dict[str, frozenset[str]]
    occasions: dict[str, frozenset[str]]
    sent: frozenset[str]
    audience: frozenset[str]


@cache
def inventory() -> Inventory:
    """What the data file says, read once."""
    with _DATA.open("rb") as stream:
        raw = tomllib.load(stream)
    return Inventory(
        hears=_words(raw["hears"]),
        may_hear=_words(raw["may_hear"]),
        to_do=_words(raw["to_do"]),
        unheard=_words(raw["unheard"]),
        things=_words(raw["things"]),
        prepositions=_by_lemma(raw["with"]),
        speaking=_by_lemma(raw["speaking"]),
        occasions=_by_lemma(raw["occasions"]),
        sent=_words(raw["sent"]["verbs"]),
        audience=_words(raw["audience"]["words"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _by_lemma(table: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for preposition, lemmas in table.items():
        for lemma in lemmas.split():
            found.setdefault(lemma, set()).add(preposition)
    return {lemma: frozenset(prepositions) for lemma, prepositions in found.items()}


def can_hear(s: Context, row: int) -> bool:
    """Whether a noun names a person, a body or an audience; pronouns may."""
    tokens = s.tokens
    word, lemma = tokens.lower[row], tokens.lemma[row].lower()
    if tokens.pos[row] == "PRON":
        return tokens.dep[row] != "expl" and word not in (
            "it",
            "itself",
            "that",
            "this",
            "which",
            "what",
        )
    if tokens.entity[row] in NO_HEARERS:
        return False
    if tokens.pos[row] == "PROPN":
        return tokens.word[row][:1].isupper()
    known = lists()
    if {word, lemma} & (known.groups | known.bodies | known.titles | known.male | known.female):
        return True
    if {word, lemma} & inventory().audience:
        return True
    return tokens.tag[row] == "NNS" and word.endswith(_PEOPLE) and word not in inventory().things
