"""What a relative clause leaves out: the object of "a bill that they plan to introduce"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import VERBAL, children

_CHAIN = 4  # verbs between one and the relative clause that it completes
# "the day they arrive", "the way they vote": these are no object of their clause
_CIRCUMSTANCES = frozenset(
    "day week month year time date moment place way reason manner case point".split()
)
_FILLED = ("dobj", "nsubjpass", "auxpass", "ccomp", "xcomp", "attr", "acomp", "expl")
_CHARGING = frozenset(
    "appoint name choose elect hire assign task charge invite send set nominate".split()
)


def left_out_object(verb: Token) -> Token | None:
    """ "bill" for "introduce" in "a bill (that) they plan to introduce", else None."""
    relative = None if left_out_subject(verb) is not None else _relative_over(verb)
    if relative is None and (noun := _noun_of_contact_clause(verb)) is not None:
        return noun
    if relative is None or verb.lemma_ in {"be", "become", "happen", "arrive", "go", "come"}:
        return None
    if children(verb, *_FILLED) or any(
        not children(p, "pobj", "pcomp") for p in children(verb, "prep")
    ):
        return None
    if any(c.tag_ in {"WDT", "WP"} for c in children(verb, "nsubj")):
        return None
    noun = relative.head
    return noun if _is_object_of(noun, relative) else None


def left_out_subject(verb: Token) -> Token | None:
    """ "trip" for "run" in "a trip which a source said could run into June", else None."""
    over = verb.head
    if verb.dep_ != "ccomp" or over.dep_ != "relcl" or over.lemma_ not in words().said:
        return None
    named = any(c.tag_ in {"WDT", "WP"} for c in children(over, "nsubj"))
    own = [c for c in children(verb, "nsubj", "nsubjpass") if c.tag_ not in {"WDT", "WP"}]
    if named or own or children(verb, "mark", "expl"):
        return None
    return over.head if over.head.pos_ in {"NOUN", "PROPN"} else None


def charged_with(verb: Token) -> Token | None:
    """ "a panel he appointed to make proposals", "the firm they ordered to pay": who has to."""
    over = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in {"advcl", "xcomp", "ccomp"} or over.dep_ != "relcl":
        return None
    if children(verb, "nsubj", "nsubjpass") or children(over, "dobj", "auxpass"):
        return None
    if over.lemma_ not in _CHARGING | words().demands:
        return None
    return over.head if _is_object_of(over.head, over) else None


def _relative_over(verb: Token) -> Token | None:
    node = verb
    for _ in range(_CHAIN):
        if node.dep_ == "relcl":
            return node if node.head.pos_ in {"NOUN", "PROPN"} else None
        reported = node.dep_ == "ccomp" and node.head.lemma_ in words().said
        if node.head.i == node.i or not (node.dep_ == "xcomp" or reported):
            return None
        if node.head.pos_ not in VERBAL or children(node.head, "dobj"):
            return None
        node = node.head
    return None


def _noun_of_contact_clause(verb: Token) -> Token | None:
    """ "said in the report it plans to release": parsed as what was said in the report."""
    over = verb.head
    own = children(over, "nsubj")
    if verb.dep_ != "xcomp" or over.dep_ != "ccomp" or len(own) != 1 or own[0].i < 1:
        return None
    before = verb.doc[own[0].left_edge.i - 1]
    if children(verb, *_FILLED) or children(over, "mark") or own[0].pos_ != "PRON":
        return None
    beside = before.dep_ == "pobj" and before.head.lower_ in {"in", "at", "during"}
    return before if beside and before.pos_ == "NOUN" and before.head.head == over.head else None


def _is_object_of(noun: Token, relative: Token) -> bool:
    """Whether the noun can be what somebody else does something to in its relative clause."""
    own = children(relative, "nsubj")
    if not own or noun.lemma_.lower() in _CIRCUMSTANCES:
        return False
    if any(t.tag_ in {"WDT", "WP"} or t.lower_ == "that" for t in own):
        return False
    return not any(t.tag_ == "WRB" or t.tag_ == "WP$" for t in relative.subtree if t.i < relative.i)
