"""Whether what is to be done binds somebody, and lies in their power. Pure."""

from __future__ import annotations

import re

from briefing.acts.actors import Actor
from briefing.acts.owners import is_clause, is_outlet, is_whole
from briefing.ledger.undertakings import Undertaking
from briefing.names.common_nouns import is_common
from briefing.rows import DeadlineMention

_IS_DONE = re.compile(
    r"\b(?:to be [a-z]+|(?:re)?opens?|begins?|starts?|resumes?|runs?|(?:is|are) [a-z]+$)\b"
)
"""What is told of a thing of which nobody is named who does it: it is done to it, or it is then."""
_STATES = frozenset(
    "beat become contain cost have include last lose mean need own remain seem serve weigh".split()
)
"""Verbs of how something is, which nobody undertakes: "the camera will cost $1,500"."""
_BEFALLING = ("give birth", "be able", "likely ", "probably ", "possibly ", "perhaps ")
"""How a verb phrase begins that tells of no act, or of none that is certain."""
_GOES_ON = frozenset(
    """a an and as at but by for from he's her his if its more of or our than that the their they're
    to where which while who whose with not jan feb aug sept oct nov dec""".split()
)
"""Words that an act does not end with: what it says is not whole."""
_AGES = re.compile(r"\bturns? \d\d?$")
_TORN = re.compile(r"\b(?:an?|the|at|in|on) (?:and|of|to)\b")
"""Words that stand side by side where something was taken out between them."""
_HORIZON = 30  # years ahead, beyond which nobody can be held to anything


def binds(undertaking: Undertaking) -> bool:
    """Whether somebody is bound, to an act in their power."""
    if not _STATES.isdisjoint(undertaking.does.kind.verbs) or _is_beyond_horizon(undertaking):
        return False
    if _is_nobodys(undertaking):
        return False
    if (
        undertaking.act.split()[:1] == ["win"]
        or undertaking.act.rpartition(" ")[2].casefold() in _GOES_ON
    ):
        return False
    if _AGES.search(undertaking.act) or _TORN.search(undertaking.act):
        return False
    if undertaking.owed_by is None:
        if is_clause(undertaking.act.rpartition(" to ")[0].split()):
            return False
        if not undertaking.does.undergone and not is_whole(undertaking.act.rpartition(" to ")[2]):
            return False
        if isinstance(undertaking.finding, DeadlineMention) and not _IS_DONE.search(
            undertaking.act
        ):
            return False  # what comes with its day, or half a clause
        tells = undertaking.said_by is not None and not is_outlet(undertaking.said_by)
        known = undertaking.kind == "undertaking" or undertaking.said_to is not None
        return tells and (known or undertaking.does.undergone)
    if not is_whole(undertaking.act):
        return False
    passive = undertaking.kind == "demand" and undertaking.act.startswith("be ")
    return not passive or undertaking.said_to is not None


def _is_nobodys(undertaking: Undertaking) -> bool:
    """Whether what is to come is in no one's hands: a birth, what each of a crowd may do."""
    if undertaking.act.startswith(_BEFALLING):
        return True
    if undertaking.kind != "undertaking" or undertaking.owed_by is None:
        return False
    owner = undertaking.owed_by
    is_people = " " not in owner and owner.endswith("s") and owner[:1].isupper()
    votes = undertaking.act.split()[:1] == ["vote"] and not is_common(owner)
    return Actor.of(owner).is_crowd or (is_people and votes)


def _is_beyond_horizon(undertaking: Undertaking) -> bool:
    """Whether it is due so late that nobody is held to it: "in the 23rd century"."""
    day, due = undertaking.article.day, undertaking.due
    return day is not None and due is not None and due.year - day.year > _HORIZON
