"""Whether the words of a sentence name who has to act, or who asked for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.acts.actors import Actor
from briefing.acts.duties import Duty
from briefing.acts.lines import Line

_OTHERS_OF = frozenset(
    """aunt brother brothers cousin critic critics daughter daughters ex-husband ex-wife fan fans
    father foe foes follower followers friend friends husband mother neighbour neighbours neighbor
    neighbors nephew niece opponent opponents predecessor relative relatives rival rivals sister
    son sons successor supporter supporters uncle wife widow""".split()
)
"""Who is called by the name of another, and does not act for that one: "friends of Lind"."""
_PRONOUNS = frozenset("he her his she".split())
_OF_BODIES = frozenset("it its their they".split())
_SUBJECT = 8  # words of a sentence among which stands who goes by "it" at the head of the next
_EMPTY_IT = frozenset("'s is was will would".split())


class DutyNames:
    """Who has to act and who asked, as the sentences of one article are asked about them.

    ``one_story`` says whether it is of one event with the article that announces the act: then a
    body may be meant by its noun alone, where no other of its kind is named in the ``lines``.
    """

    def __init__(self, duty: Duty, lines: Sequence[Line], *, one_story: bool) -> None:
        self._acting = duty.acting
        self._asking = duty.asking
        self._saying = duty.saying
        self._one_story = one_story
        bodies = {*duty.acting, *duty.asking} if one_story else ()
        self._meant = frozenset(
            actor
            for actor in bodies
            if actor.body
            and not any(
                actor.body in line.lower and actor.is_rivalled(line.written) for line in lines
            )
        )

    def acts_in(self, line: Line, before: Line | None) -> bool:
        """Whether a sentence names who has to act, be it by "he" after one that does."""
        return self._names_any(self._acting, line, before)

    def asks_in(self, line: Line) -> bool:
        """Whether a sentence names who asked."""
        return self._names_any(self._asking, line, None)

    def teller_in(self, words: Sequence[str]) -> bool:
        """Whether words, as they are written, name who has to act, who asked or who announced."""
        return any(actor.is_named(words) for actor in (*self._acting, *self._asking, *self._saying))

    def name_actor(self, words: Sequence[str]) -> bool:
        """Whether words, as they are written, name who has to act, and nobody else of the name."""
        lower = [word.casefold() for word in words]
        comma = max((at for at, word in enumerate(lower) if word == ","), default=-1)
        return _OTHERS_OF.isdisjoint(lower[comma + 1 :]) and any(
            actor.is_named(words) or (actor in self._meant and _is_meant(actor, words, lower))
            for actor in self._acting
        )

    def _names_any(self, actors: Sequence[Actor], line: Line, before: Line | None) -> bool:
        if not self._one_story:
            return any(
                actor.names and actor.names <= line.stems and actor.is_named(line.written)
                for actor in actors
            )
        if any(actor.may_be_in(line.stems) and actor.is_named(line.written) for actor in actors):
            return True
        if any(actor in self._meant and actor.is_meant(line.lower) for actor in actors):
            return True
        if before is None or not line.lower:
            return False
        if line.lower[0] in _OF_BODIES and _EMPTY_IT.isdisjoint(line.lower[1:2]):
            return any(actor.is_named(before.written[:_SUBJECT]) for actor in actors)
        return line.lower[0] in _PRONOUNS and any(
            actor.is_named(before.written) for actor in actors
        )


def _is_meant(actor: Actor, words: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether words have a body as "the league", or lead a sentence with it: "Rangers"."""
    return actor.is_meant(lower if words[:1] and words[0][:1].isupper() else ["", *lower])
