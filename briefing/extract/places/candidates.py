"""Where an article names places: the longest names that the gazetteer knows, and datelines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from spacy.tokens import Doc

from briefing.extract.grammar.token_table import Tokens, table
from briefing.extract.grammar.words import Words
from briefing.extract.places.bare_datelines import bare_datelines
from briefing.extract.places.gazetteer import Entry, Gazetteer, fold, gazetteer, is_common_word
from briefing.extract.places.sense import dateline_end
from briefing.extract.word_lists import REMEMBERED_WORDS, word_lists


class Candidate(Struct, frozen=True):
    """Tokens that a gazetteer name covers, with all that the name can mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT"})
TOWN = 100_000  # people; a smaller one is seldom meant because its country is named
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
    heads = [row + 1 for row, word in enumerate(tokens.word[:-1]) if "\n" in word]
    for first in [0, *heads] if len(tokens) else heads:
        end = dateline_end(tokens.text, tokens.start[first])
        if end > tokens.start[first]:
            datelines.append((first, bisect_left(tokens.start, end)))
    return datelines


def candidates_of(
    doc: Doc, names: Gazetteer, datelines: list[tuple[int, int]]
) -> Iterator[Candidate]:
    """The longest gazetteer names at each capitalised word, left to right, not overlapping."""
    tokens = table(doc)
    heads = {i for start, stop in datelines for i in range(start, stop)}
    surnames = _surnames(tokens)
    reached, count = 0, len(tokens)
    for at in [row for row, opens in enumerate(map(_opens_name, tokens.word)) if opens]:
        if at < reached:
            continue
        for stop in range(min(at + names.longest, count), at, -1):
            if not tokens.word[stop - 1][0].isupper() and tokens.lower[stop - 1] not in _LAST:
                continue
            text = tokens.of(at, stop)
            if stop - at > 1 and "\n" in text:
                continue
            name = fold(text)
            entries = names.names.get(name)
            if entries and _is_mention(Words(doc, at, stop), name, entries, at in heads, surnames):
                articled = name == "hague" and at > 0 and tokens.lower[at - 1] == "the"
                yield Candidate(at - articled, stop, entries)
                reached = stop
                break


@lru_cache(maxsize=REMEMBERED_WORDS)
def _opens_name(word: str) -> bool:
    """Whether a word in this spelling can be the first of a name."""
    if not (word[0].isupper() or word.lower() in _SMALL) or word in _NEVER_FIRST:
        return False
    first = fold(word).partition(" ")[0]
    return bool(first) and first in gazetteer().starts


_SMALL = frozenset("of the and de la el es al d' del do da dos das am an der di".split())
_NEVER_FIRST = _SMALL - {"the"}
_LAST = frozenset({"headquarters", "crossing", "state", "region", "province", "states", "canal"})


_DISTRICTS = frozenset({"county", "parish", "township"})
_TITLES = word_lists("place_words")["titles"]


def _surnames(t: Tokens) -> frozenset[str]:
    """The last names of the people of an article: "Sarah Palin", "Mr. Obama"."""
    whole = {
        t.word[stop - 1]
        for first, stop, label in t.entities
        if label == "PERSON" and stop - first > 1
    }
    titled = [t.word[row + 1] for row, word in enumerate(t.lower[:-1]) if word in _TITLES]
    return frozenset(whole.union(name for name in titled if name.istitle()))


def _is_mention(
    words: Words,
    name: str,
    entries: tuple[Entry, ...],
    in_dateline: bool,
    surnames: frozenset[str],
) -> bool:
    text, single = words.text, words.end - words.start == 1
    before = table(words.doc).lower[words.start - 1] if words.start else ""
    if before == "," and text.endswith(".") and name in gazetteer().states:
        return False  # the state of the town before it ("Flint, Mich.")
    if name in _CASED and not text.replace(".", "").isupper():
        return False
    if in_dateline:
        return True
    after = table(words.doc).lower[words.end : words.end + 1]
    district = bool(after) and after[0] in _DISTRICTS
    if (district or after == ["court"]) and all(_is_small_town(e) for e in entries):
        return False  # "Maricopa County", whose courts sit in another town; "Superior Court"
    root = words.root
    kind = root.ent_type_
    placed = kind in _PLACE_TYPES
    if kind in _OTHER_NAMES and _inside_larger_name(words):
        return False
    strong = any(e.place.kind != "city" or e.capital or e.population >= LARGE for e in entries)
    if single and is_common_word(name):
        strong = False
    if kind == "PERSON" and not strong:
        return False
    if single and text.isupper() and len(text) > 3 and not placed:
        return strong
    if strong:
        return root.pos_ in {"PROPN", "NOUN", "ADJ", "X"} or placed
    if text in surnames:
        return False
    return placed or (before in _LEADS_IN and root.pos_ == "PROPN" and not is_common_word(name))


def _is_small_town(entry: Entry) -> bool:
    return entry.place.kind == "city" and not entry.capital and entry.population < TOWN


def _inside_larger_name(words: Words) -> bool:
    """Whether the words are only a part of a person's or a body's name."""
    doc, first, last = words.doc, words.start, words.end
    kind = words.root.ent_type_
    while first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == kind:
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    around = (*range(first, words.start), *range(words.end, last))
    return any(doc[i].lower_ not in {"the", "'s", "’s"} for i in around)
