"""Countries by name and by demonym, under one name each."""

from __future__ import annotations

from functools import lru_cache

from briefing.extract.places import geonames
from briefing.extract.places.gazetteer import country_of, fold, gazetteer


def country_name(code: str | None) -> str | None:
    """The name of a country by its ISO 3166 alpha-2 code, or None."""
    return _names().get(code or "")


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Each code with its country's name; the cities are not read for that."""
    return {row.code: row.name.removeprefix("The ") for row in geonames.countries()}


def nation_of(word: str) -> str | None:
    """The country that a name or demonym means ("U.S.", "Russians"), or None."""
    code = country_of(word) or country_of(word.removesuffix("s"))
    if code is None:
        entries = gazetteer().names.get(fold(word.removeprefix("the ")))
        code = next((e.place.country for e in entries if e.place.kind == "country"), None)
    return country_name(code)
