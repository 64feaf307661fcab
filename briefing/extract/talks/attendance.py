"""Who is at a meeting, or is not, by what its clause says of them besides: "walked out"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.events.inventory import inventory, is_party
from briefing.extract.grammar.syntax import VERBAL, children, coordinated, subjects
from briefing.extract.grammar.token_table import table
from briefing.extract.talks.company import named_object

_ADDRESSING = frozenset({"tell", "brief", "address"})
_ASKING = frozenset({"ask", "warn", "urge", "inform", "press"})
_WHERE = frozenset({"when", "where", "which"})
_STEPS = frozenset({"walk", "storm", "march"})
_PARTAKING = frozenset({"take", "participate", "join"})
_COMING = frozenset("attend join participate take come go enter".split())
_ABSENT = frozenset({"skip", "miss", "boycott", "shun"})


def is_somebody(token: Token) -> bool:
    """Whether a noun phrase is of somebody who can be told something."""
    return token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} or is_party(token)


def told_there(noun: Token) -> list[Token]:
    """ "a meeting in May at which Lind told the envoys", "her call when she asked Vik for help"."""
    verb = _told_right_behind(noun)
    if verb is None or verb.lemma_ not in _ADDRESSING | _ASKING or verb.tag_ != "VBD":
        return []
    told = [t for o in children(verb, "dobj", "dative") for t in coordinated(o)]
    misread = [c for c in children(verb, "xcomp", "ccomp") if c.i == verb.i + 1]
    told += [t for c in misread for t in children(c, "dobj")]  # "told visiting envoys"
    person = named_object(verb)
    told += [person] if person is not None and not told else []
    return [*subjects(verb), *told] if any(map(is_somebody, told)) else []


def _told_right_behind(noun: Token) -> Token | None:
    """The verb of a clause with "when" or "at which" that nothing but a place or day is before."""
    t, own = table(noun.doc), noun.i
    for row in range(own + 1, len(t.word)):
        if t.sentence[row] != t.sentence[own]:
            return None
        if t.lower[row] in _WHERE:
            over = noun.doc[t.head[row]]
            return over.head if over.dep_ == "prep" else over
        if t.pos[row] in VERBAL or t.dep[row] == "cc" or t.word[row] == ",":
            return None
    return None


def walking_out(verb: Token) -> list[Token]:
    """ "the talks broke up after the rebels walked out": who leaves had come."""
    leaving = [
        clause
        for clause in children(verb, "advcl")
        if clause.lemma_ in _STEPS and any(c.lower_ == "out" for c in clause.rights)
    ]
    return [t for clause in leaving for t in subjects(clause)]


def is_bare_in(noun: Token) -> bool:
    """ "will push for a seat in talks next week": at the table with whomever it asks."""
    in_talks = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    return in_talks and not any(c.dep_ in {"det", "poss"} for c in noun.lefts)


def is_outside(noun: Token, verb: Token) -> bool:
    """ "took part in a rally at the meeting": in the rally, and not in the meeting."""
    if noun.dep_ != "pobj" or verb.lemma_ not in _PARTAKING:
        return False
    other = noun.head.head
    return other.pos_ == "NOUN" and other.dep_ == "pobj" and other.head.lower_ == "in"


def _is_kept_from(verb: Token) -> bool:
    """ "was not invited to attend", "declined to take part": not there, for all one knows."""
    if verb.lemma_ not in _COMING:
        return False
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
        if any(c.dep_ == "neg" for c in verb.children):
            return True
        if verb.lemma_ in inventory().governors["refused"]:
            return True
    return False


def is_absent(verb: Token, noun: Token) -> bool:
    """ "did not attend the meeting", "had no part in the talks"."""
    if verb.lemma_ in _ABSENT or any(c.dep_ == "neg" for c in verb.children):
        return True
    if _is_kept_from(verb):
        return True
    return any(
        d.lower_ == "no"
        for o in children(verb, "dobj")
        for d in children(o, "det")
        if o.i != noun.i
    )
