"""Who stands beside a word of meeting: its subjects, its named object, those "with" whom."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.events.inventory import REMOTE, is_official, is_party
from briefing.extract.events.modality import PLANS
from briefing.extract.grammar.syntax import (
    children,
    clause_head,
    coordinated,
    objects,
    subjects,
)
from briefing.extract.grammar.token_table import table
from briefing.extract.talks.name_lists import NAMED, listed, names_in_front

_PRESSING = frozenset(
    "press urge ask invite persuade pressure force push encourage convince beg implore".split()
)
_COMPANY = ("with", "between", "among", "including", "alongside", "involving")
_GROUNDS = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_RELATIVE = frozenset({"WDT", "WP"})
_LONGEST_OBJECT = 10  # tokens of title and name behind a verb
_AFTER_OBJECT = frozenset("ADP PUNCT CCONJ SCONJ AUX ADV NUM".split())


def subjects_with_beside(verb: Token) -> list[Token]:
    """The subjects of a verb with those whom the parser coordinates to an apposition of theirs.

    "Senator Cornyn, the No. 2 Republican, and Senator Feinstein were holding talks".
    """
    upper = verb.head
    found = _sent_there(verb) or subjects(verb) or planned_for(verb) or _pressed(verb)
    if verb.dep_ == "conj" and upper.dep_ == "relcl" and verb.doc[verb.i - 1].text == ",":
        found = coordinated(upper.head)  # "Biden, whose visit was marred by a row, arrives"
    found = found + names_in_front(found)
    beside = [c for t in found for a in children(t, "appos") for c in coordinated(a) if c.i != a.i]
    return found + [t for t in beside if (t.ent_type_ in NAMED or is_official(t)) and t.i < verb.i]


def _sent_there(verb: Token) -> list[Token]:
    """ "Oman pressed Chad and Sudan to attend": those who were pressed, not who pressed them."""
    own = children(verb, "nsubj", "nsubjpass")
    if own or verb.dep_ not in {"xcomp", "advcl"} or verb.head.lemma_ not in _PRESSING:
        return []
    return [t for o in children(verb.head, "dobj") for t in coordinated(o)]


def _pressed(verb: Token) -> list[Token]:
    """ "has come under pressure to attend": who has."""
    under = verb.dep_ == "acl" and verb.head.lemma_ == "pressure" and verb.head.dep_ == "pobj"
    over = clause_head(verb.head) if under and verb.head.head.lower_ == "under" else None
    return [] if over is None else subjects(over)


def planned_for(verb: Token) -> list[Token]:
    """ "Plans for the minister to visit Lima": who would act, as no subject of the verb."""
    planned = verb.dep_ == "acl" and verb.head.lemma_ in PLANS
    return objects(verb.head, "for") if planned else []


def named_object(verb: Token) -> Token | None:
    """The last word of the person's name in which the words right behind a verb end.

    For titles that the parser takes apart: "met the party's propaganda tsar Ana Lind in Lima".
    """
    t, first = table(verb.doc), verb.i + 1
    for row in range(first, min(first + _LONGEST_OBJECT - 1, len(t.word))):
        if t.pos[row] in _AFTER_OBJECT or t.tag[row] == "TO":
            return None
        if t.sentence[row] != t.sentence[row - 1]:
            return None
        last = row + 1 == len(t.word)
        goes_on = not last and bool(t.entity[row + 1]) and not t.entity_starts[row + 1]
        possessive = not last and t.tag[row + 1] == "POS"
        if t.entity[row] == "PERSON" and (possessive or t.tag[row] == "POS"):
            return None  # "meeting Chancellor Ana Lind's chief of staff"
        if t.entity[row] == "PERSON" and not goes_on:
            return verb.doc[row]
        ends = last or (t.pos[row + 1] in _AFTER_OBJECT and not possessive)
        if ends and row > first + 1 and _is_unknown_name(verb.doc[row]):
            return verb.doc[row]
    return None


def _is_unknown_name(token: Token) -> bool:
    """The last of two capital words that the model knows as the name of nothing."""
    pair = token.doc[token.i - 1 : token.i + 1]
    return all(t.pos_ == "PROPN" and t.is_title and not t.ent_type_ for t in pair)


def _before_aim(head: Token) -> list[Token]:
    """ "met on Tuesday with Vik to discuss it": Vik, whom the parser takes for who discusses."""
    aims = [c for c in children(head, "advcl", "xcomp", "acl") if c.tag_ == "VB"]
    marked = [c for c in aims if any(m.lower_ == "with" for m in children(c, "mark"))]
    return [t for c in marked for t in children(c, "nsubj")]


def with_whom(verb: Token) -> list[Token]:
    """ "the envoys, with whom Vik met", "rivals with which it held talks": who they are."""
    relative = any(t.tag_ in _RELATIVE for t in objects(verb, "with", "between"))
    return listed(verb.head) if relative and verb.dep_ == "relcl" else []


def _other_side(first: Token) -> list[Token]:
    """ "between the government of President Vik and the rebels": the rebels.

    The parser may coordinate the second side to a name in the first, or begin a clause there.
    """
    if len(coordinated(first)) > 1:
        return []
    inner = [t for t in first.subtree if t.dep_ == "conj" and t.i > first.i and _can_meet(t)]
    if inner:
        return [inner[-1]]
    doc, row = first.doc, first.right_edge.i + 1
    if row + 1 >= len(doc) or doc[row].lower_ not in {",", "and"}:
        return []
    after = next((t for t in doc[row + 1 : row + 1 + _LONGEST_OBJECT] if _opens(t, row + 1)), None)
    members = [] if after is None else coordinated(after)
    return [t for t in members if _can_meet(t)] if len(members) > 1 or doc[row].text != "," else []


def _opens(noun: Token, row: int) -> bool:
    heads = noun.pos_ in {"NOUN", "PROPN"} and noun.dep_ not in {"compound", "nmod", "poss"}
    return heads and noun.left_edge.i == row


def _can_meet(noun: Token) -> bool:
    return noun.ent_type_ in NAMED or is_party(noun) or noun.tag_ in {"NNS", "NNP"}


def company_of(head: Token) -> list[Token]:
    """Who stands behind "with", "between" and their kin, also past a place or a day.

    "a meeting in Laos of the Association of Southeast Asian Nations".
    """
    found = [t for o in objects(head, *_COMPANY) for t in listed(o)]
    found += [t for o in objects(head, "between") for t in _other_side(o)]
    found += [t for o in _before_aim(head) for t in listed(o)]
    for wire in objects(head, "by", "via", "over"):  # "had spoken by phone with Vik"
        if wire.lower_ in REMOTE:
            found += [t for o in objects(wire, "with", "between") for t in listed(o)]
    for ground in objects(head, "in", "at", "on", "for"):
        if ground.ent_type_ in _GROUNDS:
            found += [t for o in objects(ground, *_COMPANY) for t in listed(o)]
            if head.pos_ == "NOUN":
                found += [t for t in objects(ground, "of") if t.ent_type_ == "ORG"]
    return found
