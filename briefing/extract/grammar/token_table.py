"""A parsed article as plain columns: what rules read, word by word, instead of spaCy's objects.

Columns of Python lists are read some ten times faster than token attributes, and the rules
then depend on a dozen named facts instead of on a library.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    IDX,
    LEMMA,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.tokens import Doc

_KEPT = "brief columns"
_DATELINE = 16  # tokens in the longest dateline
_AFTER_DATELINE = frozenset({"-", "--", "—", "–"})
_CHILDLESS: list[int] = []  # one for all: most words of a text have nothing below them
_COLUMNS = [ORTH, SPACY, IDX, LEMMA, POS, TAG, DEP, HEAD, SENT_START, ENT_TYPE, ENT_IOB]


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
    if not len(doc):
        return Tokens("", *([] for _ in range(15)), dateline=frozenset())
    facts = doc.to_array(_COLUMNS).T
    orth, spaced, start, lemma, pos, tag, dep, _, sent_start, entity, iob = facts.tolist()
    names = _Names(doc)
    word = [names[key] for key in orth]
    text = "".join([w + " " if space else w for w, space in zip(word, spaced, strict=True)])
    end = [first + len(w) for first, w in zip(start, word, strict=True)]
    to_head = facts[_COLUMNS.index(HEAD)].astype("int64").tolist()
    head = [i + offset for i, offset in enumerate(to_head)]
    kids: list[list[int]] = [_CHILDLESS] * len(head)
    for i, parent in enumerate(head):
        if parent == i:
            continue
        if kids[parent] is _CHILDLESS:
            kids[parent] = [i]
        else:
            kids[parent].append(i)
    sentence = list(accumulate((mark == 1 for mark in sent_start[1:]), initial=0))
    kinds = [names[key] for key in entity]
    entity_starts = [mark == 3 for mark in iob]
    return Tokens(
        text=text,
        word=word,
        lower=[w.lower() for w in word],
        lemma=[names[key] for key in lemma],
        pos=[names[key] for key in pos],
        tag=[names[key] for key in tag],
        dep=[names[key] for key in dep],
        head=head,
        start=start,
        end=end,
        kids=kids,
        sentence=sentence,
        line=list(accumulate((w.count("\n") for w in word[:-1]), initial=0)),
        entity=kinds,
        entity_starts=entity_starts,
        entities=_entities(kinds, entity_starts),
        dateline=_dateline(word, start, end, sentence),
    )


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


class _Names(dict[int, str]):
    """Hash -> string, looked up once each in the vocabulary."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self._strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        name = self[key] = self._strings[key] if key else ""
        return name
