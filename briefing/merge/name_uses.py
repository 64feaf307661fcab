"""Names as articles write them, each with what is said under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from briefing.names.people import fold
from briefing.names.words import stems
from briefing.rows import Statement


class WrittenName(Struct, frozen=True, gc=False):
    """A name as one article gives it."""

    attribution: str
    speaker: str
    article_id: str

    @classmethod
    def of(cls, statement: Statement) -> WrittenName:
        """That of the speaker of a statement; "" for none."""
        quote = statement.quote
        return cls(quote.attribution, quote.speaker or "", statement.article.id)


class NameUse(Struct, frozen=True, gc=False):
    """A name as one article gives it, with all that is said under it there.

    ``name`` is folded, ``last`` its last word.
    """

    form: WrittenName
    name: str
    last: str
    statements: tuple[Statement, ...]

    @property
    def age(self) -> int:
        """That of the article."""
        return self.statements[0].article.age

    @property
    def roles(self) -> Iterator[str]:
        """The roles that it is given, once for each statement."""
        return (role for said in self.statements if (role := said.quote.role))

    @property
    def role_stems(self) -> frozenset[str]:
        """The stems of the words of all roles that it is given."""
        return frozenset(chain.from_iterable(map(stems, self.roles)))


def uses_of(statements: Iterable[Statement]) -> tuple[NameUse, ...]:
    """The names under which statements are made, in the order of their first statements."""
    said: dict[WrittenName, list[Statement]] = {}
    for statement in statements:
        said.setdefault(WrittenName.of(statement), []).append(statement)
    return tuple(NameUse(form, *_folded(form.speaker), tuple(own)) for form, own in said.items())


@lru_cache(maxsize=16_384)
def _folded(speaker: str) -> tuple[str, str]:
    """A name as it is folded, and the last word of that."""
    name = fold(speaker)
    return name, name.rpartition(" ")[2]
