"""Where an article names places: the longest names that the gazetteer knows, and datelines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefing.extract.grammar.token_table import table
from briefing.extract.places.bare_datelines import bare_datelines
from briefing.extract.places.gazetteer import Entry, Gazetteer, fold, gazetteer, is_common_word
from briefing.extract.places.sense import dateline_end
from briefing.extract.word_lists import word_lists


class Candidate(Struct, frozen=True):
    """Tokens that a gazetteer name covers, with all that the name can mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
LARGE = 300_000  # people, from which a city is meant even where the model sees no place
_CASED = frozenset({"us", "la", "uk", "uae", "drc", "roc", "prc", "rok", "nyc"})
_LEADS_IN = frozenset("in at near from to outside around of into via for leave left".split())


def datelines_of(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the datelines at the heads of lines."""
    tokens = table(doc)
    datelines = [
        (bisect_left(tokens.start, start), bisect_left(tokens.start, end))
        for start, end in bare_datelines(tokens.text)
    ]
    for first in range(len(tokens)):
        if first and "\n" not in tokens.word[first - 1]:
            continue
        end = dateline_end(tokens.text, tokens.start[first])
        if end > tokens.start[first]:
            datelines.append((first, bisect_left(tokens.start, end)))
    return datelines


def candidates_of(
    doc: Doc, names: Gazetteer, datelines: list[tuple[int, int]]
) -> Iterator[Candidate]:
    """The longest gazetteer names at each capitalised word, left to right, not overlapping."""
    tokens = table(doc)
    upper = [word[:1].isupper() for word in tokens.word]
    at = 0
    heads = {i for start, stop in datelines for i in range(start, stop)}
    surnames = _surnames(doc)
    while at < len(tokens):
        if not (upper[at] or tokens.lower[at] in _SMALL) or tokens.word[at] in _NEVER_FIRST:
            at += 1
            continue
        first = fold(tokens.word[at]).partition(" ")[0]
        if not first or first not in names.starts:
            at += 1
            continue
        for size in range(min(names.longest, len(tokens) - at), 0, -1):
            if not upper[at + size - 1] and tokens.lower[at + size - 1] not in _LAST:
                continue
            text = tokens.of(at, at + size)
            if size > 1 and "\n" in text:
                continue
            name = fold(text)
            entries = names.names.get(name)
            if entries and _is_mention(doc, doc[at : at + size], entries, at in heads, surnames):
                articled = name == "hague" and at > 0 and tokens.lower[at - 1] == "the"
                yield Candidate(at - articled, at + size, entries)
                at += size - 1
                break
        at += 1


_SMALL = frozenset("of the and de la el es al d' del do da dos das am an der di".split())
_NEVER_FIRST = _SMALL - {"the"}
_LAST = frozenset({"headquarters", "crossing", "state", "region", "province", "states", "canal"})


_TITLES = word_lists("place_words")["titles"]


def _surnames(doc: Doc) -> frozenset[str]:
    """The last names of the people of an article: "Sarah Palin", "Mr. Obama"."""
    names = {e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1}
    t = table(doc)
    for title, name in pairwise(range(len(t))):
        if t.lower[title] in _TITLES and t.word[name].istitle():
            names.add(t.word[name])
    return frozenset(names)


def _is_mention(
    doc: Doc,
    words: Tokens,
    entries: tuple[Entry, ...],
    in_dateline: bool,
    surnames: frozenset[str],
) -> bool:
    name = fold(words.text)
    after_comma = words.start > 0 and doc[words.start - 1].text == ","
    if after_comma and words.text.endswith(".") and name in gazetteer().states:
        return False  # the state of the town before it ("Flint, Mich.")
    if name in _CASED and not words.text.replace(".", "").isupper():
        return False
    if in_dateline:
        return True
    root = words.root
    kind = root.ent_type_
    placed = kind in _PLACE_TYPES
    if kind in _OTHER_NAMES and _inside_larger_name(doc, words):
        return False
    strong = any(e.place.kind != "city" or e.capital or e.population >= LARGE for e in entries)
    if len(words) == 1 and is_common_word(name):
        strong = False
    if kind == "PERSON" and not strong:
        return False
    if len(words) == 1 and words.text.isupper() and len(words.text) > 3 and not placed:
        return strong
    if strong:
        return root.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or placed
    if words.text in surnames:
        return False
    before = doc[words.start - 1].lower_ if words.start else ""
    return placed or (before in _LEADS_IN and root.pos_ == "PROPN" and not is_common_word(name))


def _inside_larger_name(doc: Doc, words: Tokens) -> bool:
    """Whether the words are only a part of a person's or a body's name."""
    first, last = words.start, words.end
    kind = words.root.ent_type_
    while first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == kind:
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    inner = {t.i for t in doc[first:last] if t.lower_ not in {"the", "'s", "’s"}}
    return bool(inner - set(range(words.start, words.end)))
