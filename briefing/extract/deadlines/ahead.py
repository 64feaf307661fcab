"""Whether a day in a sentence is a thing to come: not behind, not a state, label or forecast."""

from __future__ import annotations

from datetime import date
from itertools import islice

from spacy.tokens import Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, Attachment
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.modality import Modality, governor_name
from briefing.extract.grammar.syntax import children, objects, subjects

_COARSE = frozenset({"year", "quarter", "season", "vague"})
_READY = frozenset({"ready", "available", "due", "complete", "over", "open", "effective", "final"})
_PERIOD_OF = frozenset({"of", "in"})
_TOLD = frozenset({"VBD", "VBN", "NN", "NNS"})
_WIDE = 80  # tokens of a clause that are looked through for an infinitive


def is_to_come(
    attachment: Attachment, modality: Modality, mention: DateMention, when: date, day: date
) -> bool:
    """Whether the sentence makes something of a day that is not before ``day``."""
    if attachment.word == "since" or not _lies_ahead(attachment, modality, mention, when, day):
        return False
    return not (
        _is_state(attachment, modality)
        or _is_forecast(attachment, mention)
        or _is_label(attachment)
        or _is_past_occasion(attachment)
        or _recurs(attachment, mention)
    )


def _lies_ahead(
    attachment: Attachment, modality: Modality, mention: DateMention, when: date, day: date
) -> bool:
    """Whether the day, if it is the article's own or the current period, is still to come."""
    if modality.negated and attachment.noun is None and not modality.conditional:
        return False
    if when > day:
        return True
    if mention.precision in _COARSE and mention.mod is None:
        return False
    if when < day and _is_background(attachment, mention):
        return False
    direction = modality.direction or mention.direction
    if direction == "past" or attachment.verb is None:
        return False
    if attachment.verb.dep_ in {"acl", "relcl"} and attachment.verb.tag_ == "VB" and when < day:
        return False
    if direction == "present":
        limited = attachment.word in UNTIL | BY
        return limited or attachment.verb.lemma_ not in words().said | {"be", "have"}
    return direction == "future"


def _is_background(attachment: Attachment, mention: DateMention) -> bool:
    """ "They agreed to keep it open this week": no modal of its own puts it into the week."""
    verb = attachment.verb
    if verb is None or mention.mod is not None or attachment.word in UNTIL | BY:
        return False
    if verb.dep_ in {"csubj", "csubjpass", "pcomp"}:
        return True
    return verb.dep_ in {"xcomp", "acl", "advcl", "relcl"} and verb.head.tag_ in _TOLD


def _is_state(attachment: Attachment, modality: Modality) -> bool:
    """ "closed until Friday": what holds up to a day, with nothing to be done by then."""
    verb = attachment.verb
    if attachment.word not in UNTIL or verb is None:
        return False
    if verb.lemma_ in words().grants and (verb.lemma_ == "have" or infinitive(verb)):
        return False
    if "postponed" in governor_name(verb) or modality.postponed:
        return False
    if {c.lower_ for c in children(verb, "aux")} & {"can", "may", "could"}:
        return False
    named = {verb.lemma_} | {c.lemma_ for c in children(verb, "acomp", "attr", "oprd")}
    if "open" in named and any(t.lemma_.lower() in words().windows for t in subjects(verb)):
        return False
    if any(o.lower_ in {"force", "effect", "place"} for o in objects(verb, "in")):
        return False
    return not named & words().lasting


def infinitive(verb: Token) -> Token | None:
    """What is granted: the first infinitive with "to" after a verb, in its clause."""
    for token in islice(verb.subtree, _WIDE):
        bare = token.tag_ == "VB" and token.i > verb.i
        if bare and any(c.lower_ == "to" for c in children(token, "aux")):
            return token
    return None


def _is_forecast(attachment: Attachment, mention: DateMention) -> bool:
    """ "Prices will fall in 2027": figures and aims, where the day is coarser than a month."""
    if mention.precision not in _COARSE or mention.mod == "END":
        return False
    if attachment.noun is not None and mention.precision != "year":
        return False
    if attachment.word in BY | UNTIL and mention.precision == "year":
        return True
    verb = attachment.verb
    if verb is None or attachment.noun is not None:
        return False
    if any(c.lower_ in _READY for c in children(verb, "acomp", "attr", "advmod")):
        return False
    return verb.lemma_ in words().forecasts


def _is_label(attachment: Attachment) -> bool:
    """ "February's wages", "next year's quotas": the day only says which."""
    root = attachment.root
    over = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "for" else None
    if over is not None and over.dep_ in {"nsubj", "nsubjpass"} and attachment.noun is None:
        return True
    if root.dep_ not in {"poss", "compound", "nmod", "amod"} or attachment.noun is not None:
        return False
    return root.head.pos_ in {"NOUN", "PROPN"}


def _is_past_occasion(attachment: Attachment) -> bool:
    """ "an order issued in September", "follows a visit on Tuesday": done already."""
    verb = attachment.verb
    if verb is None:
        return False
    if verb.dep_ == "pcomp" and verb.head.lower_ in {"after", "since", "following"}:
        return True
    if attachment.noun is not None:
        return verb.lemma_ in {"follow", "succeed"} and attachment.noun.dep_ in {"dobj", "pobj"}
    participle = verb.dep_ == "acl" and verb.tag_ in {"VBN", "VBD"}
    return participle and verb.lemma_ not in words().arranged


def _recurs(attachment: Attachment, mention: DateMention) -> bool:
    """ "the third Tuesday of each month"."""
    after = attachment.root.doc[mention.tokens[1] : mention.tokens[1] + 2]
    return (
        len(after) == 2 and after[0].lower_ in _PERIOD_OF and after[1].lower_ in {"each", "every"}
    )
