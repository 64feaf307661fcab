"""What a reader says of findings in two articles: that they are one, or that they are not.

It is kept as a correction of the first of them, wins over what is merged by rule, and is taken back
as other corrections are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from briefing.corrections import (
    BETWEEN_ANCHORS,
    OTHER,
    SAME,
    Correctable,
    Correction,
    spans_of,
    words_of,
)
from briefing.model import Article, Span


class Anchor(Struct, frozen=True):
    """Where a finding rests; written as ``article 10-24,30-41``."""

    article_id: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return f"{self.article_id} {','.join(f'{s.start}-{s.end}' for s in self.spans)}"

    def holds(self, article_id: str, spans: Iterable[Span]) -> bool:
        """Whether a finding that rests there is the one at this anchor."""
        return article_id == self.article_id and any(
            own.overlaps(other) for other in spans for own in self.spans
        )


class Link(Struct, frozen=True):
    """That findings of a kind at two anchors are ``same``, or are not."""

    kind: str
    one: Anchor
    other: Anchor
    same: bool


def anchor_of(article_id: str, finding: Correctable) -> Anchor:
    """Where a finding of that article rests."""
    return Anchor(article_id, tuple(spans_of(finding)))


def links_in(corrections: Iterable[Correction]) -> tuple[Link, ...]:
    """What corrections say of findings in two articles, those made first first."""
    return tuple(
        Link(correction.kind, Anchor(correction.article_id, correction.spans), other, field == SAME)
        for correction in sorted(corrections, key=lambda each: each.made)
        for field, value in correction.changes
        if field in (SAME, OTHER) and not correction.wrong
        for other in _anchors(value)
    )


def linked(
    finding: Correctable,
    article: Article,
    made: datetime,
    other: Anchor,
    same: bool,
    earlier: Correction | None = None,
) -> Correction:
    """The correction by which a finding is one with that at another anchor, or is not.

    ``finding`` is as analysis has it, ``earlier`` what was corrected in it before, which stays.
    """
    changes = dict(earlier.changes) if earlier else {}
    for field in (SAME, OTHER):
        anchors = [str(p) for p in _anchors(changes.pop(field, None)) if str(p) != str(other)]
        if field == (SAME if same else OTHER):
            anchors.append(str(other))
        if anchors:
            changes[field] = BETWEEN_ANCHORS.join(anchors)
    words = words_of(spans_of(finding), article.text)
    return Correction(article.id, finding, words, article.day, made, changes=tuple(changes.items()))


def _anchors(value: str | None) -> Iterator[Anchor]:
    for each in (value or "").split(BETWEEN_ANCHORS):
        article_id, _, spans = each.rpartition(" ")
        if article_id:
            pairs = (pair.partition("-") for pair in spans.split(","))
            yield Anchor(article_id, tuple(Span(int(start), int(end)) for start, _, end in pairs))
