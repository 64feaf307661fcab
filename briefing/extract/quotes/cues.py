"""The cue inventory (``data/quote_cues.toml``): which words report speech, what may follow."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

_DATA = Path(__file__).parents[1] / "data" / "quote_cues.toml"


class Cue(Struct, frozen=True):
    """What one verb or noun takes: frame names and content prepositions of the data file."""

    frames: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()

    def __or__(self, other: Cue) -> Cue:
        return Cue(
            self.frames | other.frames,
            self.prepositions | other.prepositions,
            self.particles | other.particles,
            self.adjectives | other.adjectives,
        )


@cache
def verbs() -> dict[str, Cue]:
    """Verb lemma -> its frames."""
    return _inventory("verbs")


@cache
def nouns() -> dict[str, Cue]:
    """Noun lemma -> its frames."""
    return _inventory("nouns")


class Factors(Struct, frozen=True):
    """The words above a cue that decide whether anything was uttered, by class of the data file."""

    withholding: frozenset[str]
    unwilling: frozenset[str]
    ready: frozenset[str]
    implying: frozenset[str]
    causing: frozenset[str]
    ranks: frozenset[str]
    considering: frozenset[str]
    mandating: frozenset[str]
    doubting: frozenset[str]
    reporting_prepositions: frozenset[str]
    relaying: frozenset[str]
    asking: frozenset[str]


class Evidence(Struct, frozen=True):
    """Verbs that things do as well as people, nouns for people, and how such nouns end.

    ``written`` are the verbs that report only of papers and bodies, ``voiced`` those that tell of
    the voice, which bystanders are heard with.
    """

    verbs: frozenset[str]
    written: frozenset[str]
    wordless: frozenset[str]
    people: frozenset[str]
    agents: frozenset[str]
    voiced: frozenset[str]


@cache
def evidence() -> Evidence:
    """Which cues need somebody who can speak."""
    return Evidence(**_classes("evidence"))


class Muteness(Struct, frozen=True):
    """The words of answering and of being silent, by class of the data file."""

    answering: frozenset[str]
    knowing: frozenset[str]
    giving: frozenset[str]
    answers: frozenset[str]
    requests: frozenset[str]
    declining: frozenset[str]
    identities: frozenset[str]
    available: frozenset[str]
    mute: frozenset[str]
    staying: frozenset[str]
    positions: frozenset[str]


@cache
def muteness() -> Muteness:
    """The classes of words that tell of a silence."""
    return Muteness(**_classes("muteness"))


@cache
def factors() -> Factors:
    """The classes of words that govern a cue."""
    return Factors(**_classes("factors"))


def _classes(section: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in _file()[section].items()}


@cache
def _file() -> dict[str, Any]:
    with _DATA.open("rb") as stream:
        return tomllib.load(stream)


def _inventory(section: str) -> dict[str, Cue]:
    words: dict[str, Cue] = {}
    for group in _file()[section]:
        cue = Cue(
            frozenset(group["frames"]),
            frozenset(group.get("with", ())),
            frozenset([group["particle"]] if "particle" in group else ()),
            frozenset([group["adjective"]] if "adjective" in group else ()),
        )
        for lemma in group["lemmas"].split():
            words[lemma] = words.get(lemma, Cue()) | cue
    return words
