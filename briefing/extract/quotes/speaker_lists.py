"""Word lists about people, bodies and outlets (``data/speaker_lists.toml``), read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from briefing.extract.places.gazetteer import fold, gazetteer

_DATA = Path(__file__).parents[1] / "data" / "speaker_lists.toml"

Gender = Literal["male", "female"]


class Lists(Struct, frozen=True):
    """The lists of the data file as sets of lower-case words; ``outlets`` are whole names."""

    honorifics: frozenset[str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]
    groups: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]


@cache
def lists() -> Lists:
    """The word lists."""
    with _DATA.open("rb") as stream:
        raw: dict[str, str] = tomllib.load(stream)
    outlets = frozenset(" ".join(n.split()) for n in raw.pop("outlets").split(";"))
    return Lists(outlets=outlets, **{k: frozenset(v.split()) for k, v in raw.items()})


def gender_of_name(first: str) -> Gender | None:
    """The usual gender of a first name, None when unknown or borne by both."""
    known, name = lists(), first.lower()
    man, woman = name in known.male_names, name in known.female_names
    if man == woman:
        return None
    return "male" if man else "female"


def gender_of_word(word: str) -> Gender | None:
    """The gender that a pronoun, title or noun carries ("spokeswoman"), else None."""
    known = lists()
    if word in known.male:
        return "male"
    return "female" if word in known.female else None


def is_outlet(name: str) -> bool:
    """Whether a name is that of a newspaper, agency or broadcaster."""
    known = lists()
    words = name.lower().removesuffix("'s").removesuffix("’s").split()
    bare = words[1:] if words[:1] == ["the"] else words
    if not bare:
        return False
    given = name.split()[-len(bare)]
    whole = " ".join(bare)
    if whole in known.outlets or f"the {whole}" in known.outlets:
        return True
    return len(bare) > 1 and given[:1].isupper() and bare[-1] in known.outlet_words


def is_seat(name: str) -> bool:
    """Whether a name is that of a country or a capital: a government when it speaks."""
    entries = gazetteer().names.get(fold(name))
    return any(e.capital or e.place.kind == "country" for e in entries)
