"""Where meetings are by nouns that point to a place: "in another Japanese city", "the debate"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.events.attachment import root_of
from briefing.extract.grammar.syntax import children, climb, objects
from briefing.extract.places.countries import country_name
from briefing.extract.places.find import PlaceMention
from briefing.extract.places.gazetteer import country_of
from briefing.extract.talks.mention import Mention
from briefing.extract.word_lists import word_lists
from briefing.model import Place

_VENUES = word_lists("meeting_words")["venue"]
_TOWNS = frozenset({"city", "town", "resort", "village"})
_REACH = 120  # tokens, some four sentences: the occasion that "the debate" means
_UP = 4  # nodes between a place and the noun of the occasion that it is said to be the place of


def on_their_grounds(
    doc: Doc, mentions: list[Mention], places: Sequence[PlaceMention]
) -> list[Mention]:
    """The mentions, those without a place at that to which a noun of their clause points."""
    return [_on_its_ground(doc, mention, places) for mention in mentions]


def _on_its_ground(doc: Doc, mention: Mention, places: Sequence[PlaceMention]) -> Mention:
    if mention.place or mention.remote or mention.sort == "visit":
        return mention
    word = doc[mention.word]
    place = _land_of_town(word) or _place_of_occasion(word, places)
    return replace(mention, place=place.name, country=place.country) if place else mention


def _land_of_town(word: Token) -> Place | None:
    """ "the summit in another Japanese city": in Japan, for all one knows."""
    towns = [t for t in objects(word, "in") if t.lemma_ in _TOWNS]
    codes = [code for t in towns for c in children(t, "amod") if (code := country_of(c.text))]
    name = country_name(codes[0]) if codes else None
    return Place(name, "country", codes[0]) if name else None


def _place_of_occasion(word: Token, places: Sequence[PlaceMention]) -> Place | None:
    """ "spoke at a debate in Lima ... The party leaders met for the debate": where that was."""
    if word.pos_ != "VERB":
        return None
    occasions = [t for t in objects(word, "for") if any(c.lower_ == "the" for c in t.lefts)]
    for occasion in occasions:
        before = (p for p in places if 0 < word.i - p.tokens[0] <= _REACH)
        seats = [p for p in before if p.sense == "location" and _is_of(p, occasion)]
        if seats:
            return seats[-1].place
    return None


def _is_of(place: PlaceMention, occasion: Token) -> bool:
    root = root_of(occasion.doc, place.tokens)
    above = list(climb(root))[1 : 1 + 2 * _UP]
    nouns = [node.lemma_ for node in above if node.pos_ == "NOUN" and node.lemma_ not in _VENUES]
    return nouns[:1] == [occasion.lemma_]
