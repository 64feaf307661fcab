"""Events whose day it is, which the words around a day name: "ahead of elections on March 13"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import VERBAL, children, clause_head
from briefing.extract.grammar.token_table import table

PARTS = frozenset("appearance testimony speech address debut participation".split())
ATTENDING = frozenset("attend join miss skip boycott".split())
"""Verbs of who is there: what they deny of somebody takes place all the same."""
_AHEAD = 14  # tokens between "ahead of" and the day of what is ahead


def is_event(noun: Token) -> bool:
    """Whether a noun names something that happens on a day."""
    if noun.lower_ == "congress" and noun.ent_type_ == "ORG":
        return False
    return noun.lemma_.lower() in words().events or noun.lower_ in words().events


def is_poll(noun: Token) -> bool:
    """Whether a noun names a vote or a party's convention, which is its own occasion."""
    lemma = noun.lemma_.lower()
    alone = lemma == "primary" and noun.dep_ in {"pobj", "dobj", "nsubj"}  # taken for an adjective
    return (noun.pos_ in {"NOUN", "PROPN"} or alone) and (
        lemma in words().kinds["vote"]
        or lemma == "convention"
        or (lemma in {"initiative", "measure"} and noun.i > 0 and noun.nbor(-1).lower_ == "ballot")
    )


def occasion_ahead(doc: Doc, first: int) -> Token | None:
    """The event of "ahead of her last address to the board on Tuesday", whatever the day hangs on.

    ``first`` is the first token of the day.
    """
    start = max(1, first - _AHEAD)
    if "ahead" not in table(doc).lower[start - 1 : first]:
        return None
    for place in range(first - 1, start, -1):
        token = doc[place]
        if token.pos_ in VERBAL or token.is_sent_start or token.text in {",", ";", ":"}:
            return None
        if token.lower_ == "of" and doc[place - 1].lower_ == "ahead":
            nouns = [t for t in doc[place + 1 : first] if t.pos_ in {"NOUN", "PROPN"} or is_poll(t)]
            return next((t for t in nouns if is_event(t) or t.lower_ in PARTS), None)
    return None


def event_held_in(noun: Token) -> Token:
    """The elections of "elections in three states on March 13": what the place is that of."""
    over = noun.head
    if is_event(noun) or noun.dep_ != "pobj" or over.lower_ not in {"in", "at"}:
        return noun
    held = over.head
    return held if over.dep_ == "prep" and is_poll(held) and held.i < noun.i else noun


def part_in(occasion: Token) -> Token:
    """ "her testimony at Friday's hearing": what somebody named does there says more."""
    over = occasion.head
    part = over.head if occasion.dep_ == "pobj" and over.lower_ in {"at", "before", "in"} else None
    if part is None or part.lemma_.lower() not in PARTS or not children(part, "poss"):
        return occasion
    return part


def _event_at(noun: Token, verb: Token) -> Token | None:
    """The noun right before a place and a day, if it happens there and hangs on the verb."""
    happens = noun.pos_ in {"NOUN", "PROPN"} and is_event(noun) and clause_head(noun) == verb
    return noun if happens and verb.lemma_ not in words().holding | words().acts else None


def occasion_before(doc: Doc, mention: DateMention, verb: Token) -> Token | None:
    """ "hopes of winning the primary on April 19", "to avoid a contested convention in July": the
    event right before a day that hangs on a verb which nothing puts ahead."""
    place = mention.tokens[0] - 1
    while place > 1 and doc[place - 1].ent_type_ in {"GPE", "LOC"}:
        place -= 1  # "the next contest, in South Carolina on Feb. 27"
        if doc[place - 1].lower_ == "in":
            place -= 1
            if doc[place - 1].text == ",":
                place -= 1
            break
    if doc[place].text == "," and place > 1:
        return _event_at(doc[place - 1], verb)
    hooks = {"on", "in", "at"} if mention.run is None else {"on", "in", "at", "from"}
    joined = place >= 1 and doc[place].lower_ in hooks
    brought = verb.tag_ == "VBG" and verb.dep_ == "advcl" and doc[place].head == verb
    if not joined and not is_poll(doc[place]) and not (brought and is_event(doc[place])):
        return None
    noun = doc[place - 1] if joined else doc[place]  # "the primary next week"
    happens = noun.pos_ in {"NOUN", "PROPN"} and (is_poll(noun) or is_event(noun))
    if not happens or clause_head(noun) is None or clause_head(noun) != verb:
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "before" and is_poll(noun):
        return noun  # "whether she will rule before the primaries in March"
    if verb.lemma_ in ATTENDING and noun.dep_ == "dobj" and children(verb, "neg"):
        return noun  # "will not attend the funeral on Saturday"
    who = children(verb, "nsubj")
    if noun.dep_ == "dobj" and noun.head.i == verb.i and who and is_event(who[0]):
        return noun  # "the ruling is to overshadow a meeting in July"
    loose = verb.tag_ == "VBG" and verb.dep_ in {"pcomp", "advcl", "acl", "conj", "csubj"}
    aimed = verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl", "acl", "relcl", "conj"}
    if not (loose or (aimed and is_poll(noun))) or (children(verb, "aux") and loose):
        return None
    return None if verb.lemma_ in words().holding | words().acts else noun
