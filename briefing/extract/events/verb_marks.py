"""What a verb by its own words says of an event: may, will not, is under way, was to have been."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.events.inventory import inventory
from briefing.extract.grammar.syntax import (
    FINITE,
    VERBAL,
    all_auxiliaries,
    auxiliaries,
    children,
    climb,
    objects,
)
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.grammar.token_table import table

_PERHAPS = frozenset("may might could can would".split())
PERHAPS_WORDS = frozenset(
    "possible possibly likely perhaps probably maybe tentatively potential proposed provisional "
    "expected provisionally".split()
)
# "Friday's meeting will not take place": called off.
TAKES_PLACE = frozenset({"take", "hold", "happen", "go", "proceed"})
FORMERLY = frozenset({"originally", "initially"})
_NEVER = frozenset({"never", "nor", "neither"})  # "Nor will the council sit on Friday"
_TRYING = frozenset({"try", "seek", "hope", "aim", "push", "consider", "demand", "struggle"})
_REVIVING = frozenset("restart revive resurrect kick salvage save rescue resuscitate".split())
_IN_TALKS = frozenset("talks negotiations discussions consultations contact".split())
_FALTERING = frozenset("risk danger standstill deadlock collapse brink verge jeopardy".split())
_TALKING = frozenset({"negotiate", "bargain"})
_HOLDING = frozenset({"hold", "conduct"})
_SUPERSEDED = frozenset(
    "plan schedule expect due set slate intend mean suppose hope want originally".split()
)


def verb_marks(verb: Token) -> set[str]:
    marks: set[str] = set()
    tokens = table(verb.doc)
    below = tokens.kids[verb.i]
    words = all_auxiliaries(verb)
    if verb.tag_ == "VBG" and verb.dep_ == "conj" and verb.head.tag_ == "VBG" and not words:
        words = all_auxiliaries(verb.head)  # "is cutting costs and negotiating with them"
    if any(tokens.dep[row] == "neg" or tokens.lower[row] in _NEVER for row in below):
        marks.add("negated")
    if verb.dep_ == "conj" and _shares_negation(verb):
        marks.add("negated")
    if words & _PERHAPS and not words & {"would"}:
        marks.add("tentative")
    if _is_revival(verb):
        marks.add("wished")
    if any(c.lower_ in PERHAPS_WORDS for c in children(verb, "advmod", "acomp", "oprd")):
        marks.add("tentative")
    if verb.lemma_ in inventory().governors["tentative"] and verb.tag_ == "VBN":
        marks.add("tentative")
    if verb.lemma_ in {"plan", "schedule", "slate", "book"} and "had" not in words:
        marks.add("planned")
    if verb.tag_ == "VBG" and "been" in words and words & {"has", "have"}:
        marks.add("opened")
    if verb.tag_ == "VBG" and words & {"is", "are", "'s", "'re"}:
        marks.add("tentative" if verb.lemma_ in _TRYING else "progressive")
    if "being" in words and words & {"is", "are"}:
        marks.add("progressive")
    if verb.tag_ == "VBG" and verb.lemma_ in _HOLDING and words & {"was", "were"}:
        marks.add("progressive")
    if verb.lemma_ in _TALKING and verb.tag_ == "VBG" and words & {"was", "were"}:
        marks |= {"progressive"} if _is_reported(verb) and not _has_day(verb) else set()
    if verb.lemma_ == "be" and (_is_running(verb) or _is_said_to_be_in(verb)):
        marks.add("progressive")
    if _is_superseded(verb, words):
        marks.add("superseded")
    if _is_conditional(verb):
        marks.add("conditional")
    if verb.tag_ == "VBN" and any(c.lower_ in FORMERLY for c in verb.lefts):
        marks.add("postponed")  # "Originally slated for a hearing on Monday, the case ..."
    return marks


def _shares_negation(verb: Token) -> bool:
    """ "would not discuss the vote or hold talks": the second verb of a pair that is denied."""
    denied = any(c.dep_ == "neg" for c in verb.head.children)
    own = any(c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for c in verb.children)
    return denied and not own and any(c.lower_ == "or" for c in verb.head.children)


def _is_revival(verb: Token) -> bool:
    """ "efforts to restart the talks", "a push to revive them"."""
    aimed = verb.tag_ == "VB" and verb.dep_ in {"acl", "advcl"}
    return aimed and verb.lemma_ in _REVIVING and any(c.lower_ == "to" for c in verb.lefts)


def _is_running(verb: Token) -> bool:
    """ "Talks are under way", "The discussions are ongoing"."""
    after = set(table(verb.doc).lower[verb.i + 1 : verb.i + 4])
    return bool(after & {"ongoing", "underway"}) or {"under", "way"} <= after


def _is_said_to_be_in(verb: Token) -> bool:
    """ "said it was in talks", "has been in talks": as it stood when that was said."""
    talks = [t for t in objects(verb, "in") if t.lower_ in _IN_TALKS]
    if not talks:
        return False
    if verb.tag_ in {"VBZ", "VBP"} or _is_perfect(verb):
        return True
    return verb.tag_ == "VBD" and _is_reported(verb) and not _has_day(verb, *talks)


def _is_reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING


def _has_day(verb: Token, *talks: Token) -> bool:
    """Whether a day stands behind a verb, or behind the nouns of a meeting below it."""
    near = (*verb.children, *talks, *(c for t in talks for c in t.children))
    return any(c.ent_type_ == "DATE" for p in near for c in (p, *p.children) if c.i > verb.i)


def _is_perfect(verb: Token) -> bool:
    """ "has been", not "had been" or "would have been"."""
    words = auxiliaries(verb)
    return verb.tag_ == "VBN" and bool(words & {"has", "have"}) and len(words) == 1


def _is_superseded(verb: Token, words: set[str]) -> bool:
    planned = verb.lemma_ in _SUPERSEDED or any(
        c.lower_ in {"due", "set"} for c in children(verb, "acomp", "attr")
    )
    if "had" in words and planned:
        return True
    if verb.lemma_ in {"mean", "suppose"} and words & {"was", "were"}:
        held = inventory().happens | inventory().verbs.keys() | TAKES_PLACE
        return any(c.lemma_ in held for c in children(verb, "xcomp"))  # not "meant to help"
    if {"have", "been"} <= words and words & {"should", "was", "were", "would"}:
        return True
    was = words & {"was", "were"} or (verb.dep_ == "xcomp" and verb.head.lower_ in {"was", "were"})
    return {"have", "to"} <= words and bool(was)


def _is_doubtful(verb: Token) -> bool:
    """Whether its helpers make a verb depend on something: "could", "would"."""
    return any(c.lower_ in {"could", "would", "might"} for c in children(verb, "aux"))


def _opens_with_if(clause: Token) -> bool:
    """ "could talk to the rebels if credible envoys came"."""
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.lefts)


def _is_conditional(verb: Token) -> bool:
    tokens = table(verb.doc)
    marks = (tokens.lower[row] for row in tokens.kids[verb.i] if tokens.dep[row] == "mark")
    if any(word in {"if", "unless", "whether"} for word in marks):
        return True
    if _is_doubtful(verb) and any(map(_opens_with_if, children(verb, "advcl"))):
        return True
    first = verb.left_edge
    return first.lower_ == "should" and first.dep_ == "aux" and first.i < verb.i - 1


def relative_clauses(noun: Token) -> list[Token]:
    """Those of a noun, with plural ones that the parser hangs on the one place behind it."""
    places = [t for t in objects(noun, "in", "at") if t.ent_type_ == "GPE"]
    behind = [c for t in places for c in children(t, "relcl") if c.tag_ == "VBP"]
    return [*children(noun, "relcl"), *behind]


def is_faltering(verb: Token) -> bool:
    """ "talks in Geneva, which are at risk of collapse": still held, or they could not be."""
    states = (t.lemma_ for t in objects(verb, "at", "in", "near", "on"))
    present = verb.lemma_ == "be" and verb.tag_ in {"VBP", "VBZ"}
    return present and not _FALTERING.isdisjoint(states)


def is_of_the_past(node: Token) -> bool:
    """Whether the finite verb over a node is in the past tense."""
    for upper in climb(node):
        finite = {t.tag_ for t in (upper, *children(upper, "aux", "auxpass"))} & FINITE
        if upper.pos_ in VERBAL and finite:
            return finite == {"VBD"}
    return False
