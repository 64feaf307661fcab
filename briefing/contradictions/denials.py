"""What a clause denies, by the word that denies it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefing.contradictions.terms import term_of
from briefing.contradictions.tokens import DENYING, REJECTING, Token
from briefing.names.words import NEGATIONS

_AUXILIARIES = frozenset(
    """do does did has have had is are was were be been am will would shall can could""".split()
)
_REFUSING = frozenset(
    "decline declined declines declining refuse refused refuses refusing fail failed fails".split()
)
_TIMES = frozenset("time point stage moment".split())
_PREPOSITIONS = frozenset("at by for from in into of on to with".split())
_LINKS = frozenset("and or but that denied perhaps".split())
_SAYINGS = frozenset(
    """claim claims statement report reports allegation allegations accusation accusations
    suggestion suggestions that""".split()
)
_OF_NO_ACT = frozenset("no none nobody nothing".split())
_NOT_BUT = frozenset("only just necessarily until least".split())
_NO_DENIAL = frozenset(". doubt matter later more fewer less wonder".split())
_ELLIPTIC = frozenset("that having it he she they any".split())
_EXISTS = frozenset("has have had is are was were".split())
_RELATIVE = frozenset("that who which".split())
_NO_ASSERTION = frozenset("where when who which whose as until before".split())
_LIGHT = frozenset(
    map(term_of, "make do take have get got give receive accept conduct commit carry bear".split())
)  # "made an offer": the offer
_PERCEIVING = frozenset(map(term_of, "see hear notice watch witness".split()))
"""Verbs of which it is their object that is denied: "never saw a fight" may have seen much else."""
# What narrows a denial to a time or a condition: "has not ruled since 2007", "not yet", "did not
# have to": what it leaves out may well be so.
_NARROWED = re.compile(
    r"\b(?:since|yet(?! to\b)|until|without|again|(?:have|has|had) to|necessarily|always|every|"
    r"enough|such an?|from (\w+) to \1|neither|nor|further)\b"
)
_LEAST = frozenset(
    map(term_of, "cent penny dime dollar euro peso pound word drop shred trace soul dose".split())
)
"""Of which a denial names one to mean any: "never saw a penny of the aid"."""
_NEAR = 4  # words after a verb that denies among which "that" begins what is denied
_AFTER_NO = 4  # terms after "no" that say what there is none of


class Denial(Struct, frozen=True):
    """What is denied: the first terms of it. ``by_verb`` where
    a verb denies it that tells of words ("denied that").

    ``begins`` where "no" begins the clause: there is none of its subject. ``narrowed`` where it
    may be denied in part alone, or is denied twice. ``verb`` is the term of the verb that denies,
    "" for "not" and "no". ``of_light`` is the term after one that leaves it to that to say what is
    denied: of "never took a bribe" the bribe. ``of_whom`` are those of whom none are said to do it,
    ``of_any`` what a verb is denied of: "did not plead guilty to any crime".
    """

    terms: tuple[str, ...] = ()
    by_verb: bool = False
    begins: bool = False
    narrowed: bool = False
    verb: str = ""
    of_light: tuple[str, ...] = ()
    of_whom: tuple[str, ...] = ()
    of_any: tuple[str, ...] = ()


def denial_in(run: Sequence[Token]) -> Denial | None:
    """The denial of a clause; None if it denies nothing."""
    # "A Never Lind voter" denies nothing.
    low = ["" if token.low in NEGATIONS and not token.is_plain else token.low for token in run]
    places = list(_denying(low))
    if not places:
        return None
    after = places[0]
    narrowed = (
        len(places) > 1
        or bool(_NARROWED.search(" ".join(low)))
        or low[0] in _NO_ASSERTION
        or _is_without_subject(low, after)
    )
    word = low[after]
    if word in DENYING or word in REJECTING:
        counted = _counted(run[_act_after(low, after) :])
        denied = [term for term in counted if term not in _LIGHT] or counted
        # "Denied any liability": that very thing; "denied that it sold the pier": the sale.
        of_a_noun = low[after + 1 : after + 2] == ["any"]
        return _of(denied[: 2 if of_a_noun else 1], narrowed, by_verb=True)
    if low[after : after + 2] == ["no", "longer"]:
        return _of(_counted(run[after + 2 :])[:1], narrowed)
    at_no_time = low[max(0, after - 1) : after] == ["at"] and low[after + 1] in _TIMES
    if at_no_time:
        after += 1
    if (at_no_time or word not in _OF_NO_ACT) and low[after : after + 2] != ["not", "one"]:
        verb = term_of(word) if word in _REFUSING else ""
        counted = _counted(run[after + 1 :])
        # "To any crime" narrows what is denied, "any crime" by itself does not.
        any_at = next((n for n in range(after, len(run)) if _is_of_any(low, n)), len(run))
        denied = counted
        of_light = _of_light(counted)
        return _of(
            denied[: 2 if denied[:1] and denied[0] in _PERCEIVING else 1],
            narrowed,
            verb=verb,
            of_light=of_light,
            of_any=tuple(_counted(run[any_at + 1 :])[:2]),
        )
    if low[after : after + 4] == ["nothing", "to", "do", "with"]:
        return _of(_counted(run[after + 4 :])[:1], narrowed)
    following = [t.term for t in run[after + 1 :] if t.counts and not t.is_name]
    before = [t.term for t in run[:after] if t.counts and not t.is_name]
    exists = "there" in low[:after] or low[max(0, after - 1)] in _EXISTS
    if before and before[-1] in _LIGHT and following:  # "received no warning": the warning is
        return _of(following[:1], narrowed)
    if before and not exists:  # "promised no wall": the promise is denied
        return _of([before[-1], *following[:1]], narrowed)
    begins = not before and not exists
    if begins:
        following = [term for term in following if term not in _LIGHT]
    end = next((n for n in range(after, len(low)) if low[n] in _AUXILIARIES), after)
    return replace(
        _of(following[: _AFTER_NO - begins], narrowed, begins=begins),
        of_whom=tuple(_counted(run[after + 1 : end])) if begins else (),
    )


def _is_of_any(low: Sequence[str], at: int) -> bool:
    return low[at] == "any" and low[at - 1] in _PREPOSITIONS


def _of_light(counted: Sequence[str]) -> tuple[str, ...]:
    """What a light verb is of, without the least that there is of it; nothing of another verb."""
    if counted[:1] and (counted[0] in _LIGHT or (counted[0] in _PERCEIVING and counted[1:2])):
        least = counted[1:2] != [] and counted[1] in _LEAST
        if counted[0] in _LIGHT or least:
            return tuple(counted[2:4] if least else counted[1:2])
    return ()


def _act_after(low: Sequence[str], at: int) -> int:
    """Where the act that is denied begins: after "had" in "denied that its men had told"."""
    after = range(at + 1, len(low))
    if "that" not in low[at + 1 : at + 1 + _NEAR]:
        return at + 1
    return next((n + 1 for n in after if low[n] in _AUXILIARIES), at + 1)


def _is_without_subject(low: Sequence[str], at: int) -> bool:
    """Whether the denial tells of what stands before its clause: "which bite but do not carry it",
    "rooms that do not match"; or is an order: "Don't go".
    """
    first = 1 if low[0] in _LINKS else 0
    begin = at - 1 if low[at] in {"not", "yet", "far"} else at
    if (
        low[at] in _OF_NO_ACT
        or low[at] in DENYING
        or low[at] in REJECTING
        or low[at : at + 2] == ["not", "one"]
    ):
        return low[first : first + 1] != [] and low[first] in _AUXILIARIES
    return begin <= first or (low[begin - 1] in _RELATIVE and begin - 1 > 0)


def _of(
    terms: Sequence[str],
    narrowed: bool,
    *,
    by_verb: bool = False,
    begins: bool = False,
    verb: str = "",
    of_light: tuple[str, ...] = (),
    of_any: tuple[str, ...] = (),
) -> Denial:
    return Denial(tuple(terms), by_verb, begins, narrowed or not terms, verb, of_light, (), of_any)


def _counted(run: Sequence[Token]) -> list[str]:
    return [token.term for token in run if token.counts]


def _denying(low: Sequence[str]) -> Iterator[int]:
    """The places of the words of a clause that deny."""
    for at, word in enumerate(low):
        following = low[at + 1] if at + 1 < len(low) else ""
        if word in DENYING:
            denies = (
                following in _ELLIPTIC
                or following.endswith("ing")
                or "that" in low[at + 1 : at + 1 + _NEAR]
            )
        elif word in REJECTING:
            denies = not _SAYINGS.isdisjoint(low[at + 1 : at + _NEAR])
        elif word in _REFUSING:
            denies = following == "to"
        elif word == "yet":  # "has yet to pay"
            denies = following == "to" and low[max(0, at - 1)] in _AUXILIARIES
        elif word == "far":
            denies = following == "from" and low[max(0, at - 1)] in _AUXILIARIES
        elif word == "not":
            denies = following not in _NOT_BUT and (
                following == "one" or not _AUXILIARIES.isdisjoint(low[max(0, at - 2) : at])
            )
        elif word == "no":  # "a motion of no confidence" denies nothing
            denies = following not in _NO_DENIAL and low[max(0, at - 1)] not in {"of", "with"}
        else:
            denies = word.endswith("n't") or (word in NEGATIONS and word not in {"nor", "without"})
        if denies:
            yield at
