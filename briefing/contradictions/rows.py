"""What cannot both hold, as it is shown: two sides, each with its sentences and their sources."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from briefing.article_refs import ArticleRef, Evidence, Sources
from briefing.model import Span

Kind: TypeAlias = Literal["polarity", "denial", "number", "day", "place", "position changed"]
"""In what two sides differ."""


class Account(Struct, frozen=True):
    """A sentence that says one of two things; ``speaker`` is None where the article itself does."""

    article: ArticleRef
    span: Span
    speaker: str | None

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return Evidence(self.article, (self.span,))


class Contradiction(Struct, frozen=True):
    """What cannot both hold: accounts that say one thing, and such as say the other.

    ``kind`` is in what they differ. The accounts of each side are in the order of their days, and
    ``first`` begins with the oldest of all.
    """

    kind: Kind
    first: tuple[Account, ...]
    second: tuple[Account, ...]

    @property
    def sides(self) -> tuple[tuple[Account, ...], tuple[Account, ...]]:
        """Both sides."""
        return self.first, self.second

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences: first one of each side, then all others."""
        (one, *rest), (other, *others) = self.sides
        return tuple(account.evidence for account in (one, other, *rest, *others))

    @property
    def sources(self) -> tuple[Sources, Sources]:
        """Who says the one thing, and who the other."""
        one, other = (Sources.of(a.article for a in side) for side in self.sides)
        return one, other

    @property
    def articles(self) -> tuple[ArticleRef, ...]:
        """The articles of both sides, each once."""
        return tuple({a.article.id: a.article for side in self.sides for a in side}.values())

    @property
    def key(self) -> tuple[str, Span, Span]:
        """What stays the same when newer articles join."""
        return self.first[0].article.id, self.first[0].span, self.second[0].span
