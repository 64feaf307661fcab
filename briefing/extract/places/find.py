"""Place names of news text, resolved to city, region or country, and what they stand for."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.words import Words
from briefing.extract.places.candidates import LARGE, TOWN, Candidate, candidates_of, datelines_of
from briefing.extract.places.gazetteer import Entry, Gazetteer, fold, gazetteer
from briefing.extract.places.sense import Sense, sense_of
from briefing.model import Place, Span

__all__ = ["PlaceMention", "Sense", "find_places"]


class PlaceMention(Struct, frozen=True):
    """A place name in the text. ``tokens`` is the half-open range of ``Doc`` token indices.

    ``sense``: "location" when the place itself is meant, "government" when a capital or country
    acts or speaks ("Moscow said"), "dateline" at the head of an article ("GENEVA (AP) -"), "name"
    inside another name ("the Minsk accords").
    """

    place: Place
    span: Span
    tokens: tuple[int, int]
    sense: Sense


def find_places(doc: Doc) -> list[PlaceMention]:
    """All place names of a parsed article that the gazetteer knows, in text order."""
    inventory = gazetteer()
    datelines = datelines_of(doc)
    candidates = list(candidates_of(doc, inventory, datelines))
    context = _context(doc, candidates, inventory)
    mentions: list[PlaceMention] = []
    for candidate in candidates:
        qualified = _qualified(doc, candidate, inventory)
        entry = _choose(qualified or candidate.entries, context)
        span = Words(doc, candidate.start, candidate.end)
        if any(start <= candidate.start < stop for start, stop in datelines):
            sense: Sense = "dateline"
        else:
            sense = sense_of(span, entry.acts, entry.place.kind == "country")
        mentions.append(_mention(span, entry, sense))
    mentions.extend(_capitals_of(doc, inventory))
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))


def _mention(span: Words, entry: Entry, sense: Sense) -> PlaceMention:
    tokens = table(span.doc)
    where = Span(tokens.start[span.start], tokens.end[span.end - 1])
    return PlaceMention(entry.place, where, (span.start, span.end), sense)


class _Context(Struct, frozen=True):
    """What an article speaks of without ambiguity: country codes, American states by name, and
    the states of large American cities."""

    countries: frozenset[str]
    states: frozenset[str]
    towns: frozenset[str]


def _context(doc: Doc, candidates: list[Candidate], names: Gazetteer) -> _Context:
    countries: set[str] = set()
    states: set[str] = set()
    towns: set[str] = set()
    for candidate in candidates:
        entries = candidate.entries
        regional = {e.place.country for e in entries if e.place.kind != "city" or e.capital}
        if len(regional) == 1 and any(e.place.kind == "country" for e in entries):
            countries.update(c for c in regional if c)
        elif all(e.place.kind == "region" for e in entries):
            countries.update(e.place.country for e in entries if e.place.country)
            states.update(e.state for e in entries if e.state)
        elif leading := _leading_city(entries):
            countries.update(c for c in (leading.place.country,) if c)
            if leading.place.country == "US" and not leading.capital:
                towns.add(leading.state)
    for word in names.demonyms.keys() & table(doc).word:
        if word[0].isupper():
            countries.add(names.demonyms[word])
    return _Context(frozenset(countries), frozenset(states), frozenset(towns))


def _leading_city(entries: tuple[Entry, ...]) -> Entry | None:
    """A capital or large city whose namesakes are small; None of Tripoli."""
    for entry in entries:
        others = (e.population for e in entries if e is not entry)
        large = entry.capital or entry.population >= LARGE
        if large and 10 * max(others, default=0) < entry.population:
            return entry
    return None


def _for_its_country(entry: Entry, states: frozenset[str]) -> float:
    """How much it speaks for a namesake that the article names its country.

    Little for a small town, and for American ones: the United States sit at many a table abroad,
    and a town of theirs that is meant comes with its state, a state with another.
    """
    if entry.place.kind == "city" and entry.population < TOWN:
        return _OF_COUNTRY_THOUGH_SMALL
    if entry.place.country == "US" and not (entry.place.kind == "region" and states):
        return _OF_COUNTRY_THOUGH_SMALL
    return _OF_COUNTRY


# What speaks for a namesake, beside the common logarithm of its people: chosen by hand. The
# passages of tests/corpus/places hold with these, with half and with double of each, and without,
# but for what stands beside it (python -m bench.vary … -- pytest tests/briefing/extract/places).
_BY_KIND = {"country": 3.0, "venue": 3.0, "region": 1.0, "other": 1.0}
_CAPITAL = 1.0  # double: one fails
_OF_COUNTRY = 2.5  # its country is named; half or none: one fails
_OF_COUNTRY_THOUGH_SMALL = 0.7  # that, for a small or an American town
_OF_STATE = 1.0  # its state is named
_STATE_OF_TOWN = 3.5  # it is the state of a town that is named; none: one fails


def _choose(entries: tuple[Entry, ...], context: _Context) -> Entry:
    """The likeliest of the namesakes: large ones, capitals, and what the article speaks of."""

    def weight(entry: Entry) -> float:
        total = math.log10(entry.population + 1000) + _BY_KIND.get(entry.place.kind, 0.0)
        total += _CAPITAL if entry.capital else 0.0
        if entry.place.country in context.countries:
            total += _for_its_country(entry, context.states)
        if entry.state and entry.state in context.states:
            total += _OF_STATE
        named_town = entry.place.kind == "region" and entry.state in context.towns
        return total + (_STATE_OF_TOWN if named_town else 0.0)

    return max(entries, key=weight)


def _qualified(doc: Doc, candidate: Candidate, names: Gazetteer) -> tuple[Entry, ...]:
    """What is left of the meanings after "Paris, Texas" or "Hyderabad, Pakistan"."""
    tokens, at = table(doc), candidate.end
    if at + 1 >= len(tokens) or tokens.word[at] != ",":
        return ()
    for size in (3, 2, 1):
        if at + 1 + size > len(tokens):
            continue
        words = tokens.of(at + 1, at + 1 + size)
        if "\n" in words:
            continue
        name = fold(words)
        if state := names.states.get(name):
            left = tuple(
                e for e in candidate.entries if e.place.country == "US" and e.state == state
            )
            if left or words.endswith("."):
                town = tokens.of(candidate.start, candidate.end)
                return left or (Entry(Place(town, "city", "US"), state),)
        codes = {
            e.place.country for e in names.names.get(name) if e.place.kind in {"country", "region"}
        }
        left = tuple(
            e for e in candidate.entries if e.place.country in codes and e.place.kind == "city"
        )
        if codes and left:
            return left
    return ()


def _capitals_of(doc: Doc, names: Gazetteer) -> Iterator[PlaceMention]:
    """ "the Fijian capital", "Fiji's capital", "the capital of Fiji"."""
    for at, lower in enumerate(table(doc).lower):
        if lower != "capital" or at == 0:
            continue
        token = doc[at]
        start, code = token.i, None
        for size in (2, 1):
            first = token.i - size
            if first >= 0 and (country := names.demonyms.get(doc[first : token.i].text)):
                start, code = first, country
                break
        end = token.i + 1
        if code is None and doc[token.i - 1].lower_ in {"'s", "’s"}:
            for size in (3, 2, 1):
                first = token.i - 1 - size
                if first >= 0 and (country := _country(doc[first : token.i - 1].text, names)):
                    start, code = first, country
                    break
        if code is None and token.i + 2 < len(doc) and doc[token.i + 1].lower_ == "of":
            for size in (3, 2, 1):
                if country := _country(doc[token.i + 2 : token.i + 2 + size].text, names):
                    code, end = country, token.i + 2 + size
                    break
        if code and code in names.capitals:
            span = Words(doc, start, min(end, len(doc)))
            sense = sense_of(Words(doc, token.i, token.i + 1), acts=False)
            yield _mention(span, names.capitals[code], sense)


def _country(name: str, names: Gazetteer) -> str | None:
    entries = names.names.get(fold(name))
    return next((e.place.country for e in entries if e.place.kind == "country"), None)
