"""An entry of the article's table of people."""

from __future__ import annotations

from msgspec import Struct

from briefing.extract.people.lists import Gender, is_role, lists
from briefing.model import Span

Rows = tuple[int, int]
_DEGREES = frozenset(["senior", "chief", "retired", "former", "acting", "rear", "vice"])
_PARTISANS = frozenset(["democrat", "republican", "conservative", "liberal", "socialist"])
_PAST = ("former ", "ex-", "onetime ", "one-time ", "erstwhile ")


class Role(Struct, frozen=True):
    """What an article says that somebody is; ``span`` are the words that say so.

    ``head`` is the row of the noun that could stand alone for it ("envoy"), ``words`` are all of
    it in lower case.
    """

    text: str
    span: Span
    head: int
    words: frozenset[str]

    @property
    def weight(self) -> tuple[bool, bool]:
        """How much it tells: no mere rank, kinship or party, more than one word."""
        inventory = lists()
        heads = {word for word in self.words if is_role(word)}
        bare = self.words <= inventory.ranks | inventory.roles | _DEGREES and bool(
            self.words & inventory.ranks
        )
        return not (bare or heads <= inventory.kin | _PARTISANS), len(self.words) > 1

    @property
    def past(self) -> bool:
        """Whether it is over: "former mayor"."""
        return self.text.lower().startswith(_PAST)


class Person(Struct, frozen=True, eq=False):
    """One person; two are the same only if they are the same object.

    ``name`` is the full name with its particles, without titles, honorifics and nicknames.
    ``mentions`` are the rows of the bare name wherever it stands, in text order. ``formal``: a
    bare surname is not how the article calls this person ("Ms. Lind" throughout).
    """

    name: str
    words: tuple[str, ...]
    gender: Gender | None
    roles: tuple[Role, ...]
    mentions: tuple[Rows, ...]
    formal: bool = False

    @property
    def role(self) -> str | None:
        """The role that tells most, the first of those that tell as much.

        An office of the past is no more for its length: who is introduced as "lawyer Ana Lind, a
        former mayor of Bergen" is a lawyer.
        """
        if len(self.roles) < 2:
            return self.roles[0].text if self.roles else None
        best = max(self.roles, key=lambda r: r.weight)
        if not best.past:
            return best.text
        return next(r.text for r in self.roles if r.weight[0] == best.weight[0])

    @property
    def role_words(self) -> frozenset[str]:
        """All words of all roles, in lower case."""
        return frozenset().union(*(r.words for r in self.roles))


class People(Struct, frozen=True):
    """The people of an article.

    ``at`` has the person for every row of every mention by name, ``as_role`` the person for the
    head of every phrase that a mention is joined to ("the **envoy**, Ana Lind,").
    """

    persons: tuple[Person, ...]
    at: dict[int, Person]
    as_role: dict[int, Person]
    furniture: bytearray
