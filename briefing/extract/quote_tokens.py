"""A parsed article as plain columns: what the quotation rules read instead of spaCy's objects.

Columns of Python lists are read some ten times faster than token attributes, and the rules
then depend on a dozen named facts instead of on a library.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, POS, SENT_START, TAG
from spacy.tokens import Doc

_COLUMNS = [IDX, LENGTH, LEMMA, POS, TAG, DEP, HEAD, SENT_START, ENT_TYPE, ENT_IOB]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One row a token; ``head`` is an absolute row, ``start``/``end`` are character offsets.

    ``kids`` are the rows whose head is this row, in text order. ``sentence`` and ``line`` number
    the parser's sentences and the text's lines. ``entity`` is the named entity's label or "".
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

    def __len__(self) -> int:
        return len(self.word)

    def at(self, offset: int) -> int:
        """The row of the token that holds the character at ``offset`` (or the next one before)."""
        return max(0, bisect_right(self.start, offset) - 1)

    def of(self, first: int, stop: int) -> str:
        """The characters from row ``first`` up to, not including, row ``stop``."""
        return self.text[self.start[first] : self.end[stop - 1]]


def table(doc: Doc) -> Tokens:
    """The columns of a parsed article."""
    text = doc.text
    rows = doc.to_array(_COLUMNS).tolist() if len(doc) else []
    names = _Names(doc)
    word, start, end, head, sentence, line = [], [], [], [], [], []
    kids: list[list[int]] = [[] for _ in rows]
    entity_starts = []
    sentences = lines = 0
    for i, row in enumerate(rows):
        offset, length, offset_of_head, sent_start, iob = row[0], row[1], row[6], row[7], row[9]
        piece = text[offset : offset + length]
        if i and sent_start == 1:
            sentences += 1
        parent = i + (offset_of_head - (1 << 64) if offset_of_head >> 63 else offset_of_head)
        word.append(piece)
        start.append(offset)
        end.append(offset + length)
        head.append(parent)
        sentence.append(sentences)
        line.append(lines)
        entity_starts.append(iob == 3)
        if parent != i:
            kids[parent].append(i)
        lines += piece.count("\n")
    return Tokens(
        text=text,
        word=word,
        lower=[w.lower() for w in word],
        lemma=[names[row[2]] for row in rows],
        pos=[names[row[3]] for row in rows],
        tag=[names[row[4]] for row in rows],
        dep=[names[row[5]] for row in rows],
        head=head,
        start=start,
        end=end,
        kids=kids,
        sentence=sentence,
        line=line,
        entity=[names[row[8]] for row in rows],
        entity_starts=entity_starts,
    )


class _Names(dict[int, str]):
    """Hash -> string, looked up once each in the vocabulary."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self._strings = doc.vocab.strings

    def __missing__(self, key: int) -> str:
        name = self[key] = self._strings[key] if key else ""
        return name
