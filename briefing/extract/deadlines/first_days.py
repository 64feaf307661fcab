"""Days that the words right before them put ahead: "as early as this week", "later on Friday"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import Attachment
from briefing.extract.deadlines.occasions import PARTS, is_event
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.grammar.syntax import auxiliaries, children
from briefing.extract.grammar.token_table import table

_EARLIEST = (["as", "early", "as"], ["as", "soon", "as"])
_MODALS = frozenset("will 'll ’ll would could may might can shall".split())
_LATER = 2  # words before a day among which stands "later": "later on Thursday"
_RATES = frozenset({"rate", "policy", "target"})


def is_at_the_earliest(attachment: Attachment, mention: DateMention) -> bool:
    """ "could file as early as the second half of this year": from then on it is to be looked for.

    A present or past without a modal verb tells of a habit, or of what has been.
    """
    verb, first = attachment.verb, mention.tokens[0]
    if verb is None or attachment.noun is not None:
        return False
    lower = table(verb.doc).lower[max(0, first - 5) : first]
    while lower and lower[-1] in {"the", "on", "in", "a"}:
        lower.pop()
    return lower[-3:] in _EARLIEST and bool(auxiliaries(verb) & _MODALS)


def is_set_for_later(verb: Token, mention: DateMention) -> bool:
    """ "a speech scheduled for later on Thursday", told that Thursday."""
    first = mention.tokens[0]
    before = table(verb.doc).lower[max(0, first - _LATER) : first]
    arranged = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in words().arranged
    over = verb.head.head.head if verb.head.dep_ == "pobj" else verb.head
    told = any(is_event(t) or t.lower_ in PARTS for t in (verb.head, over))
    return arranged and "later" in before and told


def is_decided_on(verb: Token) -> bool:
    """ "is expected to keep rates unchanged on Wednesday": what stays so is decided that day."""
    complement = children(verb, "oprd", "acomp", "advcl", "prep")
    return bool(complement) and any(o.lemma_.lower() in _RATES for o in children(verb, "dobj"))
