"""Place names of news text, resolved to city, region or country, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from spacy.tokens import Doc

from briefing.model import Place, Span

Sense: TypeAlias = Literal["location", "government", "dateline", "name"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
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
    return []
