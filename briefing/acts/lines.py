"""The sentences of an article, made ready to be asked about many undertakings."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.acts.act import tokens_and_owners
from briefing.model import Span
from briefing.names.sentences import sentence_spans
from briefing.names.words import stem


class Line(Struct, frozen=True):
    """A sentence of an article, with its words as they are written, in lower case, and as stems.

    ``owners`` are the places of those that own what follows: "Lind's brother".
    """

    span: Span
    text: str
    written: tuple[str, ...]
    lower: tuple[str, ...]
    stems: frozenset[str]
    owners: frozenset[int]

    @classmethod
    def of(cls, span: Span, text: str) -> Line:
        """The sentence of that span, which the text begins with."""
        own = text[: span.end - span.start]
        written, owners = tokens_and_owners(own)
        lower = tuple(word.casefold() for word in written)
        return cls(span, own, tuple(written), lower, frozenset(map(stem, lower)), owners)

    def up_to(self, characters: int) -> Line:
        """What of it stands before that many characters."""
        start = self.span.start
        return Line.of(Span(start, start + characters), self.text)


def lines_of(text: str) -> tuple[Line, ...]:
    """The sentences of a text."""
    return tuple(Line.of(span, span.of(text)) for span in sentence_spans(text))


def stems_of(lines: Sequence[Line]) -> frozenset[str]:
    """The stems of all words of those sentences."""
    return frozenset[str]().union(*(line.stems for line in lines))
