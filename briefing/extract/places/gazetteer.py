"""Where places are: cities, countries, regions and venues with coordinates and country codes.

Cities, countries and states come from GeoNames (``geonames``), the rest from the other tables in
``briefing/extract/data``. Everything is loaded once a process, on first use.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path

from msgspec import Struct

from briefing.extract.places import geonames
from briefing.extract.word_lists import REMEMBERED_WORDS
from briefing.model import Place, PlaceKind
from briefing.names.word_lists import words_of


class Entry(Struct, frozen=True):
    """One place that a name can mean. ``state`` is the first-level division's code, or ""."""

    place: Place
    state: str = ""
    population: int = 0
    capital: bool = False
    acts: bool = False


class Names:
    """Folded names (see ``fold``) to the places that they can mean.

    Of thirty thousand cities an article names a few, so each is made when it is asked for.
    """

    def __init__(self, capitals: dict[str, str]) -> None:
        """``capitals`` are folded names of capitals by their country's code."""
        self._capitals = capitals
        self._before: defaultdict[str, list[Entry]] = defaultdict(list)
        self._after: defaultdict[str, list[Entry]] = defaultdict(list)
        self._looked_up = lru_cache(maxsize=REMEMBERED_WORDS)(self._look_up)

    def add(self, name: str, entry: Entry, before_cities: bool = False) -> None:
        """Let a name also mean ``entry``, in preference to what it means so far or not."""
        if before_cities:
            self._before[fold(name)].insert(0, entry)
        else:
            self._after[fold(name)].append(entry)

    def get(self, folded: str) -> tuple[Entry, ...]:
        """All places of that name; none if it is unknown."""
        return self._looked_up(folded)

    def _look_up(self, folded: str) -> tuple[Entry, ...]:
        own = self._before.get(folded, ()), self._after.get(folded, ())
        return tuple(dict.fromkeys((*own[0], *self._cities(folded), *own[1])))

    def city(self, country: str, name: str) -> Entry | None:
        """The largest city of that name in a country, or None."""
        cities = (e for e in self._cities(fold(name)) if e.place.country == country)
        return max(cities, key=lambda e: e.population, default=None)

    def first_words(self) -> frozenset[str]:
        """The first words of all names."""
        names = (*geonames.city_lines(), *self._before, *self._after)
        return frozenset(name.partition(" ")[0] for name in names)

    def _cities(self, folded: str) -> Iterator[Entry]:
        """Cities of 15,000 people and more; a capital is the largest so named."""
        rows = list(geonames.cities(folded))
        for row in rows:
            capital = self._capitals.get(row.country) == folded and row.population == max(
                other.population for other in rows if other.country == row.country
            )
            place = Place(row.name, "city", row.country, row.latitude, row.longitude)
            acts = capital or (row.country, row.name) in _SEATS
            yield Entry(place, row.state, row.population, capital, acts)


class Gazetteer(Struct, frozen=True):
    """Names to the places that they can mean, and what else is known.

    ``starts`` holds the first words of all names, and ``longest`` the most words of any.
    ``demonyms`` gives the country of "Fijian"; ``capitals`` the capital of a country code.
    """

    names: Names
    starts: frozenset[str]
    demonyms: dict[str, str]
    capitals: dict[str, Entry]
    countries: dict[str, Entry]
    states: dict[str, str]
    longest: int


_MARKS = str.maketrans({"’": "", "'": "", "‘": "", "ʻ": "", "`": "", ".": "", "-": " ", "–": " "})
# Letters that do not fall apart into a plain one and a mark.
_MARKS |= str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "ı": "i"}
)
_WORDS_FIRST = frozenset(words_of("words_first.txt", Path(__file__).parents[1] / "data"))


@lru_cache(maxsize=REMEMBERED_WORDS)
def fold(name: str) -> str:
    """A name in the form in which it is looked up: lower case, no accents, dots or hyphens."""
    plain = name.translate(_MARKS).lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = plain.split()
    if words and words[0] == "saint":
        words[0] = "st"
    return " ".join(words)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded on first use (a fortieth of a second) and kept."""
    rows = list(geonames.countries())
    names = Names({row.code: fold(row.capital) for row in rows})
    capitals = {row.code: city for row in rows if (city := names.city(row.code, row.capital))}
    countries = {row.code: _country(row, capitals.get(row.code)) for row in rows}
    for entry in countries.values():
        names.add(entry.place.name, entry)
    for name, entry in _own_places(names, countries):
        names.add(name, entry, before_cities=True)
    states = list(geonames.states())
    for state in states:
        if state.code != "DC":  # a city
            names.add(*_state(state))
    return Gazetteer(
        names,
        names.first_words(),
        dict(_demonyms()),
        capitals,
        countries,
        {fold(state.name): state.code for state in states} | _STATE_SHORT,
        6,
    )


def country_of(word: str) -> str | None:
    """The country code of a demonym ("Fijian", "Russians"), or None."""
    return gazetteer().demonyms.get(word)


def is_common_word(folded: str) -> bool:
    """Whether a city's name is foremost an ordinary word or a person's name ("Nice", "Lincoln")."""
    return folded in _WORDS_FIRST


def _table(name: str) -> Iterator[list[str]]:
    text = (resources.files("briefing.extract") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [*(cell.strip() for cell in line.split("\t")), "", "", "", ""]


def _country(row: geonames.CountryRow, capital: Entry | None) -> Entry:
    """A country, put on the map where its capital is."""
    place = Place(row.name.removeprefix("The "), "country", row.code)
    if capital is not None:
        spot = capital.place
        place = Place(place.name, place.kind, row.code, spot.latitude, spot.longitude)
    return Entry(place, population=row.population, acts=True)


def _state(row: geonames.StateRow) -> tuple[str, Entry]:
    """An American state by its name; those that share it with a city only as "New York state"."""
    place = Place(row.name, "region", "US", row.latitude, row.longitude)
    shared = row.name in {"Washington", "New York"}
    return f"{row.name} state" if shared else row.name, Entry(place, row.code, 3_000_000)


_SEATS = frozenset(
    {("NL", "The Hague"), ("IL", "Tel Aviv"), ("PS", "Ramallah"), ("BO", "La Paz"), ("PS", "Gaza")}
)


def _own_places(names: Names, countries: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    for kind, alias, code, name, shown, *_ in _table("aliases.tsv"):
        entry = countries.get(code) if kind == "country" else names.city(code, name)
        if entry is not None:
            yield alias, _shown(entry, shown)
    for kind, name, code, latitude, longitude, others, *_ in _table("regions.tsv"):
        place = Place(name, _KINDS[kind], code or None, float(latitude), float(longitude))
        entry = Entry(place, population=500_000, acts=kind == "region")
        for each in (name, *others.split("|")):
            if each:
                yield each, entry
    towns: dict[str, Entry] = {}
    for name, entry in _town_aliases(names):
        towns.setdefault(fold(name), entry)
    for venue, town, code, acts, *_ in _table("venues.tsv"):
        host = names.city(code, town) or towns.get(fold(town))
        if host is not None:
            place = Place(town, "venue", code, host.place.latitude, host.place.longitude)
            yield venue, Entry(place, host.state, 1_000_000, acts=acts == "*")


_KINDS: dict[str, PlaceKind] = {
    "region": "region",
    "other": "other",
    "city": "city",
    "venue": "venue",
}


def _town_aliases(names: Names) -> Iterator[tuple[str, Entry]]:
    for kind, alias, code, name, *_ in _table("aliases.tsv"):
        if kind == "city" and (entry := names.city(code, name)):
            yield alias, entry
    for kind, name, code, latitude, longitude, *_ in _table("regions.tsv"):
        if kind == "city":
            yield name, Entry(Place(name, "city", code, float(latitude), float(longitude)))


def _shown(entry: Entry, name: str) -> Entry:
    if not name or name == entry.place.name:
        return entry
    old = entry.place
    place = Place(name, old.kind, old.country, old.latitude, old.longitude)
    return Entry(place, entry.state, entry.population, entry.capital, entry.acts)


def _demonyms() -> Iterator[tuple[str, str]]:
    for code, words, *_ in _table("demonyms.tsv"):
        for word in words.split():
            yield word.replace("_", " "), code


_STATE_SHORT = {
    short: code
    for code, shorts in {
        "AL": "ala",
        "AZ": "ariz",
        "AR": "ark",
        "CA": "calif",
        "CO": "colo",
        "CT": "conn",
        "DE": "del",
        "FL": "fla",
        "GA": "ga",
        "IL": "ill",
        "IN": "ind",
        "KS": "kan",
        "KY": "ky",
        "LA": "la",
        "MA": "mass",
        "MD": "md",
        "MI": "mich",
        "MN": "minn",
        "MS": "miss",
        "MO": "mo",
        "MT": "mont",
        "NE": "neb",
        "NV": "nev",
        "NH": "nh",
        "NJ": "nj",
        "NM": "nm",
        "NY": "ny",
        "NC": "nc",
        "ND": "nd",
        "OK": "okla",
        "OR": "ore",
        "PA": "pa",
        "RI": "ri",
        "SC": "sc",
        "SD": "sd",
        "TN": "tenn",
        "TX": "tx",
        "VT": "vt",
        "VA": "va",
        "WA": "wash",
        "WV": "w va",
        "WI": "wis",
        "WY": "wyo",
        "DC": "dc",
    }.items()
    for short in (shorts, code.lower())
}
