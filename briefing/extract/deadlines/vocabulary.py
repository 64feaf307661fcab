"""The words around a coming day, as sets; the inventory is ``due.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from briefing.extract.word_lists import word_lists

_DIARY = word_lists("time_words")["diary"]


class Words(Struct, frozen=True):
    """``due.toml``, table by table."""

    kinds: dict[str, frozenset[str]]
    events: frozenset[str]
    plans: frozenset[str]
    limits: frozenset[str]
    windows: frozenset[str]
    grants: frozenset[str]
    demands: frozenset[str]
    lasting: frozenset[str]
    forecasts: frozenset[str]
    said: frozenset[str]
    arranged: frozenset[str]
    generic: frozenset[str]
    holding: frozenset[str]
    acts: frozenset[str]
    sudden: frozenset[str]
    figures: frozenset[str]
    nature: frozenset[str]
    nouns: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of ``due.toml``."""
    raw = tomllib.loads((files("briefing.extract") / "data" / "due.toml").read_text("utf-8"))
    verbs = {name: frozenset(listed) for name, listed in raw["verbs"].items()}
    return Words(
        kinds={kind: frozenset(listed) for kind, listed in raw["kinds"].items()},
        events=frozenset(raw["nouns"]["events"]),
        plans=frozenset(raw["nouns"]["plans"]),
        limits=frozenset(raw["nouns"]["limits"]),
        windows=frozenset(raw["nouns"]["windows"]),
        grants=verbs["grants"],
        demands=verbs["demands"],
        lasting=verbs["lasting"],
        forecasts=verbs["forecasts"],
        said=verbs["said"],
        arranged=verbs["arranged"],
        generic=verbs["generic"],
        holding=verbs["holding"],
        acts=verbs["acts"],
        sudden=frozenset(raw["nouns"]["sudden"]),
        figures=frozenset(raw["nouns"]["figures"]),
        nature=frozenset(raw["nouns"]["nature"]),
        nouns=raw["alone"],
    )


def is_in_a_diary(lemma: str) -> bool:
    """Whether the present of a verb is one of appointments ("The court rules on Friday"), not of a
    picture ("children look for eggs in the park on Sunday")."""
    held = words()
    turns = held.acts | held.kinds["start"] | held.kinds["expiry"] | held.kinds["vote"]
    return lemma in turns | held.arranged | held.holding | held.generic | _DIARY
