"""The inventory of agendas: ``agenda.toml`` as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct


class AgendaWords(Struct, frozen=True):
    """Each list as one pattern of whole words, the longest first."""

    meetings: re.Pattern[str]
    verbs: re.Pattern[str]
    with_object: re.Pattern[str]
    any_verb: re.Pattern[str]
    nothing: re.Pattern[str]
    votes: re.Pattern[str]
    due: re.Pattern[str]
    starts: re.Pattern[str]
    expiries: re.Pattern[str]
    tentative: re.Pattern[str]
    cancelled: re.Pattern[str]
    postponed: re.Pattern[str]
    venues: re.Pattern[str]
    regions: frozenset[str]
    people: frozenset[str]
    services: re.Pattern[str]


@lru_cache(maxsize=1)
def agenda_titles() -> re.Pattern[str]:
    """Titles that call a document an agenda: what every article is asked, made apart."""
    return _any(_raw()["titles"])


@lru_cache(maxsize=1)
def _raw() -> dict[str, list[str]]:
    return tomllib.loads((files("briefing.extract") / "data" / "agenda.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def agenda_words() -> AgendaWords:
    """The words of ``agenda.toml``."""
    raw = _raw()
    plain = {
        name: _any(raw[name])
        for name in AgendaWords.__struct_fields__
        if name in raw and name not in {"regions", "people", "services", "with_object"}
    }
    services = "|".join(
        re.escape(w.upper()) for w in sorted(raw["services"], key=len, reverse=True)
    )
    return AgendaWords(
        **plain,
        with_object=_any(raw["with_object"], after=r"\s+(?:with\s+)?"),
        any_verb=_any([*raw["with_object"], *raw["verbs"], *raw["other_verbs"]]),
        regions=frozenset(raw["regions"]),
        people=frozenset(raw["people"]),
        services=re.compile(rf"(?:\s*\b(?:{services})\b\s*[.,;]?)+"),
    )


def _any(words: Iterable[str], after: str = "") -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    choice = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{choice})(?![\w-]){after}", re.IGNORECASE)
