"""Who acts and what is acted on, around a verb of a sentence. Pure: no parse is at hand.

English says both by their place: who acts stands before an active verb and what is acted on after
it; before a passive one stands what is acted on, and who acts after "by". Source of the order of
words: R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 3.63-3.78.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefing.acts.lines import Line
from briefing.timing import MONTHS, WEEKDAYS

_OPENS_CLAUSE = frozenset(
    """that if unless whether because although though while when after before since until as once
    said says told says announced added reported wrote but ; : “ ” \" – —""".split()
)
"""Words and marks after which another subject may begin."""
_BEFORE_TIMES = frozenset("after before since until".split())
_TIMES = frozenset(
    name.casefold() for name in (*MONTHS, *WEEKDAYS, "last", "early", "late", "mid", "dawn", "noon")
)
_RELATIVE = frozenset("who which".split())
_BEFORE_NOUN = frozenset(
    """, and as at against by for from in into like of on over replace replaces replaced replacing
    succeed succeeds succeeded than to under with""".split()
)
"""Words that end what stands before the noun that "who" is about: "a race to replace Lind, who"."""
_BE = frozenset("be is are was were been being".split())
_BEFORE_PARTICIPLE = 3  # words between "was" and its participle: "was not yet fully"
_OBJECT = 12  # words after an active verb among which stands what is acted on
_AGENT = 8  # words after a passive verb among which "by" names who acts
_FOR_OWNER = frozenset(
    """administration airline airport army authority bank board cabinet commission company council
    court crew engineers federation firm forces government group guard laboratory
    men militia minister ministry navy office parliament party police president prime regulator
    soldiers staff team treasury troops union workers""".split()
)
_BY_WHOM = 12  # words after "by" among which stands who acts
_BY = 2  # words after a participle among which "by" says who acts: "calls released by the bureau"
_PRONOUNS = frozenset("he she it they we i".split())


class VerbFrame(Struct, frozen=True):
    """The words of who acts, as written, and those in lower case among which is what is acted on.

    Nobody is said to act in the passive without "by".

    Who is named as the owner of somebody or something ("Lind's brother") is none of them, unless
    it is what acts for its owner ("Lind's team").
    """

    agent: tuple[str, ...]
    acted_on: tuple[str, ...]
    is_passive: bool

    @property
    def has_pronoun(self) -> bool:
        """Whether who acts is meant by a pronoun."""
        return not _PRONOUNS.isdisjoint(word.casefold() for word in self.agent)

    @staticmethod
    def words_before(line: Line, place: int) -> tuple[str, ...]:
        """The words of the clause before a place, in lower case."""
        return line.lower[_start_of_clause(line.lower, place) : place]

    @classmethod
    def at(cls, line: Line, place: int, verb: str = "") -> VerbFrame:
        """The frame of the verb at a place of a sentence; of ``get_rid_of`` after "rid of"."""
        after = place + 1
        for particle in verb.split("_")[1:]:
            after += line.lower[after : after + 1] == (particle,)
        begin = _start_of_clause(line.lower, place)
        near = line.lower[max(0, place - _BEFORE_PARTICIPLE) : place]
        if _BE.isdisjoint(near) and "by" not in line.lower[place + 1 : place + 1 + _BY]:
            acted_on = line.lower[after : after + _OBJECT]
            return cls(_without_owners(line, begin, place), acted_on, is_passive=False)
        before, following = line.lower[begin:place], line.lower[place + 1 : place + 1 + _AGENT]
        if "by" not in following:
            return cls((), before, is_passive=True)
        by = place + 1 + following.index("by")
        end = min(by + 1 + _BY_WHOM, len(line.lower))
        return cls(_without_owners(line, by + 1, end), before, is_passive=True)


def _without_owners(line: Line, begin: int, end: int) -> tuple[str, ...]:
    said_beside = _said_beside(line.lower, begin, end)
    return tuple(
        line.written[at]
        for at in range(begin, end)
        if line.lower[at] not in _RELATIVE
        and at not in said_beside
        and (at not in line.owners or not _FOR_OWNER.isdisjoint(line.lower[at + 1 : at + 4]))
    )


def _said_beside(lower: Sequence[str], begin: int, end: int) -> range:
    """The places of what is said of a noun between commas: "Lind, who met Moen, left"."""
    opening = (n for n in range(begin, end - 1) if lower[n] == "," and lower[n + 1] in _RELATIVE)
    first = next(opening, end)
    return range(first, next((n for n in range(first + 1, end) if lower[n] == ","), first))


def _start_of_clause(lower: Sequence[str], place: int) -> int:
    """Where the clause of a verb begins; a relative one begins with the noun that it is about."""
    for at in range(place - 1, -1, -1):
        if lower[at] in _OPENS_CLAUSE and not _is_before_time(lower, at):
            return at + 1
        if lower[at] in _RELATIVE:
            return _start_of_noun(lower, at)
    return 0


def _is_before_time(lower: Sequence[str], at: int) -> bool:
    """Whether a word stands before a time, or a participle of the clause's own subject: "the
    workers held since January were freed", "the workers left after being freed"."""
    following = "".join(lower[at + 1 : at + 2])
    return lower[at] in _BEFORE_TIMES and (
        following in _TIMES or following == "being" or following[:1].isdigit()
    )


def _start_of_noun(lower: Sequence[str], place: int) -> int:
    """Where the noun phrase begins that stands right before a place, or the clause if sooner."""
    end = place - 1 if lower[max(0, place - 1)] == "," else place
    for at in range(end - 2, -1, -1):
        if lower[at] in _BEFORE_NOUN or lower[at] in _OPENS_CLAUSE or lower[at] in _RELATIVE:
            return at + 1
    return 0
