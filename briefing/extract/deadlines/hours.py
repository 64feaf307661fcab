"""Times of day beside a day: "on Friday at 10 a.m. CET", "by midnight"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from briefing.extract.dates.find import DateMention
from briefing.extract.deadlines.attachment import BY, UNTIL, attachment_of, word_before
from briefing.extract.deadlines.vocabulary import words
from briefing.extract.events.attachment import is_day
from briefing.extract.grammar.syntax import sentence_starts
from briefing.extract.grammar.verb_tense import Tense, verb_tense

_BESIDE = 3  # tokens between an hour and the same hour elsewhere ("Oslo time (")
_REACH = 6  # tokens between a day and its hour ("on Friday, January 26, at about 10 a.m.")


def hour_of(mention: DateMention, near: Sequence[DateMention]) -> tuple[str | None, str | None]:
    """The time of day and its zone that the text gives a day, in it or right beside it."""
    if mention.clock is not None:
        return mention.clock, mention.zone
    for other in near:
        if other.clock is not None and other.first == mention.first and _are_close(mention, other):
            return other.clock, other.zone
    return None, None


def is_limit_of_today(doc: Doc, mention: DateMention, near: Sequence[DateMention]) -> bool:
    """ "by midnight", "expires at noon": an hour alone is one of the day at hand."""
    if mention.clock is None:
        return False
    if any(o is not mention and is_day(o) and _are_close(mention, o) for o in near):
        return False
    attachment = attachment_of(doc, mention)
    ending = [w.lemma_ for w in (attachment.verb, attachment.noun) if w is not None]
    ends = any(lemma in words().kinds["expiry"] for lemma in ending)
    at = mention.tokens[0] > 0 and doc[mention.tokens[0] - 1].lower_ == "at"
    if word_before(doc, mention) in BY | UNTIL or (at and ends):
        return True
    return at and _is_due_today(doc, mention, attachment.verb, near)


def _is_due_today(
    doc: Doc, mention: DateMention, verb: Token | None, near: Sequence[DateMention]
) -> bool:
    """ "are due to issue a statement at 2 p.m.": an hour to come, where no other day is named."""
    tense = verb_tense(verb) if verb is not None else None
    due = verb is not None and any(c.lower_ == "due" for c in verb.rights)
    if verb is not None and due and verb.tag_ in {"VBZ", "VBP"}:
        tense = Tense("future", True, verb.i)
    if tense is None or tense.direction != "future" or tense.shifted or not tense.firm:
        return False
    numbers = sentence_starts(doc)
    sentence = numbers[mention.tokens[0]]
    days = [o for o in near if numbers[o.tokens[0]] == sentence and o.first is not None]
    return all(o.first == mention.first for o in days)


def _are_close(one: DateMention, other: DateMention) -> bool:
    gap = max(other.tokens[0] - one.tokens[1], one.tokens[0] - other.tokens[1])
    return 0 <= gap <= _REACH


def _is_bracketed_with(doc: Doc, mention: DateMention, hour: DateMention) -> bool:
    """ "(0259 GMT on Sunday)": the day of an hour that stands converted in brackets."""
    first = hour.tokens[0]
    opened = hour.clock is not None and hour.zone is not None and first > 0
    behind = 0 <= mention.tokens[0] - hour.tokens[1] <= 1
    return opened and behind and doc[first - 1].text == "("


def is_conversion(doc: Doc, mention: DateMention, near: Sequence[DateMention]) -> bool:
    """ "at 8 p.m. Eastern time (0000 GMT Friday)": the same hour for readers elsewhere."""
    first = mention.tokens[0]
    if mention.clock is None and any(_is_bracketed_with(doc, mention, o) for o in near):
        return True
    if mention.clock is None or mention.zone is None or first == 0 or doc[first - 1].text != "(":
        return False
    return any(o.clock is not None and 0 <= first - o.tokens[1] <= _BESIDE for o in near)
