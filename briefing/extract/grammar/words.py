"""Some words of an article in a row.

A span of spaCy's takes two microseconds to make and as much again to be read as a text, and every
time expression and place name is one; this takes a tenth of that.
"""

from __future__ import annotations

from msgspec import Struct
from spacy.tokens import Doc, Token

from briefing.extract.grammar.token_table import table


class Words(Struct, frozen=True):
    """The words of ``doc`` from token ``start`` up to, not including, token ``end``."""

    doc: Doc
    start: int
    end: int

    @property
    def text(self) -> str:
        """Their characters, without the white space behind them."""
        return table(self.doc).of(self.start, self.end)

    @property
    def root(self) -> Token:
        """The word that the others hang on."""
        return root_between(self.doc, self.start, self.end)


def root_between(doc: Doc, start: int, end: int) -> Token:
    """The token that the others of a range hang on; of several the one highest in the tree."""
    if end - start == 1:
        return doc[start]
    heads = table(doc).head
    outer: list[int] = []  # those whose head lies outside
    for row in range(start, end):
        over = heads[row]
        if over == row:
            return doc[row]
        if not start <= over < end:
            outer.append(row)
    return doc[outer[0]] if len(outer) == 1 else doc[start:end].root
