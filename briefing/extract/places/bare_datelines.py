"""Datelines that lost their dash on the way: "OSLO The talks", "BONN/OSLO, Norway Talks".

The parser would take the place for a part of the name behind it, so its sentence ends there.
"""

from __future__ import annotations

import re

from briefing.extract.places.gazetteer import fold, gazetteer

# Capitals, then a word that is none
_LOUD = r"[A-Z][A-Z'’-]+"
_OF_TWO_WORDS = r"(?:New|North|South|West|East|Rhode|Sri|Saudi|Costa|Northern)"
_BARE_DATELINE = re.compile(
    rf"\s*(?P<place>{_LOUD}(?: {_LOUD}){{0,3}}(?:/{_LOUD}(?: {_LOUD}){{0,6}})*)"
    rf"(?:,(?P<region>(?: {_OF_TWO_WORDS} [A-Z][a-z]+| [A-Z][a-z]+| (?:[A-Z]\.){{2}}){{1,2}}?\.?))?"
    rf"(?P<second>(?:/{_LOUD}(?: {_LOUD}){{0,2}})*)"  # "BERGEN, Norway/OSLO"
    r"(?P<agency> [(\[][\w.'’/& ]{2,40}[)\]])? "
    r"(?=[A-Z]?[a-z]|An? |(?:[A-Z]\.){2}|\$?\d|[A-Z][a-z]*[A-Z][a-z])"
)
_LINE = re.compile(r"[^\n]*[^\s\n][^\n]*")
_FIRST_LINES = 4  # of an article, in which it opens: captions and bylines stand above
_LARGE = 1_000_000  # people: far fewer cities than there are words in capitals
_LONGEST_ACRONYM = 4  # letters: "CIA", "NATO"
_SHORTEST_PLACE = 3  # letters of what may as well be an acronym


def bare_datelines(text: str) -> list[tuple[int, int]]:
    """The ranges of characters of such datelines in the first lines of an article."""
    ranges: list[tuple[int, int]] = []
    first = True
    for line in _LINE.finditer(text):
        if text.count("\n", 0, line.start()) >= _FIRST_LINES:
            break
        match = _BARE_DATELINE.match(text, *line.span())
        if match and _is_dateline(match, first):
            ranges.append((match.start("place"), match.end() - 1))
        elif match and (place := _before_acronym(match, first)):
            ranges.append((match.start("place"), match.start("place") + len(place)))
        first = False
    return ranges


def _is_dateline(match: re.Match[str], first: bool) -> bool:
    """Whether capitals at the beginning of an article are a place whose dash is lost.

    Below a caption or a byline, in no ``first`` line, it takes a place of several words, a capital
    or a large city.
    """
    if not first and " " not in match["place"] and not _is_large(match["place"]):
        return False
    if match["agency"]:
        return True
    names = gazetteer()
    if match["region"]:
        region = fold(match["region"])
        if names.names.get(region) or region in names.states:
            return True
    places = match["place"].split("/")
    return len(places[0]) > _SHORTEST_PLACE and any(names.names.get(fold(p)) for p in places)


def _before_acronym(match: re.Match[str], first: bool) -> str | None:
    """The place of "OSLO HRB chief Ana Lind": what follows it is in capitals, too."""
    if match["region"] or match["agency"]:
        return None
    place, _, acronym = match["place"].rpartition(" ")
    if not place or len(acronym) > _LONGEST_ACRONYM or not (first or _is_large(place)):
        return None
    return place if len(place) > _SHORTEST_PLACE and gazetteer().names.get(fold(place)) else None


def _is_large(name: str) -> bool:
    cities = [entry for entry in gazetteer().names.get(fold(name)) if entry.place.kind == "city"]
    return any(entry.capital or entry.population >= _LARGE for entry in cities)
