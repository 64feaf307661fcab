"""Years, quarters and seasons on which something is to be done: "will step down next year"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.forecasts import READY
from briefing.extract.deadlines.participants import can_act, named_subjects
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import auxiliaries, children

_PLANNING = frozenset({"plan", "schedule", "slate", "due", "set", "prepare"})
_GOING_ON = frozenset("remain stay continue keep work use look focus try seek help".split())
_OF_ANYBODY = frozenset({"my", "our", "your"})
_WILL = frozenset({"will", "'ll", "’ll"})


def binds_a_period(attachment: Attachment, mention: DateMention) -> bool:
    """Whether a year, quarter or season is a term: aims and forecasts of that grain are none."""
    verb, noun = attachment.verb, attachment.noun
    if attachment.word in BY | UNTIL and mention.mod in {"START", "END"}:
        return True
    if attachment.word in UNTIL:
        return False
    if attachment.word in BY and mention.precision == "year":
        return False
    if attachment.word in BY | UNTIL and mention.precision == "quarter":
        return noun is None and verb is not None and mention.direction == "future"
    if noun is not None and attachment.root.head.lower_ == "due" and mention.direction == "future":
        return True  # "The study due later this year could be the first"
    if verb is None or noun is not None or mention.direction == "past":
        return False
    if attachment.word == "from" and mention.direction in {"future", "present"}:
        return True
    if any(c.lower_ in READY for c in children(verb, "acomp", "attr")):
        return True
    held = words()
    if mention.mod == "END" and verb.lemma_ in {"finish", "complete", "end", "expire", "conclude"}:
        return True
    if _is_what_for(verb):
        return False
    if _is_undertaken(verb, attachment.word):
        return True
    turns = held.kinds["start"] | held.kinds["expiry"] | held.acts | {"take", "come", "go"}
    if verb.lemma_ == "run" and not children(verb, "prt"):
        return False  # "run in 2027 against her"
    return verb.lemma_ in turns and verb.lemma_ not in held.forecasts


def _is_what_for(verb: Token) -> bool:
    """ "has granted money to hire cooks and pay them this summer": what it was done for."""
    first = verb.head if verb.dep_ == "conj" and not children(verb, "aux") else verb
    over = first.head
    aimed = first.dep_ == "advcl" and first.tag_ == "VB" and over.i < first.i
    done = over.tag_ == "VBD" or (over.tag_ == "VBN" and auxiliaries(over) & {"has", "have", "had"})
    return aimed and bool(done) and over.lemma_ not in words().arranged | words().demands


def _is_undertaken(verb: Token, word: str) -> bool:
    """ "The agency will propose changes early next year", "plans to release it in the fourth
    quarter", "is planned for this summer": what somebody is to do, rather than how it will go."""
    if verb.lemma_ in words().forecasts | _GOING_ON:
        return False
    if verb.tag_ == "VBN" and verb.lemma_ in _PLANNING and word == "for":
        return bool(children(verb, "nsubjpass") or verb.dep_ == "acl")
    who = named_subjects(verb.doc, verb)
    acting = bool(who) and all(can_act(t) for t in who) and not children(verb, "auxpass")
    if any(c.lower_ in _OF_ANYBODY for t in who for c in children(t, "poss")):
        return False  # "all that your phone will learn this autumn"
    if not acting:
        return False
    over = verb.head
    planned = verb.dep_ == "xcomp" and verb.tag_ == "VB"
    if planned and over.lemma_.lower() in _PLANNING and over.tag_ not in {"VBD", "NN"}:
        return True
    # "Countries will contract next year" is how it will go with them.
    return bool(auxiliaries(verb) & _WILL) and bool(children(verb, "dobj", "prt"))
