"""A parsed article as plain columns: what rules read, word by word, instead of spaCy's objects.

Columns of Python lists are read some ten times faster than token attributes, and the rules
then depend on a dozen named facts instead of on a library.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

import numpy
from msgspec import Struct
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    LENGTH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.strings import StringStore
from spacy.tokens import Doc

_KEPT = "brief columns"
_DATELINE = 16  # tokens in the longest dateline
_AFTER_DATELINE = frozenset({"-", "--", "—", "–"})
_CHILDLESS: list[int] = []  # one for all: most words of a text have nothing below them
_NAMES = [ORTH, LEMMA, POS, TAG, DEP, ENT_TYPE]  # columns of hashes
_FIGURES = [IDX, LENGTH, SPACY, HEAD, SENT_START, ENT_IOB]  # columns of numbers
_MOST_STRINGS = 50_000  # words that are remembered from one article to the next, some 5 MB


class Tokens(Struct, frozen=True):
    """One row a token; ``head`` is an absolute row, ``start``/``end`` are character offsets.

    ``kids`` are the rows whose head is this row, in text order. ``sentence`` and ``line`` number
    the parser's sentences and the text's lines. ``entity`` is the named entity's label or "".
    ``entities`` are the named entities, each by its rows and label, in text order. ``dateline``
    holds the rows that stand in a dateline: "RIYADH, Saudi Arabia (AP) -- Top officials ...".
    ``text`` is the whole article.
    """

    text: str
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    kids: list[list[int]]
    sentence: list[int]
    line: list[int]
    entity: list[str]
    entity_starts: list[bool]
    entities: list[tuple[int, int, str]]
    dateline: frozenset[int]

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """The row of the token that holds the character at ``offset`` (or the next one before)."""
        return max(0, bisect_right(self.start, offset) - 1)

    def of(self, first: int, stop: int) -> str:
        """The characters from row ``first`` up to, not including, row ``stop``."""
        return self.text[self.start[first] : self.end[stop - 1]]


def table(doc: Doc) -> Tokens:
    """The columns of a parsed article, which are made once and kept with it."""
    try:
        tokens: Tokens = doc.user_data[_KEPT]  # asked for a thousand times an article
    except KeyError:
        tokens = doc.user_data[_KEPT] = _table(doc)
    return tokens


def _table(doc: Doc) -> Tokens:
    facts = doc.to_array([*_NAMES, *_FIGURES]).T
    name = _strings.names_of(doc)
    word, lemma, pos, tag, dep, entity = (
        list(map(name, column)) for column in facts[: len(_NAMES)].tolist()
    )
    begins, length, spaced, to_head, sent_start, iob = facts[len(_NAMES) :].astype("int64")
    text = "".join(
        [w + " " if space else w for w, space in zip(word, spaced.tolist(), strict=True)]
    )
    start: list[int] = begins.tolist()
    end: list[int] = (begins + length).tolist()
    head: list[int] = (numpy.arange(len(word)) + to_head).tolist()
    sent_start[:1] = 0  # sentences are numbered from 0
    sentence: list[int] = (sent_start == 1).cumsum().tolist()
    entity_starts: list[bool] = (iob == 3).tolist()
    return Tokens(
        text=text,
        word=word,
        lower=list(map(str.lower, word)),
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=head,
        start=start,
        end=end,
        kids=_kids(head),
        sentence=sentence,
        line=_lines(text, start),
        entity=entity,
        entity_starts=entity_starts,
        entities=_entities(entity, entity_starts),
        dateline=_dateline(word, start, end, sentence),
    )


def _kids(head: list[int]) -> list[list[int]]:
    kids: list[list[int]] = [_CHILDLESS] * len(head)
    for row, over in enumerate(head):
        if over == row:
            continue
        if kids[over] is _CHILDLESS:
            kids[over] = [row]
        else:
            kids[over].append(row)
    return kids


def _lines(text: str, start: list[int]) -> list[int]:
    """For every token the number of line ends in the tokens before it."""
    ended = [0] * (len(start) + 1)
    place = text.find("\n")
    while place >= 0:
        ended[bisect_right(start, place)] += 1
        place = text.find("\n", place + 1)
    return list(accumulate(ended[:-1]))


def _entities(kinds: list[str], starts: list[bool]) -> list[tuple[int, int, str]]:
    entities: list[tuple[int, int, str]] = []
    for first in [row for row, begins in enumerate(starts) if begins]:
        stop = first + 1
        while stop < len(starts) and kinds[stop] and not starts[stop]:
            stop += 1
        entities.append((first, stop, kinds[first]))
    return entities


def _dateline(
    word: list[str], start: list[int], end: list[int], sentence: list[int]
) -> frozenset[int]:
    rows: list[int] = []
    number = -1
    for first, own in enumerate(sentence):
        if own == number:
            continue
        number = own
        place = word[first]
        if not (len(place) > 2 and place.isupper() and place.isalpha()):
            continue
        for row in range(first + 1, min(first + _DATELINE, len(word))):
            if word[row] in _AFTER_DATELINE and start[row] > end[row - 1]:
                rows += [i for i in range(first, row + 1) if sentence[i] == own]
                break
    return frozenset(rows)


class _Strings(dict[int, str]):
    """The strings of hashes: the same in every vocabulary, so that a word is looked up once."""

    _vocabulary: StringStore

    def names_of(self, doc: Doc) -> Callable[[int], str]:
        """What gives the string of a hash of this article."""
        if len(self) > _MOST_STRINGS:
            self.clear()
        self._vocabulary = doc.vocab.strings
        return self.__getitem__

    def __missing__(self, key: int) -> str:
        name = self[key] = self._vocabulary[key] if key else ""
        return name


_strings = _Strings()
