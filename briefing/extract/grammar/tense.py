"""Which way the clause around an expression looks: back, ahead, or at the present.

The direction of a weekday or a month is that of the verb that governs it. Verbs are found by
climbing the dependency tree; what each form means for news text is laid down here.
"""

from __future__ import annotations

import re

from msgspec.structs import replace
from spacy.tokens import Doc, Token

from briefing.extract.grammar.syntax import VERBAL
from briefing.extract.grammar.tense_words import (
    APPOINTING,
    AWAITING,
    BIDDING,
    CALLED_OFF,
    DEMANDING,
    FOUGHT,
    IMPOSING,
    LIMITING,
    LIMITS,
    MEASURES,
    MOVING,
    POLLS,
    PUT_OFF,
    SAYING,
    SITTINGS,
)
from briefing.extract.grammar.token_table import table
from briefing.extract.grammar.verb_tense import Tense, is_modal, main_verb, verb_tense
from briefing.extract.grammar.words import Words
from briefing.extract.word_lists import word_lists


def tense_of(span: Words) -> Tense | None:
    """The tense that governs an expression; None in a fragment without a verb."""
    due = _falls_due(span)
    if due is not None:
        return due
    said = said_before(span.doc, span.start)
    if said is not None and said.tag_ in {"VBD", "VBN"}:
        return Tense("past", True, said.i)
    doc, t = span.doc, table(span.doc)
    row = span.root.i
    if t.dep[row] == "poss" and t.pos[t.head[row]] == "VERB":
        row = t.head[t.head[row]]  # "calling Monday's drills a warning"
    preposition = ""
    ahead = nominal = False
    for _ in range(40):
        inside, kind = span.start <= row < span.end, t.pos[row]
        if kind in VERBAL and not inside and not _is_noun_in_truth(doc[row]):
            node = doc[row]
            tense = _governed(
                main_verb(node), preposition, ahead or _calls_for(main_verb(node), span)
            )
            if tense is None:
                return None
            if _is_appointed(span, main_verb(node), tense):
                return replace(tense, direction="future", firm=True)
            dropped = (nominal or not preposition) and _calls_off(main_verb(node))
            return replace(
                tense,
                nominal=nominal,
                firm=tense.firm and not (dropped and tense.direction == "past"),
            )
        if t.lower[row] == "due" and t.tag[row] == "JJ" and row < span.start:
            return Tense("future", False, row)
        if kind in {"NOUN", "PROPN"}:
            if _is_invited(doc[row]):
                return Tense("future", False, row)
            if not inside and _is_polling(span, doc[row]):
                return _of_poll(doc[row]) or _before_poll(doc[row]) or Tense("future", False, row)
            ahead = ahead or _announced(doc[row])
            nominal = nominal or not inside
        preposition = preposition or (t.lower[row] if kind in {"ADP", "SCONJ"} else "")
        if t.head[row] == row:
            return Tense("present", True, row) if t.lower[row] in _VERB_LIKE else None
        row = t.head[row]
    return None


def _is_noun_in_truth(word: Token) -> bool:
    """ "the agency's officials on Tuesday warned": a subject that was taken for a verb."""
    return word.dep_ in {"nsubj", "nsubjpass"} and word.tag_ in {"VBZ", "VBP"}


def said_before(doc: Doc, first: int) -> Token | None:
    """The verb of saying right before a day ("the union said Friday"), whatever the parse."""
    t = table(doc)
    index = first - 1 if first and t.lower[first - 1] != "on" else first - 2
    if index < 0 or t.pos[index] != "VERB" or t.lemma[index] not in SAYING:
        return None
    verb = doc[index]
    if any(c.dep_ == "auxpass" for c in verb.lefts):  # "will be announced on Friday"
        return None
    return verb if verb.tag_ in {"VBD", "VBZ", "VBN"} else None


_FALLING_DUE = re.compile(
    r"\b(?:lapses?|expires?|takes? effect|runs? out|(?:comes?|enters?) into (?:force|effect)|"
    r"falls? due|reconvenes?|resumes?)(?: (?:on|in|at|by|from))?(?: the)?$"
)
_DUE_VERBS = frozenset(
    verb + ending
    for verb in "lapse expire take run come enter fall reconvene resume".split()
    for ending in ("", "s")
)
_AUXILIARY = re.compile(
    r"(?:\b(?:to|not|can|could|may|might|must|shall|should|will|would)|['’]ll) $"
)
_VERB_LIKE = word_lists("time_words")["verb_like"]


def _falls_due(span: Words) -> Tense | None:
    """ "The accord lapses on March 3": a verb that the parser often takes for a noun."""
    before = table(span.doc).lower[max(0, span.start - 5) : span.start]
    if _DUE_VERBS.isdisjoint(before):
        return None
    words = " ".join(before)
    cue = _FALLING_DUE.search(words)
    if cue is None or _AUXILIARY.search(words[: cue.start()]):
        return None
    return Tense("present", True, span.start - len(cue[0].split()))


def _governed(verb: Token, preposition: str, ahead: bool) -> Tense | None:
    """The tense of a verb as it bears on what hangs from it by that preposition."""
    tense = verb_tense(verb)
    if tense is None:
        return None
    if tense.direction == "past" and (ahead or _puts_ahead(verb, preposition)):
        return replace(tense, direction="future", firm=preposition not in {"from", ""})
    if tense.direction == "future" and verb.lemma_ in PUT_OFF and verb.tag_ in {"VBN", "VBD"}:
        aimed = preposition in {"until", "till", "to", "for", "from", "by"}
        return tense if aimed or is_modal(verb) else replace(tense, direction="past", firm=True)
    return tense


def _is_appointed(span: Words, verb: Token, tense: Tense) -> bool:
    """ "The judge set March 3 for the hearing": the day is what the verb fixes.

    So is that of what it fixes: "has set a hearing in May", "A May 3 hearing has been scheduled".
    """
    if tense.direction != "past" or verb.lemma_ not in APPOINTING:
        return False
    if span.root.dep_ in {"dobj", "npadvmod"} and span.start - verb.i == 1:
        return True
    upper = span.root.head
    if upper.lemma_.lower() in SITTINGS and upper.dep_ in {"nsubjpass", "dobj"}:
        return upper.head.i == verb.i and span.root.dep_ in {"compound", "nmod"}
    objects = [c for c in verb.rights if c.dep_ == "dobj" and c.lemma_.lower() in SITTINGS]
    inside = span.root.dep_ == "pobj" and upper.lower_ == "in"
    return inside and any(o.i < span.start and upper.head.i in {o.i, verb.i} for o in objects)


def _puts_ahead(verb: Token, preposition: str) -> bool:
    """Whether a verb in the past moves what follows ahead: "postponed it until Friday"."""
    if preposition in {"until", "till", "through", "from", "to"} and _puts_in_force(verb):
        return True
    if preposition in {"until", "till"}:
        return verb.lemma_ in MOVING or verb.tag_ == "VBG"
    if preposition in {"to", "from"}:
        away = verb.lemma_ == "put" and any(c.lower_ in {"off", "back"} for c in verb.rights)
        return away or verb.lemma_ in PUT_OFF or verb.lemma_ in {"push", "move", "shift"}
    if preposition == "by":
        return verb.lemma_ in DEMANDING and not any(c.dep_ == "agent" for c in verb.rights)
    return preposition == "for" and verb.lemma_ in APPOINTING | {"plan", "call"}


def _puts_in_force(verb: Token) -> bool:
    """ "imposed a curfew through Friday", "issued a storm warning from Sunday to Tuesday"."""
    imposing = imposing_verb(verb)
    if imposing.lemma_ not in IMPOSING:
        return False
    done_to = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    return imposing != verb or any(c.lemma_.lower() in MEASURES for c in done_to)


def imposing_verb(verb: Token) -> Token:
    """The "issued" of "issued a storm warning", whose noun the parser takes for a verb; any other
    verb itself."""
    if verb.lower_ not in MEASURES or verb.tag_ != "VBG" or verb.dep_ not in {"acl", "dobj"}:
        return verb
    return verb.head.head if verb.dep_ == "acl" else verb.head


def _calls_for(verb: Token, span: Words) -> bool:
    """ "called for a strike on Friday", "invited them to talks on Friday": it has yet to come."""
    preps = _CALLING.get(verb.lemma_)
    if preps is None:
        return False
    return any(c.lower_ in preps and verb.i < c.i < span.start for c in verb.rights)


def _calls_off(verb: Token) -> bool:
    """ "A visit from May 10 to 12 has been called off": before its days or after them."""
    if verb.lemma_ not in CALLED_OFF:
        return False
    return verb.lemma_ != "call" or any(c.lower_ == "off" for c in verb.rights)


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


def _is_polling(span: Words, noun: Token) -> bool:
    """ "the nomination for the Nov. 8 election": a poll is named by its day long before it."""
    return span.root.dep_ in {"compound", "nmod"} and noun.lemma_.lower() in POLLS


def _of_poll(poll: Token) -> Tense | None:
    """ "it won in the December election", "will hold the Oct. 25 vote": the verb knows which."""
    verb = poll.head.head if poll.dep_ == "pobj" else poll.head
    tense = verb_tense(verb) if verb.pos_ == "VERB" else None
    if tense is None or verb.lemma_ not in FOUGHT:
        return None
    return tense if tense.firm and tense.direction in {"past", "future"} else None


def _before_poll(poll: Token) -> Tense | None:
    """ "will not vote on it before the November election": yet to come, as what precedes it is."""
    before = poll.dep_ == "pobj" and poll.head.lower_ in {"before", "until"}
    tense = verb_tense(poll.head.head) if before and poll.head.head.pos_ == "VERB" else None
    if tense is None or tense.direction != "future" or not tense.firm:
        return None
    return tense


def _is_invited(noun: Token) -> bool:
    """ "an invitation to a dinner on May 9": told without a time of its own."""
    asked = noun.dep_ == "pobj" and noun.head.lower_ in {"for", "to"}
    return asked and noun.head.head.lemma_ in {"invitation", "invite"}


_CALLING = {"call": {"for"}, "ask": {"for"}, "invite": {"to", "for"}, "summon": {"to", "for"}}
_AHEAD = frozenset("planned upcoming scheduled forthcoming proposed looming".split())
