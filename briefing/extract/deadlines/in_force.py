"""What was ordered or warned of and holds up to a day: "imposed a curfew until Friday"."""

from __future__ import annotations

from spacy.tokens import Token

from briefing.extract.deadlines.attachment import UNTIL, Attachment
from briefing.extract.grammar.syntax import auxiliaries, children
from briefing.extract.grammar.tense import imposing_verb
from briefing.extract.grammar.tense_words import IMPOSING, MEASURES

_RANGES = frozenset({"from", "to"})
_DONE = frozenset({"has", "have", "had", "was", "were", "been"})


def measure_in_force(attachment: Attachment) -> Token | None:
    """The order or warning that holds until a day, or from one to another; else None.

    It takes a verb by which somebody has put it in force: what may or will be imposed is read as
    every other plan.
    """
    verb = attachment.verb
    if verb is None or attachment.word not in UNTIL | _RANGES:
        return None
    imposing = imposing_verb(verb)
    if not _was_imposed(imposing):
        return None
    if imposing != verb:
        return verb
    over = attachment.root.head.head
    beside = [*children(verb, "dobj", "nsubjpass"), over]
    named = [t for t in beside if t.pos_ in {"NOUN", "PROPN"} and t.i < attachment.root.i]
    return next((t for t in named if t.lemma_.lower() in MEASURES), None)


def _was_imposed(verb: Token) -> bool:
    helpers = auxiliaries(verb)
    past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and bool(helpers))
    return past and verb.lemma_ in IMPOSING and helpers <= _DONE and not children(verb, "neg")
