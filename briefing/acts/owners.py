"""Who is bound by an undertaking, as a row shows it, and whether somebody is bound at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.acts.act import PARTICLES
from briefing.acts.actors import is_agent, is_body, is_title
from briefing.names.sentences import without_dateline

_NOBODY = frozenset(
    """all another any anybody anyone both each either everybody everyone few he her him his it its
    many most my neither nobody none numerous one only other others our several she side sides
    some somebody someone that them these they this those we which who you your next last
    first""".split()
)
"""Words that bind nobody who could be named."""
_PLACING = frozenset("in at from on after with during before under over".split())
_DETERMINERS = frozenset("a an her his its our the their".split())
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_PREPOSITIONS = frozenset("of in at for from on to with".split())
_OUTLETS = frozenset(
    """bloomberg broadcaster channel cnn daily gazette guardian herald journal magazine media
    network newspaper newspapers paper papers post press radio report reports reuters source sources
    station statement telegraph television times tribune tv website witness witnesses""".split()
)
"""Nouns and names of who reports what others are to do, and binds nobody by it.

Source: the project's own list from general knowledge; no corpus was read for it.
"""
_THINGS = frozenset(
    """agreement album app bill book contract cost deal device drop feature festival film fraction
    game law measure model movie part phone plan price primary product proposal question race rise
    season series share show system technology tool tournament update upgrade version
    website""".split()
)
"""Nouns of what comes, costs or runs, and is bound to nothing."""
_OF_PRODUCTS = frozenset(
    """cloud delivery internet messaging mobile music online ride-hailing streaming telephone video
    web""".split()
)
"""What stands before "service" where that is a thing, and no body."""
_BEHIND = _PREPOSITIONS | {"by", "that", "which"}
_FINITE = frozenset("has have had is are was were will would".split())
_PAST = frozenset("met led said told held made took gave went called".split())
_LEADING_MARKS = "-–—•*(\"“‘'"
_PRONOUNS = frozenset("he i it she they we you".split())
_CREDIT = re.compile(r"^[^()]{2,40}\) +")
"""Who is credited before a name: "(The Gull) residents"."""
_AS_WHAT = re.compile(r" as an? .*")
_REFERRING = frozenset("it them him so".split())
_NO_OBJECT_NEEDED = frozenset(
    """abstain act appeal apologise apologize appear arrive attend comply continue cooperate
    co-operate decide depart disarm dissolve fly fight go intervene land launch leave march marry
    meet merge move negotiate open pay perform play quit reopen report reply respond resign resume
    retaliate retire retreat return rule run sail speak stand start stop strike surrender testify
    travel vote wait walk withdraw work yield""".split()
)

_PHRASAL_WITHOUT_OBJECT = frozenset(
    """back_down bow_out clear_out come_back get_out go_ahead go_back go_home move_out pull_out
    stand_aside stand_down step_aside step_down walk_out""".split()
)


def owner_of(name: str | None) -> str | None:
    """Who a phrase names, without title, description, dateline or where; None for nobody.

    "Technology security firm Symantec Corp" is "Symantec Corp", "a judge in court filings" a judge.
    """
    name = _CREDIT.sub("", (name or "").lstrip(_LEADING_MARKS))
    words = without_dateline(_AS_WHAT.sub("", name)).split()
    if (
        not words
        or not _PRONOUNS.isdisjoint(word.casefold() for word in words)
        or is_clause(words)
        or _is_thing(words)
        or words[0].casefold().strip(",") in _NOBODY
        or "to" in words
    ):
        return None
    words = _without_description(_without_title(_without_place(words)))
    bare = " ".join(words)
    lower = [word.casefold() for word in words if word.casefold() not in {"the", "a", "an"}]
    is_name = any(word[:1].isupper() for word in words)
    if _is_half_a_clause(words) or (not is_name and _is_of_no_body(words)):
        return None
    is_kind = bool(lower) and (_is_body(lower[-1]) or is_agent(bare))
    return bare if is_name or (is_kind and "and" not in lower) else None


def is_clause(words: Sequence[str]) -> bool:
    """Whether words are a clause and no name: "Then Mr. Berg met Ms. Lind and both"."""
    return any(
        word in _FINITE
        or (before[:1].isupper() and (word in _PAST or (word.islower() and word.endswith("ed"))))
        for before, word in pairwise(words)
    )


def _is_thing(words: Sequence[str]) -> bool:
    """Whether the first noun of a phrase is of a thing: "the proposal by two senators"."""
    at = next((n for n, word in enumerate(words) if n and word in _BEHIND), len(words))
    if words[at - 1] == "service":
        return not _OF_PRODUCTS.isdisjoint(words[max(0, at - 2) : at - 1])
    return words[at - 1] in _THINGS


def _is_half_a_clause(words: Sequence[str]) -> bool:
    """Whether words begin with a verb and its object: "ensure a win", "leaving the union"."""
    return words[0].islower() and not _DETERMINERS.isdisjoint(words[1:2])


def _is_of_no_body(words: Sequence[str]) -> bool:
    """Whether words in lower case are of nobody in particular: "states", "state of emergency"."""
    if words[0] in _DETERMINERS or words[0].endswith(_POSSESSIVES):
        return False
    at = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    return not is_agent(words[at - 1]) or (at < len(words) and is_body(words[at - 1]))


def _is_body(noun: str) -> bool:
    """Whether a noun, in the plural perhaps, is of bodies."""
    return any(map(is_body, (noun, noun.removesuffix("s"), f"{noun.removesuffix('ies')}y")))


def is_outlet(name: str | None) -> bool:
    """Whether a name is of who reports what others are to do."""
    words = (name or "").casefold().split()
    return bool(words) and not _OUTLETS.isdisjoint(words)


def is_whole(act: str) -> bool:
    """Whether an act says what it is done to, or needs not: "resign", but not "provide"."""
    verb, *more = act.split() or [""]
    if more[:1] and more[0] in _REFERRING:
        return more[1:2] != [] and more[1] in _DETERMINERS  # "give it the logs"
    if "_".join((verb, *more[:1])) in _PHRASAL_WITHOUT_OBJECT:
        return True
    return verb in _NO_OBJECT_NEEDED or any(word not in PARTICLES for word in more)


def _without_place(words: list[str]) -> list[str]:
    """Words up to the one that says where, if no name is after it."""
    for at, word in enumerate(words[1:], 1):
        if word in _PLACING and not any(w[:1].isupper() for w in words[at:]):
            return words[:at]
    return words


def _without_title(words: list[str]) -> list[str]:
    """Words without the titles before a name: "President Barack Obama"."""
    at = 0
    while at < len(words) - 1 and is_title(words[at]) and words[at + 1][:1].isupper():
        if is_body(words[at + 1].casefold()):  # "Justice Department"
            break
        at += 1
    return words[at:]


def _without_description(words: list[str]) -> list[str]:
    """Words without what a name is said to be: "activist hedge fund Starboard Value LP"."""
    if len(words) > 1 and words[0].casefold() in {"the", "a", "an"}:
        return words
    for at, word in enumerate(words[:-1]):
        tail = words[at + 1 :]
        if word.islower() and is_body(word) and all(w[:1].isupper() for w in tail):
            return tail
    return words
