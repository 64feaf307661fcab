"""The tense of one verb form with its auxiliaries, or of the verb on whose time its own depends."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Token

from briefing.extract.grammar.tense_words import (
    AWAITING,
    BEGINNING,
    CALLED_OFF,
    ENDEAVOURS,
    FOLLOWING,
    HEARSAY,
    IMPLICATIVE,
    MODALS,
    PICTURED,
    PLANNED,
    PURPOSEFUL,
    REPORTING,
    RESULTS,
    SCHEDULING,
    WEIGHING,
)
from briefing.extract.grammar.token_memory import once_a_token
from briefing.extract.grammar.token_table import table

Direction: TypeAlias = Literal["past", "present", "future"]


class Tense(Struct, frozen=True):
    """``direction`` with the token index of the verb that gave it.

    ``firm`` is False for guesses from weak signs; ``shifted`` marks a future seen from the past
    ("said that talks would resume Friday"). ``nominal`` says that the expression hangs from a noun
    of the clause ("cited the deal of May 9"), whose time need not be the verb's. ``once`` marks a
    plan of the past ("was due to meet"), ``wished`` what somebody then expected, planned or asked
    for ("urged them to open in March").
    """

    direction: Direction
    firm: bool
    verb: int
    shifted: bool = False
    nominal: bool = False
    once: bool = False
    wished: bool = False


def is_modal(verb: Token) -> bool:
    """Whether a modal verb or "to" stands before the verb and belongs to it."""
    return any(c.lower_ in MODALS or c.lower_ == "to" for c in verb.lefts)


def main_verb(node: Token) -> Token:
    """The verb that an auxiliary helps; any other token itself."""
    if node.dep_ in {"aux", "auxpass"} and node.head.pos_ in {"VERB", "AUX"}:
        return node.head
    return node


@once_a_token
def verb_tense(verb: Token) -> Tense | None:
    """The tense of one verb form with its auxiliaries, or of the verb that it depends on."""
    return _tense(verb, 0)


def _tense(verb: Token, depth: int) -> Tense | None:
    auxiliaries = _helpers(verb)
    words = {a.lower_ for a in auxiliaries}
    if words & MODALS:
        perfect = words & {"have", "'ve", "’ve"} and not words & {"will", "shall", "'ll"}
        shifted = bool(words & {"would", "could", "might", "'d", "’d"})
        return Tense("past" if perfect else "future", True, verb.i, shifted)
    told = verb.head.lemma_ in HEARSAY and verb.tag_ in {"VBN", "VBD"}
    if {"to", "have"} <= words and told:
        return Tense("past", True, verb.i)  # "were reported to have collided"
    if "to" in words or (verb.tag_ == "VB" and _left_word(verb) == "to"):
        return _infinitive(verb, depth)
    finite = _finite(auxiliaries)
    match verb.tag_:
        case "VBD" if not finite:
            return _simple_past(verb)
        case "VBN" | "VBD":
            return _participle(verb, finite)
        case "VBG":
            return _gerund(verb, finite, depth)
        case "VBZ" | "VBP":
            return _present(verb)
        case "VB" if verb.dep_ == "ROOT" and not words and _has_subject(verb):
            return _present(verb)  # "Ana Lind, of Oslo, look for eggs" under a picture
        case "VB":
            return (
                Tense("past", True, verb.i)
                if "did" in words
                else Tense("future", not words & {"do", "does"}, verb.i)
            )
        case "MD":
            return Tense("future", True, verb.i)
    return _inherit(verb, depth)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.lefts)


def _words(verb: Token) -> set[str]:
    return {c.lower_ for c in _helpers(verb)}


def _helpers(verb: Token) -> list[Token]:
    return [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]


def _left_word(verb: Token) -> str:
    t, row = table(verb.doc), verb.i
    return t.lower[row - 1] if row and t.sentence[row] == t.sentence[row - 1] else ""


def _finite(auxiliaries: list[Token]) -> str:
    """What the auxiliaries make of a participle: "had", "has", "was", "is", or nothing."""
    words = {a.lower_ for a in auxiliaries}
    if words & {"had"}:
        return "had"
    if words & {"has", "have", "'ve", "’ve", "having"} or (
        words & {"'s", "’s"} and "been" in words
    ):
        return "has"
    if words & {"was", "were"}:
        return "was"
    if words & {"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "be", "being"}:
        return "is"
    return ""


def _inherit(verb: Token, depth: int) -> Tense | None:
    node = verb
    for _ in range(40):
        if node.head.i == node.i:
            return None
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            break
    else:
        return None
    return _tense(main_verb(node), depth + 1) if depth < 12 else None


def _infinitive(verb: Token, depth: int) -> Tense | None:
    head = verb.head
    describes = verb.dep_ in {"relcl", "acl"}
    firsts = {c.lower_ for c in head.lefts if c.dep_ == "amod"} if describes else set()
    if _FIRSTS & {head.lower_, *firsts}:
        return _inherit(verb, depth)
    if verb.dep_ == "acl" and head.lemma_.lower() in ENDEAVOURS:
        return _inherit(verb, depth)
    if head.i == verb.i or head.pos_ not in {"VERB", "AUX"}:
        was_due = head.lower_ in {"due", "set"} and head.head.lower_ in {"was", "were"}
        return Tense("future", True, verb.i, once=was_due)
    if head.lemma_ == "ask" and verb.lemma_ in {"comment", "explain", "elaborate"}:
        return _inherit(verb, depth)
    if head.lemma_ in IMPLICATIVE and verb.dep_ in {"xcomp", "ccomp"}:
        return _inherit(verb, depth)
    if verb.dep_ == "advcl" and head.lemma_ in PURPOSEFUL:
        return _inherit(verb, depth)
    meant = _was_meant(head)
    once = meant or (head.lemma_ == "expect" and bool({"was", "were"} & _words(head)))
    wished = head.tag_ == "VBD" and not meant
    return Tense("future", not meant, verb.i, once=once, wished=wished)


_FIRSTS = frozenset({"first", "second", "third", "last", "only", "latest"})


def _was_meant(head: Token) -> bool:
    """ "was supposed to open in March": a plan of the past, which may be past itself."""
    intending = {"suppose", "mean", "schedule", "slate", "intend", "plan", "be"}
    words = _words(head) | {head.lower_}
    return head.lemma_ in intending and bool(words & {"was", "were", "been"})


def _simple_past(verb: Token) -> Tense:
    if verb.lemma_ == "be" and any(
        c.lower_ in {"due", "set", "slated"} for c in verb.rights if c.dep_ in {"acomp", "attr"}
    ):
        return Tense("future", False, verb.i)
    return Tense("past", True, verb.i)


def _participle(verb: Token, finite: str) -> Tense:
    planned = verb.lemma_ in PLANNED or verb.lower_ in {"set", "due"}
    if finite == "has":
        return Tense("past", True, verb.i)
    if finite == "had":
        return Tense("future", False, verb.i) if planned else Tense("past", True, verb.i)
    if finite == "was":
        return Tense("future", False, verb.i) if planned else Tense("past", True, verb.i)
    if finite == "is" and verb.lemma_ in PICTURED and not is_modal(verb):
        return Tense("past", True, verb.i)
    if finite == "is":
        bare = any(c.lower_ == "be" and c.tag_ == "VB" for c in verb.lefts)
        return Tense("future", planned or (bare and verb.dep_ == "conj"), verb.i)
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not _has_subject(verb):
        first = verb_tense(verb.head)  # "will be presented on Monday and adopted in August"
        if first is not None and first.direction == "future" and first.firm:
            return first
    if planned:
        dropped = any(c.lower_ in _ONCE for c in verb.lefts) or _of_a_past(verb)
        return Tense("future", not dropped, verb.i)
    return Tense("past", verb.dep_ == "acl", verb.i)


def _of_a_past(verb: Token) -> bool:
    """ "A session, scheduled for May 3, was scrapped": its day may lie on either side."""
    noun = verb.head
    if verb.dep_ not in {"acl", "relcl"} or noun.head.pos_ not in {"VERB", "AUX"}:
        return False
    upper = noun.head
    if noun.dep_ == "dobj" and upper.lemma_ not in CALLED_OFF:
        return False
    helpers = {c.lower_ for c in upper.lefts if c.dep_ in {"aux", "auxpass"}}
    if noun.dep_ not in {"nsubj", "nsubjpass", "dobj"} or helpers & MODALS:
        return False
    return bool(helpers & {"was", "were", "did", "had"}) or upper.tag_ == "VBD"


_ONCE = frozenset("originally initially previously first once earlier".split())


def _gerund(verb: Token, finite: str, depth: int) -> Tense | None:
    if finite in {"was", "had", "has"}:
        return Tense("past", True, verb.i)
    if finite == "is":
        return Tense("future", True, verb.i)
    if verb.dep_ == "conj" and verb.head.tag_ == "VBG" and _finite(_helpers(verb.head)):
        return _tense(verb.head, depth + 1)  # "is cutting costs and talking with creditors"
    inherited = _inherit(verb, depth)
    upper = verb.doc[inherited.verb] if inherited is not None else None
    if inherited is not None and upper is not None and upper.tag_ == "VBG" and not is_modal(upper):
        return replace(inherited, direction="past", firm=False)
    if verb.lemma_ in AWAITING:
        return Tense("future", False, verb.i)
    if verb.dep_ == "pcomp" and verb.head.head.lemma_ in WEIGHING:
        return Tense("future", False, verb.i)
    starts = verb.lemma_ in BEGINNING and verb.dep_ in {"acl", "prep", "advcl", "pcomp"}
    if starts and (
        inherited is None
        or (inherited.direction == "past" and verb.doc[inherited.verb].lemma_ in SCHEDULING)
    ):
        return Tense("future", False, verb.i)
    return inherited


def _present(verb: Token) -> Tense:
    if verb.lemma_ == "report" and any(c.lemma_ in RESULTS for c in verb.rights):
        return Tense("present", True, verb.i)
    if verb.lemma_ in REPORTING or verb.lemma_ in FOLLOWING:
        return Tense("past", False, verb.i)
    return Tense("present", True, verb.i)
