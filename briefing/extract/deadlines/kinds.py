"""Of what kind a coming day is: a term, an event, a vote, an expiry or a start."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.deadlines.attachment import BY, EFFECTIVE, UNTIL, Attachment
from briefing.extract.deadlines.in_force import measure_in_force
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import auxiliaries, children, objects, subjects
from briefing.extract.people.find import find_people
from briefing.model import DeadlineKind

_MODALS = frozenset({"must", "can", "may", "could", "should", "shall"})
# What is done before, after or about a vote is none.
_BESIDE = frozenset("after before ahead despite since during about against without".split())
# What these say ends on a day begins "from" one: "will run from Monday".
_FROM = frozenset({"apply", "valid", "run"})
# "at the end of July", "in the run up to the vote": nothing ends or runs there.
_TRADES = frozenset("sale deal transaction acquisition merger purchase takeover buyout".split())
_PROLONGING = frozenset({"extend", "prolong", "renew"})
_PARTS = frozenset({"end", "close", "start", "beginning", "run"})
_KINDS: tuple[DeadlineKind, ...] = ("expiry", "start", "due")


def kind_of(attachment: Attachment, what: str) -> DeadlineKind:
    """By the noun or verb that the day hangs on first, then by the word before the day."""
    kinds = words().kinds
    own = _own_words(attachment)
    if any(word in kinds["vote"] for word in own + _subject_words(attachment)):
        return "vote"
    if attachment.word == EFFECTIVE:
        return "start"
    in_force = attachment.word in UNTIL and measure_in_force(attachment) is not None
    if is_extended(attachment) or in_force:
        return "expiry"
    event = attachment.noun is not None and attachment.word == "before"
    if (attachment.word in BY and not event) or (
        attachment.word in UNTIL and _is_granted(attachment)
    ):
        return "due"
    if attachment.word == "from" and attachment.noun is None and set(own) & _FROM:
        return "start"
    for kind in _KINDS:
        if any(word in kinds[kind] for word in own):
            return kind
    verb = attachment.verb if attachment.noun is None else None
    if verb is not None and auxiliaries(verb) & {"must", "shall"}:
        return "due"
    return "vote" if any(w in kinds["vote"] for w in what.lower().split()) else "event"


def is_extended(attachment: Attachment) -> bool:
    """ "The permit was extended until March 5": the day on which it ends."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or attachment.word not in UNTIL:
        return False
    done = {c.lower_ for c in children(verb, "auxpass")} and not auxiliaries(verb) & {"to", "will"}
    return verb.lemma_ in _PROLONGING and verb.tag_ == "VBN" and bool(done)


def _own_words(attachment: Attachment) -> list[str]:
    if attachment.noun is not None:
        return [attachment.noun.lemma_.lower(), attachment.noun.lower_]
    verb = attachment.verb
    if verb is None:
        return []
    found = [verb.lemma_.lower()]
    found += [f"{verb.lemma_} {c.lower_}" for c in children(verb, "prt")]
    goes = any(
        c.lower_ == "due" and any(o.lemma_.lower() not in _PARTS for o in _places(c, verb))
        for c in verb.rights
    )
    if not goes:
        found += [c.lemma_.lower() for c in children(verb, "dobj", "acomp", "attr")]
    if verb.lemma_ == "run" and (
        (verb.tag_ == "VB" and not children(verb, "aux"))
        or any(t.i in find_people(verb.doc).at for t in subjects(verb))
    ):
        found.remove("run")  # for an office
    if verb.lemma_ == "stop" and any(c.lower_ in {"at", "in"} for c in children(verb, "prep")):
        found.remove("stop")  # "the tour stops in Oslo on Friday"
    if verb.lemma_ == "close" and any(
        t.lemma_.lower() in _TRADES for t in [*children(verb, "dobj"), *subjects(verb)]
    ):
        found.remove("close")  # "The firm aims to close the sale in June"
    hooks = [c for c in children(verb, "prep") if c.lower_ not in _BESIDE]
    goals = [o.lemma_.lower() for c in hooks for o in children(c, "pobj")]
    return found + [goal for goal in goals if goal not in _PARTS]


def _places(*over: Token) -> list[Token]:
    return [o for token in over for o in objects(token, "in", "at") if o.ent_type_ != "DATE"]


def _subject_words(attachment: Attachment) -> list[str]:
    """What happens, where the verb only says that it does: "elections are due", "will be held"."""
    verb = attachment.verb
    if verb is None or attachment.noun is not None or verb.lemma_ not in words().generic:
        return []
    return [t.lemma_.lower() for t in subjects(verb)]


def _is_granted(attachment: Attachment) -> bool:
    return attachment.verb is not None and (
        attachment.verb.lemma_ in words().grants
        or bool({c.lower_ for c in children(attachment.verb, "aux")} & _MODALS)
    )
