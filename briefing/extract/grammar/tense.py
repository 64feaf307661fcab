"""Which way the clause around an expression looks: back, ahead, or at the present.

The direction of a weekday or a month is that of the verb that governs it. Verbs are found by
climbing the dependency tree; what each form means for news text is laid down here.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Doc, Span, Token

from briefing.extract.grammar.tense_words import (
    APPOINTING,
    AWAITING,
    BEGINNING,
    BIDDING,
    CALLED_OFF,
    DEMANDING,
    ENDEAVOURS,
    FOLLOWING,
    FOUGHT,
    HEARSAY,
    IMPLICATIVE,
    LIMITING,
    LIMITS,
    MODALS,
    MOTION,
    MOVING,
    PICTURED,
    PLANNED,
    POLLS,
    PUT_OFF,
    REPORTING,
    RESULTS,
    SAYING,
    SCHEDULING,
    WEIGHING,
)

Direction: TypeAlias = Literal["past", "present", "future"]


class Tense(Struct, frozen=True):
    """``direction`` with the token index of the verb that gave it.

    ``firm`` is False for guesses from weak signs; ``shifted`` marks a future seen from the past
    ("said that talks would resume Friday"). ``nominal`` says that the expression hangs from a noun
    of the clause ("cited the deal of May 9"), whose time need not be the verb's.
    """

    direction: Direction
    firm: bool
    verb: int
    shifted: bool = False
    nominal: bool = False


def tense_of(span: Span) -> Tense | None:
    """The tense that governs an expression; None in a fragment without a verb."""
    words = _words_before(span)
    cue = _FALLING_DUE.search(words)
    if cue and not _AUXILIARY.search(words[: cue.start()]):
        return Tense("present", True, span.start - len(cue[0].split()))
    said = said_before(span.doc, span.start)
    if said is not None and said.tag_ in {"VBD", "VBN"}:
        return Tense("past", True, said.i)
    node = span.root
    if node.dep_ == "poss" and node.head.pos_ == "VERB":  # "calling Monday's drills a warning"
        node = node.head.head
    preposition = ""
    ahead = nominal = False
    for _ in range(40):
        inside = span.start <= node.i < span.end
        if node.pos_ in {"VERB", "AUX"} and not inside and not _is_noun_in_truth(node):
            tense = _governed(_main(node), preposition, ahead or _calls_for(_main(node), span))
            if tense is None:
                return None
            if _is_appointed(span, _main(node), tense):
                return replace(tense, direction="future", firm=True)
            dropped = (nominal or not preposition) and _calls_off(_main(node))
            return replace(
                tense,
                nominal=nominal,
                firm=tense.firm and not (dropped and tense.direction == "past"),
            )
        if node.lower_ == "due" and node.tag_ == "JJ" and node.i < span.start:
            return Tense("future", False, node.i)
        if node.pos_ in {"NOUN", "PROPN"}:
            if _is_invited(node):
                return Tense("future", False, node.i)
            if not inside and _is_polling(span, node):
                return _of_poll(node) or Tense("future", False, node.i)
            ahead = ahead or _announced(node)
            nominal = nominal or not inside
        preposition = preposition or (node.lower_ if node.pos_ in {"ADP", "SCONJ"} else "")
        if node.head.i == node.i:
            return Tense("present", True, node.i) if node.lower_ in _VERB_LIKE else None
        node = node.head
    return None


def _is_noun_in_truth(word: Token) -> bool:
    """ "the agency's officials on Tuesday warned": a subject that was taken for a verb."""
    return word.dep_ in {"nsubj", "nsubjpass"} and word.tag_ in {"VBZ", "VBP"}


def said_before(doc: Doc, first: int) -> Token | None:
    """The verb of saying right before a day ("the union said Friday"), whatever the parse."""
    index = first - 1 if first and doc[first - 1].lower_ != "on" else first - 2
    if index < 0 or doc[index].pos_ != "VERB" or doc[index].lemma_ not in SAYING:
        return None
    verb = doc[index]
    if any(c.dep_ == "auxpass" for c in verb.lefts):  # "will be announced on Friday"
        return None
    return verb if verb.tag_ in {"VBD", "VBZ", "VBN"} else None


_FALLING_DUE = re.compile(
    r"\b(?:lapses?|expires?|takes? effect|runs? out|(?:comes?|enters?) into (?:force|effect)|"
    r"falls? due|reconvenes?|resumes?)(?: (?:on|in|at|by|from))?(?: the)?$"
)
_AUXILIARY = re.compile(
    r"(?:\b(?:to|not|can|could|may|might|must|shall|should|will|would)|['’]ll) $"
)
_VERB_LIKE = frozenset(
    "lapse lapses expire expires vote votes meet meets open opens close closes start starts "
    "begin begins end ends resume resumes host hosts report reports return returns visit visits "
    "strike strikes rule rules".split()
)
"""Verbs in the present that the parser often takes for nouns ("The rules lapse on Friday")."""


def _words_before(span: Span) -> str:
    first = max(0, span.start - 5)
    return " ".join(t.lower_ for t in span.doc[first : span.start])


def _governed(verb: Token, preposition: str, ahead: bool) -> Tense | None:
    """The tense of a verb as it bears on what hangs from it by that preposition."""
    tense = verb_tense(verb)
    if tense is None:
        return None
    if tense.direction == "past" and (ahead or _puts_ahead(verb, preposition)):
        return replace(tense, direction="future", firm=preposition not in {"from", ""})
    if tense.direction == "future" and verb.lemma_ in PUT_OFF and verb.tag_ in {"VBN", "VBD"}:
        aimed = preposition in {"until", "till", "to", "for", "from", "by"}
        return tense if aimed or _modal(verb) else replace(tense, direction="past", firm=True)
    return tense


def _is_appointed(span: Span, verb: Token, tense: Tense) -> bool:
    """ "The judge set March 3 for the hearing": the day is what the verb fixes."""
    fixed = span.root.dep_ in {"dobj", "npadvmod"} and span.start - verb.i == 1
    return fixed and tense.direction == "past" and verb.lemma_ in APPOINTING


def _modal(verb: Token) -> bool:
    return any(c.lower_ in MODALS or c.lower_ == "to" for c in verb.lefts)


def _puts_ahead(verb: Token, preposition: str) -> bool:
    """Whether a verb in the past moves what follows ahead: "postponed it until Friday"."""
    if preposition in {"until", "till"}:
        return verb.lemma_ in MOVING or verb.tag_ == "VBG"
    if preposition in {"to", "from"}:
        away = verb.lemma_ == "put" and any(c.lower_ in {"off", "back"} for c in verb.rights)
        return away or verb.lemma_ in PUT_OFF or verb.lemma_ in {"push", "move", "shift"}
    if preposition == "by":
        return verb.lemma_ in DEMANDING and not any(c.dep_ == "agent" for c in verb.rights)
    return preposition == "for" and verb.lemma_ in APPOINTING | {"plan", "call"}


def _calls_for(verb: Token, span: Span) -> bool:
    """ "called for a strike on Friday", "invited them to talks on Friday": it has yet to come."""
    words = {"call": {"for"}, "ask": {"for"}, "invite": {"to", "for"}, "summon": {"to", "for"}}
    preps = words.get(verb.lemma_, set())
    return any(c.lower_ in preps and verb.i < c.i < span.start for c in verb.rights)


def _calls_off(verb: Token) -> bool:
    """ "A visit from May 10 to 12 has been called off": before its days or after them."""
    off = any(c.lower_ == "off" for c in verb.rights)
    return verb.lemma_ in CALLED_OFF and (off or verb.lemma_ != "call")


def _announced(noun: Token) -> bool:
    """Whether a noun lies ahead by its own words: "a planned vote", "set a Friday deadline",
    "called for a strike on Friday"."""
    if noun.lower_ in LIMITS and noun.dep_ == "dobj" and noun.head.lemma_ in LIMITING:
        return True
    if noun.dep_ == "dobj" and noun.head.lemma_ in AWAITING:
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ == "for" and noun.head.head.lemma_ in BIDDING:
        return True
    return any(child.lower_ in _AHEAD for child in noun.lefts)


def _is_polling(span: Span, noun: Token) -> bool:
    """ "the nomination for the Nov. 8 election": a poll is named by its day long before it."""
    return span.root.dep_ in {"compound", "nmod"} and noun.lemma_.lower() in POLLS


def _of_poll(poll: Token) -> Tense | None:
    """ "it won in the December election", "will hold the Oct. 25 vote": the verb knows which."""
    verb = poll.head.head if poll.dep_ == "pobj" else poll.head
    tense = verb_tense(verb) if verb.pos_ == "VERB" else None
    if tense is None or verb.lemma_ not in FOUGHT:
        return None
    return tense if tense.firm and tense.direction in {"past", "future"} else None


def _is_invited(noun: Token) -> bool:
    """ "an invitation to a dinner on May 9": told without a time of its own."""
    asked = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "to"}
    return asked and noun.head.head.lemma_ in {"invitation", "invite"}


_AHEAD = frozenset("planned upcoming scheduled forthcoming proposed looming".split())


def _main(node: Token) -> Token:
    if node.dep_ in {"aux", "auxpass"} and node.head.pos_ in {"VERB", "AUX"}:
        return node.head
    return node


def verb_tense(verb: Token, depth: int = 0) -> Tense | None:
    """The tense of one verb form with its auxiliaries, or of the verb that it depends on."""
    auxiliaries = [c for c in verb.lefts if c.dep_ in {"aux", "auxpass"}]
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


def _left_word(verb: Token) -> str:
    return verb.nbor(-1).lower_ if verb.i > verb.sent.start else ""


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
    return verb_tense(_main(node), depth + 1) if depth < 12 else None


def _infinitive(verb: Token, depth: int) -> Tense | None:
    head = verb.head
    describes = verb.dep_ in {"relcl", "acl"}
    firsts = {c.lower_ for c in head.lefts if c.dep_ == "amod"} if describes else set()
    if _FIRSTS & {head.lower_, *firsts}:
        return _inherit(verb, depth)
    if verb.dep_ == "acl" and head.lemma_.lower() in ENDEAVOURS:
        return _inherit(verb, depth)
    if head.i == verb.i or head.pos_ not in {"VERB", "AUX"}:
        return Tense("future", True, verb.i)
    if head.lemma_ == "ask" and verb.lemma_ in {"comment", "explain", "elaborate"}:
        return _inherit(verb, depth)
    if head.lemma_ in IMPLICATIVE and verb.dep_ in {"xcomp", "ccomp"}:
        return _inherit(verb, depth)
    if verb.dep_ == "advcl" and head.lemma_ in MOTION:
        return _inherit(verb, depth)
    return Tense("future", not _was_meant(head), verb.i)


_FIRSTS = frozenset({"first", "second", "third", "last", "only", "latest"})


def _was_meant(head: Token) -> bool:
    """ "was supposed to open in March": a plan of the past, which may be past itself."""
    intending = {"suppose", "mean", "schedule", "slate", "intend", "plan", "be"}
    words = {c.lower_ for c in head.lefts if c.dep_ in {"aux", "auxpass"}} | {head.lower_}
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
    if finite == "is" and verb.lemma_ in PICTURED and not _modal(verb):
        return Tense("past", True, verb.i)
    if finite == "is":
        bare = any(c.lower_ == "be" and c.tag_ == "VB" for c in verb.lefts)
        return Tense("future", planned or (bare and verb.dep_ == "conj"), verb.i)
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
    inherited = _inherit(verb, depth)
    upper = verb.doc[inherited.verb] if inherited is not None else None
    if inherited is not None and upper is not None and upper.tag_ == "VBG" and not _modal(upper):
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
