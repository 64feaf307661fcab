"""Verbs of speech that tell of a meeting: who spoke with whom, who was heard by whom."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from briefing.extract.events.inventory import (
    REMOTE,
    inventory,
    is_official,
    is_party,
)
from briefing.extract.grammar.syntax import children, coordinated, objects
from briefing.extract.people.lists import is_outlet
from briefing.extract.talks.company import company_of

_HEARERS = frozenset(
    "committee commission panel inquiry tribunal senate parliament court judge magistrate "
    "lawmaker legislator congress member subcommittee council".split()
)
_PANELS = frozenset({"committee", "subcommittee", "commission", "panel", "inquiry"})
_OFFICERS = frozenset(
    "agent police investigator detective prosecutor officer inspector inquiry".split()
)
_LENGTHS = frozenset("days weeks months years".split())  # "weeks after he told her", on no day
_HUMANS = frozenset("man woman suspect witness member driver owner teenager couple".split())
_PRESS = frozenset("anchor reporter correspondent journalist columnist interviewer".split())
BENCHES = frozenset("court tribunal commission council committee parliament inquiry panel".split())


def is_caller(verb: Token, who: Token) -> bool:
    """A name that speaks over a wire or face to face with somebody, whatever the name is."""
    return who.pos_ == "PROPN" and verb.lemma_ in {"speak", "talk"} and bool(objects(verb, "with"))


def plural(who: list[Token]) -> bool:
    return len(who) > 1 or any(
        t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"they", "we", "both", "two", "sides", "who"}
        for t in who
    )


def speaks(token: Token, who: list[Token]) -> bool:
    words = inventory()
    partners = objects(token, "with", "to")
    if any(t.lemma_.lower() in words.audiences or t.ent_type_ == "ORG" for t in partners):
        return False
    if any(_is_of_the_press(t) for t in (*who, *partners)):
        return False
    if all(t.lower_ == "i" for t in who) and not any(t.ent_type_ for t in partners):
        return False  # "I talked to a driver"
    if _by_wire(token, who):
        return True
    if children(token, "dobj", "ccomp"):
        return False
    if any(is_official(t) or t.ent_type_ in {"PERSON", "GPE"} for t in partners):
        return any(is_somebody(t) for t in who)
    about = objects(token, "of", "about", "on", "for", "at", "against")
    if partners or any(t.ent_type_ not in {"DATE", "TIME"} for t in about):
        return False
    if len(who) > 1 and all(t.ent_type_ in {"PERSON", "GPE"} for t in who):
        return not children(token, "prep", "agent") or not about
    again = any(c.lower_ in {"again", "directly", "privately"} for c in token.children)
    dated = any(c.ent_type_ == "DATE" for c in token.subtree)
    return plural(who) and all(is_party(t) for t in who) and (again or dated)


def is_somebody(token: Token) -> bool:
    return token.ent_type_ == "GPE" or is_official(token) or token.pos_ in {"PRON", "PROPN"}


def _by_wire(token: Token, who: list[Token]) -> bool:
    """ "spoke by telephone", "told his counterpart by phone"."""
    if not who or not any(is_party(t) or t.pos_ == "PROPN" for t in who):
        return False
    return any(c.lower_ in REMOTE for c in objects(token, "by", "via", "over", "on"))


def _is_of_the_press(token: Token) -> bool:
    """ "told Reuters by phone", "anchor Ann Roe spoke with him by phone": an interview."""
    titles = [token, *children(token, "compound", "appos")]
    return any(t.lemma_.lower() in _PRESS for t in titles) or is_outlet(token.text)


def tells(token: Token, who: list[Token]) -> bool:
    heard = [t for o in children(token, "dobj", "dative") for t in coordinated(o)]
    if told_hearing(token):
        return True
    if any(_is_of_the_press(t) for t in (*who, *heard)):
        return False
    by_wire = _by_wire(token, who) and any(is_party(t) for t in heard)
    return by_wire or (_told_a_colleague(who, heard) and _is_dated(token))


def _told_a_colleague(who: list[Token], heard: list[Token]) -> bool:
    """ "Prime Minister Hansen told President Mendez": both by title and name."""
    both = [*who, *heard]
    named = all(t.ent_type_ == "PERSON" and is_official(t) for t in both)
    return len(who) == len(heard) == 1 and named


def _is_dated(verb: Token) -> bool:
    days = [*children(verb, "npadvmod"), *objects(verb, "on")]
    return any(t.ent_type_ == "DATE" and t.lower_ not in _LENGTHS for t in days)


def told_hearing(token: Token) -> bool:
    """ "told the Senate Intelligence Committee on Tuesday": a hearing of it."""
    bench = any(t.lemma_.lower() in _PANELS for t in children(token, "dobj", "dative"))
    return bench and _is_dated(token) and token.tag_ == "VBD"


def questions(token: Token, who: list[Token]) -> bool:
    """ "FBI agents on Friday questioned a man": officers of the law and somebody, on a day."""
    officers = [t for t in who if t.lemma_.lower() in _OFFICERS or t.text == "FBI"]
    asked = [t for t in children(token, "dobj") if t.tag_ in {"NN", "NNP"} and t.ent_type_ != "ORG"]
    somebody = any(is_party(t) or t.lemma_.lower() in _HUMANS for t in asked)
    return bool(officers) and somebody and _is_dated(token)


def phones(token: Token, who: list[Token]) -> bool:
    """ "phoned each other", "called his counterpart on Tuesday"."""
    called = children(token, "dobj")
    if children(token, "oprd", "prt", "xcomp", "ccomp") or objects(token, "on", "for"):
        days = objects(token, "on")
        return token.lemma_ != "call" and bool(called) and bool(days)
    people = any(is_official(t) or t.ent_type_ == "PERSON" or t.lower_ == "other" for t in called)
    return bool(who) and people and token.lemma_ != "call"


def appears(token: Token, who: list[Token]) -> bool:
    """ "appeared before the committee", "appeared in a Durban court", "appeared in court"."""
    bench = objects(token, "before", "to")
    if token.lemma_ == "appear":
        bench += objects(token, "in", "at")
    return bool(who) and any(_hears_cases(t) for t in bench)


def argues(token: Token, who: list[Token]) -> bool:
    """ "will make their cases before a congressional panel on Tuesday"."""
    cases = [t for t in children(token, "dobj") if t.lemma_ == "case"]
    if token.lemma_ == "make" and not cases:
        return False
    bench = [t for word in (token, *cases) for t in objects(word, "before")]
    dated = any(t.ent_type_ == "DATE" for t in token.subtree)
    return bool(who) and dated and any(_hears_cases(t) for t in bench)


def _hears_cases(token: Token) -> bool:
    """ "a judge", "Durban high court judge Thabo Nkosi", "Members of Parliament"."""
    near = [token, *children(token, "compound", "appos", "nmod")]
    return any(t.lower_.removesuffix("s") in _HEARERS for t in near)


def consults(token: Token, who: list[Token]) -> bool:
    if any(is_party(t) for t in objects(token, "with")):
        return bool(who)
    return plural(who) and not children(token, "dobj")


def confers(token: Token, who: list[Token]) -> bool:
    """ "conferred with the mayor", not "conferred the title"."""
    return bool(who) and not children(token, "dobj", "nsubjpass", "dative")


def discusses(token: Token, who: list[Token], located: Collection[int]) -> bool:
    """ "Peru and Chile discussed tariffs in Lima": parties at a place, about a thing."""
    if children(token, "nsubjpass"):  # "was discussed on Monday between Lind and Vik"
        between = [t for t in company_of(token) if is_party(t)]
        return len(between) > 1 and any(t.ent_type_ == "PERSON" for t in between)
    bench = any(t.lemma_.lower() in BENCHES for t in who)
    if (
        bench
        and children(token, "dobj")
        and any(t.ent_type_ == "DATE" for t in objects(token, "on"))
    ):
        return True
    if who and all(is_party(t) for t in who) and persons_discussed_with(token):
        return True
    if not plural(who) or not all(is_party(t) for t in who) or not children(token, "dobj"):
        return False
    if any(t.lower_ in REMOTE for t in objects(token, "by", "via", "over")):
        return True
    seats = objects(token, "in", "at")
    for thing in children(token, "dobj"):
        seats += objects(thing, "in", "at")
    return any(t.i in located for t in seats)


def persons_discussed_with(verb: Token) -> list[Token]:
    """ "had discussed ways to reach the towns with Foreign Minister Omid Rahimi": titled persons.

    The parser hangs them on whatever stands before them.
    """
    if verb.lemma_ != "discuss" or not children(verb, "dobj"):
        return []
    behind = (t for t in verb.subtree if t.i > verb.i and t.dep_ == "pobj")
    with_whom = [t for t in behind if t.head.lower_ == "with" and t.ent_type_ == "PERSON"]
    return [t for t in with_whom if is_official(t)]


def hears(token: Token, who: list[Token]) -> bool:
    heard = [t for o in children(token, "dobj") for t in coordinated(o)]
    return bool(who) and any(t.lemma_.lower() in inventory().heard for t in heard)
