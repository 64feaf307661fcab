"""Names as articles write them, each with what is said under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from msgspec import Struct

from briefing.names.bodies import has_legal_form
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

    ``name`` is folded, ``last`` its last word. ``has_legal_form``: the name ends with that of a
    company. ``may_be_body``: it is no person's name, or may be none. ``age`` is the article's.
    """

    form: WrittenName
    name: str
    last: str
    has_legal_form: bool
    may_be_body: bool
    age: int
    statements: tuple[Statement, ...]

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
    return tuple(
        NameUse(form, *_traits_of(form.speaker, form.attribution == "named"), age, tuple(own))
        for form, own in said.items()
        for age in (own[0].article.age,)
    )


@lru_cache(maxsize=16_384)
def may_be_body(speaker: str) -> bool:
    """Whether a speaker who is taken for a person may be a body: a name of one word, or what no
    person is called by."""
    return " " not in speaker or speaker.startswith(("the ", "The ")) or has_legal_form(speaker)


@lru_cache(maxsize=16_384)
def _traits_of(speaker: str, is_named: bool) -> tuple[str, str, bool, bool]:
    """A name as it is folded, the last word of that, and ``has_legal_form``, ``may_be_body``."""
    name = fold(speaker)
    last = name.rpartition(" ")[2]
    return name, last, has_legal_form(speaker), not is_named or may_be_body(speaker)
