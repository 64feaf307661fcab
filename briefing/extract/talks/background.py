"""Meetings that an article only recalls: of years ago, by habit, or what somebody came for once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.events.attachment import is_day, root_of
from briefing.extract.events.inventory import TRAVEL
from briefing.extract.events.modality import PLANS
from briefing.extract.grammar.syntax import (
    FINITE,
    VERBAL,
    children,
    clause_head,
    climb,
    objects,
)
from briefing.extract.grammar.tense_words import SAYING
from briefing.extract.grammar.verb_tense import verb_tense
from briefing.extract.talks.mention import Mention
from briefing.extract.talks.status import LONG_AGO

_RECENT = 60  # days around publication; with such a day a sentence tells of now, too
_UNSPOKEN = frozenset({"private", "confidential", "secret", "ongoing", "public"})
_KNOWING = {
    "with": frozenset({"familiar", "acquainted"}),
    "of": frozenset({"knowledge", "aware", "informed"}),
    "on": frozenset({"briefed"}),
    "to": frozenset({"close", "privy"}),
    "in": frozenset({"involved"}),
    "about": frozenset({"informed", "briefed"}),
}
_IN = frozenset({"in", "on", "during"})
_HABITS = frozenset("often frequently regularly always usually routinely rarely sometimes".split())
_WHENEVER = frozenset({"when", "whenever"})
_MIDDLE = frozenset("first opening second third fourth fifth".split())
_AGREEING = frozenset("agree plan decide arrange schedule promise vow pledge intend".split())


def is_recalled(doc: Doc, mention: Mention, dates: Sequence[DateMention], day: date | None) -> bool:
    """Whether a mention without a day of its own is no news; ``day`` is that of publication."""
    word = doc[mention.word]
    if _is_on_its_eve(word) and day is not None and mention.end is not None and mention.end < day:
        return True
    if not mention.parties and is_known_of(word):
        return True
    if mention.verbal and _was_only_planned(word, mention, day):
        return True
    if mention.start is not None or mention.until is not None or mention.modality.progressive:
        return False
    if any(node.dep_ == "prep" and node.lower_ == "unlike" for node in climb(word)):
        return True
    if mention.modality.direction == "past" and _is_of_that_time(word):
        return True
    if mention.verbal and _is_for_the_first_time(word):
        return True
    if mention.verbal and _is_often(word):
        return True
    if mention.verbal and mention.place is None and (_is_habit(word) or _is_errand(word)):
        return True
    return mention.modality.direction != "future" and _is_long_ago(doc, word, dates, day)


def _was_only_planned(verb: Token, mention: Mention, day: date | None) -> bool:
    """ "was due to meet on Tuesday", told on a Wednesday: whether it did or not."""
    over = day is not None and mention.end is not None and mention.end < day
    tense = verb_tense(verb) if over and mention.precision == "day" else None
    return tense is not None and tense.once


def _is_of_that_time(word: Token) -> bool:
    """ "At a meeting with a regulator at that time, she promised ...": long before, perhaps."""
    verb = clause_head(word)
    over = [node for node in (word, verb) if node is not None]
    times = [t for node in over for t in objects(node, "at") if t.lower_ == "time"]
    return any(c.lower_ in {"that", "the"} for t in times for c in t.lefts)


def is_known_of(noun: Token) -> bool:
    """ "sources familiar with the talks", "with knowledge of them": who says so, no news."""
    if noun.dep_ == "nsubj" and noun.head.dep_ == "advcl":  # "as the talks are confidential"
        return any(c.lower_ in _UNSPOKEN for c in children(noun.head, "acomp"))
    if noun.dep_ != "pobj":
        return False
    return noun.head.head.lower_ in _KNOWING.get(noun.head.lower_, ())


def _is_long_ago(doc: Doc, word: Token, dates: Sequence[DateMention], day: date | None) -> bool:
    """ "In 2015 she gave a talk there and met its head", "talks that collapsed in 2008"."""
    if day is None:
        return False
    sentence = word.sent
    near = [m for m in dates if sentence.start <= m.tokens[0] < sentence.end and is_day(m)]
    days = [(m, (day - m.last).days) for m in near if m.last is not None]
    if any(abs(age) <= _RECENT for _, age in days):
        return False
    upper = list(_verbs_over(word))
    below = [c for node in upper for c in children(node, "advcl") if _says_when(c)]
    below += [c for node in upper for c in children(node, "conj") if not children(c, "nsubj")]
    over = {node.i for node in (*upper, *below)}
    return any(
        (age > LONG_AGO or _is_past_year(m, age)) and _verb_of(root_of(doc, m.tokens)) in over
        for m, age in days
    )


def _is_past_year(mention: DateMention, age: int) -> bool:
    """ "Last year, Lind broke off talks": of no day, and over."""
    return mention.precision == "year" and age > 0


def _verbs_over(word: Token) -> Iterator[Token]:
    """The verbs over a word, with that to which the lowest of them is coordinated."""
    for node in climb(word):
        if node.pos_ in VERBAL:
            yield node
        if node.dep_ in {"relcl", "acl", "ccomp"}:
            return


def _says_when(clause: Token) -> bool:
    """ "talks that broke down when the last round failed in 2008"."""
    return any(c.lower_ in {"when", "after"} for c in clause.lefts)


def _verb_of(day: Token) -> int | None:
    """The verb that a day belongs to ("collapsed after the last round in 2008")."""
    if day.dep_ == "npadvmod" and day.head.pos_ in VERBAL:
        return day.head.i
    if day.dep_ != "pobj" or day.head.lower_ not in _IN:
        return None
    verb = clause_head(day)
    return None if verb is None else verb.i


def _is_often(verb: Token) -> bool:
    """ "often says so when he meets them"."""
    clause = [verb, *(node for node in climb(verb) if node.pos_ in VERBAL)]
    return any(c.lower_ in _HABITS for node in clause for c in children(node, "advmod"))


def _is_habit(verb: Token) -> bool:
    """ "who consults with officials", "says so when he meets them"."""
    if verb.tag_ not in {"VBZ", "VBP"} or children(verb, "aux"):
        return False
    whenever = verb.dep_ == "advcl" and any(c.lower_ in _WHENEVER for c in verb.lefts)
    return verb.dep_ == "relcl" or (whenever and verb.head.tag_ in {"VBZ", "VBP"})


def _is_on_its_eve(noun: Token) -> bool:
    """ "on the eve of a hearing last week", "a day before a scheduled one": planned, no more."""
    told = any(c.tag_ == "VBD" for c in children(noun, "relcl"))  # "the talks that began on Monday"
    if noun.dep_ != "pobj" or noun.pos_ == "VERB" or told:
        return False
    planned = any(c.lower_ in {"scheduled", "planned"} for c in children(noun, "amod"))
    prep = noun.head
    return (prep.lower_ == "before" and planned) or prep.head.lower_ == "eve"


def _is_for_the_first_time(verb: Token) -> bool:
    """ "They first met at a bank", "had once met the king"."""
    return verb.tag_ in {"VBD", "VBN"} and any(
        c.lower_ in {"first", "once"} and c.i < verb.i for c in children(verb, "advmod")
    )


def _is_errand(verb: Token) -> bool:
    """ "shuffled across the room to meet them", "got the chance to talk with them"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"advcl", "acl"} or verb.head.lemma_ in PLANS:
        return False
    for node in climb(verb.head):
        finite = {t.tag_ for t in (node, *children(node, "aux", "auxpass"))} & FINITE
        if node.pos_ in VERBAL and finite:
            return finite == {"VBD"} and node.lemma_ not in TRAVEL | SAYING | _AGREEING
    return False


def is_told_amid(noun: Token) -> bool:
    """ "said on the second day of a summit", "Lind, on a visit to Oslo, said": while it lasts."""
    verb = clause_head(noun)
    if noun.dep_ != "pobj" or verb is None or verb.lemma_ not in SAYING or verb.tag_ != "VBD":
        return False
    if any(c.lower_ == "had" for c in children(verb, "aux")):
        return False
    prep = noun.head
    if prep.lower_ == "of" and prep.head.lemma_ == "day":
        numbered = any(c.lower_ in _MIDDLE for c in prep.head.lefts)
        return numbered and prep.head.head.lower_ == "on"
    new = any(c.lower_ in {"a", "an"} for c in noun.lefts)
    aside = prep.i > 0 and prep.nbor(-1).text == "," and noun.right_edge.i + 1 < len(noun.doc)
    closed = aside and noun.doc[noun.right_edge.i + 1].text == ","
    return prep.lower_ == "on" and new and closed and prep.head.i == verb.i and noun.i < verb.i
